var path = require("path");
var names = ["assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants",
  "crypto", "dgram", "dns", "events", "fs", "http", "http2", "https", "inspector", "module", "net",
  "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
  "string_decoder", "timers", "tls", "tty", "url", "util", "v8", "vm", "worker_threads", "zlib"];
function createRequire(from) {
  var file = from instanceof URL || /^file:/.test(from) ? require("url").fileURLToPath(from) : String(from);
  return __pybundle.makeRequire(path.dirname(path.resolve(file)));
}
function Module(id) {
  this.id = id;
  this.exports = {};
  this.paths = [];
}
Object.assign(Module, {
  Module: Module, builtinModules: names, createRequire: createRequire,
  createRequireFromPath: createRequire,
  isBuiltin: function (name) { return names.indexOf(name.replace(/^node:/, "").split("/")[0]) >= 0; },
  _extensions: Object.create(null), _cache: Object.create(null),
  _resolveFilename: function (name, parent) {
    return __pybundle.makeRequire(parent && parent.filename ? path.dirname(parent.filename)
      : __pybundle.start.cwd).resolve(name);
  },
  _nodeModulePaths: function (folder) {
    var found = [];
    for (var here = path.resolve(folder); ; here = path.dirname(here)) {
      if (path.basename(here) !== "node_modules") found.push(path.join(here, "node_modules"));
      if (here === path.dirname(here)) return found;
    }
  },
  _load: function (name) { return __pybundle.makeRequire(__pybundle.start.cwd)(name); },
  findPackageJSON: function () { return undefined; }, register: function () {},
});
Module.prototype.require = function (name) {
  return __pybundle.makeRequire(this.filename ? path.dirname(this.filename) : __pybundle.start.cwd)(name);
};
// What loaders use to run the JavaScript that other loaders made.
Module.prototype._compile = function (code, filename) {
  this.filename = filename;
  new Function("module", "exports", "require", "__filename", "__dirname", code)(this, this.exports,
    this.require.bind(this), filename, path.dirname(filename));
};
module.exports = Module;
