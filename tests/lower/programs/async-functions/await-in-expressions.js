const w = (v) => Promise.resolve(v);
const f = (...a) => a.join("-");
(async () => {
  const o = { k: { m(x) { return this.n + x; }, n: 1 } };
  console.log(f(await w(1), await w(2), f(await w(3))));
  console.log((await w(o)).k[await w("m")](await w(5)));
  console.log([await w("a"), ...(await w("bc"))], { [await w("key")]: await w("v"), ...(await w({ z: 1 })) });
  console.log(`${await w("t")}${await w("u")}`, (await w(0)) || (await w("or")), (await w(null)) ?? (await w("nn")));
  console.log((await w(1)) ? await w("yes") : await w("no"), typeof (await w(1)), -(await w(3)), !(await w(0)));
  console.log(new (await w(Date))(await w(0)).getTime(), (await w(2)) ** (await w(3)), await (await (await w(9))));
  let x = 1;
  x += await w(10);
  o.k.n *= await w(4);
  console.log(x, o.k.n, (await w(o))?.k?.[await w("n")], delete o[await w("k")]);
})();
