// Single-file components of Vue 3, with the project's own `vue/compiler-sfc`.
//
// The module of `App.vue` holds script and template; each style is a module of its own under
// `App.vue?vue&type=style&index=0&…`, as vue-loader has it.
import * as compiler from "vue/compiler-sfc";
import { createRequire } from "node:module";
import fs from "node:fs";
import { framePlace, joinMaps, lineAndColumn } from "./places.js";

const require = createRequire(process.cwd() + "/component.js");
compiler.registerTS?.(() => require("typescript"));

function descriptorOf(source, path, options) {
  const { descriptor, errors } = compiler.parse(source, {
    filename: path,
    sourceMap: options.sourceMap,
    templateParseOptions: templateOptions(options),
  });
  if (errors.length) {
    const [error] = errors;
    throw Object.assign(new SyntaxError(error.message), {
      line: error.loc?.start.line,
      column: error.loc?.start.column,
    });
  }
  return descriptor;
}

function templateOptions(options) {
  const elements = (options.customElements || []).map((text) => new RegExp(text));
  return {
    whitespace: options.whitespace,
    ...(elements.length && { isCustomElement: (tag) => elements.some((one) => one.test(tag)) }),
  };
}

// The compiler puts the place of a problem into its message, as a frame of lines.
function rethrow(error, source, block) {
  let { message } = error;
  let place = framePlace(message);
  message = message.split("\n\n")[0].replace(/^\[@?vue\/compiler-sfc\] /, "").replace(/ \(\d+:\d+\)$/, "");
  if (!place && error.loc) {
    const start = error.loc.start || error.loc;
    place = block && typeof error.pos === "number"
      ? lineAndColumn(source, error.pos + block.loc.start.offset) : start;
  }
  throw Object.assign(new SyntaxError(message), place);
}

function compileScript(descriptor, source, id, options, inline) {
  try {
    return compiler.compileScript(descriptor, {
      id,
      isProd: options.production,
      inlineTemplate: inline,
      genDefaultAs: "_sfc_main",
      sourceMap: options.sourceMap,
      hoistStatic: true,
      propsDestructure: true,
      templateOptions: {
        ...templateParts(descriptor, id, options),
        compilerOptions: templateOptions(options),
      },
      fs: {
        fileExists: fs.existsSync,
        readFile: (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined),
        realpath: fs.realpathSync,
      },
    });
  } catch (error) {
    return rethrow(error, source, descriptor.scriptSetup || descriptor.script);
  }
}

function templateParts(descriptor, id, options) {
  const { template } = descriptor;
  return {
    filename: descriptor.filename,
    id,
    scoped: descriptor.styles.some((style) => style.scoped),
    slotted: descriptor.slotted,
    isProd: options.production,
    ssr: options.ssr,
    ssrCssVars: descriptor.cssVars,
    preprocessLang: template?.lang === "html" ? undefined : template?.lang,
    preprocessOptions: template?.lang === "pug" ? { doctype: "html" } : undefined,
    preprocessCustomRequire: require,
    transformAssetUrls: options.transformAssetUrls ?? true,
  };
}

function compileTemplate(descriptor, source, id, options, bindings, typescript) {
  const { template } = descriptor;
  const outside = template.src ? options.templateSource : undefined;
  const made = compiler.compileTemplate({
    ...templateParts(descriptor, id, options),
    source: outside ?? template.content,
    ast: outside === undefined && !template.lang ? template.ast : undefined,
    inMap: outside === undefined && options.sourceMap ? template.map : undefined,
    compilerOptions: {
      ...templateOptions(options),
      scopeId: descriptor.styles.some((style) => style.scoped) ? `data-v-${id}` : undefined,
      bindingMetadata: bindings,
      expressionPlugins: typescript ? ["typescript"] : undefined,
      sourceMap: options.sourceMap,
    },
  });
  if (made.errors.length) {
    const [error] = made.errors;
    if (typeof error === "string") throw new SyntaxError(error);
    const start = error.loc?.start;
    // The compiler has positions in the file already where it parsed the file.
    throw Object.assign(new SyntaxError(error.message.split("\n")[0]), start && outside === undefined
      ? { line: start.line, column: start.column } : {});
  }
  const name = options.ssr ? "ssrRender" : "render";
  return {
    code: made.code.replace(new RegExp(`\\nexport (function|const) ${name}\\b`), `\n$1 _sfc_${name}`),
    map: made.map,
    tips: made.tips,
    name,
  };
}

// The module of a component. `facts`: source, path, file (the name in its folder), id, shown (the
// path that tools show), and options.
export function component(facts) {
  const { source, path, file, id, options } = facts;
  const descriptor = descriptorOf(source, path, options);
  const { script, scriptSetup, template, styles } = descriptor;
  const languages = [script, scriptSetup].filter(Boolean).map((block) => block.lang);
  const language = languages.find(Boolean);
  const typescript = language === "ts" || language === "tsx";
  const inline = options.production && !!scriptSetup && !!template && !template.src;
  const warnings = [];
  let code = "";
  let map;
  const attached = [];
  const dependencies = [];
  if (script?.src) {
    code += `import _sfc_main from ${JSON.stringify(script.src)};\n` +
      `export * from ${JSON.stringify(script.src)};\n`;
  }
  let bindings;
  if (!script?.src && (script || scriptSetup)) {
    const made = compileScript(descriptor, source, id, options, inline);
    code += made.content + "\n";
    map = made.map;
    bindings = made.bindings;
    warnings.push(...(made.warnings || []));
    dependencies.push(...(made.deps || []));
  } else if (!script?.src) code += "const _sfc_main = {};\n";
  if (template && !inline) {
    if (template.src && options.templateSource === undefined) {
      return { templateSource: template.src };
    }
    const made = compileTemplate(descriptor, source, id, options, bindings, typescript);
    map = joinMaps(map, code, made.map);
    code += made.code + "\n";
    warnings.push(...made.tips);
    attached.push([made.name, `_sfc_${made.name}`]);
  }
  const modules = [];
  styles.forEach((style, index) => {
    const words = ["vue", "type=style", `index=${index}`, `id=${id}`];
    if (style.scoped) words.push("scoped=true");
    if (style.module) words.push(`module=${style.module === true ? "$style" : style.module}`);
    words.push(`lang.${style.module ? "module." : ""}${style.lang || "css"}`);
    // A style from elsewhere keeps its folder, where its own URLs start.
    const from = style.src ? style.src : `./${file}`;
    const request = JSON.stringify(style.src && !style.scoped && !style.module ? from
      : `${from}?${words.join("&")}`);
    if (style.module) {
      code += `import _sfc_style${index} from ${request};\n`;
      modules.push([style.module === true ? "$style" : style.module, `_sfc_style${index}`]);
    } else code += `import ${request};\n`;
  });
  descriptor.customBlocks.forEach((block, index) => {
    if (!(options.customBlocks || []).includes(block.type)) return;
    const words = ["vue", "type=custom", `index=${index}`, `blockType=${block.type}`];
    if (block.lang) words.push(`lang.${block.lang}`);
    const request = JSON.stringify(block.src || `./${file}?${words.join("&")}`);
    code += `import _sfc_block${index} from ${request};\n` +
      `if (typeof _sfc_block${index} === "function") _sfc_block${index}(_sfc_main);\n`;
  });
  if (modules.length) {
    attached.push(["__cssModules",
      `{ ${modules.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(", ")} }`]);
  }
  if (styles.some((style) => style.scoped)) attached.push(["__scopeId", JSON.stringify(`data-v-${id}`)]);
  if (!options.production) {
    attached.push(["__file", JSON.stringify(facts.shown)]);
    attached.push(["__hmrId", JSON.stringify(id)]);
  }
  // Assignments to a property would be effects; one call that may be left out is not.
  if (attached.length) {
    const pairs = attached.map(([name, value]) => `["${name}", ${value}]`).join(", ");
    code += "const _sfc_attach = (component, pairs) => {\n" +
      "  const made = component.__vccOpts || component;\n" +
      "  for (const [name, value] of pairs) made[name] = value;\n" +
      "  return component;\n};\n" +
      `const _sfc_component = /*#__PURE__*/ _sfc_attach(_sfc_main, [${pairs}]);\n`;
  } else code += "const _sfc_component = _sfc_main;\n";
  code += "export default _sfc_component;\n";
  if (!options.production && !options.ssr) {
    code += `if (import.meta.webpackHot) {
  import.meta.webpackHot.accept();
  if (typeof __VUE_HMR_RUNTIME__ !== "undefined" &&
    !__VUE_HMR_RUNTIME__.createRecord("${id}", _sfc_component)) {
    __VUE_HMR_RUNTIME__.reload("${id}", _sfc_component);
  }
}
`;
  }
  return {
    code,
    map: map && { ...map, sources: map.sources.map(() => path), sourcesContent: undefined },
    language: language || "js",
    warnings: warnings.map(String),
    dependencies,
  };
}

// One style: its text, preprocessed, scoped, and with `v-bind` written out.
export async function style(facts) {
  const { source, path, id, index, options } = facts;
  let block;
  let text = source;
  if (!facts.outside) {
    block = descriptorOf(source, path, options).styles[index];
    if (!block) throw new Error(`there is no style ${index}`);
    text = block.content;
  }
  const language = facts.language;
  const made = await compiler.compileStyleAsync({
    source: text,
    filename: path,
    id: `data-v-${id}`,
    isProd: options.production,
    scoped: facts.scoped,
    trim: true,
    inMap: block && options.sourceMap ? block.map : undefined,
    preprocessLang: ["scss", "sass", "less", "styl", "stylus"].includes(language) ? language : undefined,
    preprocessCustomRequire: require,
    preprocessOptions: facts.preprocess || {},
  });
  if (made.errors.length) {
    const [error] = made.errors;
    // With a map, PostCSS gives the place in the file already.
    const offset = block && !options.sourceMap ? block.loc.start.line - 1 : 0;
    throw Object.assign(new SyntaxError(error.reason || error.message), {
      line: typeof error.line === "number" ? error.line + offset : undefined,
      column: error.column,
    });
  }
  return { code: made.code, map: made.map, dependencies: Array.from(made.dependencies || []) };
}

// The text of a custom block.
export function custom(facts) {
  const block = descriptorOf(facts.source, facts.path, facts.options).customBlocks[facts.index];
  return { code: block.content, language: block.lang };
}
