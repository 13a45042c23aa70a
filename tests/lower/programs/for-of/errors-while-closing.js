const boom = (what) => {
  throw new Error(what);
};
const source = (methods) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), ...methods }) });
const out = [];
const attempt = (f) => {
  try {
    out.push(f() ?? "fine");
  } catch (e) {
    out.push(e.name === "TypeError" ? "TypeError" : e.message);
  }
};
attempt(() => { for (const x of source({ return: () => boom("return") })) break; });
attempt(() => { for (const x of source({ return: () => boom("return") })) throw new Error("body"); });
attempt(() => { for (const x of source({ return: () => 5 })) break; });
attempt(() => { for (const x of source({ return: () => 5 })) throw new Error("body"); });
attempt(() => { for (const x of source({ return: 5 })) break; });
attempt(() => { for (const x of source({ return: 5 })) throw new Error("body"); });
attempt(() => { for (const x of source({ return: null })) break; });
attempt(() => { for (const x of source({ get return() { return boom("getter"); } })) break; });
attempt(() => { for (const x of source({ get return() { return boom("getter"); } })) throw new Error("body"); });
attempt(() => { for (const x of source({ return: () => boom("return") })) return "value"; });
console.log(out);
