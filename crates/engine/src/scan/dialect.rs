//! What applications say to their bundler, put into requests that the linker knows.
//!
//! ```js
//! require("./lang/" + name)       →   __pybundle_require__("pybundle:context?…")("./" + name)
//! import(`./pages/${name}.js`)    →   __pybundle_require__("pybundle:context?…")(`./${name}.js`)
//! require.context("./icons")      →   __pybundle_require__("pybundle:context?…")
//! import.meta.glob("./icons/*")   →   import _glob from "pybundle:context?…"; _glob
//! ```
//! A context is a module that the scan writes when it knows the files ([`super::contexts`]);
//! here only the text of one module is looked at. A module that mentions none of this costs
//! a search of its text and no walk.

mod amd;
mod context;
mod glob;
mod magic;
mod mentions;
mod names;
pub mod values;

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{Comment, ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, VisitMut, walk_js_mut, walk_mut},
    parser::Parser,
    semantic::{Scoping, SemanticBuilder, SymbolId},
    span::{GetSpan, SourceType, Span},
};

use rustc_hash::FxHashSet;

use super::facts::constant_text;
use crate::module::Problem;
pub use context::{ContextRequest, Kind, quote};
pub use glob::GlobRequest;
pub use magic::{Magic, Mode, Pattern};
pub use mentions::mentions;
pub use names::WEBPACK;

/// `require` where the word itself may mean something else. It is never printed: each call
/// becomes what its request stands for.
pub const REQUIRE: &str = "__pybundle_require__";

/// Requests that start so name a module that is made of a folder.
pub const CONTEXT: &str = "pybundle:context?";

/// What a module of several files is made of.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asked {
    Context(ContextRequest),
    Glob(GlobRequest),
    List(ListRequest),
}

/// Modules that are loaded together, and then asked for by the requests that are listed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ListRequest {
    pub requests: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chunk_name: Option<String>,
}

impl Asked {
    fn request(&self) -> String {
        format!("{CONTEXT}{}", serde_json::to_string(self).unwrap_or_default())
    }

    /// What the request itself says of an `import()` of it.
    #[must_use]
    pub fn magic(request: &str) -> Magic {
        match request.strip_prefix(CONTEXT).and_then(Self::parse) {
            Some(Self::List(list)) => Magic { chunk_name: list.chunk_name, ..Magic::default() },
            _ => Magic::default(),
        }
    }

    #[must_use]
    pub fn parse(request: &str) -> Option<Self> {
        serde_json::from_str(request).ok()
    }
}

/// Rewrites `program` in place; gives the new scopes if anything changed.
pub fn translate<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    problems: &mut Vec<Problem>,
) -> Option<Scoping> {
    let comments: Vec<Comment> = program.comments.iter().copied().collect();
    let mut translator = Translator {
        scoping,
        source: program.source_text,
        is_module: program.source_type.is_module(),
        comments: &comments,
        builder: AstBuilder::new(allocator),
        allocator,
        problems,
        aliases: FxHashSet::default(),
        amd_requires: FxHashSet::default(),
        amd_names: Vec::new(),
        imports: Vec::new(),
        changed: false,
    };
    translator.visit_program(program);
    let Translator { imports, changed, builder, .. } = translator;
    // Before all others: what a glob takes in eagerly runs first, as in Vite.
    for (index, (local, request, span)) in imports.into_iter().enumerate() {
        let specifier = ImportDeclarationSpecifier::new_import_default_specifier(
            span,
            BindingIdentifier::new(span, local, &builder),
            &builder,
        );
        let import = Statement::ImportDeclaration(ImportDeclaration::boxed(
            span,
            Some(ArenaVec::from_array_in([specifier], &builder)),
            StringLiteral::new(span, request, None, &builder),
            None,
            None,
            ImportOrExportKind::Value,
            &builder,
        ));
        program.body.insert(index, import);
    }
    changed.then(|| SemanticBuilder::new().build(program).semantic.into_scoping())
}

struct Translator<'t, 'a> {
    scoping: &'t Scoping,
    source: &'a str,
    is_module: bool,
    comments: &'t [Comment],
    builder: AstBuilder<'a>,
    allocator: &'a Allocator,
    problems: &'t mut Vec<Problem>,
    /// Variables that hold `require` and nothing else.
    aliases: FxHashSet<SymbolId>,
    /// Parameters that AMD calls `require`: of these, what is constant is rewritten too.
    amd_requires: FxHashSet<SymbolId>,
    /// Names that a `define` before has given.
    amd_names: Vec<String>,
    /// Imports to add: name, request, where it was asked for.
    imports: Vec<(&'a str, &'a str, Span)>,
    changed: bool,
}

impl<'a> Translator<'_, 'a> {
    fn is_global(&self, expression: &Expression<'a>, name: &str) -> bool {
        let Expression::Identifier(ident) = expression else { return false };
        ident.name == name
            && ident
                .reference_id
                .get()
                .is_none_or(|reference| self.scoping.get_reference(reference).symbol_id().is_none())
    }

    fn symbol(&self, ident: &IdentifierReference<'a>) -> Option<SymbolId> {
        self.scoping.get_reference(ident.reference_id.get()?).symbol_id()
    }

    fn is_require(&self, expression: &Expression<'a>) -> bool {
        let Expression::Identifier(ident) = expression else { return false };
        match self.symbol(ident) {
            Some(symbol) => self.aliases.contains(&symbol),
            None => ident.name == "require",
        }
    }

    /// `name = require`, where that is all that `name` ever is.
    fn assignment(&mut self, assignment: &AssignmentExpression<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(ident) = &assignment.left
            && assignment.operator == AssignmentOperator::Assign
            && self.is_global(&assignment.right, "require")
            && let Some(symbol) = self.symbol(ident)
            && self.scoping.get_resolved_references(symbol).filter(|one| one.is_write()).count()
                == 1
        {
            self.aliases.insert(symbol);
        }
    }

    /// `require.name` of the global `require`.
    fn member_of_require<'e>(&self, callee: &'e Expression<'a>) -> Option<&'e str> {
        let Expression::StaticMemberExpression(member) = callee else { return None };
        self.is_global(&member.object, "require").then_some(member.property.name.as_str())
    }

    fn text(&self, text: &str) -> &'a str {
        self.allocator.alloc_str(text)
    }

    /// `__pybundle_require__("request")`, where messages point at `at`.
    fn require(&self, request: &str, span: Span, at: Span) -> Expression<'a> {
        let callee = Expression::new_identifier(span, REQUIRE, &self.builder);
        let text = Expression::new_string_literal(at, self.text(request), None, &self.builder);
        self.call(callee, text, span)
    }

    fn call(&self, callee: Expression<'a>, argument: Expression<'a>, span: Span) -> Expression<'a> {
        let arguments = ArenaVec::from_array_in([Argument::from(argument)], &self.builder);
        Expression::new_call_expression(span, callee, None, arguments, false, &self.builder)
    }

    /// Puts what `text` says in the place of `expression`; `_0_` and `_1_` in it are `values`.
    /// Messages about its requests point at `at`.
    fn replace(
        &mut self,
        expression: &mut Expression<'a>,
        text: &str,
        at: Span,
        values: Vec<Expression<'a>>,
    ) -> bool {
        let span = expression.span();
        let text = self.text(text);
        let parsed = Parser::new(self.allocator, text, SourceType::mjs()).parse_expression();
        let Ok(mut made) = parsed else { return false };
        Fill { span, at, values: values.into_iter().map(Some).collect() }
            .visit_expression(&mut made);
        *expression = made;
        self.changed = true;
        true
    }

    fn take(&self, expression: &mut Expression<'a>) -> Expression<'a> {
        expression.take_in(&self.allocator)
    }

    /// A name that the module has nowhere.
    fn fresh_name(&self) -> &'a str {
        let mut number = self.imports.len();
        loop {
            let name = format!("_glob_{number}");
            let taken = self.scoping.symbol_names().any(|known| known == name)
                || self.scoping.root_unresolved_references().contains_key(name.as_str())
                || self.imports.iter().any(|(known, ..)| *known == name);
            if !taken {
                return self.text(&name);
            }
            number += 1;
        }
    }

    fn import_expression(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::ImportExpression(import) = expression else { return false };
        if constant_text(&import.source).is_some() {
            return false;
        }
        let span = import.span;
        if let Expression::ConditionalExpression(choice) = &import.source
            && import.options.is_none()
            && constant_text(&choice.consequent).is_some()
            && constant_text(&choice.alternate).is_some()
        {
            let Expression::ImportExpression(mut import) = self.take(expression) else {
                return false;
            };
            let Expression::ConditionalExpression(mut choice) = self.take(&mut import.source)
            else {
                return false;
            };
            let ConditionalExpression { consequent, alternate, .. } = &mut *choice;
            for branch in [consequent, alternate] {
                // Each has a place of its own, by which rendering finds it, and the comments.
                let own = Span::new(span.start, branch.span().end);
                let source = self.take(branch);
                *branch = Expression::new_import_expression(own, source, None, None, &self.builder);
            }
            *expression = Expression::ConditionalExpression(choice);
            self.changed = true;
            return true;
        }
        let mut found = Vec::new();
        let magic = Magic::of_import(import, self.comments, self.source, &mut found);
        if magic.ignore || magic.quiet {
            return false;
        }
        let Some(request) =
            context::of_expression(&mut import.source, self.allocator, Kind::Import)
        else {
            return false;
        };
        self.problems.append(&mut found);
        let request = Asked::Context(ContextRequest { mode: magic.mode, magic, ..request });
        let at = import.source.span();
        let argument = self.take(&mut import.source);
        let callee = self.require(&request.request(), span, at);
        *expression = self.call(callee, argument, span);
        self.changed = true;
        true
    }

    fn call_expression(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        if self.is_require(&call.callee) {
            return self.amd_require(expression) || self.require_call(expression, Kind::Require);
        }
        // An ES module has its own exports.
        if !self.is_module && self.is_global(&call.callee, "define") {
            return self.define(expression);
        }
        match self.member_of_require(&call.callee) {
            Some("context") => return self.require_context(expression),
            Some("resolve") => return self.require_call(expression, Kind::Resolve),
            Some("ensure") => return self.ensure(expression),
            Some("include") => return self.include(expression),
            _ => {}
        }
        let name = match &call.callee {
            Expression::StaticMemberExpression(member)
                if matches!(member.object, Expression::ImportMeta(_)) =>
            {
                member.property.name.as_str()
            }
            _ => return false,
        };
        match name {
            "webpackContext" => self.webpack_context(expression),
            "glob" => self.glob(expression),
            _ => false,
        }
    }

    /// `require.include("./a")`: it is in the bundle, and does not run.
    fn include(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let argument = call.arguments.first().and_then(Argument::as_expression);
        let Some((request, at)) = argument.and_then(constant_text) else {
            self.problems.push(amd::unknown("the request of this `require.include`", span));
            return false;
        };
        let text = format!("void {REQUIRE}.resolve({})", amd::quoted(&request));
        self.replace(expression, &text, at, Vec::new())
    }

    /// `require("./x/" + name)`, `require.resolve("./x/" + name)`
    fn require_call(&mut self, expression: &mut Expression<'a>, kind: Kind) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let [argument] = call.arguments.as_mut_slice() else { return false };
        let Some(argument) = argument.as_expression_mut() else { return false };
        if constant_text(argument).is_some() {
            if let Expression::Identifier(callee) = &call.callee
                && self.symbol(callee).is_some_and(|symbol| self.amd_requires.contains(&symbol))
            {
                call.callee = Expression::new_identifier(span, REQUIRE, &self.builder);
                self.changed = true;
                return true;
            }
            return false;
        }
        if let Expression::ConditionalExpression(choice) = argument
            && kind == Kind::Require
            && constant_text(&choice.consequent).is_some()
            && constant_text(&choice.alternate).is_some()
        {
            let Expression::ConditionalExpression(mut choice) = self.take(argument) else {
                return false;
            };
            let ConditionalExpression { consequent, alternate, .. } = &mut *choice;
            for branch in [consequent, alternate] {
                let callee = Expression::new_identifier(span, REQUIRE, &self.builder);
                let source = self.take(branch);
                *branch = self.call(callee, source, span);
            }
            *expression = Expression::ConditionalExpression(choice);
            self.changed = true;
            return true;
        }
        let Some(request) = context::of_expression(argument, self.allocator, kind) else {
            return false;
        };
        let at = argument.span();
        let argument = self.take(argument);
        let mut callee = self.require(&Asked::Context(request).request(), span, at);
        if kind == Kind::Resolve {
            let name = IdentifierName::new(span, "resolve", &self.builder);
            callee =
                Expression::new_static_member_expression(span, callee, name, false, &self.builder);
        }
        *expression = self.call(callee, argument, span);
        self.changed = true;
        true
    }

    fn require_context(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        match context::of_require_context(call) {
            Ok(request) => self.put_context(expression, request),
            Err(problem) => {
                self.problems.push(*problem);
                false
            }
        }
    }

    fn webpack_context(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        match context::of_webpack_context(call) {
            Ok(request) => self.put_context(expression, request),
            Err(problem) => {
                self.problems.push(*problem);
                false
            }
        }
    }

    fn put_context(&mut self, expression: &mut Expression<'a>, request: ContextRequest) -> bool {
        let span = expression.span();
        let at = first_argument(expression);
        *expression = self.require(&Asked::Context(request).request(), span, at);
        self.changed = true;
        true
    }

    fn glob(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let at = call.arguments.first().map_or(span, GetSpan::span);
        match glob::of_call(call) {
            Ok(request) => {
                let local = self.fresh_name();
                let request = self.text(&Asked::Glob(request).request());
                self.imports.push((local, request, at));
                *expression = Expression::new_identifier(span, local, &self.builder);
                self.changed = true;
                true
            }
            Err(problem) => {
                self.problems.push(*problem);
                false
            }
        }
    }
}

/// Where messages about the files point.
fn first_argument(expression: &Expression<'_>) -> Span {
    match expression {
        Expression::CallExpression(call) => call.arguments.first().map_or(call.span, GetSpan::span),
        expression => expression.span(),
    }
}

impl<'a> Translator<'_, 'a> {
    /// What `typeof` gives for something that webpack defines.
    fn kind(&self, expression: &Expression<'a>) -> Option<&'static str> {
        match expression {
            Expression::Identifier(ident) if self.symbol(ident).is_none() => {
                names::kind(&ident.name)
            }
            expression => match self.member_of_require(expression)? {
                "ensure" | "context" | "include" | "resolveWeak" => Some("function"),
                _ => None,
            },
        }
    }

    /// A name that webpack gives to applications.
    fn name(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::Identifier(ident) = expression else { return false };
        let (None, Some(meaning)) = (self.symbol(ident), names::meaning(&ident.name)) else {
            return false;
        };
        let text = match meaning {
            names::Meaning::Property(name) => format!("{}.{name}", names::WEBPACK),
            names::Meaning::Call(name) => format!("{}.{name}()", names::WEBPACK),
        };
        let span = ident.span;
        self.replace(expression, &text, span, Vec::new())
    }
}

/// Puts expressions in the places that a text keeps for them.
struct Fill<'a> {
    span: Span,
    at: Span,
    values: Vec<Option<Expression<'a>>>,
}

impl<'a> VisitMut<'a> for Fill<'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if let Expression::Identifier(ident) = expression
            && let Some(index) =
                ident.name.strip_prefix('_').and_then(|rest| rest.strip_suffix('_'))
            && let Ok(index) = index.parse::<usize>()
            && let Some(value) = self.values.get_mut(index).and_then(Option::take)
        {
            *expression = value;
            return;
        }
        walk_mut::walk_expression(self, expression);
    }

    fn visit_string_literal(&mut self, literal: &mut StringLiteral<'a>) {
        literal.span = self.at;
    }

    fn visit_span(&mut self, span: &mut Span) {
        *span = self.span;
    }
}

impl<'a> VisitJsMut<'a> for Translator<'_, 'a> {
    /// `__webpack_public_path__ = "/static/"`
    fn visit_assignment_target(&mut self, target: &mut AssignmentTarget<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(ident) = target
            && self.symbol(ident).is_none()
            && let Some(names::Meaning::Property(name)) = names::meaning(&ident.name)
        {
            let span = ident.span;
            let object = Expression::new_identifier(span, names::WEBPACK, &self.builder);
            let name = IdentifierName::new(span, name, &self.builder);
            let member = StaticMemberExpression::boxed(span, object, name, false, &self.builder);
            *target = AssignmentTarget::StaticMemberExpression(member);
            self.changed = true;
            return;
        }
        walk_js_mut::walk_assignment_target(self, target);
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        walk_js_mut::walk_object_property(self, property);
        property.shorthand &= matches!(property.value, Expression::Identifier(_));
    }

    fn visit_variable_declarator(&mut self, declarator: &mut VariableDeclarator<'a>) {
        if let Some(init) = &declarator.init
            && self.is_global(init, "require")
            && let BindingPattern::BindingIdentifier(ident) = &declarator.id
            && !self.scoping.symbol_is_mutated(ident.symbol_id())
        {
            self.aliases.insert(ident.symbol_id());
        }
        walk_js_mut::walk_variable_declarator(self, declarator);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof => {
                if let Some(kind) = self.kind(&unary.argument) {
                    let span = unary.span;
                    *expression = Expression::new_string_literal(span, kind, None, &self.builder);
                    self.changed = true;
                    return;
                }
            }
            Expression::CallExpression(call) => self.note_parameters(call),
            _ => {}
        }
        walk_js_mut::walk_expression(self, expression);
        if let Expression::AssignmentExpression(assignment) = expression {
            self.assignment(assignment);
        }
        let _ = self.name(expression)
            || self.import_expression(expression)
            || self.call_expression(expression);
    }
}
