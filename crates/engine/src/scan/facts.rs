//! One walk over a module's tree that finds everything linking needs to know.
//!
//! It reads the tree and the scopes and changes neither; [`super::normalize`] has run before.

mod commonjs;
mod constants;
mod functions;
mod literal;
mod members;
mod purity;
mod requests;
mod sloppy;
mod statics;
mod tests;
mod urls;

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, Scoping, SymbolId},
    span::{GetSpan, Span},
    str::CompactStr,
};
use oxc_ecmascript::{BoundNames, side_effects::MayHaveSideEffects};
use oxc_index::IndexVec;
use rustc_hash::{FxHashMap, FxHashSet};

pub use literal::constant_text;
use literal::import_attributes;
use purity::{Callable, Purity};
pub use sloppy::is_sloppy;
use urls::Addresses;

use super::{
    dialect::{self, Magic},
    normalize::Normalized,
};
use crate::module::{
    CommonJsFacts, ConstantSource, Export, ExportTarget, Facts, FunctionFacts, ImportBinding,
    ImportRecord, ImportedName, MemberId, MemberUse, ModuleFormat, Path, Problem, RecordId,
    RecordKind, StatementFacts, StatementId, Uses,
};
use commonjs::Mentions;
use requests::Tracked;

pub use constants::{evaluate, is_true};
pub use functions::is_plain;

/// Finds the facts of `program`; problems are appended to `problems`.
pub fn collect(
    program: &Program<'_>,
    scoping: &Scoping,
    normalized: &Normalized,
    problems: &mut Vec<Problem>,
) -> Facts {
    let mut walk = Walk {
        scoping,
        comments: &program.comments,
        source: program.source_text,
        purity: Purity::new(scoping),
        problems,
        records: IndexVec::new(),
        imports: FxHashMap::default(),
        exports: Vec::new(),
        export_names: FxHashSet::default(),
        stars: Vec::new(),
        statements: IndexVec::with_capacity(program.body.len()),
        members: IndexVec::new(),
        member_ids: FxHashMap::default(),
        constants: FxHashMap::default(),
        known_functions: FxHashMap::default(),
        tests: Vec::new(),
        exports_mentioned: Mentions::default(),
        may_be_common_js: ["exports", "module"]
            .iter()
            .any(|name| scoping.root_unresolved_references().contains_key(*name)),
        tracked: FxHashMap::default(),
        current: StatementFacts::default(),
        seen: vec![0; scoping.symbols_len()],
        require_aliases: FxHashSet::default(),
        addresses: Addresses::default(),
        uses: Uses::default(),
        es_module_flag: false,
        functions: 0,
        this_functions: 0,
        classes: 0,
        guards: 0,
    };
    for statement in &program.body {
        walk.request(statement);
    }
    walk.current = StatementFacts::default();
    for (index, statement) in program.body.iter().enumerate() {
        walk.statement(StatementId::from_usize(index), statement, normalized);
    }
    if let Some(symbol) = normalized.default_symbol
        && normalized.json
    {
        walk.add_export("default".into(), ExportTarget::Local(symbol), Span::default());
        for key in &normalized.json_keys {
            walk.add_export(key.clone(), ExportTarget::Key(symbol, key.clone()), Span::default());
        }
    }
    walk.finish_tracked();
    // Of what is copied to its readers, nobody could say that it is used.
    let asks_who_uses =
        scoping.root_unresolved_references().contains_key("__webpack_exports_info__");
    if walk.uses.direct_eval || asks_who_uses {
        walk.constants.clear();
        walk.known_functions.clear();
    }
    let common_js = if walk.may_be_common_js {
        walk.common_js_facts(program)
    } else {
        CommonJsFacts::default()
    };
    let mut globals: Vec<CompactStr> = scoping
        .root_unresolved_references()
        .keys()
        .map(|name| CompactStr::from(name.as_str()))
        .collect();
    globals.sort_unstable();
    walk.find_global_uses();
    let started = walk.started_by_variables();
    let mut declarations: FxHashMap<SymbolId, Vec<StatementId>> = FxHashMap::default();
    for (id, statement) in walk.statements.iter_enumerated() {
        for symbol in &statement.declares {
            declarations.entry(*symbol).or_default().push(id);
        }
    }
    let strict = program.source_type.is_module()
        || program.directives.iter().any(|directive| directive.directive == "use strict");
    Facts {
        format: if normalized.json { ModuleFormat::Json } else { ModuleFormat::Esm },
        strict,
        records: walk.records,
        imports: walk.imports,
        exports: walk.exports,
        stars: walk.stars,
        statements: walk.statements,
        members: walk.members,
        constants: walk.constants,
        functions: walk.known_functions,
        tests: walk.tests,
        enums: FxHashMap::default(),
        declarations,
        globals,
        default_symbol: normalized.default_symbol,
        uses: walk.uses,
        hashbang: program.hashbang.as_ref().map(|hashbang| hashbang.value.to_string()),
        es_module_flag: walk.es_module_flag,
        started,
        common_js,
    }
}

struct Walk<'s> {
    scoping: &'s Scoping,
    comments: &'s [Comment],
    source: &'s str,
    purity: Purity<'s>,
    problems: &'s mut Vec<Problem>,
    records: IndexVec<RecordId, ImportRecord>,
    imports: FxHashMap<SymbolId, ImportBinding>,
    exports: Vec<Export>,
    export_names: FxHashSet<CompactStr>,
    stars: Vec<RecordId>,
    statements: IndexVec<StatementId, StatementFacts>,
    current: StatementFacts,
    members: IndexVec<MemberId, MemberUse>,
    member_ids: FxHashMap<(SymbolId, Path), MemberId>,
    constants: FxHashMap<SymbolId, ConstantSource>,
    known_functions: FxHashMap<SymbolId, FunctionFacts>,
    tests: Vec<(SymbolId, Option<CompactStr>)>,
    /// Of a CommonJS module.
    exports_mentioned: Mentions,
    may_be_common_js: bool,
    /// Variables that hold the answer of a request.
    tracked: FxHashMap<SymbolId, Tracked>,
    /// By symbol: one more than the last statement that was seen to need it.
    seen: Vec<u32>,
    /// Variables that hold `require`.
    require_aliases: FxHashSet<SymbolId>,
    addresses: Addresses,
    uses: Uses,
    es_module_flag: bool,
    /// Depth of functions of any kind; `await` outside of them is top level.
    functions: u32,
    /// Depth of what has its own `this`.
    this_functions: u32,
    classes: u32,
    guards: u32,
}

impl Walk<'_> {
    fn statement(&mut self, id: StatementId, statement: &Statement<'_>, normalized: &Normalized) {
        match statement {
            // Requests are hoisted: they were read before.
            Statement::ImportDeclaration(_)
            | Statement::ExportFromDeclaration(_)
            | Statement::ExportAllDeclaration(_) => {}
            Statement::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    self.export_local(specifier);
                }
            }
            Statement::ExportDeclaration(export) => {
                export.declaration.bound_names(&mut |ident| {
                    let name = CompactStr::from(ident.name.as_str());
                    self.add_export(name, ExportTarget::Local(ident.symbol_id()), ident.span);
                });
                self.judge(|purity| export.declaration.may_have_side_effects(purity));
                self.function_declaration(&export.declaration);
                self.visit_declaration(&export.declaration);
                self.constant_declaration(id, &export.declaration);
                export.declaration.bound_names(&mut |ident| self.lose_track(ident.symbol_id()));
            }
            statement => {
                if normalized.default_statement == Some(id)
                    && !normalized.json
                    && let Some(symbol) = normalized.default_symbol
                {
                    let span = statement.span();
                    self.add_export("default".into(), ExportTarget::Local(symbol), span);
                }
                if normalized.pure_default != Some(id) {
                    self.judge(|purity| statement.may_have_side_effects(purity));
                }
                if let Some(declaration) = statement.as_declaration() {
                    self.function_declaration(declaration);
                }
                if self.current.side_effects
                    && let Some(class) = self.static_field(statement)
                {
                    self.current.side_effects = false;
                    self.current.declares.push(class);
                }
                if self.may_be_common_js && self.sets_exports(statement) {
                    // Seen.
                } else {
                    self.visit_statement(statement);
                }
                if let Some(declaration) = statement.as_declaration() {
                    self.constant_declaration(id, declaration);
                }
            }
        }
        self.statements.push(std::mem::take(&mut self.current));
        self.member_ids.clear();
    }

    /// Whether the current statement has effects, as far as this module can tell.
    fn judge(&mut self, has_effects: impl FnOnce(&Purity<'_>) -> bool) {
        self.purity.callable.set(Callable::Defined);
        let has_effects = has_effects(&self.purity);
        self.purity.callable.set(Callable::Marked);
        let assumed = self.purity.take_assumed();
        self.current.side_effects = has_effects || !assumed.is_empty();
        if !has_effects {
            self.current.pure_if = assumed;
        }
    }

    /// Imports and re-exports: they count before any statement, in source order.
    fn request(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportFromDeclaration(export) => {
                let record =
                    self.add_record(&export.source, export.span, export.with_clause.as_deref());
                for specifier in &export.specifiers {
                    let imported = ImportedName::Name(specifier.local.name().as_str().into());
                    let name = specifier.exported.name().as_str().into();
                    self.add_export(name, ExportTarget::From(record, imported), specifier.span);
                }
            }
            Statement::ExportAllDeclaration(export) => {
                let record =
                    self.add_record(&export.source, export.span, export.with_clause.as_deref());
                if let Some(exported) = &export.exported {
                    let target = ExportTarget::From(record, ImportedName::Namespace);
                    self.add_export(exported.name().as_str().into(), target, exported.span());
                } else {
                    self.stars.push(record);
                }
            }
            _ => {}
        }
    }

    fn import(&mut self, import: &ImportDeclaration<'_>) {
        let record = self.add_record(&import.source, import.span, import.with_clause.as_deref());
        for specifier in import.specifiers.iter().flatten() {
            let name = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(specifier) => {
                    ImportedName::Name(specifier.imported.name().as_str().into())
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => {
                    ImportedName::Name("default".into())
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => ImportedName::Namespace,
            };
            let local = specifier.local();
            let span = specifier.span();
            self.imports.insert(local.symbol_id(), ImportBinding { record, name, span });
        }
    }

    /// An import is a constant from the importer's side.
    fn check_write(&mut self, ident: &IdentifierReference<'_>, symbol: SymbolId) {
        let writes = ident
            .reference_id
            .get()
            .is_some_and(|reference| self.scoping.get_reference(reference).is_write());
        if writes && self.imports.contains_key(&symbol) {
            let message = format!("`{}` is an import and cannot be assigned", ident.name);
            self.problems.push(
                Problem::error("assign-to-import", message, ident.span).hint(
                    "assign to a variable of this module, or export a function that changes it",
                ),
            );
        }
    }

    fn add_record(
        &mut self,
        source: &StringLiteral<'_>,
        span: Span,
        with_clause: Option<&WithClause<'_>>,
    ) -> RecordId {
        let entries = with_clause.iter().flat_map(|with_clause| &with_clause.with_entries);
        let attributes = entries
            .map(|entry| {
                (entry.key.as_arena_str().as_str().into(), entry.value.value.as_str().into())
            })
            .collect();
        self.push_record(ImportRecord {
            request: source.value.as_str().into(),
            kind: RecordKind::Import,
            span,
            reference: None,
            request_span: source.span,
            guarded: false,
            attributes,
            used: None,
            magic: None,
        })
    }

    fn push_record(&mut self, record: ImportRecord) -> RecordId {
        let id = self.records.push(record);
        self.current.records.push(id);
        id
    }

    fn export_local(&mut self, specifier: &ExportSpecifier<'_>) {
        let name: CompactStr = specifier.exported.name().as_str().into();
        let symbol = match &specifier.local {
            ModuleExportName::IdentifierReference(local) => self.symbol_of(local),
            _ => None,
        };
        match symbol {
            Some(symbol) => self.add_export(name, ExportTarget::Local(symbol), specifier.span),
            None => self.problems.push(Problem::error(
                "undeclared-export",
                format!("`{}` is exported but not declared in this module", specifier.local.name()),
                specifier.local.span(),
            )),
        }
    }

    fn add_export(&mut self, name: CompactStr, target: ExportTarget, span: Span) {
        if self.export_names.insert(name.clone()) {
            self.exports.push(Export { name, target, span });
        }
    }

    fn symbol_of(&self, ident: &IdentifierReference<'_>) -> Option<SymbolId> {
        self.scoping.get_reference(ident.reference_id.get()?).symbol_id()
    }

    fn is_global(&self, ident: &IdentifierReference<'_>, name: &str) -> bool {
        ident.name == name && self.symbol_of(ident).is_none()
    }

    fn is_global_name(&self, expression: &Expression<'_>, name: &str) -> bool {
        matches!(expression, Expression::Identifier(ident) if self.is_global(ident, name))
    }

    /// `require` itself, or a variable that holds nothing else.
    fn is_require(&self, expression: &Expression<'_>) -> bool {
        let Expression::Identifier(ident) = expression else { return false };
        match self.symbol_of(ident) {
            None => ident.name == "require" || ident.name == dialect::REQUIRE,
            Some(symbol) => self.require_aliases.contains(&symbol),
        }
    }

    fn magic(&mut self, import: &ImportExpression<'_>) -> Magic {
        Magic::of_import(import, self.comments, self.source, self.problems)
    }

    /// What [`dialect`] writes for `require`, where the word may mean something else.
    fn is_own_require(&self, expression: &Expression<'_>) -> bool {
        matches!(expression, Expression::Identifier(ident)
            if ident.name == dialect::REQUIRE && self.symbol_of(ident).is_none())
    }

    fn need(&mut self, symbol: SymbolId) {
        if self.scoping.symbol_scope_id(symbol) != self.scoping.root_scope_id() {
            return;
        }
        let mark = u32::try_from(self.statements.len()).unwrap_or(u32::MAX - 1) + 1;
        let seen = &mut self.seen[symbol.index()];
        if *seen != mark {
            *seen = mark;
            self.current.needs.push(symbol);
        }
    }

    fn find_global_uses(&mut self) {
        let free = self.scoping.root_unresolved_references();
        self.uses.bundler = free.contains_key("__webpack_require__");
        self.uses.commonjs =
            ["exports", "module", "require"].iter().any(|name| free.contains_key(*name));
        let writes = free
            .values()
            .flatten()
            .any(|reference| self.scoping.get_reference(*reference).is_write());
        self.uses.sloppy |= writes || free.contains_key("arguments");
    }

    fn call_of_require(&mut self, call: &CallExpression<'_>) -> bool {
        let (kind, callee) = match &call.callee {
            Expression::StaticMemberExpression(member) => {
                let kind = match member.property.name.as_str() {
                    "resolve" => RecordKind::RequireResolve,
                    "resolveWeak" => RecordKind::WeakResolve,
                    "weak" if self.is_own_require(&member.object) => RecordKind::WeakRequire,
                    _ => return false,
                };
                (kind, &member.object)
            }
            callee if self.is_global_name(callee, "__webpack_is_included__") => {
                (RecordKind::IsIncluded, callee)
            }
            callee => (RecordKind::Require, callee),
        };
        if kind != RecordKind::IsIncluded && !self.is_require(callee) {
            return false;
        }
        let reference = match callee {
            Expression::Identifier(ident) => ident.reference_id.get(),
            _ => None,
        };
        let request = match call.arguments.first() {
            Some(argument) if call.arguments.len() == 1 || kind == RecordKind::RequireResolve => {
                argument.as_expression().and_then(constant_text)
            }
            _ => None,
        };
        let Some((request, request_span)) = request else {
            if !call.arguments.is_empty() && self.guards == 0 {
                self.problems.push(
                    Problem::warning(
                        "dynamic-require",
                        "the argument of this `require` is not a constant, so the module it names is not in the bundle",
                        call.span,
                    )
                    .hint("write the request as a string literal, or begin it with a folder"),
                );
            }
            return false;
        };
        let guarded = self.guards > 0;
        let span = call.span;
        self.push_record(ImportRecord {
            request,
            kind,
            span,
            reference,
            request_span,
            guarded,
            attributes: Vec::new(),
            used: None,
            magic: None,
        });
        true
    }
}

impl<'a> VisitJs<'a> for Walk<'_> {
    fn visit_identifier_reference(&mut self, ident: &IdentifierReference<'a>) {
        match self.symbol_of(ident) {
            Some(symbol) => {
                self.need(symbol);
                self.check_write(ident, symbol);
            }
            None if ident.name == "require" => self.uses.require_value = true,
            None if ident.name == "module" => self.uses.module_value = true,
            None => {}
        }
    }

    fn visit_binding_identifier(&mut self, ident: &BindingIdentifier<'a>) {
        let Some(symbol) = ident.symbol_id.get() else { return };
        if self.scoping.symbol_scope_id(symbol) == self.scoping.root_scope_id()
            && !self.current.declares.contains(&symbol)
        {
            self.current.declares.push(symbol);
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let Some(Expression::Identifier(init)) = &declarator.init
            && self.is_global(init, "require")
            && let BindingPattern::BindingIdentifier(ident) = &declarator.id
            && !self.scoping.symbol_is_mutated(ident.symbol_id())
        {
            self.require_aliases.insert(ident.symbol_id());
        }
        let before = self.records.len();
        walk_js::walk_variable_declarator(self, declarator);
        self.url_variable(declarator);
        if let Some(init) = &declarator.init
            && let Some(record) = self.answered(init, before)
        {
            self.bind_answer(record, &declarator.id);
        }
    }

    fn visit_expression_statement(&mut self, statement: &ExpressionStatement<'a>) {
        let before = self.records.len();
        match &statement.expression {
            Expression::CallExpression(call) if self.call_of_import(call, true) => {
                for argument in &call.arguments {
                    self.visit_argument(argument);
                }
            }
            _ => walk_js::walk_expression_statement(self, statement),
        }
        if let Some(record) = self.answered(&statement.expression, before) {
            self.records[record].used = Some(Vec::new());
        }
    }

    /// `ns.name` as an expression is a use of one name; in any other place (`ns?.name`,
    /// `ns.name = …`) the name space is used as an object.
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        if !self.member(expression, false) {
            walk_js::walk_expression(self, expression);
        }
    }

    fn visit_tagged_template_expression(&mut self, tagged: &TaggedTemplateExpression<'a>) {
        if !self.member(&tagged.tag, true) {
            walk_js::walk_expression(self, &tagged.tag);
        }
        self.visit_template_literal(&tagged.quasi);
    }

    fn visit_if_statement(&mut self, if_: &IfStatement<'a>) {
        self.test(&if_.test);
        walk_js::walk_if_statement(self, if_);
    }

    fn visit_conditional_expression(&mut self, conditional: &ConditionalExpression<'a>) {
        self.test(&conditional.test);
        walk_js::walk_conditional_expression(self, conditional);
    }

    fn visit_logical_expression(&mut self, logical: &LogicalExpression<'a>) {
        self.test(&logical.left);
        walk_js::walk_logical_expression(self, logical);
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        if member.property.name == "__esModule" {
            self.es_module_flag = true;
        }
        if member.property.name == "exports"
            && let Expression::Identifier(object) = &member.object
            && self.is_global(object, "module")
        {
            return;
        }
        walk_js::walk_static_member_expression(self, member);
    }

    fn visit_string_literal(&mut self, literal: &StringLiteral<'a>) {
        // `Object.defineProperty(exports, "__esModule", …)`
        if literal.value == "__esModule" {
            self.es_module_flag = true;
        }
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if self.call_of_require(call) {
            // The callee goes away, so `require` is not used as a value here; a second
            // argument has no meaning but may have effects.
            for argument in call.arguments.iter().skip(1) {
                self.visit_argument(argument);
            }
            if let Expression::Identifier(callee) = &call.callee
                && let Some(symbol) = self.symbol_of(callee)
            {
                self.need(symbol);
            }
            return;
        }
        // `import("package").catch(…)` expects that it may fail, as `try` does.
        if let Expression::StaticMemberExpression(member) = &call.callee
            && member.property.name == "catch"
            && let Expression::ImportExpression(import) = &member.object
            && constant_text(&import.source).is_none_or(|(request, _)| !request.starts_with('.'))
        {
            self.guards += 1;
            self.visit_import_expression(import);
            self.guards -= 1;
            for argument in &call.arguments {
                self.visit_argument(argument);
            }
            return;
        }
        if self.worker(self.called_worker(&call.callee), &call.arguments) {
            self.visit_expression(&call.callee);
            return;
        }
        if let Expression::Identifier(callee) = &call.callee
            && self.is_global(callee, "eval")
        {
            self.uses.direct_eval = true;
            self.uses.sloppy = true;
        }
        if self.then(call) {
            return;
        }
        if !self.call_of_import(call, false) && !self.member(&call.callee, true) {
            walk_js::walk_expression(self, &call.callee);
        }
        for argument in &call.arguments {
            self.visit_argument(argument);
        }
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        if self.worker(self.constructed_worker(&new.callee), &new.arguments) {
            self.visit_expression(&new.callee);
        } else if !self.url(new, RecordKind::Url) {
            walk_js::walk_new_expression(self, new);
        }
    }

    fn visit_unary_expression(&mut self, unary: &UnaryExpression<'a>) {
        // `typeof require` asks whether there is one; it does not need it.
        if unary.operator == UnaryOperator::Typeof
            && let Expression::Identifier(ident) = &unary.argument
            && self.symbol_of(ident).is_none()
        {
            return;
        }
        if unary.operator == UnaryOperator::Delete
            && matches!(unary.argument, Expression::Identifier(_))
        {
            self.uses.sloppy = true;
        }
        if unary.operator == UnaryOperator::Delete
            && let Expression::StaticMemberExpression(member) = &unary.argument
        {
            self.visit_static_member_expression(member);
            return;
        }
        walk_js::walk_unary_expression(self, unary);
    }

    fn visit_import_expression(&mut self, import: &ImportExpression<'a>) {
        if let Some((request, request_span)) = constant_text(&import.source) {
            let attributes = import.options.as_ref().map_or_else(Vec::new, import_attributes);
            let guarded = self.guards > 0;
            let mut magic = self.magic(import);
            if request.starts_with(dialect::CONTEXT) && magic == Magic::default() {
                magic = dialect::Asked::magic(&request);
            }
            if magic.ignore {
                self.uses.unknown_import = true;
                return;
            }
            let kind = magic.mode.record_kind();
            let span = import.span;
            let reference = None;
            self.push_record(ImportRecord {
                request,
                kind,
                span,
                reference,
                request_span,
                guarded,
                attributes,
                used: None,
                magic: (magic != Magic::default()).then(|| Box::new(magic)),
            });
            return;
        }
        self.uses.unknown_import = true;
        let magic = self.magic(import);
        if magic.ignore || magic.quiet {
            walk_js::walk_import_expression(self, import);
            return;
        }
        self.problems.push(
            Problem::warning(
                "dynamic-request",
                "the request of this `import()` is not a constant, so it is left for the browser to load",
                import.source.span(),
            )
            .hint("write the request as a string literal, or begin it with a folder"),
        );
        walk_js::walk_import_expression(self, import);
    }

    fn visit_import_meta(&mut self, _meta: &ImportMeta) {
        self.uses.import_meta = true;
    }

    fn visit_this_expression(&mut self, _this: &ThisExpression) {
        self.uses.this |= self.this_functions == 0;
        self.uses.sloppy |= self.classes == 0;
    }

    fn visit_await_expression(&mut self, await_: &AwaitExpression<'a>) {
        self.uses.top_level_await |= self.functions == 0;
        walk_js::walk_await_expression(self, await_);
    }

    fn visit_for_of_statement(&mut self, for_of: &ForOfStatement<'a>) {
        self.uses.top_level_await |= for_of.r#await && self.functions == 0;
        walk_js::walk_for_of_statement(self, for_of);
    }

    fn visit_variable_declaration(&mut self, declaration: &VariableDeclaration<'a>) {
        self.uses.top_level_await |=
            declaration.kind == VariableDeclarationKind::AwaitUsing && self.functions == 0;
        walk_js::walk_variable_declaration(self, declaration);
    }

    /// Outside of functions it ends a CommonJS module.
    fn visit_return_statement(&mut self, return_: &ReturnStatement<'a>) {
        if self.functions == 0 {
            self.uses.sloppy = true;
            self.exports_mentioned.ends_early = true;
        }
        walk_js::walk_return_statement(self, return_);
    }

    fn visit_with_statement(&mut self, with: &WithStatement<'a>) {
        self.uses.sloppy = true;
        walk_js::walk_with_statement(self, with);
    }

    fn visit_numeric_literal(&mut self, literal: &NumericLiteral<'a>) {
        if let Some(raw) = &literal.raw
            && raw.len() > 1
            && raw.starts_with('0')
            && raw.as_bytes()[1].is_ascii_digit()
        {
            self.uses.sloppy = true;
        }
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        // A function in a block is seen outside of it in sloppy code only.
        self.uses.sloppy |= block
            .body
            .iter()
            .any(|statement| matches!(statement, Statement::FunctionDeclaration(_)));
        walk_js::walk_block_statement(self, block);
    }

    fn visit_try_statement(&mut self, try_: &TryStatement<'a>) {
        self.guards += 1;
        self.visit_block_statement(&try_.block);
        self.guards -= 1;
        if let Some(handler) = &try_.handler {
            self.visit_catch_clause(handler);
        }
        if let Some(finalizer) = &try_.finalizer {
            self.visit_block_statement(finalizer);
        }
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        // The name of a declaration belongs to the scope outside.
        if let Some(id) = &function.id {
            self.visit_binding_identifier(id);
        }
        self.functions += 1;
        self.this_functions += 1;
        let guards = std::mem::take(&mut self.guards);
        let _ = flags;
        self.visit_formal_parameters(&function.params);
        if let Some(body) = &function.body {
            self.visit_function_body(body);
        }
        self.guards = guards;
        self.this_functions -= 1;
        self.functions -= 1;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.functions += 1;
        walk_js::walk_arrow_function_expression(self, arrow);
        self.functions -= 1;
    }

    fn visit_class_body(&mut self, body: &ClassBody<'a>) {
        self.classes += 1;
        walk_js::walk_class_body(self, body);
        self.classes -= 1;
    }

    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        self.visit_property_key(&property.key);
        if let Some(value) = &property.value {
            self.functions += 1;
            self.this_functions += 1;
            self.visit_expression(value);
            self.this_functions -= 1;
            self.functions -= 1;
        }
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        self.functions += 1;
        self.this_functions += 1;
        walk_js::walk_static_block(self, block);
        self.this_functions -= 1;
        self.functions -= 1;
    }
}
