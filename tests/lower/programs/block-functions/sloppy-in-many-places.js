function t1() {
  const r = [typeof f];
  {
    r.push(typeof f);
    function f() {}
  }
  r.push(typeof f);
  return r;
}
function t2(x) {
  if (x) {
    function g() {
      return "g";
    }
    return g();
  }
  return typeof g;
}
function t3() {
  for (var i = 0; i < 2; i++) {
    function h() {
      return i;
    }
  }
  return h();
}
function t4() {
  {
    function a() {
      return 1;
    }
    function a() {
      return 2;
    }
  }
  return a();
}
function t5() {
  {
    function a() {
      return 1;
    }
  }
  {
    function a() {
      return 2;
    }
  }
  return a();
}
function t6() {
  {
    function a() {
      return 1;
    }
    a = 5;
  }
  return typeof a;
}
function t7() {
  var a = "v";
  {
    function a() {
      return 1;
    }
  }
  return typeof a;
}
function t8() {
  let a = "v";
  {
    function a() {
      return 1;
    }
  }
  return typeof a;
}
function t9(a) {
  {
    function a() {
      return 1;
    }
  }
  return typeof a;
}
function t10() {
  {
    let a = 3;
    {
      function a() {}
    }
    return typeof a;
  }
}
function t11() {
  {
    let a = 3;
    {
      function a() {}
    }
  }
  return typeof a;
}
function t12() {
  switch (1) {
    case 0:
      function s() {
        return "s";
      }
      break;
    case 1:
      return [typeof s, s()];
  }
}
function t13() {
  try {
    throw 1;
  } catch (e) {
    function c() {
      return e;
    }
  }
  return c();
}
function t14() {
  {
    function* gg() {}
    async function ag() {}
  }
  return [typeof gg, typeof ag];
}
function t15() {
  l: {
    function lf() {
      return 1;
    }
    break l;
  }
  return typeof lf;
}
function t16() {
  {
    break_: {
      break break_;
    }
    function k() {}
  }
  return typeof k;
}
function t17() {
  l: {
    if (1) break l;
    function k() {}
  }
  return typeof k;
}
function t18() {
  const fs = [];
  for (let i = 0; i < 2; i++) {
    function f() {
      return i;
    }
    fs.push(() => f());
  }
  return fs.map((f) => f()).concat(f());
}
function t19() {
  "use strict";
  {
    function f() {}
  }
  return typeof f;
}
function t20() {
  {
    function f() {
      return typeof f;
    }
    return f();
  }
}
function t21() {
  {
    function f() {
      f = 1;
      return typeof f;
    }
    return [f(), typeof f];
  }
}
function t22() {
  const r = [];
  {
    function f() {
      f = 1;
    }
    f();
    r.push(typeof f);
  }
  r.push(typeof f);
  return r;
}
function t23() {
  if (1)
    function yes() {
      return "y";
    }
  return yes();
}
function t24() {
  if (0) function no() {}
  else
    function els() {
      return "e";
    }
  return [typeof no, els()];
}
function t25() {
  x: function lab() {
    return "lab";
  }
  return lab();
}
function t26() {
  {
    x: function lab() {
      return "lab";
    }
    return lab();
  }
}
function t27() {
  return typeof q;
  {
    function q() {}
  }
}
function t28() {
  {
    function q() {}
  }
  var q;
  return typeof q;
}
function t29() {
  {
    function q() {}
  }
  var q = 1;
  return typeof q;
}
function t30() {
  {
    {
      {
        function deep() {
          return "d";
        }
      }
    }
  }
  return deep();
}
function t31() {
  const get = () => typeof z;
  const r = [get()];
  {
    r.push(get());
    function z() {}
    r.push(get());
  }
  r.push(get());
  return r;
}
function t32() {
  var f = () => typeof f;
  {
    function arguments() {}
  }
  return typeof arguments;
}
function t33() {
  for (let f of [1]) {
    {
      function f() {}
    }
  }
  return typeof f;
}
function t34() {
  for (const k in { a: 1 }) {
    function kk() {
      return k;
    }
  }
  return kk();
}
function t35() {
  while (true) {
    function w() {
      return "w";
    }
    break;
  }
  return w();
}
function t36() {
  try {
    throw 1;
  } catch (f) {
    {
      function f() {}
    }
    return typeof f;
  }
}
function t37() {
  try {
    throw [1];
  } catch ([f]) {
    {
      function f() {}
    }
    return typeof f;
  }
}
const all = [
  t1,
  t2,
  t3,
  t4,
  t5,
  t6,
  t7,
  t8,
  t9,
  t10,
  t11,
  t12,
  t13,
  t14,
  t15,
  t16,
  t17,
  t18,
  t19,
  t20,
  t21,
  t22,
  t23,
  t24,
  t25,
  t26,
  t27,
  t28,
  t29,
  t30,
  t31,
  t32,
  t33,
  t34,
  t35,
  t36,
  t37,
];
for (const t of all) {
  let r;
  try {
    r = t(1);
  } catch (e) {
    r = e.name + e.message;
  }
  console.log(t.name, r);
}
console.log(typeof outerBlock);
{
  function outerBlock() {
    return 1;
  }
}
console.log(typeof outerBlock);
