// Writes programs at random: functions that suspend in all kinds of places, and what drives
// them. `kind` is "generator", "async" or "async-generator".

export function random(seed) {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

export function program(seed, kind) {
  const next = random(seed);
  const below = (count) => Math.floor(next() * count);
  const pick = (list) => list[below(list.length)];
  const variables = ["a", "b", "c", "d"];
  let counters = 0;
  let size = 0;

  function leaf() {
    return pick([
      () => String(below(10)),
      () => JSON.stringify(pick(["x", "y", "p", "q"])),
      () => pick(variables),
      () => pick(variables),
      () => "o.p",
      () => 'o["q"]',
      () => "null",
      () => "this.t",
      () => "arguments[0]",
    ])();
  }

  function suspension(depth) {
    if (kind === "generator") {
      if (next() < 0.15) return `(yield* inner(${expression(depth - 1)}))`;
      return next() < 0.1 ? "(yield)" : `(yield ${expression(depth - 1)})`;
    }
    if (kind === "async") return `(await ${awaited(depth)})`;
    const way = next();
    if (way < 0.1) return `(yield* innerAsync(${expression(depth - 1)}))`;
    if (way < 0.15) return `(yield* inner(${expression(depth - 1)}))`;
    if (way < 0.5) return `(yield ${awaited(depth)})`;
    return `(await ${awaited(depth)})`;
  }

  function awaited(depth) {
    const value = expression(depth - 1);
    const way = next();
    if (way < 0.2) return `Promise.resolve(${value})`;
    if (way < 0.3) return `rejected(${value})`;
    if (way < 0.4) return `thenable(${value})`;
    return value;
  }

  function expression(depth) {
    size++;
    if (depth <= 0 || size > 160) return leaf();
    if (next() < 0.28) return suspension(depth);
    const one = () => expression(depth - 1);
    return pick([
      leaf,
      () => `f(${one()})`,
      () => `f(${one()}, ${one()})`,
      () => `o.m(${one()}, ${one()})`,
      () => `o[${one()} + ""]`,
      () => `f.call(o, ${one()})`,
      () => `(${one()} + ${one()})`,
      () => `(${one()} === ${one()})`,
      () => `(${one()} && ${one()})`,
      () => `(${one()} || ${one()})`,
      () => `(${one()} ? ${one()} : ${one()})`,
      () => `(${one()}, ${one()})`,
      () => `(${pick(variables)} = ${one()})`,
      () => `(${pick(variables)} += ${one()})`,
      () => `(o.p = ${one()})`,
      () => `(o[${one()}] = ${one()})`,
      () => `(o.p += ${one()})`,
      () => `(o[${one()}] += ${one()})`,
      () => `${pick(variables)}++`,
      () => `o.p--`,
      () => `o[${one()}]++`,
      () => `[${one()}, ${one()}].length`,
      () => `f({ u: ${one()}, get v() { return 1; }, w: ${one()} })`,
      () => `!${one()}`,
      () => `typeof ${one()}`,
      () => `void ${one()}`,
      () => `delete o[${one()}]`,
      () => `(${one()} in o)`,
      () => `new F(${one()}, ${one()}).z`,
      () => `new (f(${one()}), F)(${one()}).z`,
      () => `(function (x) { return x + a; })(${one()})`,
    ])();
  }

  function list(depth, context) {
    const count = 1 + below(3);
    let out = "";
    for (let index = 0; index < count; index++) out += statement(depth, context);
    return out;
  }

  function loop(depth, context, make, declares) {
    const counter = `i${counters++}`;
    const label = next() < 0.4 ? `l${counters++}` : null;
    const inner = {
      ...context,
      breaks: true,
      continues: true,
      labels: label ? [...context.labels, label] : context.labels,
      loops: label ? [...context.loops, label] : context.loops,
    };
    return `${declares ? "" : `var ${counter} = 0;\n`}${label ? label + ": " : ""}${make(counter, inner)}`;
  }

  function statement(depth, context) {
    size++;
    const value = () => expression(2);
    if (depth <= 0 || size > 160) return `log(${value()});\n`;
    const simple = [
      () => `log(${value()});\n`,
      () => `${value()};\n`,
      () => `var ${pick(variables)} = ${value()};\n`,
      () => `fns.push(function () { return [a, b]; });\n`,
    ];
    if (next() < 0.3) return pick(simple)();
    const sub = (inner) => list(depth - 1, inner ?? context);
    return pick([
      ...simple,
      () => `if (${value()}) {\n${sub()}}\n`,
      () => `if (${value()}) {\n${sub()}} else {\n${sub()}}\n`,
      () => `if (${value()}) ${suspension(1)};\n`,
      () =>
        loop(depth, context, (counter, inner) => `while (${counter}++ < ${1 + below(3)}) {\n${sub(inner)}}\n`),
      () =>
        loop(
          depth,
          context,
          (counter, inner) => `while (${counter}++ < 2 && ${value()}) {\n${sub(inner)}}\n`,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) => `do {\n${sub(inner)}} while (${counter}++ < ${below(3)} && (${value()}, true));\n`,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) =>
            `for (${counter} = 0; ${counter} < ${1 + below(3)}; ${counter}++${next() < 0.3 ? ", " + value() : ""}) {\n${sub(inner)}}\n`,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) =>
            `for (var ${counter} in ${pick(["{ x: 1, y: 2 }", "o", "[7, 8]", '"st"', "null", value()])}) {\nif (fuel()) break;\n${sub(inner)}}\n`,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) =>
            `for (let ${counter} = 0, u = ${value()}; ${counter} < 2; ${counter}++) {\nfns.push(() => [${counter}, u]);\n${next() < 0.5 ? `u = ${value()};\n` : ""}${sub(inner)}}\n`,
          true,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) =>
            `for (const ${counter} of ${pick(["[1, 2]", '"xy"', "inner(1)", "closesSync()"])}) {\n${next() < 0.5 ? `fns.push(() => ${counter});\n` : ""}${sub(inner)}}\n`,
          true,
        ),
      () =>
        loop(
          depth,
          context,
          (counter, inner) =>
            `while (${counter}++ < 2) {\nlet v = ${value()};\nfns.push(() => v);\n${sub(inner)}}\n`,
        ),
      () => `var [${pick(variables)} = ${value()}, ${pick(variables)}] = [${value()}, ${value()}];\n`,
      () => `log(...[${value()}, ${value()}], ${value()});\n`,
      () => `log(\`\${${value()}}-\${${value()}}\`);\n`,
      () => `log({ [${value()} + ""]: ${value()}, s: ${value()} });\n`,
      ...(kind === "generator"
        ? []
        : [
            () =>
              loop(
                depth,
                context,
                (counter, inner) =>
                  `for await (var ${counter} of ${pick(["innerAsync(3)", "inner(2)", "[1, rejected(2)]", "[thenable(1), 2]", "closes()", "closesSync()"])}) {\n${sub(inner)}}\n`,
              ),
          ]),
      () => {
        const label = `l${counters++}`;
        return `${label}: {\n${sub({ ...context, labels: [...context.labels, label] })}}\n`;
      },
      () => {
        const inner = { ...context, breaks: true };
        let out = `switch (${value()}) {\n`;
        const clauses = 1 + below(3);
        const fallback = below(5);
        for (let index = 0; index < clauses; index++) {
          out += index === fallback ? "default:\n" : `case ${next() < 0.5 ? below(4) : value()}:\n`;
          if (next() < 0.8) out += sub(inner);
          if (next() < 0.5) out += "break;\n";
        }
        return out + "}\n";
      },
      ...Array(4).fill(() => {
        const shape = below(3);
        const parameter = pick(["e", "a", "err"]);
        const name = [...variables];
        let out = `try {\n${sub()}}`;
        if (shape !== 1) {
          out += ` catch (${parameter}) {\nlog("caught", ${parameter});\n${
            next() < 0.2 ? `fns.push(function () { return ${parameter}; });\n` : ""
          }${sub()}${next() < 0.5 ? `log(${parameter});\n` : ""}}`;
        }
        if (shape !== 0) out += ` finally {\n${sub()}}`;
        void name;
        return out + "\n";
      }),
      () => `return ${value()};\n`,
      () => `if (${leaf()}) return ${value()};\n`,
      () => `throw ${value()};\n`,
      () => `if (${leaf()}) throw ${value()};\n`,
      () => (context.breaks ? "break;\n" : "log(0);\n"),
      () => (context.continues ? "continue;\n" : "log(1);\n"),
      () => (context.labels.length ? `break ${pick(context.labels)};\n` : "log(2);\n"),
      () => (context.loops.length ? `continue ${pick(context.loops)};\n` : "log(3);\n"),
      () => (context.labels.length ? `if (${value()}) break ${pick(context.labels)};\n` : "log(2);\n"),
      () => (context.loops.length ? `if (${value()}) continue ${pick(context.loops)};\n` : "log(3);\n"),
    ])();
  }

  const context = { breaks: false, continues: false, labels: [], loops: [] };
  let body = "";
  for (let index = 0; index < 4; index++) body += list(5, context);
  const star = { generator: "function*", async: "async function", "async-generator": "async function*" }[kind];
  const steps = [];
  const count = 2 + below(10);
  for (let index = 0; index < count; index++) {
    const way = next();
    const value = kind === "generator" ? String(below(4)) : awaited(1).replace(/this\.t|arguments\[0\]/g, "1");
    const how = way < 0.7 ? "next" : way < 0.87 ? "throw" : "return";
    // V8 calls `next` of an inner async iterator where `return` gets a rejected promise.
    steps.push([how, how === "return" ? value.replace(/rejected/, "Promise.resolve") : value]);
  }
  const drive = steps.map(([how, value]) => `["${how}", function () { return ${value}; }]`).join(", ");
  return `programs.push(function (log, fns, f, F, o, inner, innerAsync, fuel, rejected, thenable, closes, closesSync) {
var a = 1, b = 2, c = 3, d = 4;
${star} g() {
var a = 5, b;
${body}}
return [g, [${drive}]];
});
`;
}
