// https://nodejs.org/api/util.html, as far as tools use it.
function inspect(value, options) {
  var depth = options && options.depth !== undefined ? options.depth : 2;
  var seen = [];
  function show(one, level) {
    if (typeof one === "string") {
      return "'" + one.replace(/\\/g, "\\\\").replace(/'/g, "\\'").replace(/\n/g, "\\n") + "'";
    }
    if (typeof one === "bigint") return one + "n";
    if (typeof one === "function") {
      return (/^class\b/.test(Function.prototype.toString.call(one)) ? "[class " : "[Function: ") +
        (one.name || "(anonymous)") + "]";
    }
    if (one === null || typeof one !== "object") return String(one);
    if (one[inspect.custom] && typeof one[inspect.custom] === "function") {
      return String(one[inspect.custom](depth - level, {}, inspect));
    }
    if (one instanceof Error) return one.stack ? one.name + ": " + one.message : String(one);
    if (one instanceof RegExp || one instanceof Date) return String(one instanceof Date ? one.toISOString() : one);
    if (seen.indexOf(one) >= 0) return "[Circular]";
    if (depth !== null && level > depth) return Array.isArray(one) ? "[Array]" : "[Object]";
    seen.push(one);
    var text;
    if (Array.isArray(one)) {
      text = one.length ? "[ " + one.map(function (item) { return show(item, level + 1); }).join(", ") + " ]" : "[]";
    } else if (one instanceof Map) {
      text = "Map(" + one.size + ") { " + Array.from(one).map(function (pair) {
        return show(pair[0], level + 1) + " => " + show(pair[1], level + 1);
      }).join(", ") + " }";
    } else if (one instanceof Set) {
      text = "Set(" + one.size + ") { " + Array.from(one).map(function (item) {
        return show(item, level + 1);
      }).join(", ") + " }";
    } else {
      var name = one.constructor && one.constructor.name !== "Object" ? one.constructor.name + " " : "";
      var keys = Object.keys(one);
      text = name + (keys.length ? "{ " + keys.map(function (key) {
        return (/^[A-Za-z_$][\w$]*$/.test(key) ? key : show(key, 1)) + ": " + show(one[key], level + 1);
      }).join(", ") + " }" : "{}");
    }
    seen.pop();
    return text;
  }
  return show(value, 0);
}
inspect.custom = Symbol.for("nodejs.util.inspect.custom");
inspect.defaultOptions = {};

function format(first) {
  var args = [].slice.call(arguments);
  var text = "";
  if (typeof first === "string") {
    var at = 1;
    text = first.replace(/%[sdifjoOc%]/g, function (word) {
      if (word === "%%") return "%";
      if (at >= args.length) return word;
      var value = args[at++];
      if (word === "%s") return typeof value === "object" && value !== null ? inspect(value, { depth: 0 }) : String(value);
      if (word === "%d") return String(Number(value));
      if (word === "%i") return String(parseInt(value, 10));
      if (word === "%f") return String(parseFloat(value));
      if (word === "%j") return JSON.stringify(value);
      return word === "%c" ? "" : inspect(value);
    });
    args = args.slice(at);
    if (args.length) text += " ";
  }
  return text + args.map(function (one) {
    return typeof one === "string" ? one : inspect(one);
  }).join(" ");
}

var custom = Symbol.for("nodejs.util.promisify.custom");
function promisify(original) {
  if (original[custom]) return original[custom];
  function promised() {
    var self = this, args = [].slice.call(arguments);
    return new Promise(function (resolve, reject) {
      original.apply(self, args.concat(function (error, value) {
        if (error) reject(error);
        else resolve(value);
      }));
    });
  }
  return Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
}
promisify.custom = custom;

function is(name) {
  return function (value) { return Object.prototype.toString.call(value) === "[object " + name + "]"; };
}
var types = {
  isRegExp: is("RegExp"), isDate: is("Date"), isMap: is("Map"), isSet: is("Set"),
  isPromise: is("Promise"), isWeakMap: is("WeakMap"), isWeakSet: is("WeakSet"),
  isNativeError: function (value) { return value instanceof Error; },
  isArrayBuffer: is("ArrayBuffer"), isAnyArrayBuffer: is("ArrayBuffer"),
  isArrayBufferView: ArrayBuffer.isView, isDataView: is("DataView"),
  isTypedArray: function (value) { return ArrayBuffer.isView(value) && !(value instanceof DataView); },
  isUint8Array: function (value) { return value instanceof Uint8Array; },
  isAsyncFunction: is("AsyncFunction"), isGeneratorFunction: is("GeneratorFunction"),
  isGeneratorObject: is("Generator"), isBoxedPrimitive: function () { return false; },
  isProxy: function () { return false; }, isExternal: function () { return false; },
  isModuleNamespaceObject: is("Module"), isSymbolObject: function () { return false; },
};

function equal(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Map || a instanceof Set) return equal(Array.from(a), Array.from(b));
  var keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every(function (key) { return Object.prototype.hasOwnProperty.call(b, key) && equal(a[key], b[key]); });
}

var util = {
  inspect: inspect, format: format, promisify: promisify, types: types,
  formatWithOptions: function (options) { return format.apply(undefined, [].slice.call(arguments, 1)); },
  callbackify: function (original) {
    return function () {
      var args = [].slice.call(arguments), callback = args.pop();
      original.apply(this, args).then(function (value) { callback(null, value); }, callback);
    };
  },
  inherits: function (child, parent) {
    child.super_ = parent;
    Object.setPrototypeOf(child.prototype, parent.prototype);
  },
  deprecate: function (original) { return original; },
  debuglog: function () { return Object.assign(function () {}, { enabled: false }); },
  isDeepStrictEqual: equal,
  stripVTControlCharacters: function (text) { return String(text).replace(/\x1b\[[0-9;]*[A-Za-z]/g, ""); },
  styleText: function (style, text) { return String(text); },
  toUSVString: function (text) { return String(text).toWellFormed(); },
  TextEncoder: TextEncoder, TextDecoder: TextDecoder,
  isArray: Array.isArray, isRegExp: types.isRegExp, isDate: types.isDate,
  isString: function (value) { return typeof value === "string"; },
  isFunction: function (value) { return typeof value === "function"; },
  isObject: function (value) { return value !== null && typeof value === "object"; },
  isError: types.isNativeError,
  parseArgs: function () { throw __pybundle.missing("util.parseArgs"); },
};
util.debug = util.debuglog;
module.exports = util;
