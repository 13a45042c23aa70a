{
  let Object = "shadow";
  let Symbol = "s";
  let Array = "a";
  class A {
    x = 1;
  }
  const { x, ...rest } = { ...new A(), y: 2 };
  console.log(x, rest.y, Object, Symbol, Array);
  const [p, ...q] = "xyz";
  console.log(p, q.length);
  for (const c of "ab") console.log(c);
}
function f(TypeError, undefined) {
  try {
    const { a } = null;
  } catch (e) {
    return e.name + TypeError + undefined;
  }
}
console.log(f(1, 2));
console.log(((undefined) => ((x = 3) => x)())(7));
