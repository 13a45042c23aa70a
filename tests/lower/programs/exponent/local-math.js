// A variable that is called like the object that lowered code needs.
const real = Math;
function local() { const Math = { pow: () => "other", max: () => "own" }; return [2 ** 3, Math.max(), { Math }.Math.max()].join(); }
function parameter(Math, x = 2 ** 2) { Math **= 2; return [Math, x, ((Math) => Math ** 3)(2)].join(); }
function pattern({ Math } = { Math: 3 }) { ({ Math = 1 } = { Math: Math ** 2 }); [Math] = [Math + 1]; return Math; }
function named() { class Math { static m() { return 3 ** 2; } } return Math.m(); }
function caught() { try { throw 2; } catch (Math) { return 2 ** Math; } }
function global() { return [Math === real, Math.abs(-(2 ** 2))].join(); }
function inner() { const o = { Math: 2, m() { return this.Math ** 2; } }; return o.m() ** 0.5; }
console.log(local(), parameter(3), pattern(), named(), caught(), global(), inner());
