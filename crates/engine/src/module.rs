//! One parsed module: its tree, its scopes, and the facts that linking needs.
//!
//! A `Module` depends only on its own bytes, its loader chain and the options, never on
//! another module. It is frozen once made and shared behind `Arc` by every rebuild.

use std::{
    cell::UnsafeCell,
    sync::atomic::{AtomicBool, Ordering},
};

use oxc::{
    allocator::Allocator,
    ast::ast::Program,
    semantic::{ReferenceId, Scoping, SymbolId},
    span::Span,
    str::CompactStr,
};
use oxc_index::{IndexVec, define_index_type};
use rustc_hash::FxHashMap;
use self_cell::self_cell;

use crate::{
    diagnostic::{Diagnostic, Location, Severity},
    scan::{dialect::Magic, polyfills::Polyfill, properties::Properties},
};

define_index_type! {
    /// A module of a graph. Numbers follow the order in which a walk from the entries meets them.
    pub struct ModuleId = u32;
}

define_index_type! {
    /// A request of one module: an import, a re-export, a `require`, an `import()`.
    pub struct RecordId = u32;
}

define_index_type! {
    /// A property that a module reads from an import.
    pub struct MemberId = u32;
}

define_index_type! {
    /// A top-level statement of one module.
    pub struct StatementId = u32;
}

/// A parsed module with all that can be known of it alone.
pub struct Module {
    pub ast: Ast,
    pub scoping: Scoping,
    pub facts: Facts,
    pub problems: Vec<Problem>,
    /// Requests of core-js that were added, as far as core-js can be used.
    pub polyfills: Vec<Polyfill>,
    /// Names of properties, where they are asked for.
    pub properties: Option<Box<Properties>>,
}

impl Module {
    /// Whether a request is one of those that were added for polyfills.
    #[must_use]
    pub fn adds_polyfill(&self, record: &ImportRecord) -> bool {
        self.polyfills.iter().any(|added| added.request == record.request)
    }
}

/// Who decides what `default` and the name space of a module mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleFormat {
    Esm,
    CommonJs,
    /// A value: `default` is the whole, names are its keys.
    Json,
}

/// What one walk over the tree finds.
#[derive(Debug)]
pub struct Facts {
    pub format: ModuleFormat,
    /// The code is strict as written: an ES module, or one with a directive.
    pub strict: bool,
    pub records: IndexVec<RecordId, ImportRecord>,
    /// What the bindings of import statements stand for.
    pub imports: FxHashMap<SymbolId, ImportBinding>,
    /// In source order; names are unique.
    pub exports: Vec<Export>,
    /// `export * from`, in source order.
    pub stars: Vec<RecordId>,
    pub statements: IndexVec<StatementId, StatementFacts>,
    /// `import.name`, without repeats.
    pub members: IndexVec<MemberId, MemberUse>,
    /// Top-level bindings that always have one value, once their statement has run.
    pub constants: FxHashMap<SymbolId, ConstantSource>,
    /// Top-level functions of which it is known what a call does.
    pub functions: FxHashMap<SymbolId, FunctionFacts>,
    /// Imports, or names of them, that decide which way code goes.
    pub tests: Vec<(SymbolId, Option<CompactStr>)>,
    /// The members of TypeScript's enums, as far as they are known.
    pub enums: FxHashMap<SymbolId, Vec<(CompactStr, Constant)>>,
    /// The statements that declare a top-level symbol (a `var` may have several).
    pub declarations: FxHashMap<SymbolId, Vec<StatementId>>,
    /// Free identifiers, sorted.
    pub globals: Vec<CompactStr>,
    /// The binding that stands for an anonymous default export.
    pub default_symbol: Option<SymbolId>,
    pub uses: Uses,
    /// The first line, without `#!`, where it says what runs the file.
    pub hashbang: Option<String>,
    /// `exports.__esModule` is set somewhere: Babel, TypeScript or a bundler made this file.
    pub es_module_flag: bool,
    /// Workers whose address is in a variable: its request, and where the variable stands.
    pub started: Vec<(RecordId, Span)>,
    pub common_js: CommonJsFacts,
}

/// What a CommonJS module does with its exports.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default, Clone)]
pub struct CommonJsFacts {
    /// Nothing happens to `exports` but that names are set at the top level, and read.
    pub known: bool,
    /// Names that the module reads itself.
    pub reads: Vec<CompactStr>,
    /// All that the module does is to pass on another one.
    pub alias: Option<RecordId>,
    /// The module is a value without effects, as JSON is.
    pub is_value: bool,
    /// `__esModule` is set when the module runs.
    pub es_module: bool,
    /// How often `exports` and `module` are mentioned.
    pub mentions: usize,
    /// What `module.exports = value` sets at the top level has no effects.
    pub whole_is_pure: bool,
    /// Of such a value: its methods do not look at it.
    pub lone_methods: bool,
}

/// `exports.name = value`, where nothing else happens.
#[derive(Debug, Clone)]
pub struct Given {
    pub name: CompactStr,
    /// The value is a function that does not ask for `this`.
    pub function: bool,
}

/// Things that a module does which change how it must be wrapped.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default, Clone, Copy)]
pub struct Uses {
    /// `this` outside of any function.
    pub this: bool,
    /// `exports`, `module` or `require` as free identifiers.
    pub commonjs: bool,
    /// `require` other than in `require("…")`.
    pub require_value: bool,
    /// `module` other than in `module.exports` and `typeof module`: its id may be asked for.
    pub module_value: bool,
    pub direct_eval: bool,
    pub top_level_await: bool,
    pub import_meta: bool,
    /// `new URL("…", import.meta.url)`.
    pub urls: bool,
    /// `import()` of something that is known only when it runs.
    pub unknown_import: bool,
    /// `__webpack_require__`, and what [`crate::scan::dialect`] makes of other names of it.
    pub bundler: bool,
    /// Code whose meaning could change under strict mode.
    pub sloppy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// `import … from`, `export … from`.
    Import,
    Require,
    RequireResolve,
    DynamicImport,
    /// `import()` of what is in the same files: it runs when it is asked for, and nothing
    /// is loaded.
    EagerImport,
    /// `import()` of what is there only if something else asks for it.
    WeakImport,
    /// `require` of what is there only if something else asks for it.
    WeakRequire,
    /// `require.resolveWeak`: the id, whether the module is in the bundle or not.
    WeakResolve,
    /// `__webpack_is_included__`: whether something else brings it.
    IsIncluded,
    /// The script of `new Worker(new URL("…", import.meta.url))` and its like.
    Worker(WorkerKind),
    /// `new URL("…", import.meta.url)` of any other file.
    Url,
    /// What stands for the address of a file in the module of that file: a text.
    Asset,
}

/// What runs a script in a world of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkerKind {
    Worker,
    Shared,
    Service,
    /// Its scripts are always loaded as ES modules.
    Worklet,
    /// A thread of Node.js.
    Thread,
}

impl RecordKind {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Require => "require",
            Self::RequireResolve => "require-resolve",
            Self::DynamicImport => "dynamic-import",
            Self::EagerImport => "eager-import",
            Self::WeakImport => "weak-import",
            Self::WeakRequire => "weak-require",
            Self::WeakResolve => "resolve-weak",
            Self::IsIncluded => "is-included",
            Self::Worker(_) => "worker",
            Self::Url => "url",
            Self::Asset => "asset",
        }
    }

    /// It is in no bundle because of this request.
    #[must_use]
    pub fn is_weak(self) -> bool {
        matches!(self, Self::WeakImport | Self::WeakRequire | Self::WeakResolve | Self::IsIncluded)
    }

    /// The module runs in the middle of another, when the request is reached.
    #[must_use]
    pub fn runs_in_place(self) -> bool {
        matches!(self, Self::Require | Self::EagerImport | Self::WeakImport | Self::WeakRequire)
    }
}

#[derive(Debug, Clone)]
pub struct ImportRecord {
    pub request: CompactStr,
    pub kind: RecordKind,
    /// The whole expression or statement. Rendering finds an `import()` again by it.
    pub span: Span,
    /// The `require` of a call, by which rendering finds the call again: what a
    /// transformation adds has no span of its own.
    pub reference: Option<ReferenceId>,
    /// The request itself, for messages.
    pub request_span: Span,
    /// Inside `try`: a missing module is the code's own business.
    pub guarded: bool,
    /// `with { type: "json" }`, key by key.
    pub attributes: Vec<(CompactStr, CompactStr)>,
    /// Of `require` and `import()`: what is read of the answer, where that is all that
    /// happens to it.
    pub used: Option<Vec<Path>>,
    /// What comments in an `import()` say of it.
    pub magic: Option<Box<Magic>>,
}

#[derive(Debug, Clone)]
pub struct ImportBinding {
    pub record: RecordId,
    pub name: ImportedName,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedName {
    Namespace,
    /// `default` included.
    Name(CompactStr),
}

#[derive(Debug, Clone)]
pub struct Export {
    pub name: CompactStr,
    pub target: ExportTarget,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum ExportTarget {
    /// A binding of this module: a declaration, or an import that is passed on.
    Local(SymbolId),
    /// `export { name } from`, `export * as name from`.
    From(RecordId, ImportedName),
    /// A key of the value of a JSON module.
    Key(SymbolId, CompactStr),
}

/// The unit of liveness: a top-level statement with what it declares and what it needs.
#[derive(Debug, Default)]
pub struct StatementFacts {
    pub declares: Vec<SymbolId>,
    /// Top-level symbols of this module that it mentions, without repeats.
    pub needs: Vec<SymbolId>,
    /// Properties that it reads from imports, without repeats.
    pub members: Vec<MemberId>,
    /// Calls of imported functions, where these may be left out.
    pub calls: Vec<Call>,
    /// Calls of `require` and `import()` in it, and the request of an import or re-export.
    pub records: Vec<RecordId>,
    pub side_effects: bool,
    /// It has no effects if calls of these have none.
    pub pure_if: Vec<SymbolId>,
    /// The name that it gives to the exports of a CommonJS module.
    pub gives: Option<Given>,
}

/// A call of an imported function whose arguments are all listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    pub symbol: SymbolId,
    /// Nothing is done with what it gives.
    pub unused: bool,
    /// Its arguments are names and literals.
    pub plain: bool,
}

/// What a call of a function does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionFacts {
    /// It has no effects if calls of these have none.
    pub pure_if: Vec<SymbolId>,
    /// It gives always this, and does nothing else.
    pub returns: Option<Constant>,
}

/// A property that is read from an import: `ns.name`, `data.a.b`.
#[derive(Debug, Clone)]
pub struct MemberUse {
    pub symbol: SymbolId,
    pub path: Path,
    /// Of the first name.
    pub span: Span,
}

/// The names of a chain of properties.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    pub names: Vec<CompactStr>,
    /// It is called, so the object before the last name becomes `this`.
    pub called: bool,
}

impl Path {
    /// As far as it says what is looked at: a method may look at all of its object.
    #[must_use]
    pub fn seen(&self) -> &[CompactStr] {
        &self.names[..self.names.len() - usize::from(self.called)]
    }
}

/// A primitive value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    Undefined,
    Null,
    Boolean(bool),
    /// The bits of the number.
    Number(u64),
    Text(CompactStr),
}

/// Where the value of a constant comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstantSource {
    Value(Constant),
    /// An expression of other constants, imported ones too, in this statement.
    Derived(StatementId),
}

/// A problem found in one module, before its path is known.
#[derive(Debug, Clone)]
pub struct Problem {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub span: Option<Span>,
    pub label: Option<String>,
    pub hint: Option<String>,
}

impl Problem {
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>, span: Span) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, code, message, span: Some(span), label: None, hint: None }
    }

    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, span) }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn locate(&self, file: &str, source: &str) -> Diagnostic {
        let location = match self.span {
            Some(span) => Location::new(file, source, span.start as usize, span.end as usize),
            None => Location::file(file),
        };
        Diagnostic {
            severity: self.severity,
            code: self.code,
            message: self.message.clone(),
            location: Some(Location { label: self.label.clone(), ..location }),
            hint: self.hint.clone(),
            notes: Vec::new(),
        }
    }
}

/// The source and the arena that a tree borrows from.
pub struct AstOwner {
    pub source: String,
    pub allocator: Allocator,
}

self_cell! {
    struct AstCell {
        owner: AstOwner,
        #[covariant]
        dependent: Program,
    }
}

/// A tree with its arena and its source; read only, until the last build that needs it
/// takes it apart.
pub struct Ast {
    cell: UnsafeCell<AstCell>,
    consumed: AtomicBool,
}

// SAFETY: the arena moves together with the tree.
unsafe impl Send for Ast {}
// SAFETY: `program` and `source` only read, the `Cell`s of the tree included. `consume`
// hands the tree out for writing at most once, and its caller promises that nobody reads
// the tree any more; the source is never written.
unsafe impl Sync for Ast {}

impl Ast {
    /// Parses by `build`, which gets the source and the arena.
    pub fn new(source: String, build: impl for<'a> FnOnce(&'a AstOwner) -> Program<'a>) -> Self {
        let owner = AstOwner { source, allocator: Allocator::default() };
        Self { cell: UnsafeCell::new(AstCell::new(owner, build)), consumed: AtomicBool::new(false) }
    }

    #[must_use]
    pub fn program(&self) -> &Program<'_> {
        // SAFETY: a tree that is being consumed is not asked for (see `consume`).
        unsafe { &*self.cell.get() }.borrow_dependent()
    }

    #[must_use]
    pub fn source(&self) -> &str {
        // SAFETY: only the tree is ever written.
        &unsafe { &*self.cell.get() }.borrow_owner().source
    }

    /// Gives the tree away for changes in place, once: `None` if it was given before.
    ///
    /// # Safety
    /// From here on nobody may call [`Ast::program`]. The renderer of a build that is not
    /// followed by another calls this, module by module; by then all else has been said in
    /// the facts.
    pub unsafe fn consume<R>(
        &self,
        work: impl for<'a> FnOnce(&'a AstOwner, &mut Program<'a>) -> R,
    ) -> Option<R> {
        if self.consumed.swap(true, Ordering::AcqRel) {
            return None;
        }
        // SAFETY: the flag makes this the only writer, and there are no readers.
        Some(unsafe { &mut *self.cell.get() }.with_dependent_mut(work))
    }
}
