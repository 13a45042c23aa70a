import PQueue from "p-queue";

const queue = new PQueue({ concurrency: 1, autoStart: false });
const log = [];
queue.add(async () => log.push("low"), { priority: 0 });
queue.add(async () => log.push("high"), { priority: 5 });
queue.start();
queue.onIdle().then(() => console.log(log, queue.size));
