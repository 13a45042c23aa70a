//! What makes generator functions look like ones from outside: the objects that they make
//! inherit from their `prototype`, and they have the constructor `GeneratorFunction`.
//!
//! ```js
//! const object = { *list() {} };   →   { list: _generatorFunction(function list() {}) }
//! function* words() {}
//! start(words);                    →   start(_generatorFunction(words));
//! ```
//!
//! The mark of an expression is a call without effects, so it vanishes with the function. A
//! statement that marks a declaration would not: so declarations are marked where they are
//! mentioned as values, and otherwise by their first call. Functions need a name to find
//! their `prototype`; those without one get the name that they would have anyway, where
//! that means nothing else inside.

use oxc::{
    allocator::TakeIn,
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut, walk_js, walk_js_mut},
    semantic::{ScopeFlags, SymbolId},
    span::Span,
    syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword},
};
use rustc_hash::FxHashSet;

use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Before the walk: names the generator functions of `program`, and marks those that are
    /// declared.
    pub fn mark_generators(&mut self, program: &mut Program<'a>) {
        let mut declared = Declared { driver: self, symbols: FxHashSet::default() };
        declared.visit_program(program);
        let symbols = declared.symbols;
        Marks { driver: self, symbols }.visit_program(program);
    }

    /// `_generatorFunction(function)`
    pub fn marked(&mut self, span: Span, function: Expression<'a>) -> Expression<'a> {
        let helper = self.helper("generatorFunction", span);
        self.make.pure_call(span, helper, [function])
    }
}

/// Finds the generator functions that are declared and stay what they are.
struct Declared<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    symbols: FxHashSet<SymbolId>,
}

impl<'a> VisitJs<'a> for Declared<'_, 'a, '_> {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        if function.generator
            && !function.r#async
            && function.r#type == FunctionType::FunctionDeclaration
            && let Some(symbol) = function.id.as_ref().and_then(|id| id.symbol_id.get())
            && !self.driver.scoping.symbol_is_mutated(symbol)
            && self.driver.scoping.symbol_redeclarations(symbol).is_empty()
        {
            self.symbols.insert(symbol);
        }
        walk_js::walk_function(self, function, flags);
    }
}

struct Marks<'d, 'a, 's> {
    driver: &'d mut Driver<'a, 's>,
    symbols: FxHashSet<SymbolId>,
}

impl<'a> Marks<'_, 'a, '_> {
    /// `name = function* () {}`
    fn name(&self, value: &mut Expression<'a>, name: &str, symbol: Option<SymbolId>) {
        if let Expression::FunctionExpression(function) = value {
            self.name_function(function, name, symbol);
        }
    }

    fn name_function(&self, function: &mut Function<'a>, name: &str, symbol: Option<SymbolId>) {
        if !function.generator || function.r#async || function.id.is_some() {
            return;
        }
        // A constant means the same outside.
        let is_same = symbol.is_some_and(|symbol| {
            let scoping = self.driver.scoping;
            scoping.symbol_flags(symbol).is_const_variable() && !scoping.symbol_is_mutated(symbol)
        });
        if is_identifier_name(name)
            && !is_reserved_keyword(name)
            && !matches!(name, "eval" | "arguments" | "await" | "yield" | "let" | "static")
            && !Mentions::in_function(name, is_same, function)
        {
            let make = self.driver.make;
            let name = make.text(name);
            function.id = Some(BindingIdentifier::new(function.span, name, &make.builder()));
        }
    }

    fn is_declared(&self, expression: &Expression<'a>) -> bool {
        matches!(expression, Expression::Identifier(name)
        if name.reference_id.get().is_some_and(|id| {
            let reference = self.driver.scoping.get_reference(id);
            reference.symbol_id().is_some_and(|symbol| self.symbols.contains(&symbol))
        }))
    }
}

impl<'a> VisitJsMut<'a> for Marks<'_, 'a, '_> {
    fn visit_variable_declarator(&mut self, declarator: &mut VariableDeclarator<'a>) {
        if let BindingPattern::BindingIdentifier(id) = &declarator.id
            && let Some(init) = &mut declarator.init
        {
            self.name(init, id.name.as_str(), id.symbol_id.get());
        }
        walk_js_mut::walk_variable_declarator(self, declarator);
    }

    fn visit_assignment_expression(&mut self, assignment: &mut AssignmentExpression<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = &assignment.left {
            self.name(&mut assignment.right, id.name.as_str(), None);
        }
        walk_js_mut::walk_assignment_expression(self, assignment);
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        if let PropertyKey::StaticIdentifier(key) = &property.key
            && !property.computed
        {
            self.name(&mut property.value, key.name.as_str(), None);
        }
        property.shorthand &= !self.is_declared(&property.value);
        walk_js_mut::walk_object_property(self, property);
    }

    fn visit_method_definition(&mut self, method: &mut MethodDefinition<'a>) {
        if let PropertyKey::StaticIdentifier(key) = &method.key
            && !method.computed
        {
            self.name_function(&mut method.value, key.name.as_str(), None);
        }
        walk_js_mut::walk_method_definition(self, method);
    }

    /// Whoever is called needs no mark.
    fn visit_call_expression(&mut self, call: &mut CallExpression<'a>) {
        let is_call = self.is_declared(&call.callee)
            || matches!(&call.callee, Expression::StaticMemberExpression(member)
                if self.is_declared(&member.object)
                    && matches!(member.property.name.as_str(), "call" | "apply"));
        if !is_call {
            self.visit_expression(&mut call.callee);
        }
        self.visit_arguments(&mut call.arguments);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if self.is_declared(expression) {
            let Expression::Identifier(name) = &expression else { return };
            let span = name.span;
            let function = expression.take_in(&self.driver.make.builder());
            *expression = self.driver.marked(span, function);
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }
}

/// Whether a function mentions a name.
struct Mentions<'n> {
    name: &'n str,
    /// The name means the function itself outside too.
    is_same: bool,
    found: bool,
}

impl<'n> Mentions<'n> {
    fn in_function(name: &'n str, is_same: bool, function: &Function<'_>) -> bool {
        let mut find = Self { name, is_same, found: false };
        walk_js::walk_function(&mut find, function, ScopeFlags::Function);
        find.found
    }
}

impl<'a> VisitJs<'a> for Mentions<'_> {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.found |= identifier.name == "eval" || identifier.name == self.name && !self.is_same;
    }
}
