//! Object literals: shorthands, methods, computed keys, `__proto__`, `super`.
//!
//! ```js
//! { a, m() {}, [k]: v, get [l]() {}, b: 1, c: 2 }
//! // becomes
//! copyMembers(defineAccessor(defineProperty({ a: a, m: function () {} }, k, v), l, {
//!   get: function () {}
//! }), { b: 1, c: 2 })
//! ```
//!
//! A key that stands twice is treated like a computed one, since ES5 forbids it.

use std::borrow::Cow;

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::{GetSpan, Span},
};
use rustc_hash::FxHashMap;

use super::{
    classes::{Home, HomeKind, is_named_by_key, mark_pure},
    driver::Driver,
    make::Make,
};

/// From so many computed keys on, calls are a list, not nested.
const NESTED_CALLS: usize = 3;

/// Up to so many, properties are compared one with another.
const MANY_PROPERTIES: usize = 16;

/// Whose members are lowered.
#[derive(Debug, Clone, Copy)]
pub enum Members {
    OfLiteral(Home),
    OfClass(Home),
}

impl Members {
    fn home(self) -> Home {
        match self {
            Self::OfLiteral(home) | Self::OfClass(home) => home,
        }
    }
}

/// How a property gets into the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// In the literal.
    Literal,
    /// By a call, after the literal has been made.
    Call,
    /// By a call that names the class after its key, too.
    NamingCall,
    /// All own properties of an object.
    Spread,
}

impl<'a> Driver<'a, '_> {
    pub fn object_expression(&mut self, expression: &mut Expression<'a>) {
        let make = self.make;
        let Expression::ObjectExpression(object) = expression else { return };
        let span = object.span;
        let properties = object.properties.take_in(&make.builder());
        let kind = if self.in_loop() { HomeKind::Boxed } else { HomeKind::Object };
        let home = self.push_home(None, kind);
        let mut value = self.object_members(span, properties, Members::OfLiteral(home));
        let state = self.pop_home();
        if state.used
            && let Some(name) = state.name
        {
            self.declare_temporary(name);
            value = if kind == HomeKind::Boxed {
                // Closures in a loop would share the variable: `(_object = [])[0] = {…}`.
                let array = make.array(span, []);
                let object = make.assign_name(span, name, array);
                let member = ComputedMemberExpression::boxed(
                    span,
                    object,
                    make.number(span, 0.0),
                    false,
                    &make.builder(),
                );
                make.assign(span, AssignmentTarget::ComputedMemberExpression(member), value)
            } else {
                make.assign_name(span, name, value)
            };
        }
        *expression = value;
    }

    /// The properties of an object literal, or the members of a class, not visited.
    pub fn object_members(
        &mut self,
        span: Span,
        mut properties: ArenaVec<'a, ObjectPropertyKind<'a>>,
        members: Members,
    ) -> Expression<'a> {
        let mut calls = 0;
        let mut ways = Vec::new();
        for (index, property) in properties.iter_mut().enumerate() {
            let way = match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    self.object_property(property, members)
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    self.visit_expression(&mut spread.argument);
                    if self.features.object_spread { Way::Spread } else { Way::Literal }
                }
            };
            if way != Way::Literal {
                calls += 1;
                ways.resize(index, Way::Literal);
                ways.push(way);
            }
        }
        if self.features.duplicate_keys {
            calls += mark_duplicates(self.make, &mut properties, &mut ways);
        }
        let builder = self.make.builder();
        if calls == 0 {
            return Expression::new_object_expression(span, properties, &builder);
        }
        ways.resize(properties.len(), Way::Literal);
        self.defined_object(span, properties, &ways, calls)
    }

    /// Visits a property and takes from it what ES5 does not have, but for computed keys.
    fn object_property(
        &mut self,
        property: &mut ArenaBox<'a, ObjectProperty<'a>>,
        members: Members,
    ) -> Way {
        let make = self.make;
        let is_data = property.kind == PropertyKind::Init;
        // Keys that were made here have been visited.
        let is_new = matches!(&property.key, PropertyKey::Identifier(ident)
            if ident.reference_id.get().is_none());
        if !is_new {
            self.visit_property_key(&mut property.key);
        }
        let is_function = property.method || !is_data;
        let names_class = property.computed && is_named_by_key(&property.value);
        let home = members.home();
        let used = std::mem::take(&mut self.home_state(home).used);
        if is_function && self.features.object_literals {
            self.pending_method = Some(home);
            self.function_expression(&mut property.value);
            self.pending_method = None;
            if property.kind == PropertyKind::Set {
                self.keep_parameter(&mut property.value);
            }
        } else {
            if !property.computed
                && let Some(name) = property.key.static_name()
                && name != "__proto__"
            {
                let name = match name {
                    Cow::Borrowed(name) => name,
                    Cow::Owned(name) => make.text(&name),
                };
                self.infer_name(&property.value, name, None);
            }
            self.visit_expression(&mut property.value);
        }
        let state = *self.home_state(home);
        self.home_state(home).used |= used;
        // `__proto__: value` sets the prototype, but no other way to write it does.
        let defines_proto = is_data
            && (property.method || property.shorthand || property.computed)
            && property.key.is_specific_static_name("__proto__");
        if self.features.object_literals {
            property.method = false;
            property.shorthand = false;
        }
        let box_name = state.name.filter(|_| state.used && state.kind == HomeKind::Boxed);
        let boxed = box_name.is_some();
        if let Some(name) = box_name {
            let value = property.value.take_in(&make.builder());
            property.value = self.with_own_box(value, name);
        }
        if (boxed || defines_proto) && !property.computed {
            make_computed(make, property);
        }
        if !property.computed || (!self.features.computed_properties && !boxed && !names_class) {
            return Way::Literal;
        }
        if !boxed
            && !defines_proto
            && matches!(
                property.key,
                PropertyKey::StringLiteral(_) | PropertyKey::NumericLiteral(_)
            )
        {
            property.computed = false;
            return Way::Literal;
        }
        if names_class || (boxed && is_data) { Way::NamingCall } else { Way::Call }
    }

    /// Setters have one parameter, also where a default value has taken it away.
    fn keep_parameter(&mut self, setter: &mut Expression<'a>) {
        if let Expression::FunctionExpression(function) = setter
            && function.params.items.is_empty()
        {
            let span = function.params.span;
            let pattern = self.make.binding_pattern(span, self.names.unique("value"));
            let parameter = FormalParameter::new_plain(span, pattern, &self.make.builder());
            function.params.items.push(parameter);
        }
    }

    /// `function (_object) { return method; }(_object)`
    fn with_own_box(&mut self, method: Expression<'a>, name: &'a str) -> Expression<'a> {
        let make = self.make;
        let span = method.span();
        let body = make.vec_of([make.return_(span, Some(method))]);
        let function = make.function(span, None, &[name], body);
        make.call(span, function, [make.name(span, name)])
    }

    /// The literal, then a call for each property that it cannot have; what follows those
    /// is copied from other literals.
    fn defined_object(
        &mut self,
        span: Span,
        properties: ArenaVec<'a, ObjectPropertyKind<'a>>,
        ways: &[Way],
        calls: usize,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = make.builder();
        let assigns = self.assumptions.set_computed_properties;
        let calls = calls - ways.iter().filter(|way| **way == Way::Spread).count();
        let list_name =
            if assigns || calls > NESTED_CALLS { Some(self.temporary("object")) } else { None };
        let mut list = make.vec();
        let mut value = None;
        let mut literal = make.vec();
        for (property, way) in properties.into_iter().zip(ways) {
            let sets_proto = value.is_some() && is_proto_setter(&property);
            if *way == Way::Literal && !sets_proto {
                literal.push(property);
                continue;
            }
            let mut object = self.copied(span, value.take(), literal.take_in(&builder));
            if let Some(name) = list_name {
                if list.is_empty() {
                    object = make.assign_name(span, name, object);
                }
                list.push(object);
                object = make.name(span, name);
            }
            value = Some(match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    self.define_property(object, property.unbox(), *way)
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    self.spread_onto(span, object, spread.unbox().argument)
                }
            });
        }
        let object = self.copied(span, value, literal);
        let Some(name) = list_name else { return object };
        list.push(object);
        list.push(make.name(span, name));
        make.sequence(span, list)
    }

    /// `copyMembers(object, { literal })`
    fn copied(
        &mut self,
        span: Span,
        object: Option<Expression<'a>>,
        mut literal: ArenaVec<'a, ObjectPropertyKind<'a>>,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = make.builder();
        let Some(object) = object else {
            return Expression::new_object_expression(span, literal, &builder);
        };
        if literal.is_empty() {
            return object;
        }
        if literal.iter().all(|property| self.is_settled_property(property))
            && self.is_spread_call(&object)
        {
            let literal = Expression::new_object_expression(span, literal, &builder);
            return self.with_source(span, object, literal, 0);
        }
        if let [ObjectPropertyKind::ObjectProperty(property)] = literal.as_slice()
            && property.kind == PropertyKind::Init
            && !is_anonymous_function(&property.value)
            && let Some(ObjectPropertyKind::ObjectProperty(mut property)) = literal.pop()
        {
            make_computed(make, &mut property);
            return self.define_property(object, property.unbox(), Way::Call);
        }
        let literal = Expression::new_object_expression(span, literal, &builder);
        let pure = !is_kept(&object);
        let mut call = self.call_helper("copyMembers", span, [object, literal]);
        mark_pure(&mut call, pure);
        call
    }

    /// `objectSpread(object, source)`, or one more source of such a call: there it is
    /// evaluated before the others are copied.
    fn spread_onto(
        &mut self,
        span: Span,
        object: Expression<'a>,
        source: Expression<'a>,
    ) -> Expression<'a> {
        if self.is_settled(&source) && self.is_spread_call(&object) {
            return self.with_source(span, object, source, 1);
        }
        self.call_helper("objectSpread2", span, [object, source])
    }

    /// Appends to the sources of a call: those at odd places are spread, the others are
    /// pieces of the literal.
    fn with_source(
        &mut self,
        span: Span,
        mut object: Expression<'a>,
        source: Expression<'a>,
        parity: usize,
    ) -> Expression<'a> {
        if let Expression::CallExpression(call) = &mut object {
            if call.arguments.len() % 2 != parity {
                call.arguments.push(Argument::from(self.make.number(span, 0.0)));
            }
            call.arguments.push(Argument::from(source));
        }
        object
    }

    fn is_spread_call(&mut self, object: &Expression<'a>) -> bool {
        let Expression::CallExpression(call) = object else { return false };
        let Expression::Identifier(callee) = &call.callee else { return false };
        matches!(self.helper("objectSpread2", call.span), Expression::Identifier(helper)
            if helper.name == callee.name)
    }

    fn is_settled_property(&self, property: &ObjectPropertyKind<'a>) -> bool {
        matches!(property, ObjectPropertyKind::ObjectProperty(property)
            if !property.computed && self.is_settled(&property.value))
    }

    fn define_property(
        &mut self,
        object: Expression<'a>,
        property: ObjectProperty<'a>,
        way: Way,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = make.builder();
        let span = property.span;
        let value = property.value;
        if !property.computed {
            // `__proto__: value` after computed keys.
            return self.call_helper("setLiteralPrototype", span, [object, value]);
        }
        let mut key = property.key.into_expression();
        // Where the object is a new one, the calls do nothing but make it; a variable is used
        // again.
        let pure =
            !is_kept(&object) && (is_primitive(&key) || matches!(key, Expression::Identifier(_)));
        let mut call = match property.kind {
            PropertyKind::Init
                if self.assumptions.set_computed_properties
                    && matches!(object, Expression::Identifier(_)) =>
            {
                let member = ComputedMemberExpression::boxed(span, object, key, false, &builder);
                make.assign(span, AssignmentTarget::ComputedMemberExpression(member), value)
            }
            PropertyKind::Init => {
                let helper = if way == Way::NamingCall || is_anonymous_function(&value) {
                    "defineMethod"
                } else {
                    if has_effects(&value) && !is_primitive(&key) {
                        let span = key.span();
                        key = self.call_helper("toPropertyKey", span, [key]);
                    }
                    "defineProperty"
                };
                self.call_helper(helper, span, [object, key, value])
            }
            kind => {
                let name = if kind == PropertyKind::Get { "get" } else { "set" };
                let accessor = ObjectPropertyKind::new_object_property(
                    span,
                    PropertyKind::Init,
                    PropertyKey::new_static_identifier(span, name, &builder),
                    value,
                    false,
                    false,
                    false,
                    &builder,
                );
                let list = make.vec_of([accessor]);
                let accessors = Expression::new_object_expression(span, list, &builder);
                self.call_helper("defineAccessor", span, [object, key, accessors])
            }
        };
        mark_pure(&mut call, pure);
        call
    }
}

/// The object of calls that define its properties is in a variable: they are not made for
/// their value.
fn is_kept(mut object: &Expression<'_>) -> bool {
    while let Expression::CallExpression(call) = object {
        match call.arguments.first().and_then(Argument::as_expression) {
            Some(inner) => object = inner,
            None => return false,
        }
    }
    matches!(object, Expression::Identifier(_))
}

/// The key `a` becomes the string `"a"`.
fn make_computed<'a>(make: Make<'a>, property: &mut ObjectProperty<'a>) {
    if !property.computed
        && let PropertyKey::StaticIdentifier(ident) = &property.key
    {
        let name = make.text(ident.name.as_str());
        property.key = PropertyKey::from(make.string(ident.span, name));
    }
    property.computed = true;
}

/// Properties that ES5 takes for duplicates of earlier ones are to be defined by calls.
/// Gives their number.
fn mark_duplicates<'a>(
    make: Make<'a>,
    properties: &mut [ObjectPropertyKind<'a>],
    ways: &mut Vec<Way>,
) -> usize {
    let found = duplicates(properties);
    for index in &found {
        if let ObjectPropertyKind::ObjectProperty(property) = &mut properties[*index] {
            make_computed(make, property);
        }
        if ways.len() <= *index {
            ways.resize(*index + 1, Way::Literal);
        }
        ways[*index] = Way::Call;
    }
    found.len()
}

/// Which properties have names that earlier ones have.
fn duplicates(properties: &[ObjectPropertyKind<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let named = properties.iter().enumerate().filter_map(|(index, property)| match property {
        ObjectPropertyKind::ObjectProperty(property) if !property.computed => {
            Some((index, property))
        }
        _ => None,
    });
    if properties.len() > MANY_PROPERTIES {
        let mut seen: FxHashMap<Cow<'_, str>, Vec<PropertyKind>> = FxHashMap::default();
        for (index, property) in named {
            let Some(name) = property.key.static_name() else { continue };
            let kinds = seen.entry(name).or_default();
            if kinds.iter().any(|kind| are_duplicates(*kind, property.kind)) {
                found.push(index);
            }
            kinds.push(property.kind);
        }
        return found;
    }
    for (index, property) in named {
        let Some(name) = property.key.static_name() else { continue };
        let is_duplicate = properties[..index].iter().any(|earlier| {
            matches!(earlier, ObjectPropertyKind::ObjectProperty(earlier)
                if !earlier.computed
                    && are_duplicates(earlier.kind, property.kind)
                    && earlier.key.is_specific_static_name(&name))
        });
        if is_duplicate {
            found.push(index);
        }
    }
    found
}

/// Only a getter and a setter may have the same name.
fn are_duplicates(first: PropertyKind, second: PropertyKind) -> bool {
    first == PropertyKind::Init
        || first != second && second == PropertyKind::Init
        || first == second
}

fn is_proto_setter(property: &ObjectPropertyKind<'_>) -> bool {
    matches!(property, ObjectPropertyKind::ObjectProperty(property)
        if !property.computed && property.kind == PropertyKind::Init
            && property.key.is_specific_static_name("__proto__"))
}

fn is_anonymous_function(value: &Expression<'_>) -> bool {
    match value {
        Expression::FunctionExpression(function) => function.id.is_none(),
        Expression::ArrowFunctionExpression(_) => true,
        _ => false,
    }
}

/// Whether evaluating `value` may do something that a key could notice.
fn has_effects(value: &Expression<'_>) -> bool {
    !(value.is_literal()
        || matches!(
            value,
            Expression::Identifier(_)
                | Expression::ThisExpression(_)
                | Expression::FunctionExpression(_)
        ))
}

/// Whether `key` is surely a string, number or symbol.
fn is_primitive(key: &Expression<'_>) -> bool {
    match key {
        Expression::StringLiteral(_)
        | Expression::NumericLiteral(_)
        | Expression::TemplateLiteral(_) => true,
        Expression::StaticMemberExpression(member) => {
            matches!(&member.object, Expression::Identifier(ident) if ident.name == "Symbol")
        }
        Expression::BinaryExpression(binary) => {
            binary.operator == BinaryOperator::Addition
                && (is_primitive(&binary.left) && is_primitive(&binary.right)
                    || matches!(binary.left, Expression::StringLiteral(_))
                    || matches!(binary.right, Expression::StringLiteral(_)))
        }
        _ => false,
    }
}
