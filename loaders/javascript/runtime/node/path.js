// The paths of Node.js (https://nodejs.org/api/path.html): those of POSIX, and of Windows there.
var cwd = __pybundle.start.cwd;
var windows = __pybundle.start.platform === "win32";

function normalizeParts(parts, absolute) {
  var made = [];
  parts.forEach(function (part) {
    if (!part || part === ".") return;
    if (part !== "..") made.push(part);
    else if (made.length && made[made.length - 1] !== "..") made.pop();
    else if (!absolute) made.push("..");
  });
  return made;
}

function check(path) {
  if (typeof path !== "string") {
    throw Object.assign(new TypeError('The "path" argument must be of type string. Received ' + path),
      { code: "ERR_INVALID_ARG_TYPE" });
  }
}

function make(sep, drives) {
  var any = drives ? /[\\/]+/ : /\/+/;
  function rootOf(path) {
    var found = drives ? /^([a-zA-Z]:)?([\\/]*)/.exec(path) : /^()(\/*)/.exec(path);
    return { drive: found[1] || "", absolute: found[2].length > 0, length: found[0].length };
  }
  var path = {
    sep: sep,
    delimiter: drives ? ";" : ":",
    isAbsolute: function (path) { check(path); return rootOf(path).absolute; },
    normalize: function (path) {
      check(path);
      var root = rootOf(path);
      var rest = path.slice(root.length);
      var text = normalizeParts(rest.split(any), root.absolute).join(sep);
      if (text && /[\\/]$/.test(rest) && (drives || /\/$/.test(rest))) text += sep;
      return root.drive + (root.absolute ? sep : "") + text || ".";
    },
    join: function () {
      var some = [].filter.call(arguments, function (one) { check(one); return one; });
      return some.length ? path.normalize(some.join(sep)) : ".";
    },
    resolve: function () {
      var made = "";
      for (var i = arguments.length - 1; i >= 0 && !rootOf(made).absolute; i--) {
        check(arguments[i]);
        if (arguments[i]) made = made ? arguments[i] + sep + made : arguments[i];
      }
      if (!rootOf(made).absolute) made = made ? cwd + sep + made : cwd;
      var normal = path.normalize(made);
      return normal.length > 1 && normal.slice(-1) === sep && !/^[a-zA-Z]:\\$/.test(normal)
        ? normal.slice(0, -1) : normal;
    },
    dirname: function (one) {
      check(one);
      var root = rootOf(one);
      var rest = one.slice(root.length).replace(drives ? /[\\/]+$/ : /\/+$/, "");
      var at = drives ? Math.max(rest.lastIndexOf("/"), rest.lastIndexOf("\\")) : rest.lastIndexOf("/");
      if (at >= 0) return one.slice(0, root.length) + rest.slice(0, at).replace(/\/+$/, "");
      return root.length ? one.slice(0, root.absolute && !root.drive ? 1 : root.length) : ".";
    },
    basename: function (one, extension) {
      check(one);
      var base = one.split(any).filter(Boolean).pop() || "";
      return extension && base !== extension && base.slice(-extension.length) === extension
        ? base.slice(0, -extension.length) : base;
    },
    extname: function (one) {
      var base = path.basename(one);
      var at = base.lastIndexOf(".");
      return at <= 0 || /^\.+$/.test(base.slice(0, at + 1)) && at === 0 || base === ".." ? ""
        : base.slice(at);
    },
    relative: function (from, to) {
      from = path.resolve(from);
      to = path.resolve(to);
      var a = from.split(any).filter(Boolean), b = to.split(any).filter(Boolean);
      var same = 0;
      while (same < a.length && same < b.length &&
        (drives ? a[same].toLowerCase() === b[same].toLowerCase() : a[same] === b[same])) same++;
      if (drives && same === 0) return to;
      return a.slice(same).map(function () { return ".."; }).concat(b.slice(same)).join(sep);
    },
    parse: function (one) {
      var root = rootOf(one);
      var base = path.basename(one), ext = path.extname(one);
      var dir = path.dirname(one);
      return { root: one.slice(0, root.length), dir: dir === "." && one.indexOf(sep) < 0 ? "" : dir,
        base: base, ext: ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    format: function (parts) {
      var dir = parts.dir || parts.root || "";
      var base = parts.base || (parts.name || "") +
        (parts.ext ? (parts.ext[0] === "." ? "" : ".") + parts.ext : "");
      return !dir ? base : dir === parts.root ? dir + base : dir + sep + base;
    },
    toNamespacedPath: function (one) { return one; },
    matchesGlob: function () { throw __pybundle.missing("path.matchesGlob"); },
  };
  return path;
}

var posix = make("/", false);
var win32 = make("\\", true);
posix.posix = win32.posix = posix;
posix.win32 = win32.win32 = win32;
module.exports = windows ? win32 : posix;
