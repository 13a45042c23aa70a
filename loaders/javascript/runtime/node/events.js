// https://nodejs.org/api/events.html
function EventEmitter() { EventEmitter.init.call(this); }
EventEmitter.init = function () { if (!Object.hasOwn(this, "_events")) this._events = Object.create(null); };
EventEmitter.prototype = {
  constructor: EventEmitter,
  _add: function (type, listener, first) {
    EventEmitter.init.call(this);
    var list = this._events[type] || (this._events[type] = []);
    if (first) list.unshift(listener);
    else list.push(listener);
    return this;
  },
  on: function (type, listener) { return this._add(type, listener, false); },
  addListener: function (type, listener) { return this._add(type, listener, false); },
  prependListener: function (type, listener) { return this._add(type, listener, true); },
  once: function (type, listener) {
    var self = this;
    function one() {
      self.off(type, one);
      return listener.apply(self, arguments);
    }
    one.listener = listener;
    return this._add(type, one, false);
  },
  off: function (type, listener) {
    EventEmitter.init.call(this);
    var list = (this._events[type] || []).slice();
    for (var i = list.length - 1; i >= 0; i--) {
      if (list[i] === listener || list[i].listener === listener) {
        list.splice(i, 1);
        break;
      }
    }
    if (list.length) this._events[type] = list;
    else delete this._events[type];
    return this;
  },
  removeListener: function (type, listener) { return this.off(type, listener); },
  removeAllListeners: function (type) {
    if (type === undefined) this._events = Object.create(null);
    else delete this._events[type];
    return this;
  },
  emit: function (type) {
    EventEmitter.init.call(this);
    var list = this._events[type];
    if (!list) {
      if (type === "error") throw arguments[1] instanceof Error ? arguments[1] : new Error("Unhandled error. (" + arguments[1] + ")");
      return false;
    }
    var args = [].slice.call(arguments, 1);
    list.slice().forEach(function (one) { one.apply(this, args); }, this);
    return true;
  },
  listeners: function (type) {
    EventEmitter.init.call(this);
    return (this._events[type] || []).map(function (one) { return one.listener || one; });
  },
  rawListeners: function (type) { EventEmitter.init.call(this); return (this._events[type] || []).slice(); },
  listenerCount: function (type) { EventEmitter.init.call(this); return (this._events[type] || []).length; },
  eventNames: function () { EventEmitter.init.call(this); return Reflect.ownKeys(this._events); },
  setMaxListeners: function () { return this; },
  getMaxListeners: function () { return 10; },
};
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.defaultMaxListeners = 10;
EventEmitter.once = function (emitter, type) {
  return new Promise(function (resolve, reject) {
    emitter.once(type, function () { resolve([].slice.call(arguments)); });
    if (type !== "error") emitter.once("error", reject);
  });
};
module.exports = EventEmitter;
