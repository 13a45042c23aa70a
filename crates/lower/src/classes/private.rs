//! Private names: `object.#name` in all its places.
//!
//! ```js
//! class A { #x = 1; #m() {} f(o) { o.#x += 1; o.#m(2); return #x in o } }
//! // becomes, in the function around the class
//! var _x = privateName(), _A = privateName(), _m = function () {};
//! function A() { addPrivate(this, _A); addPrivate(this, _x, 1); }
//! createClass(A, { f: function (o) {
//!   _x(o)._ += 1; _m.call(_A(o), 2); return hasPrivate(o, _x)
//! } });
//! ```
//!
//! The name of a field is a function that gives the box with the value, so whatever is done
//! to a field is done to a property of the box. Private methods are variables; the name of
//! the class, `_A`, tells whether an object has them, and gives the object. What is assigned
//! is evaluated before the object is looked at: `setPrivate(o, _x, f())`.

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    semantic::SymbolId,
    span::{GetSpan, Span},
};

use super::super::driver::Driver;

/// The private names of a class around.
#[derive(Debug)]
pub struct PrivateScope<'a> {
    names: Vec<PrivateName<'a>>,
    /// What tells the objects of the class, and the class itself.
    pub brand: Option<&'a str>,
    pub static_brand: Option<&'a str>,
    /// The class, as members call it.
    class: &'a str,
    symbol: Option<SymbolId>,
}

#[derive(Debug, Clone, Copy)]
struct PrivateName<'a> {
    text: &'a str,
    kind: Kind<'a>,
    is_static: bool,
    /// A method is not only called.
    escapes: bool,
}

#[derive(Debug, Clone, Copy)]
enum Kind<'a> {
    Field { variable: &'a str },
    Method { function: &'a str },
    Accessor { getter: Option<&'a str>, setter: Option<&'a str> },
}

/// Where a name was found: the class around and its place there.
type Place = (usize, usize);

impl<'a> PrivateScope<'a> {
    /// The variables that hold private names, each with a text to read.
    pub(super) fn name_variables(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let fields = self.names.iter().filter_map(|name| match name.kind {
            Kind::Field { variable } => Some((name.text, variable)),
            _ => None,
        });
        let brands = self.brand.into_iter().chain(self.static_brand);
        brands.map(|brand| ("", brand)).chain(fields)
    }
}

impl<'a> Driver<'a, '_> {
    /// Before the members of a class are visited. Says whether there are private ones.
    pub(super) fn push_private_scope(
        &mut self,
        elements: &[ClassElement<'a>],
        class: &'a str,
        symbol: Option<SymbolId>,
    ) -> bool {
        let mut scope =
            PrivateScope { names: Vec::new(), brand: None, static_brand: None, class, symbol };
        for element in elements {
            let Some(PropertyKey::PrivateIdentifier(key)) = element.property_key() else {
                continue;
            };
            let text = self.make.text(key.name.as_str());
            let is_static = element.r#static();
            let base = if text.is_ascii() { text } else { "private" };
            let variable = self.names.unique(base);
            let kind = match element {
                ClassElement::MethodDefinition(method) => {
                    if is_static {
                        scope.static_brand.get_or_insert_with(|| self.names.unique("static"));
                    } else {
                        scope.brand.get_or_insert_with(|| self.names.unique("brand"));
                    }
                    match method.kind {
                        MethodDefinitionKind::Get => {
                            Kind::Accessor { getter: Some(variable), setter: None }
                        }
                        MethodDefinitionKind::Set => {
                            Kind::Accessor { getter: None, setter: Some(variable) }
                        }
                        _ => Kind::Method { function: variable },
                    }
                }
                _ => Kind::Field { variable },
            };
            // The other half of an accessor.
            if let Some(known) = scope.names.iter_mut().find(|known| known.text == text)
                && let Kind::Accessor { getter, setter } = &mut known.kind
                && let Kind::Accessor { getter: new_getter, setter: new_setter } = kind
            {
                *getter = getter.or(new_getter);
                *setter = setter.or(new_setter);
                continue;
            }
            scope.names.push(PrivateName { text, kind, is_static, escapes: false });
        }
        let any = !scope.names.is_empty();
        self.private_scopes.push(scope);
        any
    }

    pub(super) fn pop_private_scope(&mut self) -> PrivateScope<'a> {
        self.private_scopes.pop().expect("pushed before")
    }

    fn find_private(&self, name: &str) -> Option<Place> {
        self.private_scopes.iter().enumerate().rev().find_map(|(scope, entry)| {
            let at = entry.names.iter().position(|known| known.text == name)?;
            Some((scope, at))
        })
    }

    /// The variable of a private field of the class that is being lowered.
    pub(super) fn field_variable(&self, name: &str) -> &'a str {
        let (scope, at) = self.find_private(name).expect("declared by the class");
        match self.private_scopes[scope].names[at].kind {
            Kind::Field { variable } => variable,
            _ => unreachable!("a field"),
        }
    }

    /// The variable that holds a private method, getter or setter of the class that is being
    /// lowered, and whether somebody may ask for the name of the function.
    pub(super) fn method_variable(
        &self,
        name: &str,
        kind: MethodDefinitionKind,
    ) -> (&'a str, bool) {
        let (scope, at) = self.find_private(name).expect("declared by the class");
        let entry = &self.private_scopes[scope].names[at];
        let variable = match (entry.kind, kind) {
            (Kind::Method { function }, _) => function,
            (Kind::Accessor { getter: Some(getter), .. }, MethodDefinitionKind::Get) => getter,
            (Kind::Accessor { setter: Some(setter), .. }, _) => setter,
            _ => unreachable!("as declared"),
        };
        (variable, entry.escapes)
    }

    /// `object`, visited, is surely the class around that has the static name.
    fn is_its_class(&self, object: &Expression<'a>, (scope, at): Place) -> bool {
        let entry = &self.private_scopes[scope];
        if !entry.names[at].is_static {
            return false;
        }
        let Expression::Identifier(ident) = object else { return false };
        match ident.reference_id.get() {
            None => ident.name == entry.class,
            Some(id) => {
                entry.symbol.is_some() && self.scoping.get_reference(id).symbol_id() == entry.symbol
            }
        }
    }

    /// `_A(object)`, which gives the object.
    fn branded(&mut self, span: Span, object: Expression<'a>, place: Place) -> Expression<'a> {
        if self.is_its_class(&object, place) {
            return object;
        }
        let brand = self.brand_of(span, place);
        self.make.call(span, brand, [object])
    }

    fn brand_of(&mut self, span: Span, (scope, at): Place) -> Expression<'a> {
        let entry = &self.private_scopes[scope];
        let is_static = entry.names[at].is_static;
        let brand = if is_static { entry.static_brand } else { entry.brand };
        self.make.name(span, brand.expect("methods have one"))
    }

    /// `object.#name` as a value; `object` is visited.
    fn private_value(
        &mut self,
        span: Span,
        object: Expression<'a>,
        place: Place,
    ) -> Expression<'a> {
        let make = self.make;
        match self.private_scopes[place.0].names[place.1].kind {
            Kind::Method { function } => {
                self.private_scopes[place.0].names[place.1].escapes = true;
                let method = make.name(span, function);
                if self.is_its_class(&object, place) {
                    return method;
                }
                let check = self.branded(span, object, place);
                make.sequence(span, make.vec_of([check, method]))
            }
            Kind::Accessor { getter: Some(getter), .. } => {
                let callee = make.member(span, make.name(span, getter), "call");
                let object = self.branded(span, object, place);
                make.call(span, callee, [object])
            }
            _ => Expression::StaticMemberExpression(self.private_place(span, object, place, false)),
        }
    }

    /// `object.#name` as something that is read and written: a property. `late`: the object
    /// is only looked at when that is written.
    fn private_place(
        &mut self,
        span: Span,
        object: Expression<'a>,
        place: Place,
        late: bool,
    ) -> ArenaBox<'a, StaticMemberExpression<'a>> {
        let make = self.make;
        let builder = make.builder();
        let mut arguments = make.vec();
        let reference = match self.private_scopes[place.0].names[place.1].kind {
            Kind::Field { variable } => {
                arguments.push(object);
                let name = make.name(span, variable);
                if late {
                    arguments.push(name);
                    self.call_helper("lateField", span, arguments)
                } else {
                    make.call(span, name, arguments)
                }
            }
            kind => {
                let brand = self.brand_of(span, place);
                arguments.push(object);
                arguments.push(brand);
                let or_nothing = |name: Option<&'a str>| match name {
                    Some(name) => make.name(span, name),
                    None => make.number(span, 0.0),
                };
                match kind {
                    Kind::Accessor { getter, setter } => {
                        arguments.push(or_nothing(getter));
                        arguments.extend(setter.map(|setter| make.name(span, setter)));
                    }
                    Kind::Method { function } => {
                        self.private_scopes[place.0].names[place.1].escapes = true;
                        arguments.extend([0.0, 0.0].map(|nothing| make.number(span, nothing)));
                        arguments.push(make.name(span, function));
                    }
                    Kind::Field { .. } => unreachable!("above"),
                }
                self.call_helper("privateReference", span, arguments)
            }
        };
        let property = IdentifierName::new(Span::empty(span.end), "_", &builder);
        StaticMemberExpression::boxed(span, reference, property, false, &builder)
    }

    /// The object of a private member, visited, and what the name stands for.
    fn take_private(
        &mut self,
        member: &mut PrivateFieldExpression<'a>,
    ) -> Option<(Expression<'a>, Place)> {
        let place = self.find_private(member.field.name.as_str())?;
        self.visit_expression(&mut member.object);
        Some((member.object.take_in(&self.make.builder()), place))
    }

    /// `object.#name`, not visited.
    pub fn private_member(&mut self, expression: &mut Expression<'a>) {
        let Expression::PrivateFieldExpression(member) = expression else { return };
        let span = member.span;
        if let Some((object, place)) = self.take_private(member) {
            *expression = self.private_value(span, object, place);
        }
    }

    /// A target of a pattern or loop, not visited.
    pub fn private_target(&mut self, target: &mut SimpleAssignmentTarget<'a>) {
        let SimpleAssignmentTarget::PrivateFieldExpression(member) = target else { return };
        let span = member.span;
        if let Some((object, place)) = self.take_private(member) {
            let member = self.private_place(span, object, place, true);
            *target = SimpleAssignmentTarget::StaticMemberExpression(member);
        }
    }

    /// `object.#name op= value`, not visited.
    pub fn private_assignment(&mut self, expression: &mut Expression<'a>) {
        let make = self.make;
        let builder = make.builder();
        let Expression::AssignmentExpression(assignment) = expression else { return };
        let span = assignment.span;
        let AssignmentTarget::PrivateFieldExpression(member) = &mut assignment.left else { return };
        let member_span = member.span;
        let Some((object, place)) = self.take_private(member) else { return };
        self.visit_expression(&mut assignment.right);
        let operator = assignment.operator;
        let value = assignment.right.take_in(&builder);
        if operator == AssignmentOperator::Assign {
            match self.private_scopes[place.0].names[place.1].kind {
                Kind::Field { variable } if !self.is_inert(&value, false) => {
                    let name = make.name(member_span, variable);
                    *expression = self.call_helper("setPrivate", span, [object, name, value]);
                    return;
                }
                Kind::Accessor { setter: Some(setter), .. } => {
                    let brand = self.brand_of(member_span, place);
                    let setter = make.name(member_span, setter);
                    let list = [object, brand, value, setter];
                    *expression = self.call_helper("setPrivate", span, list);
                    return;
                }
                _ => {}
            }
        }
        let target = self.private_place(member_span, object, place, false);
        if let Some(operator) = operator.to_logical_operator() {
            *expression = self.logical_assignment(span, target, operator, value);
            return;
        }
        assignment.left = AssignmentTarget::StaticMemberExpression(target);
        assignment.right = value;
    }

    /// `_x(o)._ ||= value` → `(_ref = _x(o))._ || (_ref._ = value)`
    fn logical_assignment(
        &mut self,
        span: Span,
        mut target: ArenaBox<'a, StaticMemberExpression<'a>>,
        operator: LogicalOperator,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = make.builder();
        let name = self.temporary("ref");
        let object = target.object.take_in(&builder);
        target.object = make.assign_name(span, name, object);
        let old = Expression::StaticMemberExpression(target);
        let place = StaticMemberExpression::boxed(
            span,
            make.name(span, name),
            IdentifierName::new(Span::empty(span.start), "_", &builder),
            false,
            &builder,
        );
        let set = make.assign(span, AssignmentTarget::StaticMemberExpression(place), value);
        if operator != LogicalOperator::Coalesce {
            return Expression::new_logical_expression(span, old, operator, set, &builder);
        }
        let held = self.temporary("old");
        let first = make.assign_name(span, held, old);
        let missing = make.binary(span, first, BinaryOperator::StrictInequality, make.null(span));
        let test = if self.assumptions.no_document_all {
            let mut missing = missing;
            if let Expression::BinaryExpression(test) = &mut missing {
                test.operator = BinaryOperator::Inequality;
            }
            missing
        } else {
            let again = make.name(span, held);
            let defined =
                make.binary(span, again, BinaryOperator::StrictInequality, make.void_0(span));
            let operator = LogicalOperator::And;
            Expression::new_logical_expression(span, missing, operator, defined, &builder)
        };
        make.conditional(span, test, make.name(span, held), set)
    }

    /// `object.#name++`, not visited.
    pub fn private_update(&mut self, update: &mut UpdateExpression<'a>) {
        let SimpleAssignmentTarget::PrivateFieldExpression(member) = &mut update.argument else {
            return;
        };
        let span = member.span;
        if let Some((object, place)) = self.take_private(member) {
            let member = self.private_place(span, object, place, false);
            update.argument = SimpleAssignmentTarget::StaticMemberExpression(member);
        }
    }

    /// `#name in object`, not visited.
    pub fn private_in(&mut self, expression: &mut Expression<'a>) {
        let Expression::PrivateInExpression(private) = expression else { return };
        let span = private.span;
        let Some(place) = self.find_private(private.left.name.as_str()) else { return };
        self.visit_expression(&mut private.right);
        let object = private.right.take_in(&self.make.builder());
        let name = match self.private_scopes[place.0].names[place.1].kind {
            Kind::Field { variable } => self.make.name(span, variable),
            _ => self.brand_of(span, place),
        };
        *expression = self.call_helper("hasPrivate", span, [object, name]);
    }

    /// `object.#name(…)`, not visited. Says whether it was that.
    pub fn private_call(&mut self, expression: &mut Expression<'a>) -> bool {
        let make = self.make;
        let builder = make.builder();
        let Expression::CallExpression(call) = expression else { return false };
        let span = call.span;
        let Expression::PrivateFieldExpression(member) = &mut call.callee else { return false };
        let member_span = member.span;
        let Some((object, place)) = self.take_private(member) else { return false };
        let (callee, this) = self.private_callee(member_span, object, place);
        let mut arguments = call.arguments.take_in(&builder);
        for argument in &mut arguments {
            self.visit_argument(argument);
        }
        let spreads = arguments.iter().any(Argument::is_spread) && self.features.spread;
        let mut list: ArenaVec<'a, Argument<'a>> = make.arguments([this]);
        let method = if spreads {
            list.push(Argument::from(self.spread_arguments(span, arguments)));
            "apply"
        } else {
            list.extend(arguments);
            "call"
        };
        let callee = make.member(member_span, callee, method);
        *expression = Expression::new_call_expression(span, callee, None, list, false, &builder);
        true
    }

    /// ``object.#name`…` ``, not visited: the tag becomes a function that knows `this`. It
    /// is taken out of the template.
    pub fn private_tag(
        &mut self,
        template: &mut TaggedTemplateExpression<'a>,
    ) -> Option<Expression<'a>> {
        let Expression::PrivateFieldExpression(member) = &mut template.tag else { return None };
        let span = member.span;
        let (object, place) = self.take_private(member)?;
        let (callee, this) = self.private_callee(span, object, place);
        let bind = self.make.member(span, callee, "bind");
        template.tag = self.make.null(span);
        Some(self.make.call(span, bind, [this]))
    }

    /// The function that `object.#name` is, and the object for it, in this order.
    fn private_callee(
        &mut self,
        span: Span,
        object: Expression<'a>,
        place: Place,
    ) -> (Expression<'a>, Expression<'a>) {
        let make = self.make;
        if let Kind::Method { function } = self.private_scopes[place.0].names[place.1].kind {
            let this = self.branded(span, object, place);
            return (make.name(span, function), this);
        }
        let (object, this) = match object {
            Expression::ThisExpression(this) => (Expression::ThisExpression(this), make.this(span)),
            Expression::Identifier(name) if self.is_stable(&name) => {
                let again = make.name(name.span, make.text(name.name.as_str()));
                (Expression::Identifier(name), again)
            }
            object => {
                let name = self.temporary("object");
                (make.assign_name(object.span(), name, object), make.name(span, name))
            }
        };
        (self.private_value(span, object, place), this)
    }
}
