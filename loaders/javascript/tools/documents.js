// What the compilers of documents share.
export function moduleOf(value) {
  return value && value.default !== undefined ? value.default : value;
}

// Plugins as rules name them: `[plugin, options]`.
export function withOptions(plugins) {
  return plugins.map(([plugin, options]) => (options === null ? moduleOf(plugin) : [moduleOf(plugin), options]));
}
