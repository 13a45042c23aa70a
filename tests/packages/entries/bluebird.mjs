import Bluebird from "bluebird";

async function main() {
  const log = [];
  const result = await Bluebird.mapSeries([3, 1, 2], (n) => Bluebird.delay(n).then(() => log.push(n)).return(n * 2)).reduce((sum, n) => sum + n, 0);
  console.log(result, log, await Bluebird.props({ a: 1, b: Bluebird.resolve(2) }), await Bluebird.any([Bluebird.reject(new Error("x")), 5]));
  await Bluebird.resolve(1).timeout(50).then(() => { throw new RangeError("far"); }).catch(TypeError, () => console.log("no")).catch(RangeError, (error) => console.log("caught", error.message)).finally(() => console.log("finally"));
  console.log(await Bluebird.promisify((a, done) => done(null, a + 1))(1), await Bluebird.coroutine(function* () { return (yield Bluebird.resolve(1)) + 1; })());
}

main();
