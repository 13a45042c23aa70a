let n = 1;
const later = async (v) => {
  await null;
  n = v;
  return v;
};
(async () => {
  console.log(n + (await later(10)) + n);
  console.log([n, await later(20), n]);
  const f = (...a) => a;
  console.log(f(n, await later(30), n), `${n} ${await later(40)} ${n}`);
  let g = () => "old";
  console.log(g(await (async () => { g = () => "new"; })()), g());
})();
