import { applyPatches, current, enableMapSet, enablePatches, isDraft, nothing, produce, produceWithPatches } from "immer";

enableMapSet();
enablePatches();
const before = { list: [{ done: false }, { done: true }], map: new Map([["k", 1]]), untouched: {} };
const [after, patches, inverse] = produceWithPatches(before, (draft) => {
  draft.list[0].done = true;
  draft.list.push({ done: false });
  draft.map.set("l", 2);
  console.log(isDraft(draft.list), current(draft.list).length);
});
console.log(JSON.stringify(after), [...after.map], after.untouched === before.untouched, Object.isFrozen(after));
console.log(JSON.stringify(patches), JSON.stringify(applyPatches(after, inverse)), produce({ a: 1 }, () => nothing));
