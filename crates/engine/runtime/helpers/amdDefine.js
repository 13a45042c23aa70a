// `define` of AMD in a bundle: what the factory gives is what the module exports. Where one
// file defines several, the others find it by its `name`.
export default function amdDefine(module, factory, dependencies, name) {
  var result = typeof factory === "function" ? factory.apply(module.exports, dependencies) : factory;
  if (result !== void 0) module.exports = result;
  if (name) (module.amd = module.amd || {})[name] = result === void 0 ? module.exports : result;
}
