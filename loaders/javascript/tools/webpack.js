// Runs one loader written for webpack: https://webpack.js.org/api/loaders/.
import fs from "node:fs";
import path from "node:path";
import crypto from "node:crypto";
import { createRequire } from "node:module";

const { ask, missing, pack, unpack } = globalThis.__pybundle;

function functionOf(module) {
  let found = module;
  while (found && typeof found !== "function" && found.default !== undefined) found = found.default;
  if (typeof found !== "function") throw new Error("the package is no loader: it exports no function");
  return found;
}

function propertyOf(module, name) {
  for (let one = module; one; one = one.default) {
    if (one[name] !== undefined) return one[name];
    if (typeof one === "function") return undefined;
  }
  return undefined;
}

function contextOf(facts, settle) {
  const { resource, resourcePath, query, options } = facts;
  const notes = { dependencies: [], folders: [], missing: [], warnings: [], errors: [], files: [] };
  const state = { asynchronous: false, done: false };
  const self = `${facts.loader}${typeof facts.stated === "string" ? facts.stated : ""}`;
  const message = (one) => ({ message: String((one && one.message) || one),
    line: one?.loc?.line ?? one?.line, column: one?.loc?.column ?? one?.column });

  function resolve(folder, request, callback) {
    try {
      callback(null, ask("find", [request, folder]));
    } catch (error) {
      callback(error);
    }
  }
  const logger = {};
  for (const name of ["error", "warn", "info", "log", "debug", "trace", "group", "groupEnd", "time", "timeEnd"]) {
    logger[name] = () => {};
  }

  const context = {
    version: 2,
    webpack: true,
    mode: facts.mode,
    target: facts.platform,
    hot: false,
    sourceMap: facts.sourceMap,
    minimize: facts.mode === "production",
    environment: { arrowFunction: true, const: true, destructuring: true, module: true,
      dynamicImport: true, templateLiteral: true, forOf: true, bigIntLiteral: true, optionalChaining: true },
    rootContext: facts.root,
    context: path.dirname(resourcePath),
    resource,
    resourcePath,
    resourceQuery: query,
    resourceFragment: facts.fragment,
    request: `${self}!${resource}`,
    userRequest: resource,
    remainingRequest: resource,
    currentRequest: `${self}!${resource}`,
    previousRequest: "",
    loaderIndex: 0,
    loaders: [{ path: facts.loader, query: "", options, request: self, ident: "loader", data: {} }],
    data: {},
    query: options && Object.keys(options).length ? options : "",
    fs,
    utils: {
      contextify: (folder, request) => request.split("!").map((one) => {
        if (!path.isAbsolute(one)) return one;
        const inner = path.relative(folder, one).replace(/\\/g, "/");
        return inner[0] === "." ? inner : `./${inner}`;
      }).join("!"),
      absolutify: (folder, request) => request.split("!").map((one) =>
        (/^\.{1,2}\//.test(one) ? path.join(folder, one) : one)).join("!"),
      createHash: (name) => crypto.createHash(name || "md5"),
    },
    getOptions(schema) {
      const own = { ...options };
      for (const [key, kind] of Object.entries((schema && schema.properties) || {})) {
        if (kind.type === "boolean" && typeof own[key] === "string") own[key] = own[key] === "true";
      }
      return own;
    },
    cacheable() {},
    addDependency: (file) => notes.dependencies.push(file),
    dependency: (file) => notes.dependencies.push(file),
    addContextDependency: (folder) => notes.folders.push(folder),
    addMissingDependency: (file) => notes.missing.push(file),
    addBuildDependency: (file) => notes.dependencies.push(file),
    getDependencies: () => [resourcePath, ...notes.dependencies],
    getContextDependencies: () => notes.folders,
    getMissingDependencies: () => notes.missing,
    clearDependencies() {
      notes.dependencies.length = notes.folders.length = notes.missing.length = 0;
    },
    emitWarning: (warning) => notes.warnings.push(message(warning)),
    emitError: (error) => notes.errors.push(message(error)),
    emitFile(name, content) {
      notes.files.push([name, typeof content === "string" ? content : pack(content)]);
    },
    resolve,
    getResolve: () => (folder, request, callback) => {
      if (callback) return resolve(folder, request, callback);
      return new Promise((done, fail) => {
        resolve(folder, request, (error, found) => (error ? fail(error) : done(found)));
      });
    },
    resolveSync: (folder, request) => ask("find", [request, folder]),
    getLogger: () => logger,
    exec(code, filename) {
      const Module = createRequire(resourcePath)("module");
      const module = new Module(filename);
      module._compile(code, filename);
      return module.exports;
    },
    async: () => {
      state.asynchronous = true;
      return context.callback;
    },
    callback(error, ...values) {
      state.asynchronous = true;
      if (state.done) return;
      state.done = true;
      settle(error, values);
    },
  };
  // What needs a compilation, which there is not.
  for (const name of ["loadModule", "importModule"]) {
    context[name] = () => {
      throw missing(`this.${name}`);
    };
  }
  context._module = { resource, userRequest: resource, request: resource, type: "javascript/auto" };
  for (const name of ["_compiler", "_compilation"]) {
    Object.defineProperty(context, name, { configurable: true, get: () => undefined });
  }
  return { context, notes, state };
}

// `require.resolve` in a bundle gives a path from the root, which loaders write into their code.
// There it has to be one that can be imported.
function withPaths(code, root) {
  return code.replace(/(["'!])((?:\.\.\/)*node_modules\/[^"'!?\s]+)/g, (all, before, inner) => {
    const file = path.resolve(root, inner);
    return fs.existsSync(file) ? before + file.replace(/\\/g, "/") : all;
  });
}

function runStep(step, context, state, settle, values) {
  let result;
  try {
    result = step.apply(context, values);
  } catch (error) {
    if (state.done) throw error;
    state.done = true;
    settle(error);
    return;
  }
  if (state.asynchronous || state.done) return;
  if (result && typeof result.then === "function") {
    result.then((value) => settle(null, [value]), settle);
  } else settle(null, [result]);
}

// A function that runs `module` on a content: a text, or bytes as messages have them.
export function runnerOf(module) {
  return function run(content, facts) {
    return new Promise((done, fail) => {
      let notes;
      const finish = (error, values = []) => {
        if (error) {
          fail(error instanceof Error || typeof error === "object" ? error : new Error(String(error)));
          return;
        }
        const [code, map] = values;
        if (code === undefined || code === null) {
          fail(new Error("the loader gave neither a text nor bytes"));
          return;
        }
        done({
          code: typeof code === "string" ? withPaths(code, facts.root) : pack(Buffer.isBuffer(code) || ArrayBuffer.isView(code)
            ? code : Buffer.from(String(code))),
          map: typeof map === "string" ? JSON.parse(map) : map || undefined,
          ...notes,
        });
      };
      const normal = () => {
        const made = contextOf(facts, finish);
        Object.assign(made.notes, notes);
        notes = made.notes;
        const raw = propertyOf(module, "raw") === true;
        let value = content;
        if (typeof content !== "string") value = Buffer.from(unpack(content).buffer);
        else if (raw) value = Buffer.from(content);
        if (!raw && typeof value !== "string") value = value.toString("utf8");
        runStep(functionOf(module), made.context, made.state, finish, [value, undefined, undefined]);
      };
      const pitch = propertyOf(module, "pitch");
      if (typeof pitch !== "function") {
        normal();
        return;
      }
      const after = (error, values = []) => {
        if (error || values.some((value) => value !== undefined)) finish(error, values);
        else normal();
      };
      const made = contextOf(facts, after);
      notes = made.notes;
      runStep(pitch, made.context, made.state, after, [facts.resource, "", {}]);
    });
  };
}
