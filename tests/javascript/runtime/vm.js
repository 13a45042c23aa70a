// The body of an async function.
const vm = require("vm");
return [vm.runInThisContext("1 + 2"), vm.runInNewContext("a * 2", { a: 4 }), new vm.Script("x").runInNewContext({ x: "y" })];
