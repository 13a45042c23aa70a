//! From source text to a frozen [`Module`]: parse, fold constants, lower, collect facts.
//!
//! Everything happens on one tree. The steps run only where they have something to do:
//! a modern module without defines is parsed and walked, and that is all.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::Arc,
};

use memchr::memmem;
use oxc::{
    allocator::Allocator,
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    diagnostics::{Diagnostics, OxcDiagnostic},
    minifier::{CompressOptions, CompressOptionsUnused, Compressor},
    parser::{ParseOptions, Parser},
    semantic::{Scoping, SemanticBuilder},
    span::{SourceType, Span},
    transformer::{
        ClassPropertiesOptions, CompilerAssumptions, DecoratorOptions, ESFeature, EngineTargets,
        HelperLoaderMode, HelperLoaderOptions, JsxOptions, JsxRuntime, TransformOptions,
        Transformer, TypeScriptOptions,
    },
    transformer_plugins::{ReplaceGlobalDefines, ReplaceGlobalDefinesConfig},
};

use pybundle_lower::{big_ints, needs_transform, prepare, prepare_fields, scopes_again};

use super::{
    branches::KnownNames,
    dialect,
    drop_console::drop_console,
    enums, facts,
    helper_imports::{helper_imports, is_helper_import},
    json, known_names,
    normalize::{self, Normalized},
    polyfills::{Polyfill, Polyfills},
    properties::{self, Mangle, Marked, Properties},
    provide,
    target::Target,
    values,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    module::{Ast, Facts, Module, ModuleFormat, Problem},
    nesting::{MAX_TREE_DEPTH, Nesting, Syntax, nesting, on_large_stack, tree_depth},
    options::{self, Options},
};

/// What decides how a file is parsed, beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceKind {
    pub language: Language,
    pub goal: Goal,
    pub compiler: CompilerOptions,
    /// The file is of core-js. It is written for the oldest engines, and must be left as it
    /// is: its symbols are objects, and it has to see that.
    pub is_polyfill: bool,
    /// Something from outside asks for the file.
    pub is_entry: bool,
}

impl SourceKind {
    #[must_use]
    pub fn new(language: Language, goal: Goal) -> Self {
        Self {
            language,
            goal,
            compiler: CompilerOptions::default(),
            is_polyfill: false,
            is_entry: false,
        }
    }
}

/// What the `tsconfig.json` of a file says of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CompilerOptions {
    /// Class fields are assigned, not defined.
    pub assign_fields: bool,
    /// Imports stay, whether they are used as values or not.
    pub verbatim_imports: bool,
    pub decorator_metadata: bool,
}

impl CompilerOptions {
    #[must_use]
    pub fn new(config: &oxc_resolver::CompilerOptions) -> Self {
        // Before ES2022 there were no class fields; TypeScript then assigns by default.
        let old = config.target.as_ref().is_some_and(|target| {
            let target = target.to_ascii_lowercase();
            matches!(
                target.as_str(),
                "es3"
                    | "es5"
                    | "es6"
                    | "es2015"
                    | "es2016"
                    | "es2017"
                    | "es2018"
                    | "es2019"
                    | "es2020"
                    | "es2021"
            )
        });
        Self {
            assign_fields: !config.use_define_for_class_fields.unwrap_or(!old),
            verbatim_imports: config.verbatim_module_syntax == Some(true)
                || config.preserve_value_imports == Some(true),
            decorator_metadata: config.emit_decorator_metadata == Some(true),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    JavaScript,
    TypeScript,
    Tsx,
    Json,
    /// No code at all: `browser: false`, or an alias to nothing.
    Empty,
}

/// Whether the file is an ES module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// `.mjs`, `"type": "module"`.
    Module,
    /// `.cjs`, `"type": "commonjs"`.
    CommonJs,
    /// Its syntax tells.
    Unknown,
}

#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
/// Options prepared once for all modules of a build.
pub struct ParseContext {
    defines: Option<ReplaceGlobalDefinesConfig>,
    /// For files that would otherwise find nothing but globals.
    amd_defines: Option<ReplaceGlobalDefinesConfig>,
    /// A module that holds none of these texts is not searched for defines.
    define_marks: Vec<memmem::Finder<'static>>,
    transform: TransformOptions,
    /// Some engine of the target lacks something that `oxc_transformer` takes away.
    transforms: bool,
    /// Some engine of the target has no BigInt.
    lacks_big_int: bool,
    /// What folding may write.
    minifier: EngineTargets,
    /// Syntax of ES2015 that the target lacks.
    lower: pybundle_lower::Options,
    /// The rendering links bindings of modules; the registry of development only asks.
    hoists: bool,
    style: normalize::Style,
    /// CommonJS modules may become values.
    values: bool,
    drop_console: bool,
    drop_debugger: bool,
    provide: Vec<options::Provide>,
    polyfills: Option<Arc<Polyfills>>,
    mangle: Option<Mangle>,
}

impl ParseContext {
    /// # Errors
    /// A define or a target that cannot be used.
    pub fn new(
        options: &Options,
        polyfills: Option<Arc<Polyfills>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        if let Err(problem) = Target::new(&options.target) {
            problems.push(*problem);
        }
        let target = options.syntax();
        let mut defines = options.define.clone();
        // A bundle brings its own modules; an AMD loader on the page must not take them over.
        defines.push(("define.amd".into(), "undefined".into()));
        defines.push(("typeof define".into(), "\"undefined\"".into()));
        // There is no replacing of modules that run.
        for name in ["module.hot", "import.meta.webpackHot"] {
            if !defines.iter().any(|(known, _)| known == name) {
                defines.push((name.into(), "undefined".into()));
            }
        }
        // The version of webpack whose words these are.
        defines.push(("import.meta.webpack".into(), "5".into()));
        // A file that knows AMD or globals is what AMD makes of it.
        let mut amd = defines.clone();
        for (name, value) in &mut amd {
            match name.as_str() {
                "define.amd" => *value = "true".into(),
                "typeof define" => *value = "\"function\"".into(),
                _ => {}
            }
        }
        let amd_defines = ReplaceGlobalDefinesConfig::new(&amd).ok();
        let config = match ReplaceGlobalDefinesConfig::new(&defines) {
            Ok(config) => Some(config),
            Err(errors) => {
                problems.extend(errors.iter().map(|error| {
                    Diagnostic::error("invalid-define", error.message.to_string()).hint(
                        "the value of a define is JavaScript source: a string needs its own quotes",
                    )
                }));
                None
            }
        };
        let mangle = options.mangle_props.as_ref().map(|stated| Mangle::new(stated, options));
        let mangle = mangle.transpose().unwrap_or_else(|problem| {
            problems.push(*problem);
            None
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut marks: Vec<&str> = options
            .define
            .iter()
            .map(|(key, _)| key.trim_start_matches("typeof "))
            .map(|key| key.rsplit('.').find(|part| *part != "*").unwrap_or(key))
            .collect();
        marks.extend(["define.amd", "module.hot", "meta.webpack"]);
        marks.sort_unstable();
        marks.dedup();
        Ok(Self {
            defines: config,
            amd_defines,
            define_marks: marks.iter().map(|mark| memmem::Finder::new(mark).into_owned()).collect(),
            transform: transform_options(options, target),
            transforms: target.transforms(),
            lacks_big_int: target.lacks(ESFeature::ES2020BigInt),
            minifier: target.minifier.clone(),
            lower: pybundle_lower::Options {
                features: target.features,
                assumptions: options.assumptions,
                assign_fields: false,
            },
            hoists: options.mode != options::Mode::Development,
            style: normalize::Style {
                keep_names: !options.minify,
                kind: if target.features.block_scoping {
                    VariableDeclarationKind::Var
                } else {
                    VariableDeclarationKind::Const
                },
                passes_on: options.tree_shaking && options.mode != options::Mode::Development,
            },
            // Functions would get other names; minified, they have none.
            values: options.tree_shaking && options.minify,
            drop_console: options.drop_console,
            drop_debugger: options.drop_debugger,
            provide: options.provide.clone(),
            polyfills,
            mangle,
        })
    }
}

impl ParseContext {
    /// The names of a finished module; `marked` is what marking them gave.
    fn observe(&self, program: &Program<'_>, marked: Option<Marked>) -> Option<Box<Properties>> {
        let mangle = self.mangle.as_ref()?;
        Some(Box::new(properties::observe(mangle, program, marked)))
    }
}

fn transform_options(options: &Options, target: &Target) -> TransformOptions {
    let mut env = target.env;
    if target.features.generators {
        // Async functions become state machines themselves, not generators first.
        env.es2017.async_to_generator = false;
        env.es2018.async_generator_functions = false;
    }
    let loose = options.assumptions.set_class_fields;
    env.es2022.class_properties =
        env.es2022.class_properties.map(|_| ClassPropertiesOptions { loose });
    TransformOptions {
        env,
        typescript: TypeScriptOptions {
            only_remove_type_imports: false,
            optimize_enums: options.tree_shaking,
            optimize_const_enums: options.tree_shaking,
            ..TypeScriptOptions::default()
        },
        decorator: DecoratorOptions {
            legacy: true,
            emit_decorator_metadata: false,
            ..DecoratorOptions::default()
        },
        jsx: JsxOptions {
            runtime: match options.jsx.runtime {
                options::JsxRuntime::Classic => JsxRuntime::Classic,
                _ => JsxRuntime::Automatic,
            },
            // The classic runtime has no place for where an element was written.
            development: options.jsx.development
                && options.jsx.runtime != options::JsxRuntime::Classic,
            import_source: options.jsx.import_source.clone(),
            pragma: options.jsx.pragma.clone(),
            pragma_frag: options.jsx.pragma_frag.clone(),
            ..JsxOptions::enable()
        },
        assumptions: CompilerAssumptions {
            no_document_all: options.assumptions.no_document_all,
            pure_getters: options.assumptions.pure_getters,
            set_public_class_fields: options.assumptions.set_class_fields
                && !target.features.classes,
            ..CompilerAssumptions::default()
        },
        helper_loader: HelperLoaderOptions {
            mode: HelperLoaderMode::Runtime,
            module_name: HELPER_PACKAGE.into(),
        },
        ..TransformOptions::default()
    }
}

/// Requests that start so are answered by the engine's own helper modules.
pub const HELPER_PACKAGE: &str = "pybundle:runtime";

/// Parses one file. Never fails: a file that cannot be read as code gives an empty module
/// with its problems.
#[must_use]
pub fn parse(context: &ParseContext, path: &Path, source: String, kind: SourceKind) -> Module {
    parse_knowing(context, path, source, kind, &KnownNames::new())
}

/// The same, where the values of some imports are known.
#[must_use]
pub fn parse_knowing(
    context: &ParseContext,
    path: &Path,
    source: String,
    kind: SourceKind,
    known: &KnownNames,
) -> Module {
    let syntax = match kind.language {
        Language::TypeScript | Language::Json => Syntax::Script,
        _ => Syntax::Jsx,
    };
    match nesting(&source, syntax) {
        Nesting::Shallow => parse_guarded(context, path, source, kind, Guard::Trusted, known),
        Nesting::Suspicious => {
            let work = || parse_guarded(context, path, source, kind, Guard::Measured, known);
            on_large_stack(work).unwrap_or_else(|_| too_deep(context, path, kind))
        }
        Nesting::TooDeep => too_deep(context, path, kind),
    }
}

/// Whether the depth of the tree is still to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    Trusted,
    Measured,
}

fn too_deep(context: &ParseContext, path: &Path, kind: SourceKind) -> Module {
    let kind = SourceKind { language: Language::Empty, ..kind };
    let known = KnownNames::new();
    let mut module = parse_guarded(context, path, String::new(), kind, Guard::Trusted, &known);
    module.problems.push(depth_problem());
    module
}

fn depth_problem() -> Problem {
    Problem {
        span: None,
        ..Problem::error(
            "nesting-too-deep",
            format!("the code nests deeper than {MAX_TREE_DEPTH} levels"),
            Span::default(),
        )
        .hint("code that a program writes should put long chains into lists and loops")
    }
}

fn parse_guarded(
    context: &ParseContext,
    path: &Path,
    source: String,
    kind: SourceKind,
    guard: Guard,
    known: &KnownNames,
) -> Module {
    let mut problems = Vec::new();
    let mut rest = None;
    let mut polyfills = Vec::new();
    let mut properties = None;
    let ast = Ast::new(source, |owner| {
        // A byte order mark is white space to the parser.
        let text = owner.source.as_str();
        let found = Found {
            known,
            problems: &mut problems,
            polyfills: &mut polyfills,
            properties: &mut properties,
        };
        let (program, scoping, facts) =
            parse_program(context, path, text, kind, guard, &owner.allocator, found);
        rest = Some((scoping, facts));
        program
    });
    let (scoping, facts) = rest.expect("`Ast::new` ran the closure");
    Module { ast, scoping, facts, problems, polyfills, properties }
}

fn parse_program<'a>(
    context: &ParseContext,
    path: &Path,
    source: &'a str,
    kind: SourceKind,
    guard: Guard,
    allocator: &'a Allocator,
    found: Found<'_>,
) -> (Program<'a>, Scoping, Facts) {
    let Found { known, problems, polyfills, properties: names } = found;
    if kind.language == Language::Json {
        let (program, scoping, mut facts) = json_program(source, allocator, problems);
        if kind.goal == Goal::Module {
            facts.exports.retain(|export| export.name == "default");
        }
        *names = context.observe(&program, None);
        return (program, scoping, facts);
    }
    let source_type = source_type(kind);
    let options = ParseOptions {
        parse_regular_expression: false,
        allow_return_outside_function: kind.goal != Goal::Module,
        preserve_parens: false,
        ..ParseOptions::default()
    };
    let mut parsed = Parser::new(allocator, source, source_type).with_options(options).parse();
    add_errors(&parsed.diagnostics, problems);
    if guard == Guard::Measured && tree_depth(&parsed.program) > MAX_TREE_DEPTH {
        problems.push(depth_problem());
    }
    if parsed.panicked || !problems.is_empty() {
        return empty_program(allocator, source, problems);
    }
    let program = &mut parsed.program;
    if kind.goal == Goal::Module {
        program.source_type = program.source_type.with_module(true);
    }
    let own_helper = path.to_string_lossy().starts_with(HELPER_PACKAGE);
    let mangle = context.mangle.as_ref().filter(|_| !own_helper && !kind.is_polyfill);
    let marked = mangle.map(|mangle| properties::mark(mangle, program, allocator));
    let semantic =
        SemanticBuilder::new_compiler().with_enum_eval(source_type.is_typescript()).build(program);
    add_errors(&semantic.diagnostics, problems);
    if !problems.is_empty() {
        return empty_program(allocator, source, problems);
    }
    let mut scoping = semantic.semantic.into_scoping();
    let enums =
        if source_type.is_typescript() { enums::collect(program, &scoping) } else { Vec::new() };
    // TypeScript goes first: the folding knows only JavaScript.
    let transforms = context.transforms && !own_helper && !kind.is_polyfill;
    if source_type.is_typescript()
        || has_jsx(source, program)
        || (transforms && needs_transform(program, &context.transform.env))
    {
        scoping = transform(context, path, kind, program, allocator, scoping, problems);
        if let Some(marked) = &marked {
            properties::mark_parameters(marked, program, allocator);
        }
    }
    if let Some(changed) = fold(context, source, program, allocator, &mut scoping, known) {
        scoping = changed;
    }
    if transforms && context.lacks_big_int {
        problems.extend(big_int_problem(program));
    }
    provide::provide(&context.provide, program, &mut scoping, allocator);
    if dialect::mentions(source)
        && let Some(changed) = dialect::translate(program, &scoping, allocator, problems)
    {
        scoping = changed;
    }
    // Whether the code is sloppy is told by what was written, not by what it was lowered to.
    let sloppy = kind.goal == Goal::Unknown
        && !program.source_type.is_module()
        && !asks_for_common_js(&scoping)
        && facts::is_sloppy(program, &scoping);
    let mut written = None;
    let needs = if transforms {
        pybundle_lower::needs(program, &context.lower.features)
    } else {
        pybundle_lower::Needs::default()
    };
    if needs.any() {
        if !program.source_type.is_module() {
            let before = Normalized::default();
            written = Some(facts::collect(program, &scoping, &before, &mut Vec::new()).uses);
        }
        if needs.fields {
            prepare_fields(program, allocator);
            scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
        }
        let options =
            pybundle_lower::Options { assign_fields: kind.compiler.assign_fields, ..context.lower };
        scoping = lower(context, &options, program, allocator, &scoping, problems);
    }
    if let Some(asked) = context.polyfills.as_deref().filter(|_| !kind.is_polyfill && !own_helper) {
        *polyfills = asked.apply(program, &mut scoping, allocator, kind.goal == Goal::Module);
    }
    let mut found = facts_of(context, program, &mut scoping, allocator, problems);
    if let Some(written) = written {
        found.uses.sloppy = written.sloppy;
        found.uses.this = written.this;
    }
    found.uses.sloppy |= sloppy;
    found.format = format_of(kind, program, &found);
    if context.values
        && !kind.is_entry
        && let Some(value) = values::convert(program, &found, allocator)
    {
        scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
        let style = normalize::Style { passes_on: false, ..context.style };
        let mut normalized = normalize::normalize(program, &mut scoping, allocator, style);
        normalized.json = true;
        normalized.json_keys = value.keys;
        normalized.pure_default = normalized.default_statement;
        let strict = found.strict;
        found = facts::collect(program, &scoping, &normalized, problems);
        found.strict = strict;
        found.common_js.is_value = true;
        found.common_js.lone_methods = value.lone_methods;
    }
    enums::add(&mut found, enums, &scoping);
    *names = context.observe(program, marked);
    (parsed.program, scoping, found)
}

/// One for the file: engines without BigInt refuse it as a whole.
fn big_int_problem(program: &Program<'_>) -> Option<Problem> {
    let literals = big_ints(program);
    let (first, more) = literals.split_first()?;
    let text = first.source_text(program.source_text);
    let which = match more.len() {
        0 => format!("`{text}` stays"),
        more => format!("`{text}` and {more} more stay"),
    };
    let message = format!("the target has no BigInt, and no older syntax does the same: {which}");
    Some(Problem::warning("bigint-not-lowered", message, *first).hint(
        "engines without BigInt refuse the whole file; `BigInt(\"…\")` fails only where it is evaluated",
    ))
}

/// Whether free names say that it is a CommonJS module.
fn asks_for_common_js(scoping: &Scoping) -> bool {
    let free = scoping.root_unresolved_references();
    ["exports", "module", "require"].iter().any(|name| free.contains_key(*name))
}

/// What is found out besides the tree.
struct Found<'f> {
    known: &'f KnownNames,
    problems: &'f mut Vec<Problem>,
    polyfills: &'f mut Vec<Polyfill>,
    properties: &'f mut Option<Box<Properties>>,
}

/// JSX may stand in any file; where its closing marks do not, there is none.
fn has_jsx(source: &str, program: &Program<'_>) -> bool {
    struct Find(bool);
    impl<'a> VisitJs<'a> for Find {
        fn visit_jsx_element(&mut self, _element: &JSXElement<'a>) {
            self.0 = true;
        }
        fn visit_jsx_fragment(&mut self, _fragment: &JSXFragment<'a>) {
            self.0 = true;
        }
    }
    let bytes = source.as_bytes();
    if memmem::find(bytes, b"/>").is_none() && memmem::find(bytes, b"</").is_none() {
        return false;
    }
    let mut find = Find(false);
    find.visit_program(program);
    find.0
}

fn facts_of<'a>(
    context: &ParseContext,
    program: &mut Program<'a>,
    scoping: &mut Scoping,
    allocator: &'a Allocator,
    problems: &mut Vec<Problem>,
) -> Facts {
    let normalized = normalize::normalize(program, scoping, allocator, context.style);
    facts::collect(program, scoping, &normalized, problems)
}

fn source_type(kind: SourceKind) -> SourceType {
    let base = match kind.language {
        Language::TypeScript => SourceType::ts(),
        Language::Tsx => SourceType::tsx(),
        _ => SourceType::jsx(),
    };
    match kind.goal {
        Goal::Module => base.with_module(true),
        Goal::CommonJs => base.with_commonjs(true),
        Goal::Unknown => base.with_unambiguous(true),
    }
}

/// ES module or CommonJS? Syntax decides; without any, a file that asks for nothing of
/// CommonJS and means the same under strict mode can be hoisted like an ES module.
fn format_of(kind: SourceKind, program: &Program<'_>, facts: &Facts) -> ModuleFormat {
    if kind.language == Language::Empty {
        return ModuleFormat::CommonJs;
    }
    if kind.is_entry
        && kind.language != Language::Empty
        && facts.common_js.mentions == 0
        && kind.goal != Goal::Module
    {
        // An entry that exports nothing can be hoisted like an ES module; what it requires is
        // there for others too.
        let uses = facts.uses;
        let only_requires = !uses.this && !uses.sloppy && !uses.require_value && uses.commonjs;
        if only_requires {
            return ModuleFormat::Esm;
        }
    }
    let has_syntax = program
        .body
        .iter()
        .any(|statement| statement.is_module_declaration() && !is_helper_import(statement))
        || facts.default_symbol.is_some()
        || facts.uses.import_meta
        || facts.uses.top_level_await;
    let uses = facts.uses;
    let asks_for_common_js = uses.commonjs || uses.this || uses.sloppy;
    match kind.goal {
        Goal::CommonJs => ModuleFormat::CommonJs,
        Goal::Unknown if !has_syntax && asks_for_common_js => ModuleFormat::CommonJs,
        Goal::Module | Goal::Unknown => ModuleFormat::Esm,
    }
}

/// Replaces defines and drops what they make dead, so that dead requests are never resolved.
fn fold<'a>(
    context: &ParseContext,
    source: &str,
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    scoping: &mut Scoping,
    known: &KnownNames,
) -> Option<Scoping> {
    let is_amd = !program.source_type.is_module()
        && memmem::find(source.as_bytes(), b"define.amd").is_some()
        && memmem::find(source.as_bytes(), b"exports").is_none();
    let defines = if is_amd { &context.amd_defines } else { &context.defines };
    let defines = defines
        .as_ref()
        .filter(|_| context.define_marks.iter().any(|mark| mark.find(source.as_bytes()).is_some()));
    let mut changed =
        context.drop_debugger && memmem::find(source.as_bytes(), b"debugger").is_some();
    if context.drop_console && memmem::find(source.as_bytes(), b"console").is_some() {
        changed |= drop_console(program, scoping, allocator);
    }
    if let Some(defines) = defines {
        let replaced = ReplaceGlobalDefines::new(allocator, defines.clone())
            .build(std::mem::take(scoping), program);
        *scoping = replaced.scoping;
        changed |= replaced.changed;
    }
    if !known.is_empty() {
        known_names::put_in(known, program, scoping, allocator);
        changed = true;
    }
    if !changed {
        return None;
    }
    let fresh = SemanticBuilder::new().build(program).semantic.into_scoping();
    let options = CompressOptions {
        drop_debugger: context.drop_debugger,
        unused: CompressOptionsUnused::Keep,
        target: context.minifier.clone(),
        max_iterations: Some(10),
        ..CompressOptions::dce()
    };
    Compressor::new(allocator).dead_code_elimination_with_scoping(program, fresh, options);
    Some(SemanticBuilder::new().build(program).semantic.into_scoping())
}

fn transform<'a>(
    context: &ParseContext,
    path: &Path,
    kind: SourceKind,
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    scoping: Scoping,
    problems: &mut Vec<Problem>,
) -> Scoping {
    let mut options = Cow::Borrowed(&context.transform);
    let compiler = kind.compiler;
    if compiler != CompilerOptions::default() {
        let options = options.to_mut();
        options.typescript.only_remove_type_imports = compiler.verbatim_imports;
        options.decorator.emit_decorator_metadata = compiler.decorator_metadata;
        if compiler.assign_fields {
            options.typescript.remove_class_fields_without_initializer = true;
            // The lowering of classes does it itself. TypeScript keeps private members private.
            if !context.lower.features.classes {
                options.assumptions.set_public_class_fields = true;
                options.env.es2022.class_properties = Some(ClassPropertiesOptions { loose: false });
            }
        }
    }
    // Of private members as plain properties, oxc_transformer knows only fields.
    if options.env.es2022.class_properties.as_ref().is_some_and(|fields| fields.loose)
        && has_private_method(program)
    {
        options.to_mut().env.es2022.class_properties =
            Some(ClassPropertiesOptions { loose: false });
    }
    if options.jsx.development
        && memmem::find(program.source_text.as_bytes(), b"@jsxRuntime classic").is_some()
    {
        options.to_mut().jsx.development = false;
    }
    let scoping = if context.transforms && prepare(program, &scoping, allocator, &options.env) {
        let builder = SemanticBuilder::new_compiler();
        let semantic = builder.with_enum_eval(program.source_type.is_typescript()).build(program);
        semantic.semantic.into_scoping()
    } else {
        scoping
    };
    let done = Transformer::new(allocator, path, &options).build_with_scoping(scoping, program);
    add_errors(&done.diagnostics, problems);
    problems.extend(done.diagnostics.iter().filter(|error| matters(error)).map(|warning| {
        Problem { severity: Severity::Warning, code: "unsupported-syntax", ..problem(warning) }
    }));
    program.source_type = program.source_type.with_javascript(true).with_jsx(false);
    if context.hoists {
        helper_imports(program, allocator);
    }
    scopes_again(program, &done.scoping)
}

fn has_private_method(program: &Program<'_>) -> bool {
    struct Find(bool);
    impl<'a> VisitJs<'a> for Find {
        fn visit_method_definition(&mut self, method: &MethodDefinition<'a>) {
            self.0 |= method.key.is_private_identifier();
            walk_js::walk_method_definition(self, method);
        }
    }
    let mut find = Find(false);
    find.visit_program(program);
    find.0
}

/// Takes the syntax of ES2015 away; gives the new scopes.
fn lower<'a>(
    context: &ParseContext,
    options: &pybundle_lower::Options,
    program: &mut Program<'a>,
    allocator: &'a Allocator,
    scoping: &Scoping,
    problems: &mut Vec<Problem>,
) -> Scoping {
    for found in pybundle_lower::lower(program, scoping, allocator, options) {
        let severity = if found.is_error { Severity::Error } else { Severity::Warning };
        problems.push(Problem {
            severity,
            hint: found.hint.map(str::to_owned),
            ..Problem::error(found.code, found.message, found.span)
        });
    }
    if context.hoists {
        helper_imports(program, allocator);
    }
    scopes_again(program, scoping)
}

fn json_program<'a>(
    source: &'a str,
    allocator: &'a Allocator,
    problems: &mut Vec<Problem>,
) -> (Program<'a>, Scoping, Facts) {
    match json::program(source, allocator) {
        Ok((mut program, keys)) => {
            let mut scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
            let kind = VariableDeclarationKind::Var;
            let style = normalize::Style { keep_names: false, kind, passes_on: false };
            let mut normalized = normalize::normalize(&mut program, &mut scoping, allocator, style);
            normalized.json = true;
            normalized.json_keys = keys;
            normalized.pure_default = normalized.default_statement;
            let facts = facts::collect(&program, &scoping, &normalized, problems);
            (program, scoping, facts)
        }
        Err(problem) => {
            problems.push(problem);
            empty_program(allocator, source, problems)
        }
    }
}

/// What stands for a file that could not be parsed; the build fails anyway, but goes on to
/// find the other problems.
fn empty_program<'a>(
    allocator: &'a Allocator,
    _source: &'a str,
    problems: &mut Vec<Problem>,
) -> (Program<'a>, Scoping, Facts) {
    let program = Parser::new(allocator, "", SourceType::cjs()).parse().program;
    let scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
    let mut facts = facts::collect(&program, &scoping, &Normalized::default(), problems);
    facts.format = ModuleFormat::CommonJs;
    (program, scoping, facts)
}

fn add_errors(errors: &Diagnostics, problems: &mut Vec<Problem>) {
    problems.extend(errors.iter().filter(|error| is_error(error)).map(problem));
}

/// Names of exports that are no identifiers do not reach the output.
fn matters(warning: &OxcDiagnostic) -> bool {
    !is_error(warning) && !warning.message.contains("module namespace identifier")
}

fn is_error(error: &OxcDiagnostic) -> bool {
    error.severity == oxc::diagnostics::Severity::Error
}

fn problem(error: &OxcDiagnostic) -> Problem {
    let label = error.labels.iter().next();
    let span = label.map(|label| {
        let start = label.offset();
        Span::new(start, start + label.len())
    });
    let message = error.message.trim_end_matches('.').to_string();
    Problem {
        severity: Severity::Error,
        code: "syntax-error",
        message,
        span,
        label: label.and_then(|label| label.label().map(str::to_owned)),
        hint: error.help.as_ref().map(std::string::ToString::to_string),
    }
}

/// How a file is parsed, from its name and what its package says.
#[must_use]
pub fn source_kind(path: &Path, package_goal: Goal) -> Option<SourceKind> {
    let extension = path
        .extension()
        .map_or(String::new(), |extension| extension.to_string_lossy().to_ascii_lowercase());
    let (language, goal) = match extension.as_str() {
        "js" | "jsx" | "es6" | "" => (Language::JavaScript, package_goal),
        "mjs" => (Language::JavaScript, Goal::Module),
        "cjs" => (Language::JavaScript, Goal::CommonJs),
        "ts" => (Language::TypeScript, package_goal),
        "tsx" => (Language::Tsx, package_goal),
        "mts" => (Language::TypeScript, Goal::Module),
        "cts" => (Language::TypeScript, Goal::CommonJs),
        "json" => (Language::Json, Goal::Unknown),
        _ => return None,
    };
    // TypeScript compiles `import` to CommonJS where the package is CommonJS: its syntax tells.
    let goal = match (language, goal, extension.as_str()) {
        (Language::TypeScript | Language::Tsx, Goal::CommonJs, _)
        | (_, Goal::CommonJs, "js" | "jsx" | "es6" | "") => Goal::Unknown,
        (_, goal, _) => goal,
    };
    Some(SourceKind::new(language, goal))
}

/// A path for messages about text that has no file.
#[must_use]
pub fn virtual_path(name: &str) -> PathBuf {
    PathBuf::from(name)
}
