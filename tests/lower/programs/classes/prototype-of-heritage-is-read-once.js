let reads = 0;
const H = function () {}.bind();
Object.defineProperty(H, "prototype", { get() { reads++; return { inherited: true }; } });
class A extends H {}
console.log(reads, A.prototype.inherited);
