// Files, for reading. Python looks after what may be read; writing is for the build alone.
var host = __pybundle.host;

function pathOf(path) {
  if (path instanceof URL || (path && path.href && path.protocol === "file:")) {
    return require("url").fileURLToPath(path);
  }
  return require("path").resolve(Buffer.isBuffer(path) ? path.toString() : path);
}
function encodingOf(options) {
  return typeof options === "string" ? options : (options && options.encoding) || null;
}

class Stats {
  constructor(facts) {
    Object.assign(this, facts);
    this.mtime = this.ctime = this.atime = this.birthtime = new Date(facts.mtimeMs);
    this.ctimeMs = this.atimeMs = this.birthtimeMs = facts.mtimeMs;
    this.dev = this.uid = this.gid = 0;
    this.nlink = 1;
  }
  isFile() { return this.kind === "file"; }
  isDirectory() { return this.kind === "directory"; }
  isSymbolicLink() { return this.kind === "link"; }
  isFIFO() { return false; }
  isSocket() { return false; }
  isBlockDevice() { return false; }
  isCharacterDevice() { return false; }
}

class Dirent {
  constructor(name, directory, path) {
    this.name = name;
    this.path = this.parentPath = path;
    this._directory = directory;
  }
  isFile() { return !this._directory; }
  isDirectory() { return this._directory; }
  isSymbolicLink() { return false; }
}

function stat(path, options, follow) {
  try {
    return new Stats(host("stat", pathOf(path), follow));
  } catch (error) {
    if (options && options.throwIfNoEntry === false && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function list(path, options) {
  var found = [];
  (function walk(folder, prefix) {
    host("list", folder).forEach(function (entry) {
      var name = prefix + entry[0];
      found.push(options && options.withFileTypes ? new Dirent(entry[0], entry[1], folder) : name);
      if (options && options.recursive && entry[1]) walk(folder + "/" + entry[0], name + "/");
    });
  })(pathOf(path), "");
  return found;
}

function refuse(name) {
  return function (path) {
    throw Object.assign(new Error("EROFS: read-only file system, " + name + " '" + path + "'"),
      { code: "EROFS", missing: "fs." + name });
  };
}

var sync = {
  readFile: function (path, options) {
    var encoding = encodingOf(options);
    var utf8 = encoding && /^utf-?8$/i.test(encoding);
    var value = host("read", pathOf(path), utf8 ? "utf8" : null);
    if (utf8) return value;
    var buffer = Buffer.from(__pybundle.unpack(value).buffer);
    return encoding ? buffer.toString(encoding) : buffer;
  },
  exists: function (path) {
    try { return host("exists", pathOf(path)); } catch { return false; }
  },
  access: function (path, mode) {
    if (mode && mode & 2) refuse("access")(path);
    host("stat", pathOf(path), true);
  },
  stat: function (path, options) { return stat(path, options, true); },
  lstat: function (path, options) { return stat(path, options, false); },
  readdir: list,
  realpath: function (path) { return host("realpath", pathOf(path)); },
  readlink: function (path) {
    var real = host("realpath", pathOf(path));
    if (real === pathOf(path)) throw Object.assign(new Error("EINVAL"), { code: "EINVAL" });
    return real;
  },
};
["writeFile", "appendFile", "mkdir", "rmdir", "rm", "unlink", "rename", "copyFile", "symlink",
  "mkdtemp", "chmod", "utimes", "truncate", "open"].forEach(function (name) {
  sync[name] = refuse(name);
});

var fs = {
  promises: {}, Stats: Stats, Dirent: Dirent,
  constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1 },
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
  createReadStream: refuse("createReadStream"), createWriteStream: refuse("createWriteStream"),
  watch: refuse("watch"), watchFile: refuse("watchFile"), unwatchFile: function () {},
};
Object.keys(sync).forEach(function (name) {
  fs[name + "Sync"] = sync[name];
  fs.promises[name] = async function () { return sync[name].apply(undefined, arguments); };
  fs[name] = function () {
    var args = [].slice.call(arguments);
    var callback = args.pop();
    if (typeof callback !== "function") throw new TypeError("a callback is missing");
    fs.promises[name].apply(undefined, args).then(
      function (value) {
        if (name === "exists") callback(value);
        else callback(null, value);
      },
      callback);
  };
});
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
fs.promises.constants = fs.constants;
module.exports = fs;
