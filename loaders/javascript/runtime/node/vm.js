// Scripts in the one realm that there is. A context's properties are its free names.
class Script {
  constructor(code) { this._code = String(code); }
  runInThisContext() { return (0, eval)(this._code); }
  runInNewContext(context) { return module.exports.runInNewContext(this._code, context); }
  runInContext(context) { return module.exports.runInNewContext(this._code, context); }
}
module.exports = {
  Script: Script,
  createContext: function (object) { return object || {}; },
  isContext: function (object) { return typeof object === "object"; },
  runInThisContext: function (code) { return (0, eval)(String(code)); },
  runInNewContext: function (code, context) {
    return new Function("__context", "__code", "with (__context) { return eval(__code); }")(context || {}, String(code));
  },
  compileFunction: function (code, names) { return new Function((names || []).join(","), code); },
};
module.exports.runInContext = module.exports.runInNewContext;
