// PostCSS with the plugins of a configuration, as postcss-load-config reads it.
import postcss from "postcss";
import { createRequire } from "node:module";
import path from "node:path";

function plain(module) {
  return module && module.default !== undefined ? module.default : module;
}

function made(plugin, options) {
  const factory = plain(plugin);
  if (typeof factory !== "function") return factory;
  return factory.postcss === true || options !== undefined || factory.length === 0
    ? factory(options) : factory;
}

// `plugins` of a configuration: a list of plugins (or names), or a table of names and options.
function pluginsOf(plugins, load) {
  if (!plugins) return [];
  if (!Array.isArray(plugins)) {
    return Object.keys(plugins).filter((name) => plugins[name] !== false).map((name) => {
      const options = plugins[name];
      return made(load(name), options === true || options === null ? undefined : options);
    });
  }
  return plugins.filter(Boolean).map((one) => {
    if (typeof one === "string") return made(load(one), undefined);
    if (Array.isArray(one)) return typeof one[0] === "string" ? made(load(one[0]), one[1]) : made(one[0], one[1]);
    return one;
  });
}

// `config`: the module of a file; `folder`: where it is; `known`: plugins that are bundled.
export function processorOf(config, folder, known) {
  const require = createRequire(path.join(folder, "postcss.config.js"));
  const load = (name) => (name in known ? known[name] : require(name));
  return async function process(css, file, facts) {
    let said = plain(config);
    if (typeof said === "function") {
      said = await said({ env: facts.mode, mode: facts.mode, file: { dirname: path.dirname(file),
        basename: path.basename(file), extname: path.extname(file) }, cwd: globalThis.process.cwd(), options: {} });
    }
    said = said || {};
    const named = (value) => (typeof value === "string" ? plain(load(value)) : value);
    try {
      const result = await postcss(pluginsOf(said.plugins, load)).process(css, {
        from: file,
        to: file,
        map: facts.sourceMap ? { inline: false, annotation: false, prev: false } : false,
        parser: named(said.parser),
        syntax: named(said.syntax),
        stringifier: named(said.stringifier),
      });
      return {
        code: result.css,
        map: result.map ? result.map.toJSON() : undefined,
        warnings: result.warnings().map((one) => ({
          message: one.plugin ? `${one.text} (${one.plugin})` : one.text, line: one.line, column: one.column,
        })),
        messages: result.messages.filter((one) => /dependency$/.test(one.type)),
      };
    } catch (error) {
      if (error.name !== "CssSyntaxError") throw error;
      throw Object.assign(new SyntaxError(error.plugin ? `${error.reason} (${error.plugin})` : error.reason),
        { line: error.line, column: error.column, file: error.file });
    }
  };
}
