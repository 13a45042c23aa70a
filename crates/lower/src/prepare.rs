//! What has to be said in other words before `oxc_transformer` sees it, since it would make
//! something else of it:
//!
//! ```js
//! (a?.b)()                    `this` is `a`: `(a?.b.bind(a))()`
//! (a?.b).c?.d                 is no longer one chain: `(0, a?.b).c?.d`
//! async m([a]) { body }       what is wrong with the arguments rejects the promise:
//!                             m(_a) { return (async ([a]) => { body })(...arguments); }
//! { ...a, __proto__: b }      the prototype comes first
//! let Math; a ** b            the variable gets another name
//! ```

use oxc::{
    allocator::{Allocator, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut, walk_js_mut},
    semantic::{ScopeFlags, Scoping, SymbolFlags, SymbolId},
    span::{GetSpan, Span},
    transformer::EnvOptions,
};

use super::make::Make;

/// Rewrites `program`, which `scoping` describes. Tells whether anything was changed: then
/// the scopes have to be built again.
#[must_use]
pub fn prepare<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
    env: &EnvOptions,
) -> bool {
    let source = program.source_text;
    let raises = env.es2016.exponentiation_operator && source.contains("**");
    let math: Vec<SymbolId> =
        if raises { variables(scoping, "Math").collect() } else { Vec::new() };
    let mut prepare = Prepare {
        make: Make { allocator },
        scoping,
        chains: env.es2020.optional_chaining && source.contains("?."),
        private_chains: env.es2022.class_properties.is_some() && source.contains("?."),
        methods: env.es2017.async_to_generator && source.contains("async"),
        supers: env.es2018.async_generator_functions && source.contains("super"),
        prototypes: env.es2018.object_rest_spread.is_some() && source.contains("__proto__"),
        math,
        source,
        chain_depth: 0,
        changed: false,
    };
    if prepare.chains
        || prepare.private_chains
        || prepare.methods
        || prepare.supers
        || prepare.prototypes
        || !prepare.math.is_empty()
    {
        prepare.visit_program(program);
    }
    prepare.changed
}

/// The variables of that name, those of types left out.
fn variables(scoping: &Scoping, name: &str) -> impl Iterator<Item = SymbolId> {
    scoping.symbol_ids().filter(move |symbol| {
        scoping.symbol_name(*symbol) == name
            && scoping.symbol_flags(*symbol).intersects(
                SymbolFlags::Variable
                    | SymbolFlags::Function
                    | SymbolFlags::Class
                    | SymbolFlags::Import,
            )
    })
}

#[expect(clippy::struct_excessive_bools, reason = "independent rewritings")]
struct Prepare<'a, 's> {
    make: Make<'a>,
    scoping: &'s Scoping,
    chains: bool,
    /// Chains with private names in them.
    private_chains: bool,
    methods: bool,
    /// Async methods with `super` in their parameters.
    supers: bool,
    prototypes: bool,
    /// Variables that are called `Math`.
    math: Vec<SymbolId>,
    source: &'a str,
    chain_depth: u32,
    changed: bool,
}

impl<'a> Prepare<'a, '_> {
    /// A name that is nowhere in the module.
    fn new_name(&self, base: &str) -> &'a str {
        let mut name = format!("_{base}");
        while self.source.contains(&name) {
            name.push('_');
        }
        self.make.text(&name)
    }

    /// `async (parameters) { body }`, a method, becomes one that calls an arrow function.
    fn wrap(&mut self, function: &mut Function<'a>) {
        let concerned = self.methods || (self.supers && has_super(&function.params));
        if !concerned || !function.r#async || function.generator {
            return;
        }
        let Some(body) = function.body.take() else { return };
        let parameters = &function.params;
        if super::parameters::is_simple(parameters)
            || parameters.items.iter().any(|item| !item.decorators.is_empty())
        {
            function.body = Some(body);
            return;
        }
        self.changed = true;
        let make = self.make;
        let builder = make.builder();
        let span = Span::empty(function.span.start);
        let counted = parameters.items.iter().take_while(|item| item.initializer.is_none()).count();
        let base = self.new_name("a");
        let (place, kind) = (parameters.span, parameters.kind);
        let outer = FormalParameters::boxed(place, kind, make.vec(), None, &builder);
        let mut inner = std::mem::replace(&mut function.params, outer);
        for index in 0..counted {
            let name = make.text(&format!("{base}{index}"));
            let pattern = make.binding_pattern(span, name);
            function.params.items.push(FormalParameter::new_plain(span, pattern, &builder));
        }
        inner.kind = FormalParameterKind::ArrowFormalParameters;
        let arrow = Expression::new_arrow_function_expression(
            function.span,
            true,
            None,
            inner,
            None,
            ArrowFunctionBody::FunctionBody(body),
            &builder,
        );
        let mut call = make.call(span, arrow, []);
        if let Expression::CallExpression(call) = &mut call {
            let list = make.name(span, "arguments");
            call.arguments.push(Argument::new_spread_element(span, list, &builder));
        }
        let statements = make.vec_of([make.return_(span, Some(call))]);
        function.body = Some(FunctionBody::boxed(span, make.vec(), statements, &builder));
        function.r#async = false;
    }

    fn is_math(&self, symbol: Option<SymbolId>) -> bool {
        symbol.is_some_and(|symbol| self.math.contains(&symbol))
    }

    /// `(a?.b)()` → `(a?.b.bind(a))()`, `(f()?.b)()` → `((_o) => _o?.b.bind(_o))(f())()`
    fn bind(&mut self, callee: &mut Expression<'a>) {
        let Expression::ChainExpression(chain) = callee else { return };
        let Some(member) = chain.expression.as_member_expression() else { return };
        let concerned = self.chains || (self.private_chains && has_private(member.as_expression()));
        if !concerned {
            return;
        }
        self.changed = true;
        let make = self.make;
        let builder = make.builder();
        let span = chain.span;
        let mut element = chain.expression.take_in(&builder);
        let Some(member) = element.as_member_expression_mut() else { return };
        match member {
            MemberExpression::StaticMemberExpression(member) => member.optional = true,
            MemberExpression::ComputedMemberExpression(member) => member.optional = true,
            MemberExpression::PrivateFieldExpression(member) => member.optional = true,
        }
        let object = member.object_mut();
        let simple = match object {
            Expression::Identifier(name) => Some(Some(make.text(name.name.as_str()))),
            Expression::ThisExpression(_) => Some(None),
            _ => None,
        };
        let simple = simple.filter(|_| self.chain_depth == 0);
        let name = self.new_name("o");
        let mut given = make.vec();
        if simple.is_none() {
            let mut value = std::mem::replace(object, make.name(span, name));
            if has_optional(&value) {
                value = chain_of(make, span, value);
                if self.private_chains {
                    value = self.behind_zero(value);
                }
            }
            given.push(value);
        }
        let method = Expression::from(element.into_member_expression());
        let receiver = match simple {
            Some(Some(own)) => make.name(span, own),
            Some(None) => make.this(span),
            None => make.name(span, name),
        };
        let bound = make.call(span, make.member(span, method, "bind"), [receiver]);
        let bound = chain_of(make, span, bound);
        *callee = if simple.is_some() {
            bound
        } else {
            let pattern = make.binding_pattern(span, name);
            let parameters = FormalParameters::boxed(
                span,
                FormalParameterKind::ArrowFormalParameters,
                make.vec_of([FormalParameter::new_plain(span, pattern, &builder)]),
                None,
                &builder,
            );
            let body = ArrowFunctionBody::from(bound);
            let arrow = Expression::new_arrow_function_expression(
                span, false, None, parameters, None, body, &builder,
            );
            make.call(span, arrow, given)
        };
    }

    /// The object of a member: `(a?.b).c` in a chain, `(a?.#b).c` anywhere.
    fn hide(&mut self, object: &mut Expression<'a>, optional: bool) {
        let Expression::ChainExpression(chain) = object else { return };
        let is_private = self.private_chains
            && matches!(chain.expression, ChainElement::PrivateFieldExpression(_));
        let in_chain = self.chains && self.chain_depth > 0 && !optional;
        if is_private || in_chain {
            self.changed = true;
            let chain = object.take_in(&self.make.builder());
            *object = self.behind_zero(chain);
        }
    }

    /// `(0, value)`
    fn behind_zero(&self, value: Expression<'a>) -> Expression<'a> {
        let span = value.span();
        let zero = self.make.number(span, 0.0);
        self.make.sequence(span, self.make.vec_of([zero, value]))
    }
}

impl<'a> VisitJsMut<'a> for Prepare<'a, '_> {
    fn visit_chain_expression(&mut self, chain: &mut ChainExpression<'a>) {
        self.chain_depth += 1;
        walk_js_mut::walk_chain_expression(self, chain);
        self.chain_depth -= 1;
    }

    fn visit_call_expression(&mut self, call: &mut CallExpression<'a>) {
        self.visit_expression(&mut call.callee);
        let depth = std::mem::take(&mut self.chain_depth);
        self.visit_arguments(&mut call.arguments);
        self.chain_depth = depth;
        if !call.optional {
            self.bind(&mut call.callee);
        }
    }

    fn visit_tagged_template_expression(&mut self, tagged: &mut TaggedTemplateExpression<'a>) {
        walk_js_mut::walk_tagged_template_expression(self, tagged);
        self.bind(&mut tagged.tag);
    }

    fn visit_private_field_expression(&mut self, member: &mut PrivateFieldExpression<'a>) {
        walk_js_mut::walk_private_field_expression(self, member);
        self.hide(&mut member.object, member.optional);
    }

    fn visit_function(&mut self, function: &mut Function<'a>, flags: ScopeFlags) {
        let depth = std::mem::take(&mut self.chain_depth);
        walk_js_mut::walk_function(self, function, flags);
        self.chain_depth = depth;
    }

    fn visit_static_member_expression(&mut self, member: &mut StaticMemberExpression<'a>) {
        walk_js_mut::walk_static_member_expression(self, member);
        self.hide(&mut member.object, member.optional);
    }

    fn visit_computed_member_expression(&mut self, member: &mut ComputedMemberExpression<'a>) {
        self.visit_expression(&mut member.object);
        self.hide(&mut member.object, member.optional);
        let depth = std::mem::take(&mut self.chain_depth);
        self.visit_expression(&mut member.expression);
        self.chain_depth = depth;
    }

    fn visit_method_definition(&mut self, method: &mut MethodDefinition<'a>) {
        walk_js_mut::walk_method_definition(self, method);
        if method.kind == MethodDefinitionKind::Method && method.decorators.is_empty() {
            self.wrap(&mut method.value);
        }
    }

    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        walk_js_mut::walk_object_property(self, property);
        if property.method
            && let Expression::FunctionExpression(function) = &mut property.value
        {
            self.wrap(function);
        }
        if property.shorthand
            && let Expression::Identifier(name) = &property.value
            && Some(name.name.as_str()) != property.key.static_name().as_deref()
        {
            property.shorthand = false;
        }
    }

    fn visit_object_expression(&mut self, object: &mut ObjectExpression<'a>) {
        walk_js_mut::walk_object_expression(self, object);
        let first = object.properties.iter().position(ObjectPropertyKind::is_spread);
        if !self.prototypes || first.is_none() {
            return;
        }
        let found = object.properties.iter().position(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                property.kind == PropertyKind::Init
                    && !(property.method || property.shorthand || property.computed)
                    && property.key.is_specific_static_name("__proto__")
                    && is_quiet(&property.value)
            }
            ObjectPropertyKind::SpreadProperty(_) => false,
        });
        if let Some(index) = found.filter(|index| Some(*index) > first) {
            self.changed = true;
            let property = object.properties.remove(index);
            object.properties.insert(0, property);
        }
    }

    fn visit_binding_property(&mut self, property: &mut BindingProperty<'a>) {
        walk_js_mut::walk_binding_property(self, property);
        if property.shorthand
            && property
                .value
                .get_identifier_name()
                .is_some_and(|name| Some(name.as_str()) != property.key.static_name().as_deref())
        {
            property.shorthand = false;
        }
    }

    fn visit_assignment_target_property(&mut self, property: &mut AssignmentTargetProperty<'a>) {
        if let AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(short) = property
            && self.is_math(symbol_of(self.scoping, &short.binding))
        {
            let builder = self.make.builder();
            let span = short.span;
            let name = IdentifierReference::boxed(short.binding.span, short.binding.name, &builder);
            name.reference_id.set(short.binding.reference_id.get());
            let key = PropertyKey::new_static_identifier(short.binding.span, "Math", &builder);
            let target = AssignmentTarget::AssignmentTargetIdentifier(name);
            let binding = match short.init.take() {
                Some(init) => AssignmentTargetMaybeDefault::new_assignment_target_with_default(
                    span, target, init, &builder,
                ),
                None => AssignmentTargetMaybeDefault::from(target),
            };
            *property = AssignmentTargetProperty::new_assignment_target_property_property(
                span, key, binding, false, &builder,
            );
        }
        walk_js_mut::walk_assignment_target_property(self, property);
    }

    fn visit_binding_identifier(&mut self, id: &mut BindingIdentifier<'a>) {
        if self.is_math(id.symbol_id.get()) {
            self.changed = true;
            id.name = self.new_name("Math").into();
        }
    }

    fn visit_identifier_reference(&mut self, id: &mut IdentifierReference<'a>) {
        if !self.math.is_empty() && self.is_math(symbol_of(self.scoping, id)) {
            id.name = self.new_name("Math").into();
        }
    }
}

fn symbol_of(scoping: &Scoping, id: &IdentifierReference<'_>) -> Option<SymbolId> {
    scoping.get_reference(id.reference_id.get()?).symbol_id()
}

/// Whether it makes no difference when `value` is evaluated.
fn is_quiet(value: &Expression<'_>) -> bool {
    match value {
        Expression::Identifier(_) | Expression::NullLiteral(_) | Expression::ThisExpression(_) => {
            true
        }
        Expression::StaticMemberExpression(member) => is_quiet(&member.object),
        _ => false,
    }
}

/// A chain of what is in it already.
fn chain_of<'a>(make: Make<'a>, span: Span, value: Expression<'a>) -> Expression<'a> {
    let element = match value {
        Expression::CallExpression(call) => ChainElement::CallExpression(call),
        value => ChainElement::from(value.into_member_expression()),
    };
    Expression::new_chain_expression(span, element, &make.builder())
}

/// The expression that `part`, a part of a chain, begins with; nothing where the chain begins.
fn inner<'e, 'a>(part: &'e Expression<'a>) -> Option<&'e Expression<'a>> {
    match part {
        Expression::CallExpression(call) => Some(&call.callee),
        part => part.as_member_expression().map(MemberExpression::object),
    }
}

fn has_optional(part: &Expression<'_>) -> bool {
    std::iter::successors(Some(part), |part| inner(part)).any(|part| match part {
        Expression::CallExpression(call) => call.optional,
        part => part.as_member_expression().is_some_and(MemberExpression::optional),
    })
}

fn has_private(part: &Expression<'_>) -> bool {
    std::iter::successors(Some(part), |part| inner(part))
        .any(|part| matches!(part, Expression::PrivateFieldExpression(_)))
}

fn has_super(parameters: &FormalParameters<'_>) -> bool {
    struct Find(bool);
    impl<'a> VisitJs<'a> for Find {
        fn visit_super(&mut self, _super: &Super) {
            self.0 = true;
        }
        fn visit_function(&mut self, _function: &Function<'a>, _flags: ScopeFlags) {}
    }
    let mut find = Find(false);
    find.visit_formal_parameters(parameters);
    find.0
}
