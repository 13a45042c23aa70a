// What the web and Node.js have as globals and the engine lacks.
(function () {
  var host = __pybundle.host;
  var start = __pybundle.start;

  function define(name, value) {
    if (!(name in globalThis)) {
      Object.defineProperty(globalThis, name, { value: value, writable: true, configurable: true });
    }
  }

  // --- Text -----------------------------------------------------------------------------

  function encode(text) {
    text = String(text);
    var bytes = [];
    for (var i = 0; i < text.length; i++) {
      var code = text.charCodeAt(i);
      if (code < 0x80) {
        bytes.push(code);
        continue;
      }
      if (code >= 0xd800 && code < 0xe000) {
        var next = text.charCodeAt(i + 1);
        if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          i++;
        } else code = 0xfffd;
      }
      if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) {
        bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      } else {
        bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63),
          0x80 | (code & 63));
      }
    }
    return new Uint8Array(bytes);
  }

  // The decoder of https://encoding.spec.whatwg.org/#utf-8-decoder.
  function decode(bytes, fatal) {
    var parts = [];
    var units = [];
    var needed = 0, seen = 0, code = 0, lower = 0x80, upper = 0xbf;
    function put(point) {
      if (point > 0xffff) {
        point -= 0x10000;
        units.push(0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff));
      } else units.push(point);
      if (units.length > 8000) {
        parts.push(String.fromCharCode.apply(null, units));
        units = [];
      }
    }
    function wrong() {
      if (fatal) {
        throw Object.assign(new TypeError("The encoded data was not valid for encoding utf-8"),
          { code: "ERR_ENCODING_INVALID_ENCODED_DATA" });
      }
      put(0xfffd);
    }
    for (var i = 0; i < bytes.length; i++) {
      var byte = bytes[i];
      if (!needed) {
        if (byte < 0x80) put(byte);
        else if (byte >= 0xc2 && byte <= 0xdf) { needed = 1; code = byte & 0x1f; }
        else if (byte >= 0xe0 && byte <= 0xef) {
          if (byte === 0xe0) lower = 0xa0;
          if (byte === 0xed) upper = 0x9f;
          needed = 2;
          code = byte & 0xf;
        } else if (byte >= 0xf0 && byte <= 0xf4) {
          if (byte === 0xf0) lower = 0x90;
          if (byte === 0xf4) upper = 0x8f;
          needed = 3;
          code = byte & 7;
        } else wrong();
        continue;
      }
      if (byte < lower || byte > upper) {
        needed = seen = 0;
        lower = 0x80;
        upper = 0xbf;
        wrong();
        i--;
        continue;
      }
      lower = 0x80;
      upper = 0xbf;
      code = (code << 6) | (byte & 63);
      if (++seen === needed) {
        needed = seen = 0;
        put(code);
      }
    }
    if (needed) wrong();
    parts.push(String.fromCharCode.apply(null, units));
    return parts.join("");
  }

  function viewOf(data) {
    if (data === undefined) return new Uint8Array(0);
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  define("TextEncoder", class TextEncoder {
    get encoding() { return "utf-8"; }
    encode(text) { return encode(text === undefined ? "" : text); }
    encodeInto(text, target) {
      var read = 0, written = 0;
      for (var point of String(text)) {
        var bytes = encode(point);
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        written += bytes.length;
        read += point.length;
      }
      return { read: read, written: written };
    }
  });

  define("TextDecoder", class TextDecoder {
    constructor(label, options) {
      var name = String(label === undefined ? "utf-8" : label).trim().toLowerCase();
      this.encoding = name === "utf8" ? "utf-8" : name;
      this.fatal = !!(options && options.fatal);
      this.ignoreBOM = !!(options && options.ignoreBOM);
      this._rest = new Uint8Array(0);
      if (["utf-8", "utf-16le", "latin1", "iso-8859-1", "windows-1252", "ascii"]
        .indexOf(this.encoding) < 0) {
        throw Object.assign(new RangeError("The encoding '" + label + "' is not supported"),
          { missing: "TextDecoder for " + label });
      }
    }
    decode(data, options) {
      var bytes = viewOf(data);
      if (this.encoding === "utf-16le") {
        var units = "";
        for (var i = 0; i + 1 < bytes.length; i += 2) {
          units += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
        }
        return units;
      }
      if (this.encoding !== "utf-8") {
        return Array.prototype.map.call(bytes, function (byte) {
          return String.fromCharCode(byte);
        }).join("");
      }
      if (this._rest.length) {
        var joined = new Uint8Array(this._rest.length + bytes.length);
        joined.set(this._rest);
        joined.set(bytes, this._rest.length);
        bytes = joined;
        this._rest = new Uint8Array(0);
      }
      if (options && options.stream) {
        // A character that is cut at the end waits for its other half.
        var cut = bytes.length;
        for (var back = 1; back <= 3 && back <= bytes.length; back++) {
          var byte = bytes[bytes.length - back];
          if (byte < 0x80) break;
          if (byte >= 0xc0) {
            if ((byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back) cut = bytes.length - back;
            break;
          }
        }
        this._rest = bytes.slice(cut);
        bytes = bytes.subarray(0, cut);
      }
      var text = decode(bytes, this.fatal);
      return !this.ignoreBOM && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }
  });

  // --- Base 64 ----------------------------------------------------------------------------

  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  var VALUES = Object.create(null);
  for (var digit = 0; digit < 64; digit++) VALUES[DIGITS[digit]] = digit;
  VALUES["-"] = 62;
  VALUES["_"] = 63;

  function toBase64(bytes) {
    var parts = [];
    for (var i = 0; i < bytes.length; i += 3) {
      var left = bytes.length - i;
      var word = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) |
        (left > 2 ? bytes[i + 2] : 0);
      parts.push(DIGITS[word >> 18] + DIGITS[(word >> 12) & 63] +
        (left > 1 ? DIGITS[(word >> 6) & 63] : "=") + (left > 2 ? DIGITS[word & 63] : "="));
    }
    return parts.join("");
  }

  function fromBase64(text) {
    var bytes = [];
    var word = 0, bits = 0;
    for (var i = 0; i < text.length; i++) {
      var value = VALUES[text[i]];
      if (value === undefined) {
        if (text[i] === "=") break;
        continue;
      }
      word = ((word << 6) | value) & 0xffffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.push((word >> bits) & 0xff);
      }
    }
    return new Uint8Array(bytes);
  }

  define("btoa", function btoa(text) {
    text = String(text);
    var bytes = [];
    for (var i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 255) {
        throw new DOMException("Invalid character", "InvalidCharacterError");
      }
      bytes.push(text.charCodeAt(i));
    }
    return toBase64(bytes);
  });
  define("atob", function atob(text) {
    text = String(text).replace(/[\t\n\f\r ]/g, "");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, "").length % 4 === 1) {
      throw new DOMException("The string is not correctly encoded.", "InvalidCharacterError");
    }
    return Array.prototype.map.call(fromBase64(text), function (byte) {
      return String.fromCharCode(byte);
    }).join("");
  });

  Object.assign(__pybundle, {
    encode: encode, decode: decode, toBase64: toBase64, fromBase64: fromBase64,
    // Bytes as messages have them, and back.
    pack: function (bytes) { return { $bytes: toBase64(bytes) }; },
    unpack: function (value) { return fromBase64(value.$bytes); },
  });

  // --- Copies -----------------------------------------------------------------------------

  define("structuredClone", function structuredClone(value) {
    var known = new Map();
    function copy(one) {
      if (typeof one === "function" || typeof one === "symbol") {
        throw new DOMException(String(one) + " could not be cloned.", "DataCloneError");
      }
      if (one === null || typeof one !== "object") return one;
      if (known.has(one)) return known.get(one);
      var made;
      if (Array.isArray(one)) {
        known.set(one, (made = new Array(one.length)));
        Object.keys(one).forEach(function (key) { made[key] = copy(one[key]); });
      } else if (one instanceof Date) made = new Date(one.getTime());
      else if (one instanceof RegExp) made = new RegExp(one.source, one.flags);
      else if (one instanceof Map) {
        known.set(one, (made = new Map()));
        one.forEach(function (item, key) { made.set(copy(key), copy(item)); });
      } else if (one instanceof Set) {
        known.set(one, (made = new Set()));
        one.forEach(function (item) { made.add(copy(item)); });
      } else if (one instanceof ArrayBuffer) made = one.slice(0);
      else if (ArrayBuffer.isView(one)) made = one.slice ? one.slice() : new DataView(
        one.buffer.slice(one.byteOffset, one.byteOffset + one.byteLength));
      else if (one instanceof Error) {
        known.set(one, (made = new one.constructor(one.message)));
        made.stack = one.stack;
      } else {
        known.set(one, (made = {}));
        Object.keys(one).forEach(function (key) { made[key] = copy(one[key]); });
      }
      known.set(one, made);
      return made;
    }
    return copy(value);
  });

  // --- Events that can be given up ----------------------------------------------------------

  define("Event", class Event {
    constructor(type, options) {
      this.type = String(type);
      this.defaultPrevented = false;
      Object.assign(this, options);
    }
    preventDefault() { this.defaultPrevented = true; }
  });
  define("EventTarget", class EventTarget {
    addEventListener(type, listener) {
      this._listeners = this._listeners || new Map();
      if (!this._listeners.has(type)) this._listeners.set(type, new Set());
      this._listeners.get(type).add(listener);
    }
    removeEventListener(type, listener) {
      var some = this._listeners && this._listeners.get(type);
      if (some) some.delete(listener);
    }
    dispatchEvent(event) {
      var some = (this._listeners && this._listeners.get(event.type)) || [];
      Array.from(some).forEach(function (one) {
        if (typeof one === "function") one.call(this, event);
        else one.handleEvent(event);
      }, this);
      return !event.defaultPrevented;
    }
  });
  define("AbortSignal", class AbortSignal extends EventTarget {
    constructor() {
      super();
      this.aborted = false;
    }
    throwIfAborted() { if (this.aborted) throw this.reason; }
  });
  define("AbortController", class AbortController {
    constructor() { this.signal = new AbortSignal(); }
    abort(reason) {
      if (this.signal.aborted) return;
      this.signal.aborted = true;
      this.signal.reason = reason === undefined
        ? new DOMException("This operation was aborted", "AbortError") : reason;
      this.signal.dispatchEvent(new Event("abort"));
    }
  });

  // --- Console and process ------------------------------------------------------------------

  function log() {
    var format = __pybundle.builtin("util").format;
    host("log", format.apply(undefined, arguments));
  }
  function nothing() {}
  globalThis.console = {
    log: log, info: log, warn: log, error: log, debug: nothing, trace: nothing, dir: log,
    table: log, group: log, groupCollapsed: log, groupEnd: nothing, time: nothing,
    timeEnd: nothing, timeLog: nothing, count: nothing, clear: nothing,
    assert: function (condition) {
      if (!condition) log.apply(undefined, ["Assertion failed"].concat([].slice.call(arguments, 1)));
    },
  };

  var began = host("now");
  Object.defineProperty(globalThis, "performance", {
    configurable: true, writable: true,
    value: {
      now: function () { return host("now") - began; },
      timeOrigin: Date.now(), mark: nothing, measure: nothing, clearMarks: nothing,
      clearMeasures: nothing, getEntriesByName: function () { return []; },
      getEntries: function () { return []; },
    },
  });

  function hrtime(before) {
    var now = host("now");
    var seconds = Math.floor(now / 1000), rest = Math.floor((now % 1000) * 1e6);
    if (!before) return [seconds, rest];
    seconds -= before[0];
    rest -= before[1];
    return rest < 0 ? [seconds - 1, rest + 1e9] : [seconds, rest];
  }
  hrtime.bigint = function () { return BigInt(Math.floor(host("now") * 1e6)); };

  function exit() { throw __pybundle.missing("process.exit"); }
  var stream = {
    isTTY: false, columns: 80, fd: 1, writable: true,
    write: function (text) { host("log", String(text).replace(/\n$/, "")); return true; },
    on: nothing, once: nothing, emit: nothing, end: nothing, removeListener: nothing,
    hasColors: function () { return false; }, getColorDepth: function () { return 1; },
  };
  // Version 20 is what most tools ask for at least, and the syntax that the engine has.
  var process = {
    env: start.environment,
    argv: ["node", "pybundle"], argv0: "node", execArgv: [], execPath: "node", title: "pybundle",
    pid: 1, ppid: 0, arch: "x64", platform: start.platform,
    version: "v20.19.0",
    versions: { node: "20.19.0", v8: "0.0.0", modules: "115" },
    release: { name: "node" }, features: {}, config: { variables: {} },
    stdout: stream, stderr: Object.assign({}, stream, { fd: 2 }),
    stdin: { isTTY: false, fd: 0, on: nothing, once: nothing },
    cwd: function () { return start.cwd; },
    chdir: function () { throw __pybundle.missing("process.chdir"); },
    nextTick: function (callback) {
      var args = [].slice.call(arguments, 1);
      queueMicrotask(function () { callback.apply(undefined, args); });
    },
    hrtime: hrtime,
    uptime: function () { return (host("now") - began) / 1000; },
    memoryUsage: function () {
      return { rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 };
    },
    cpuUsage: function () { return { user: 0, system: 0 }; },
    umask: function () { return 18; },
    getuid: function () { return 1000; }, getgid: function () { return 1000; },
    exit: exit, abort: exit, kill: exit, reallyExit: exit,
    emitWarning: function (warning) { log(String((warning && warning.message) || warning)); },
    binding: function (name) { throw __pybundle.missing("process.binding " + name); },
    on: function () { return process; }, once: function () { return process; },
    off: function () { return process; }, emit: function () { return false; },
    addListener: function () { return process; }, removeListener: function () { return process; },
    removeAllListeners: function () { return process; }, listeners: function () { return []; },
    listenerCount: function () { return 0; }, setMaxListeners: function () { return process; },
    prependListener: function () { return process; },
  };
  globalThis.process = process;

  // Large, and most tools do without.
  ["Buffer"].forEach(function (name) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: function () {
        var value = __pybundle.builtin("buffer")[name];
        Object.defineProperty(globalThis, name, { value: value, writable: true, configurable: true });
        return value;
      },
      set: function (value) {
        Object.defineProperty(globalThis, name, { value: value, writable: true, configurable: true });
      },
    });
  });
})();
