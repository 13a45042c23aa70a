// A store that is there while the callback runs synchronously; after an `await` it is gone.
class AsyncLocalStorage {
  run(store, callback) {
    var before = this._store;
    this._store = store;
    try {
      return callback.apply(undefined, [].slice.call(arguments, 2));
    } finally {
      this._store = before;
    }
  }
  exit(callback) { return this.run(undefined, callback); }
  getStore() { return this._store; }
  enterWith(store) { this._store = store; }
  disable() { this._store = undefined; }
}
class AsyncResource {
  constructor(type) { this.type = type; }
  runInAsyncScope(callback, self) { return callback.apply(self, [].slice.call(arguments, 2)); }
  emitDestroy() { return this; }
}
module.exports = { AsyncLocalStorage: AsyncLocalStorage, AsyncResource: AsyncResource,
  executionAsyncId: function () { return 0; }, triggerAsyncId: function () { return 0; },
  createHook: function () { return { enable: function () {}, disable: function () {} }; } };
