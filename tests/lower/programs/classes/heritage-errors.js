const names = [];
for (const H of [undefined, 5, "s", {}, () => {}, async function () {}, function* () {}, Math.max, (() => { const f = function () {}; f.prototype = 3; return f; })()]) {
  try {
    class A extends H {}
    names.push("fine");
  } catch (e) {
    names.push(e.name);
  }
}
console.log(names.slice(0, 4).join(" "), names[8]);
