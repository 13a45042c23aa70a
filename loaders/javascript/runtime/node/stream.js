// Streams that hold everything in memory: enough for tools that only inherit from them.
var EventEmitter = require("events");
class Stream extends EventEmitter {
  constructor(options) {
    super();
    this._chunks = [];
    this._piped = [];
    Object.assign(this, pick(options, { read: "_read", write: "_write", transform: "_transform", flush: "_flush" }));
  }
  pipe(target) {
    this.on("data", function (chunk) { target.write(chunk); });
    this.on("end", function () { if (target.end) target.end(); });
    return target;
  }
  destroy(error) {
    if (error) this.emit("error", error);
    this.emit("close");
    return this;
  }
  pause() { return this; }
  resume() { return this; }
  setEncoding() { return this; }
  push(chunk) {
    if (chunk === null) this.emit("end");
    else {
      this._chunks.push(chunk);
      this.emit("data", chunk);
    }
    return true;
  }
  write(chunk, encoding, callback) {
    var self = this;
    if (typeof encoding === "function") callback = encoding;
    function done(error, out) {
      if (error) self.emit("error", error);
      else if (out !== undefined && out !== null) self.push(out);
      if (callback) callback(error);
    }
    if (this._transform) this._transform(chunk, encoding, done);
    else if (this._write) this._write(chunk, encoding, done);
    else done(null, chunk);
    return true;
  }
  end(chunk) {
    var self = this;
    if (chunk !== undefined && typeof chunk !== "function") this.write(chunk);
    function done(error, out) {
      if (out !== undefined && out !== null) self.push(out);
      self.emit("finish");
      self.emit("end");
      self.emit("close");
    }
    if (this._flush) this._flush(done);
    else done();
    return this;
  }
}
function pick(options, names) {
  var made = {};
  Object.keys(names).forEach(function (key) {
    if (options && typeof options[key] === "function") made[names[key]] = options[key];
  });
  return made;
}
Stream.Stream = Stream;
Stream.Readable = class Readable extends Stream {
  static from(items) {
    var made = new Stream.Readable();
    queueMicrotask(async function () {
      for await (var item of items) made.push(item);
      made.push(null);
    });
    return made;
  }
};
Stream.Writable = class Writable extends Stream {};
Stream.Duplex = class Duplex extends Stream {};
Stream.Transform = class Transform extends Stream {};
Stream.PassThrough = class PassThrough extends Stream {};
Stream.pipeline = function () { throw __pybundle.missing("stream.pipeline"); };
Stream.finished = function (stream, callback) { stream.on("end", callback).on("error", callback); };
Stream.promises = {};
module.exports = Stream;
