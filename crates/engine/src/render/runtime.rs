//! The few functions that bundles carry. Written in ES5, so that no target is missed.

mod source;

use std::sync::OnceLock;

pub use source::{Parts, Source};

use crate::transform_helpers;

/// A function that a chunk may need; each is in a chunk only if it is used there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Helper {
    CommonJs,
    Lazy,
    Export,
    Reexport,
    Namespace,
    Default,
    Require,
    KeepName,
    ImportMeta,
    /// Runs a generator function as an `async` function, where the target has none.
    Async,
    /// An object of what runs state machines, where the target has no generators either.
    Machines,
    /// What loads the scripts of other chunks and knows where files are (iife).
    Loader,
    /// Adds `<link>` elements for what the browser may fetch ahead (esm).
    Links,
    /// Makes the address of a worker one that Trusted Types let through (esm).
    Trusted,
    /// Loads the files of other chunks, each once (cjs).
    Load,
    /// `__webpack_require__`, for applications that ask for it.
    Webpack,
    /// Adds the style sheets of other chunks (esm).
    Styles,
}

pub const HELPERS: [Helper; 17] = [
    Helper::CommonJs,
    Helper::Lazy,
    Helper::Export,
    Helper::Reexport,
    Helper::Namespace,
    Helper::Default,
    Helper::Require,
    Helper::KeepName,
    Helper::ImportMeta,
    Helper::Async,
    Helper::Machines,
    Helper::Loader,
    Helper::Links,
    Helper::Trusted,
    Helper::Load,
    Helper::Webpack,
    Helper::Styles,
];

impl Helper {
    pub fn name(self) -> &'static str {
        match self {
            Self::CommonJs => "__commonJS",
            Self::Lazy => "__esm",
            Self::Export => "__export",
            Self::Reexport => "__reexport",
            Self::Namespace => "__namespace",
            Self::Default => "__default",
            Self::Require => "__require",
            Self::KeepName => "__name",
            Self::ImportMeta => "import_meta",
            Self::Async => "__async",
            Self::Machines => "__machines",
            Self::Loader => "__loader",
            Self::Links => "__links",
            Self::Trusted => "__trusted",
            Self::Load => "__load",
            Self::Webpack => "__webpack_require__",
            Self::Styles => "__styles",
        }
    }

    pub fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// Its source, an expression.
    fn source(self) -> &'static str {
        match self {
            // A module that throws is not kept: the next `require` runs it again, as in Node.js.
            Self::CommonJs => {
                "function (factory, id, main) {
	var module;
	return function () {
		if (module) return module.exports;
		module = { id: id, exports: {}, loaded: false, children: [], paths: [] };
		if (main) main.main = module;
		var done = false;
		try {
			factory.call(module.exports, module.exports, module);
			module.loaded = done = true;
		} finally {
			if (!done) {
				var failed = module;
				module = void 0;
			}
		}
		return module.exports;
	};
}"
            }
            // An ES module that throws has failed for good: the same error each time.
            Self::Lazy => {
                "function (evaluate) {
	var state = 0, value;
	return function () {
		if (state === 2) throw value;
		if (state === 0) {
			state = 1;
			try {
				value = evaluate(function () { state = 3; });
				if (state === 3) value = void 0;
			} catch (error) {
				state = 2;
				value = error;
				throw error;
			}
		}
		return value;
	};
}"
            }
            Self::Export => {
                "function (target, getters, commonJS, open) {
	if (commonJS && !getters.__esModule) Object.defineProperty(target, \"__esModule\", { value: true });
	if (typeof Symbol !== \"undefined\" && Symbol.toStringTag) Object.defineProperty(target, Symbol.toStringTag, { value: \"Module\" });
	for (var name in getters) Object.defineProperty(target, name, { enumerable: true, get: getters[name] });
	return open ? target : Object.preventExtensions(target);
}"
            }
            Self::Reexport => {
                "function (target, from) {
	function add(name) {
		if (name !== \"default\" && name !== \"__esModule\" && !Object.prototype.hasOwnProperty.call(target, name)) {
			Object.defineProperty(target, name, { enumerable: true, get: function () { return from[name]; } });
		}
	}
	if (from && (typeof from === \"object\" || typeof from === \"function\")) for (var name in from) add(name);
	return target;
}"
            }
            // What `import *` and `import()` give for CommonJS: the rules of webpack.
            Self::Namespace => {
                "(function () {
	var known = typeof WeakMap === \"function\" ? new WeakMap() : null;
	return function (from, strict) {
		if (!strict && from && from.__esModule) return from;
		var isObject = from && (typeof from === \"object\" || typeof from === \"function\");
		var namespace = isObject && known && known.get(from);
		if (namespace) return namespace;
		namespace = {};
		function add(name) {
			if (!Object.prototype.hasOwnProperty.call(namespace, name)) Object.defineProperty(namespace, name, { enumerable: true, get: function () { return from[name]; } });
		}
		Object.defineProperty(namespace, \"default\", { enumerable: true, get: function () { return from; } });
		if (typeof Symbol !== \"undefined\" && Symbol.toStringTag) Object.defineProperty(namespace, Symbol.toStringTag, { value: \"Module\" });
		if (isObject) {
			for (var object = from; object && object !== Object.prototype && object !== Array.prototype && object !== Function.prototype; object = Object.getPrototypeOf(object)) {
				Object.getOwnPropertyNames(object).forEach(add);
			}
			if (known) known.set(from, namespace);
		}
		return namespace;
	};
})()"
            }
            Self::Default => {
                "function (from) {
	return from && from.__esModule ? from.default : from;
}"
            }
            Self::Require => {
                "(function () {
	function missing(request) {
		if (typeof require === \"function\") return require(request);
		var error = new Error(\"Cannot find module '\" + request + \"'\");
		error.code = \"MODULE_NOT_FOUND\";
		throw error;
	}
	missing.resolve = missing;
	missing.cache = {};
	return missing;
})()"
            }
            Self::KeepName => {
                "function (target) {
	return Object.defineProperty(target, \"name\", { value: \"default\", configurable: true });
}"
            }
            // What these are made of depends on the bundle.
            Self::ImportMeta | Self::Loader | Self::Links | Self::Trusted => "{}",
            Self::Async => {
                "function (generatorFunction) {
	return new Promise(function (resolve, reject) {
		var generator = generatorFunction();
		function next(value) { step(\"next\", value); }
		function fail(error) { step(\"throw\", error); }
		function step(method, sent) {
			try {
				var result = generator[method](sent);
			} catch (error) {
				return reject(error);
			}
			if (result.done) resolve(result.value);
			else Promise.resolve(result.value).then(next, fail);
		}
		next();
	});
}"
            }
            // A chunk that fails has failed for good, as a module that throws has.
            Self::Load => {
                "(function (loads) {
	return function (file, run) {
		return loads[file] || (loads[file] = Promise.resolve().then(run));
	};
})({})"
            }
            Self::Machines => machines(),
            Self::Webpack => include_str!("../../runtime/webpack.js"),
            Self::Styles => add_styles(),
        }
    }

    /// The declaration of the helper under the name it got.
    pub fn declaration(self, name: &str, minify: bool) -> String {
        let end = if minify { "" } else { "\n" };
        format!("var {name} = {};{end}", self.source_text(minify))
    }

    /// The expression that makes the helper.
    pub fn source_text(self, minify: bool) -> String {
        // Every chunk carries its helpers; minifying one is done once.
        static MINIFIED: [OnceLock<String>; HELPERS.len()] =
            [const { OnceLock::new() }; HELPERS.len()];
        let source = self.source().trim_end();
        if minify {
            MINIFIED[self as usize].get_or_init(|| minified(source)).clone()
        } else {
            source.to_owned()
        }
    }
}

/// ```js
/// __styles(["late.css"]).then(() => import("./late.js"))
/// ```
fn add_styles() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let add = include_str!("../../runtime/style.js").trim_end();
        let nonce = include_str!("../../runtime/nonce.js").trim_end();
        format!(
            "(function (add, findNonce) {{
	return function (files, crossOrigin) {{
		return Promise.all(typeof document === \"undefined\" ? [] : files.map(function (file) {{
			return new Promise(function (resolve, reject) {{
				add({{ crossOrigin: crossOrigin, nonce: findNonce() }}, file, function (error) {{
					if (error) reject(error);
					else resolve();
				}});
			}});
		}}));
	}};
}})({add}, {nonce})"
        )
    })
}

/// What teaches a loader to load style sheets, but for its arguments (iife).
pub fn styles(minify: bool) -> [String; 2] {
    static MINIFIED: OnceLock<[String; 2]> = OnceLock::new();
    let sources = [include_str!("../../runtime/styles.js"), include_str!("../../runtime/style.js")];
    let sources = sources.map(str::trim_end);
    if minify {
        MINIFIED.get_or_init(|| sources.map(minified)).clone()
    } else {
        sources.map(str::to_owned)
    }
}

/// The helpers that [`super::awaits::lower_functions`] may ask for, and all that they import,
/// in a function of their own.
fn machines() -> &'static str {
    const NAMES: [&str; 5] = ["asyncFunction", "callMachine", "closeAsync", "forAwait", "keysIn"];
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let mut wanted: Vec<&str> = NAMES.to_vec();
        let mut text = String::from("(function () {\n");
        let mut next = 0;
        while let Some(name) = wanted.get(next) {
            next += 1;
            for line in transform_helpers::source(name).unwrap_or_default().lines() {
                let request = line.strip_prefix("import ").and_then(|line| line.split('"').nth(1));
                if let Some(request) = request {
                    let name = request.trim_start_matches("./").trim_end_matches(".js");
                    if !wanted.contains(&name) {
                        wanted.push(name);
                    }
                } else {
                    text.push_str(line.strip_prefix("export default ").unwrap_or(line));
                    text.push('\n');
                }
            }
        }
        text.push_str("return {");
        text.extend(NAMES.map(|name| format!(" {name}: {name},")));
        text.pop();
        text.push_str(" };\n})()");
        text
    })
}

/// The same expression without what is there for readers.
fn minified(source: &str) -> String {
    use oxc::{
        allocator::Allocator,
        codegen::{Codegen, CodegenOptions},
        minifier::{CompressOptions, Minifier, MinifierOptions},
        parser::Parser,
        span::SourceType,
    };
    use pybundle_lower::{Features, Printing, restrict_printing};

    use crate::scan::target::oldest_engine;

    let allocator = Allocator::default();
    // As the value of a global it has an effect, so it is kept.
    let text = format!("x={source}");
    let mut program = Parser::new(&allocator, &text, SourceType::script()).parse().program;
    let options = MinifierOptions::default();
    let compress =
        options.compress.map(|compress| CompressOptions { target: oldest_engine(), ..compress });
    let minified =
        Minifier::new(MinifierOptions { compress, ..options }).minify(&allocator, &mut program);
    restrict_printing(&mut program, &allocator, &Features::es5(), Printing::Minified);
    let printed = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program);
    let code = printed.code.trim_end_matches([';', '\n']);
    format!("({})", code.strip_prefix("x=").unwrap_or(code))
}

#[cfg(test)]
mod tests {
    use oxc::{allocator::Allocator, parser::Parser, semantic::SemanticBuilder, span::SourceType};

    use super::machines;

    #[test]
    fn machines_are_all_there() {
        let allocator = Allocator::default();
        let text = format!("x = {};", machines());
        let program = Parser::new(&allocator, &text, SourceType::script()).parse();
        assert!(program.diagnostics.is_empty(), "{text}");
        let semantic = SemanticBuilder::new().build(&program.program);
        assert!(semantic.diagnostics.is_empty());
        // Imports go by the names of the functions, and no two helpers share a name.
        let scoping = semantic.semantic.into_scoping();
        let mut free: Vec<&str> =
            scoping.root_unresolved_references().keys().map(oxc::str::Ident::as_str).collect();
        free.sort_unstable();
        assert_eq!(
            free,
            ["Object", "Promise", "String", "Symbol", "TypeError", "arguments", "undefined", "x"]
        );
        assert_eq!(text.matches("function asyncFunction(").count(), 1);
    }
}
