console.log(
  [
    function (a, b) {},
    function (a, b = 1) {},
    function (a = 1, b) {},
    function (...r) {},
    function (a, ...r) {},
    function ({ a }, [b]) {},
    (a, b, c) => 0,
    (a, { b } = {}, c) => 0,
    async (a, b = 2) => 0,
    async function (a, b, c) {},
    function* (a, b, ...c) {},
    async function* (a) {},
    class {
      constructor(a, b = 1) {}
    },
    class {},
    { m(a, b = 1, c) {} }.m,
    Object.getOwnPropertyDescriptor({ set x(v) {} }, "x").set,
    Object.getOwnPropertyDescriptor({ set x(v = 1) {} }, "x").set,
  ].map((f) => f.length),
);
