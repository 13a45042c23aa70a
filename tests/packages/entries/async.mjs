import async, { mapLimit } from "async";

async function main() {
  console.log(await mapLimit([1, 2, 3], 2, async (n) => n * n));
  async.auto({ a: (done) => done(null, 1), b: ["a", ({ a }, done) => done(null, a + 1)], c: ["a", "b", async ({ a, b }) => a + b] }, (error, results) => {
    console.log(error, results);
    const queue = async.queue((task, done) => { console.log("task", task); done(); }, 1);
    queue.push([1, 2]);
    queue.drain(() => console.log("drained"));
  });
}

main();
