//! What makes generator functions look like ones from outside: the objects that they make
//! inherit from their `prototype`, and they have the constructor `GeneratorFunction` (async
//! ones, `AsyncGeneratorFunction`).
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
//! that means nothing else inside, and else a new one that only they know:
//!
//! ```js
//! start(function* () {});          →   start(_generatorFunction(_setFunctionName(function _fn() {}, "")));
//! ```

use oxc::{
    allocator::TakeIn,
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut, walk_js, walk_js_mut},
    semantic::{ScopeFlags, SymbolId},
    span::Span,
    syntax::{identifier::is_identifier_name, keyword::is_reserved_keyword},
};
use rustc_hash::FxHashMap;

use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// Before the walk: names the generator functions of `program`, and marks those that are
    /// declared.
    pub fn mark_generators(&mut self, program: &mut Program<'a>) {
        let mut declared = Declared { driver: self, symbols: FxHashMap::default() };
        declared.visit_program(program);
        let symbols = declared.symbols;
        Marks { driver: self, symbols }.visit_program(program);
    }

    /// The mark of an expression that is `function`, if it found itself by a name.
    pub fn mark(&mut self, span: Span, function: Expression<'a>, is_async: bool) -> Expression<'a> {
        let Expression::FunctionExpression(target) = &function else { return function };
        let Some(id) = &target.id else { return function };
        let shown = self.machines.shown_names.get(id.name.as_str()).copied();
        let Some(shown) = shown else { return self.marked(span, function, is_async) };
        let helper = self.helper("setFunctionName", span);
        let name = self.make.string(span, shown);
        let named = self.make.pure_call(span, helper, [function, name]);
        self.marked(span, named, is_async)
    }

    /// `_generatorFunction(function)`
    pub fn marked(
        &mut self,
        span: Span,
        function: Expression<'a>,
        is_async: bool,
    ) -> Expression<'a> {
        let name = if is_async { "asyncGeneratorFunction" } else { "generatorFunction" };
        let helper = self.helper(name, span);
        self.make.pure_call(span, helper, [function])
    }
}

/// Finds the generator functions that are declared and stay what they are.
struct Declared<'d, 'a, 's> {
    driver: &'d Driver<'a, 's>,
    /// Whether each is `async`.
    symbols: FxHashMap<SymbolId, bool>,
}

impl<'a> VisitJs<'a> for Declared<'_, 'a, '_> {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        if function.generator
            && function.r#type == FunctionType::FunctionDeclaration
            && let Some(symbol) = function.id.as_ref().and_then(|id| id.symbol_id.get())
            && !self.driver.scoping.symbol_is_mutated(symbol)
            && self.driver.scoping.symbol_redeclarations(symbol).is_empty()
        {
            self.symbols.insert(symbol, function.r#async);
        }
        walk_js::walk_function(self, function, flags);
    }
}

struct Marks<'d, 'a, 's> {
    driver: &'d mut Driver<'a, 's>,
    /// Whether each is `async`.
    symbols: FxHashMap<SymbolId, bool>,
}

impl<'a> Marks<'_, 'a, '_> {
    /// `name = function* () {}`
    fn name(&mut self, value: &mut Expression<'a>, name: &str, symbol: Option<SymbolId>) {
        if let Expression::FunctionExpression(function) = value {
            self.name_function(function, name, symbol);
        }
    }

    fn name_function(&mut self, function: &mut Function<'a>, name: &str, symbol: Option<SymbolId>) {
        if !function.generator || function.id.is_some() {
            return;
        }
        let make = self.driver.make;
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
            let name = make.text(name);
            function.id = Some(BindingIdentifier::new(function.span, name, &make.builder()));
        } else {
            self.name_secretly(function, name);
        }
    }

    /// The function finds itself by a name that nothing else knows; others see `shown`.
    fn name_secretly(&mut self, function: &mut Function<'a>, shown: &str) {
        let make = self.driver.make;
        let name = self.driver.names.unique("fn");
        let shown = make.text(shown);
        self.driver.machines.shown_names.insert(name, shown);
        function.id = Some(BindingIdentifier::new(function.span, name, &make.builder()));
    }

    /// An expression whose functions get names, of which only some can be known here.
    fn visit_named(&mut self, value: &mut Expression<'a>) {
        match value {
            Expression::FunctionExpression(function) if function.id.is_none() => {
                self.visit_function(function, ScopeFlags::Function);
            }
            _ => self.visit_expression(value),
        }
    }

    /// The declared function that the expression names: whether it is `async`.
    fn declared(&self, expression: &Expression<'a>) -> Option<bool> {
        let Expression::Identifier(name) = expression else { return None };
        let reference = self.driver.scoping.get_reference(name.reference_id.get()?);
        self.symbols.get(&reference.symbol_id()?).copied()
    }
}

impl<'a> VisitJsMut<'a> for Marks<'_, 'a, '_> {
    fn visit_variable_declarator(&mut self, declarator: &mut VariableDeclarator<'a>) {
        if let BindingPattern::BindingIdentifier(id) = &declarator.id
            && let Some(init) = &mut declarator.init
        {
            self.name(init, id.name.as_str(), id.symbol_id.get());
        }
        self.visit_binding_pattern(&mut declarator.id);
        if let Some(init) = &mut declarator.init {
            self.visit_named(init);
        }
    }

    fn visit_assignment_expression(&mut self, assignment: &mut AssignmentExpression<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(id) = &assignment.left {
            self.name(&mut assignment.right, id.name.as_str(), None);
        }
        self.visit_assignment_target(&mut assignment.left);
        self.visit_named(&mut assignment.right);
    }

    fn visit_assignment_pattern(&mut self, pattern: &mut AssignmentPattern<'a>) {
        self.visit_binding_pattern(&mut pattern.left);
        self.visit_named(&mut pattern.right);
    }

    fn visit_formal_parameter(&mut self, parameter: &mut FormalParameter<'a>) {
        self.visit_binding_pattern(&mut parameter.pattern);
        if let Some(initializer) = &mut parameter.initializer {
            self.visit_named(initializer);
        }
    }

    fn visit_assignment_target_with_default(
        &mut self,
        target: &mut AssignmentTargetWithDefault<'a>,
    ) {
        self.visit_assignment_target(&mut target.binding);
        self.visit_named(&mut target.init);
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        property: &mut AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(init) = &mut property.init {
            self.visit_named(init);
        }
    }

    fn visit_property_definition(&mut self, property: &mut PropertyDefinition<'a>) {
        self.visit_property_key(&mut property.key);
        if let Some(value) = &mut property.value {
            self.visit_named(value);
        }
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        if let PropertyKey::StaticIdentifier(key) = &property.key
            && !property.computed
        {
            self.name(&mut property.value, key.name.as_str(), None);
        }
        property.shorthand &= self.declared(&property.value).is_none();
        self.visit_property_key(&mut property.key);
        self.visit_named(&mut property.value);
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
        let is_call = self.declared(&call.callee).is_some()
            || matches!(&call.callee, Expression::StaticMemberExpression(member)
                if self.declared(&member.object).is_some()
                    && matches!(member.property.name.as_str(), "call" | "apply"));
        if !is_call {
            self.visit_expression(&mut call.callee);
        }
        self.visit_arguments(&mut call.arguments);
    }

    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if let Some(is_async) = self.declared(expression) {
            let Expression::Identifier(name) = &expression else { return };
            let span = name.span;
            let function = expression.take_in(&self.driver.make.builder());
            *expression = self.driver.marked(span, function, is_async);
            return;
        }
        self.name(expression, "", None);
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
