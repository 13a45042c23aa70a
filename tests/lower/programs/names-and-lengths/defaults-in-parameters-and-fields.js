const f = (a = () => {}, { b = () => {}, c: d = class {} } = {}, [e = function () {}] = []) => [a, b, d, e].map((x) => x.name);
class A { a = () => {}; static b = function () {}; ["c" + 1] = class {}; #d = () => {}; d() { return this.#d.name; } }
console.log(f(), new A().a.name, A.b.name, new A().c1.name, new A().d());
