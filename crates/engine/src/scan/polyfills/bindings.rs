//! One walk that finds what the bindings of a module hold, before their uses are looked at.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::{ScopeFlags, Scoping, SymbolId},
    str::CompactStr,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::parse::HELPER_PACKAGE,
    values::{Kinds, Value, Values, global, requested},
};

/// What is known of a module's names.
pub struct Bindings<'s> {
    pub values: Values<'s>,
    /// Functions that transformed code calls, by the names they are imported under.
    pub helpers: FxHashMap<SymbolId, CompactStr>,
    /// Names of methods that the module itself gives to something, for calls on `this`.
    pub methods: FxHashSet<CompactStr>,
    /// Methods are called that only iterators have.
    pub iterator_helpers: bool,
    /// There are literals of regular expressions.
    pub patterns: bool,
}

#[must_use]
pub fn bindings<'s>(program: &Program<'_>, scoping: &'s Scoping) -> Bindings<'s> {
    let values = Values {
        scoping,
        symbols: FxHashMap::default(),
        calls: FxHashMap::default(),
        instances: FxHashMap::default(),
    };
    let mut bindings = Bindings {
        values,
        helpers: FxHashMap::default(),
        methods: FxHashSet::default(),
        iterator_helpers: false,
        patterns: false,
    };
    bindings.visit_program(program);
    bindings
}

impl Bindings<'_> {
    /// Notes what a binding holds, if it never holds anything else.
    fn holds(&mut self, ident: &BindingIdentifier<'_>, value: Value) {
        let Some(symbol) = ident.symbol_id.get() else { return };
        if value != Value::UNKNOWN
            && !self.values.scoping.symbol_is_mutated(symbol)
            && self.values.scoping.symbol_redeclarations(symbol).is_empty()
        {
            self.values.symbols.insert(symbol, value);
        }
    }

    fn pattern(&mut self, pattern: &BindingPattern<'_>, value: Value) {
        match pattern {
            BindingPattern::BindingIdentifier(ident) => self.holds(ident, value),
            // `const { Promise } = globalThis`
            BindingPattern::ObjectPattern(object) if value == Value::GlobalObject => {
                for property in &object.properties {
                    if let Some(name) = property.key.static_name() {
                        self.pattern(&property.value, global(&name));
                    }
                }
            }
            BindingPattern::ArrayPattern(array) => {
                if let Some(rest) = &array.rest {
                    self.pattern(&rest.argument, Value::of(Kinds::ARRAY));
                }
            }
            BindingPattern::ObjectPattern(object) => {
                if let Some(rest) = &object.rest {
                    self.pattern(&rest.argument, Value::OTHER);
                }
            }
            BindingPattern::AssignmentPattern(_) => {}
        }
    }

    fn function(&mut self, id: Option<&BindingIdentifier<'_>>, function: &Function<'_>) {
        let Some(id) = id else { return };
        self.holds(id, Value::of(Kinds::FUNCTION));
        let kinds = match (function.generator, function.r#async) {
            (true, false) => Kinds::ITERATOR,
            (false, true) => Kinds::PROMISE,
            _ => return,
        };
        if let Some(symbol) = id.symbol_id.get() {
            self.values.calls.insert(symbol, Value::of(kinds));
        }
    }

    fn helper(&mut self, ident: &BindingIdentifier<'_>, request: &str) {
        let name = request.strip_prefix(HELPER_PACKAGE).and_then(|it| it.strip_prefix("/helpers/"));
        if let (Some(symbol), Some(name)) = (ident.symbol_id.get(), name) {
            self.helpers.insert(symbol, name.trim_end_matches(".js").into());
        }
    }

    fn method(&mut self, key: &PropertyKey<'_>) {
        if let Some(name) = key.static_name() {
            self.methods.insert(CompactStr::from(name.as_ref()));
        }
    }
}

impl<'a> VisitJs<'a> for Bindings<'_> {
    fn visit_import_declaration(&mut self, import: &ImportDeclaration<'a>) {
        let request = import.source.value.as_str();
        for specifier in import.specifiers.iter().flatten() {
            let local = specifier.local();
            let value = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(_) => Value::UNKNOWN,
                ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => {
                    self.helper(local, request);
                    requested(request)
                }
                // A module has no methods but those that it exports.
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => Value::OTHER,
            };
            self.holds(local, value);
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let Some(init) = &declarator.init {
            if let BindingPattern::BindingIdentifier(ident) = &declarator.id
                && let Expression::CallExpression(call) = init
                && let Expression::Identifier(callee) = &call.callee
                && callee.name == "require"
                && let Some(Argument::StringLiteral(request)) = call.arguments.first()
            {
                self.helper(ident, request.value.as_str());
            }
            if let BindingPattern::BindingIdentifier(ident) = &declarator.id
                && let Expression::FunctionExpression(function) = init
            {
                self.function(Some(ident), function);
            }
            let value = self.values.of(init);
            self.pattern(&declarator.id, value);
        }
        walk_js::walk_variable_declarator(self, declarator);
    }

    fn visit_for_in_statement(&mut self, for_in: &ForInStatement<'a>) {
        if let ForStatementLeft::VariableDeclaration(declaration) = &for_in.left
            && let Some(declarator) = declaration.declarations.first()
        {
            self.pattern(&declarator.id, Value::of(Kinds::TEXT));
        }
        walk_js::walk_for_in_statement(self, for_in);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.function(function.id.as_ref(), function);
        walk_js::walk_function(self, function, flags);
    }

    fn visit_formal_parameter_rest(&mut self, rest: &FormalParameterRest<'a>) {
        self.pattern(&rest.rest.argument, Value::of(Kinds::ARRAY));
        walk_js::walk_formal_parameter_rest(self, rest);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        if let Some(id) = &class.id {
            self.holds(id, Value::of(Kinds::FUNCTION));
            if let Some(symbol) = id.symbol_id.get()
                && class.heritage.is_none()
            {
                self.values.instances.insert(symbol, Value::OTHER);
            }
        }
        walk_js::walk_class(self, class);
    }

    fn visit_method_definition(&mut self, method: &MethodDefinition<'a>) {
        self.method(&method.key);
        walk_js::walk_method_definition(self, method);
    }

    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        self.method(&property.key);
        walk_js::walk_property_definition(self, property);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if matches!(
            property.value,
            Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_)
        ) {
            self.method(&property.key);
        }
        // `{ key: "name", value: function () {} }` is how lowered classes name a method.
        if let (Some("key"), Expression::StringLiteral(name)) =
            (property.key.static_name().as_deref(), &property.value)
        {
            self.methods.insert(name.value.as_str().into());
        }
        walk_js::walk_object_property(self, property);
    }

    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::StaticMemberExpression(member) = target {
            self.methods.insert(member.property.name.as_str().into());
        }
        walk_js::walk_simple_assignment_target(self, target);
    }

    fn visit_reg_exp_literal(&mut self, _literal: &RegExpLiteral<'a>) {
        self.patterns = true;
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let Expression::StaticMemberExpression(member) = &call.callee {
            self.iterator_helpers |=
                matches!(member.property.name.as_str(), "drop" | "take" | "toArray");
        }
        walk_js::walk_call_expression(self, call);
    }
}
