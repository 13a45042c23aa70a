// Runs many small programs in one process, each in a realm of its own, one after another.
//
// The job comes on stdin as JSON:
//   { "timeout": 10000, "workers": 2,
//     "programs": [{ "name": "a", "file": "/a.js", "module": false }] }
// A program is a CommonJS module, or an ES module where `module` is true; it may load files
// by relative requests.
// For each, in any order, one line of JSON is written:
//   { "name": "a", "output": "what it printed", "end": "" }
// `end` says how it ended: "" for well, else the name of the error that nothing caught,
// after "reject " where a promise was rejected with it, or "timeout".
//
// Programs run in worker threads, so that one that never ends is stopped there. Whatever a
// program prints after an error that nothing caught is dropped, since Node ends then.

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import vm from "node:vm";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

if (isMainThread) await main();
else work();

async function main() {
  const job = JSON.parse(await text(process.stdin));
  const waiting = job.programs.slice();
  const count = Math.min(job.workers ?? 1, waiting.length);
  await Promise.all(Array.from({ length: count }, () => drain(job, waiting)));
}

/** Give programs to a worker until there are none, with a new worker after a timeout. */
async function drain(job, waiting) {
  let worker;
  while (waiting.length) {
    worker ??= new Worker(fileURLToPath(import.meta.url));
    const program = waiting.shift();
    const result = await ask(worker, program, job.timeout ?? 10_000);
    if (!result.reusable) {
      await worker.terminate();
      worker = undefined;
    }
    const { output, end } = result;
    process.stdout.write(`${JSON.stringify({ name: program.name, output, end })}\n`);
  }
  await worker?.terminate();
}

function ask(worker, program, timeout) {
  return new Promise((settle) => {
    const listeners = {
      message: (result) => finish({ ...result, reusable: true }),
      error: (error) => finish({ output: "", end: `worker: ${error?.stack}` }),
      exit: () => finish({ output: "", end: "exit" }),
    };
    const timer = setTimeout(() => finish({ output: "", end: "timeout" }), timeout);
    function finish(result) {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      settle(result);
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
    worker.postMessage(program);
  });
}

// The rest runs in the workers.

let current;

function work() {
  process.on("uncaughtException", (error) => current?.fail(nameOf(error)));
  process.on("unhandledRejection", (error) => current?.fail(`reject ${nameOf(error)}`));
  parentPort.on("message", async (program) => {
    parentPort.postMessage(await run(program));
  });
}

function nameOf(error) {
  return Object(error) === error ? String(error.name) : typeof error;
}

async function run(program) {
  const lines = [];
  let end;
  let waiting = 0;
  current = { fail: (how) => (end ??= how) };
  const realm = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  // A timer or an immediate that counts as work to be waited for.
  const later = (schedule) => (call, delay, ...values) => {
    waiting += 1;
    return schedule(() => {
      waiting -= 1;
      if (end === undefined) call(...values);
    }, delay);
  };
  const globals = {
    console: { log: (...values) => void (end ?? lines.push(format(...values))) },
    queueMicrotask,
    setTimeout: later(setTimeout),
    setImmediate: later((call) => setImmediate(call)),
  };
  for (const [key, value] of Object.entries(globals)) {
    Object.defineProperty(realm, key, { value, writable: true, configurable: true });
  }
  try {
    if (program.module) await runModule(program.file, realm);
    else runScript(program.file, realm, new Map());
  } catch (error) {
    current.fail(nameOf(error));
  }
  // All microtasks have run, and rejections been reported, when an immediate does.
  do await turn();
  while (waiting > 0 && end === undefined);
  await turn();
  current = undefined;
  return { output: lines.map((line) => `${line}\n`).join(""), end: end ?? "" };
}

function turn() {
  return new Promise((settle) => setImmediate(settle));
}

const scripts = new Map();

/** Run a CommonJS module, and what it requires by relative requests. */
function runScript(file, realm, loaded) {
  const known = loaded.get(file);
  if (known) return known.exports;
  let script = scripts.get(file);
  if (!script) {
    const source = readFileSync(file, "utf8").replace(/^#!.*/, "");
    const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
    script = new vm.Script(wrapped, { filename: file });
    scripts.set(file, script);
  }
  const module = { exports: vm.runInContext("({})", realm), id: file, loaded: false };
  loaded.set(file, module);
  const folder = dirname(file);
  const require = (request) => runScript(locate(request, folder), realm, loaded);
  const factory = script.runInContext(realm);
  factory.call(module.exports, module.exports, require, module, file, folder);
  module.loaded = true;
  return module.exports;
}

async function runModule(file, realm) {
  const modules = new Map();
  function load(path) {
    if (!modules.has(path)) {
      const source = readFileSync(path, "utf8");
      const options = { context: realm, identifier: path };
      modules.set(path, new vm.SourceTextModule(source, options));
    }
    return modules.get(path);
  }
  const main = load(file);
  await main.link((request, from) => load(locate(request, dirname(from.identifier))));
  await main.evaluate();
}

function locate(request, folder) {
  if (!request.startsWith(".")) throw new Error(`a program requests ${request}`);
  return resolve(folder, request);
}
