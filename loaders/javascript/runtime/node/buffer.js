// Buffer on top of Uint8Array: https://nodejs.org/api/buffer.html
function encodingOf(name) {
  var known = String(name === undefined || name === null ? "utf8" : name).toLowerCase().replace("-", "");
  if (["utf8", "hex", "base64", "base64url", "latin1", "binary", "ascii", "utf16le", "ucs2"].indexOf(known) < 0) {
    throw Object.assign(new TypeError("Unknown encoding: " + name), { code: "ERR_UNKNOWN_ENCODING" });
  }
  return known === "binary" ? "latin1" : known === "ucs2" ? "utf16le" : known;
}
function bytesOf(text, encoding) {
  switch (encodingOf(encoding)) {
    case "utf8": return __pybundle.encode(text);
    case "hex": return Uint8Array.from((/^([0-9a-f]{2})*/i.exec(text)[0].match(/../g) || []),
      function (two) { return parseInt(two, 16); });
    case "base64": case "base64url": return __pybundle.fromBase64(text);
    case "utf16le":
      var made = new Uint8Array(text.length * 2);
      for (var i = 0; i < text.length; i++) {
        made[2 * i] = text.charCodeAt(i) & 255;
        made[2 * i + 1] = text.charCodeAt(i) >> 8;
      }
      return made;
    default: return Uint8Array.from(text, function (one) { return one.charCodeAt(0) & 255; });
  }
}
function over(bytes) { return Object.setPrototypeOf(bytes, Buffer.prototype); }

function Buffer(value, encodingOrOffset, length) {
  return typeof value === "number" ? Buffer.alloc(value) : Buffer.from(value, encodingOrOffset, length);
}
Buffer.prototype = Object.create(Uint8Array.prototype, {
  constructor: { value: Buffer, writable: true, configurable: true },
});
Object.setPrototypeOf(Buffer, Uint8Array);
Object.defineProperty(Buffer, Symbol.species, { get: function () { return Uint8Array; } });
Object.defineProperty(Buffer, Symbol.hasInstance, {
  value: function (one) { return Object.prototype.isPrototypeOf.call(this.prototype, one); },
});

Buffer.from = function (value, encodingOrOffset, length) {
  if (typeof value === "string") return over(bytesOf(value, encodingOrOffset));
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    return over(new Uint8Array(value, encodingOrOffset || 0,
      length === undefined ? value.byteLength - (encodingOrOffset || 0) : length));
  }
  if (value && value.type === "Buffer" && Array.isArray(value.data)) value = value.data;
  if (value && typeof value.length === "number") return over(Uint8Array.from(value));
  throw Object.assign(new TypeError("The first argument must be a string, Buffer, or Array"),
    { code: "ERR_INVALID_ARG_TYPE" });
};
Buffer.alloc = function (size, fill, encoding) {
  var made = over(new Uint8Array(size));
  return fill === undefined ? made : made.fill(fill, 0, size, encoding);
};
Buffer.allocUnsafe = Buffer.allocUnsafeSlow = function (size) { return Buffer.alloc(size); };
Buffer.isBuffer = function (value) { return value instanceof Buffer; };
Buffer.isEncoding = function (name) { try { encodingOf(name); return true; } catch { return false; } };
Buffer.byteLength = function (value, encoding) {
  return typeof value === "string" ? bytesOf(value, encoding).length : value.byteLength;
};
Buffer.concat = function (list, total) {
  if (total === undefined) total = list.reduce(function (sum, one) { return sum + one.length; }, 0);
  var made = Buffer.alloc(total), at = 0;
  list.forEach(function (one) {
    var part = at + one.length > total ? one.subarray(0, total - at) : one;
    made.set(part, at);
    at += part.length;
  });
  return made;
};
Buffer.compare = function (a, b) {
  for (var i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return Math.sign(a.length - b.length);
};
Buffer.poolSize = 8192;

function word(name, size, little, signed) {
  var bits = size * 8;
  Buffer.prototype["read" + name] = function (at) {
    var value = 0;
    for (var i = 0; i < size; i++) value = value * 256 + this[(at || 0) + (little ? size - 1 - i : i)];
    return signed && value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  };
  Buffer.prototype["write" + name] = function (value, at) {
    if (value < 0) value += 2 ** bits;
    for (var i = 0; i < size; i++) {
      this[(at || 0) + (little ? i : size - 1 - i)] = value % 256;
      value = Math.floor(value / 256);
    }
    return (at || 0) + size;
  };
}
word("UInt8", 1, false, false); word("Int8", 1, false, true);
word("UInt16LE", 2, true, false); word("UInt16BE", 2, false, false);
word("Int16LE", 2, true, true); word("Int16BE", 2, false, true);
word("UInt32LE", 4, true, false); word("UInt32BE", 4, false, false);
word("Int32LE", 4, true, true); word("Int32BE", 4, false, true);
["UInt8", "UInt16LE", "UInt16BE", "UInt32LE", "UInt32BE"].forEach(function (name) {
  Buffer.prototype["read" + name.replace("UI", "Ui")] = Buffer.prototype["read" + name];
  Buffer.prototype["write" + name.replace("UI", "Ui")] = Buffer.prototype["write" + name];
});

Object.assign(Buffer.prototype, {
  toString: function (encoding, from, to) {
    var bytes = from || to !== undefined ? this.subarray(from || 0, to) : this;
    switch (encodingOf(encoding)) {
      case "utf8": return __pybundle.decode(bytes, false);
      case "hex": return Array.prototype.map.call(bytes, function (byte) {
        return (byte < 16 ? "0" : "") + byte.toString(16);
      }).join("");
      case "base64": return __pybundle.toBase64(bytes);
      case "base64url": return __pybundle.toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
      case "utf16le": return new TextDecoder("utf-16le").decode(bytes);
      case "ascii": return Array.prototype.map.call(bytes, function (byte) {
        return String.fromCharCode(byte & 127);
      }).join("");
      default: return Array.prototype.map.call(bytes, function (byte) {
        return String.fromCharCode(byte);
      }).join("");
    }
  },
  toJSON: function () { return { type: "Buffer", data: Array.from(this) }; },
  slice: function (from, to) { return this.subarray(from, to); },
  subarray: function (from, to) { return over(Uint8Array.prototype.subarray.call(new Uint8Array(
    this.buffer, this.byteOffset, this.byteLength), from, to)); },
  equals: function (other) { return Buffer.compare(this, other) === 0; },
  compare: function (other) { return Buffer.compare(this, other); },
  copy: function (target, at, from, to) {
    var part = this.subarray(from || 0, to === undefined ? this.length : to);
    part = part.subarray(0, Math.max(0, target.length - (at || 0)));
    target.set(part, at || 0);
    return part.length;
  },
  write: function (text, at, length, encoding) {
    if (typeof at === "string") { encoding = at; at = 0; length = undefined; }
    if (typeof length === "string") { encoding = length; length = undefined; }
    at = at || 0;
    var bytes = bytesOf(text, encoding).subarray(0, Math.min(this.length - at, length === undefined ? Infinity : length));
    this.set(bytes, at);
    return bytes.length;
  },
  fill: function (value, from, to, encoding) {
    if (typeof value !== "string") return Uint8Array.prototype.fill.call(this, value, from, to);
    var bytes = bytesOf(value, typeof from === "string" ? from : encoding);
    if (bytes.length) for (var i = from | 0, end = to === undefined ? this.length : to; i < end; i++) this[i] = bytes[(i - (from | 0)) % bytes.length];
    return this;
  },
  indexOf: function (value, from, encoding) {
    if (typeof value === "number") return Uint8Array.prototype.indexOf.call(this, value & 255, from);
    var bytes = typeof value === "string" ? bytesOf(value, encoding) : value;
    for (var i = Math.max(0, from | 0); i + bytes.length <= this.length; i++) {
      var j = 0;
      while (j < bytes.length && this[i + j] === bytes[j]) j++;
      if (j === bytes.length) return i;
    }
    return -1;
  },
  includes: function (value, from, encoding) { return this.indexOf(value, from, encoding) >= 0; },
  readUIntBE: function (at, size) { var value = 0; for (var i = 0; i < size; i++) value = value * 256 + this[at + i]; return value; },
  readUIntLE: function (at, size) { var value = 0; for (var i = size - 1; i >= 0; i--) value = value * 256 + this[at + i]; return value; },
});

module.exports = {
  Buffer: Buffer, kMaxLength: 2 ** 31 - 1, constants: { MAX_LENGTH: 2 ** 31 - 1, MAX_STRING_LENGTH: 2 ** 29 },
  SlowBuffer: Buffer, atob: atob, btoa: btoa,
  isUtf8: function (data) { try { __pybundle.decode(data, true); return true; } catch { return false; } },
};
