function viaArrow() { const set = (v) => { arguments = v; return arguments; }; return [set("a"), arguments]; }
function direct(a) { arguments[0] = 2; const old = arguments; arguments = [a, old.length]; return (() => arguments)(); }
function update() { (() => { arguments = 1; arguments++; arguments += 2; })(); return arguments; }
function pattern() { (() => { [arguments] = ["p"]; })(); const r = arguments; ({ x: arguments } = { x: "q" }); return [r, (() => arguments)(), typeof arguments]; }
function loop() { const r = []; for (arguments of [1, 2]) r.push((() => arguments)()); return r; }
function parameters(a, b = () => (arguments = "set"), ...c) { const n = arguments.length; b(); return [n, arguments, c]; }
function untouched(a) { const get = () => arguments; a = 5; return [get()[0], arguments.length]; }
function nested() { const inner = function () { return (() => arguments.length)(); }; (() => (arguments = 0))(); return [inner(1, 2), arguments]; }
function* generator() { yield (() => (arguments = "g"))(); yield arguments; }
console.log(JSON.stringify([viaArrow(), direct(1), update(), pattern(), loop(), parameters(1, undefined, 3, 4), untouched(1), nested(1), [...generator()]]));
