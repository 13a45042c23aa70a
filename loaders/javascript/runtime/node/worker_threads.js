module.exports = { isMainThread: true, threadId: 0, parentPort: null, workerData: null,
  Worker: function () { throw __pybundle.missing("worker_threads.Worker"); },
  MessageChannel: function () { throw __pybundle.missing("worker_threads.MessageChannel"); },
  receiveMessageOnPort: function () { throw __pybundle.missing("worker_threads.receiveMessageOnPort"); },
  SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV") };
