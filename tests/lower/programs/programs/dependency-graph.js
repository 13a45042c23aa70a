const graph = { app: ["view", "model"], view: ["dom", "util"], model: ["util"], dom: [], util: [] };
function* visit(name, { done = new Set(), path = [] } = {}) {
  if (path.includes(name)) throw new RangeError([...path, name].join(" -> "));
  if (done.has(name)) return;
  for (const next of graph[name] ?? []) yield* visit(next, { done, path: [...path, name] });
  done.add(name);
  yield name;
}
console.log([...visit("app")]);
graph.util.push("app");
try {
  for (const _ of visit("app"));
} catch ({ name, message }) {
  console.log(name, message);
}
const { app: [first, ...others], ...rest } = graph;
console.log(first, others, Object.keys(rest));
