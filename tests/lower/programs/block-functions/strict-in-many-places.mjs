{
  function f() {
    return f;
  }
  const g = f;
  console.log(g() === g);
}
{
  function f() {
    f = 1;
    return f;
  }
  console.log(f.name, f(), f);
}
const fs = [];
for (let i = 0; i < 2; i++) {
  function h() {
    return i + (i < 1 ? "" : h.name);
  }
  fs.push(h);
}
console.log(fs.map((f) => f()));
if (1) {
  function only() {
    return "only";
  }
  console.log(only());
}
console.log(typeof only);
switch (1) {
  case 1:
    console.log(sw(2));
    function sw(n) {
      return n ? sw(n - 1) + 1 : 0;
    }
}
{
  async function as() {
    return 5;
  }
  as().then(console.log);
  function* ge() {
    yield 1;
  }
  console.log([...ge()]);
}
for (const k of [1, 2]) {
  async function q() {
    return k;
  }
  q().then((v) => console.log("q", v));
}
export function exp() {
  {
    function exp() {
      return "inner";
    }
    console.log(exp());
  }
  return "outer";
}
console.log(exp());
function outer(a) {
  {
    function a2() {
      return a;
    }
    {
      function a() {
        return "in";
      }
      console.log(a(), a2());
    }
  }
  return a;
}
console.log(outer(3));
try {
  throw 1;
} catch (e) {
  function ce() {
    return e;
  }
  console.log(ce());
}
label: {
  function lf() {
    return "lf";
  }
  console.log(lf());
  break label;
}
