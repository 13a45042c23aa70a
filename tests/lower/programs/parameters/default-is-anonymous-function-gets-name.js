function f(a = () => {}, b = function () {}, c = class {}, { d = () => {} } = {}, [e = () => {}] = []) {
  return [a, b, c, d, e].map((x) => x.name);
}
console.log(f());
