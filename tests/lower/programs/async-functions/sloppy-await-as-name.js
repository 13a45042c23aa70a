var await = 1;
function f(await) {
  return await + 1;
}
var async = (x) => x * 2;
console.log(await, f(await), async(3), async (4));
var o = { await, async };
console.log(o.await, o.async(5));
label: {
  const async2 = async
  (6);
  console.log(async2);
}
