//! Patterns of declarations and of assignments in one form.

use oxc::{
    allocator::{ArenaBox, ArenaVec},
    ast::ast::*,
    span::{GetSpan, Span},
};

use crate::{driver::Driver, evaluation::writes};

pub enum Target<'a> {
    /// A name that is declared.
    Name(ArenaBox<'a, BindingIdentifier<'a>>),
    /// A name or a member that is assigned.
    Plain(AssignmentTarget<'a>),
    Object(ArenaBox<'a, ObjectTarget<'a>>),
    Array(ArenaBox<'a, ArrayTarget<'a>>),
}

/// A target with its default.
pub struct Element<'a> {
    pub span: Span,
    pub target: Target<'a>,
    pub default: Option<Expression<'a>>,
}

pub struct ObjectTarget<'a> {
    pub span: Span,
    pub properties: ArenaVec<'a, Property<'a>>,
    pub rest: Option<Target<'a>>,
}

pub struct Property<'a> {
    pub key: Key<'a>,
    pub element: Element<'a>,
}

pub enum Key<'a> {
    /// With the place where it stands.
    Name(&'a str, Span),
    Literal(Expression<'a>),
    Computed(Expression<'a>),
}

pub struct ArrayTarget<'a> {
    pub span: Span,
    pub elements: ArenaVec<'a, Option<Element<'a>>>,
    pub rest: Option<Target<'a>>,
}

impl<'a> Driver<'a, '_> {
    pub fn binding_target(&self, pattern: BindingPattern<'a>) -> Target<'a> {
        let builder = self.builder();
        match pattern {
            BindingPattern::BindingIdentifier(name) => Target::Name(name),
            BindingPattern::ObjectPattern(pattern) => {
                let pattern = pattern.unbox();
                let mut properties = ArenaVec::with_capacity_in(pattern.properties.len(), &builder);
                for property in pattern.properties {
                    properties.push(Property {
                        key: self.key(property.key, property.computed),
                        element: self.binding_element(property.value),
                    });
                }
                let rest = pattern.rest.map(|rest| self.binding_target(rest.unbox().argument));
                let object = ObjectTarget { span: pattern.span, properties, rest };
                Target::Object(ArenaBox::new_in(object, &builder))
            }
            BindingPattern::ArrayPattern(pattern) => {
                let pattern = pattern.unbox();
                let mut elements = ArenaVec::with_capacity_in(pattern.elements.len(), &builder);
                for element in pattern.elements {
                    elements.push(element.map(|element| self.binding_element(element)));
                }
                let rest = pattern.rest.map(|rest| self.binding_target(rest.unbox().argument));
                let array = ArrayTarget { span: pattern.span, elements, rest };
                Target::Array(ArenaBox::new_in(array, &builder))
            }
            BindingPattern::AssignmentPattern(pattern) => self.binding_target(pattern.unbox().left),
        }
    }

    fn binding_element(&self, pattern: BindingPattern<'a>) -> Element<'a> {
        let span = pattern.span();
        match pattern {
            BindingPattern::AssignmentPattern(pattern) => {
                let pattern = pattern.unbox();
                let target = self.binding_target(pattern.left);
                Element { span, target, default: Some(pattern.right) }
            }
            pattern => Element { span, target: self.binding_target(pattern), default: None },
        }
    }

    pub fn assignment_target(&self, target: AssignmentTarget<'a>) -> Target<'a> {
        let builder = self.builder();
        match target {
            AssignmentTarget::ObjectAssignmentTarget(pattern) => {
                let pattern = pattern.unbox();
                let mut properties = ArenaVec::with_capacity_in(pattern.properties.len(), &builder);
                for property in pattern.properties {
                    properties.push(self.assignment_property(property));
                }
                let rest = pattern.rest.map(|rest| self.assignment_target(rest.unbox().target));
                let object = ObjectTarget { span: pattern.span, properties, rest };
                Target::Object(ArenaBox::new_in(object, &builder))
            }
            AssignmentTarget::ArrayAssignmentTarget(pattern) => {
                let pattern = pattern.unbox();
                let mut elements = ArenaVec::with_capacity_in(pattern.elements.len(), &builder);
                for element in pattern.elements {
                    elements.push(element.map(|element| self.assignment_element(element)));
                }
                let rest = pattern.rest.map(|rest| self.assignment_target(rest.unbox().target));
                let array = ArrayTarget { span: pattern.span, elements, rest };
                Target::Array(ArenaBox::new_in(array, &builder))
            }
            plain => Target::Plain(plain),
        }
    }

    fn assignment_element(&self, element: AssignmentTargetMaybeDefault<'a>) -> Element<'a> {
        let span = element.span();
        match element {
            AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(element) => {
                let element = element.unbox();
                let target = self.assignment_target(element.binding);
                Element { span, target, default: Some(element.init) }
            }
            element => {
                let target = self.assignment_target(element.into_assignment_target());
                Element { span, target, default: None }
            }
        }
    }

    fn assignment_property(&self, property: AssignmentTargetProperty<'a>) -> Property<'a> {
        match property {
            AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                let property = property.unbox();
                // The name may have become another one; the key has not.
                let key = Key::Name(self.original_name(&property.binding), property.binding.span);
                let name = ArenaBox::new_in(property.binding, &self.builder());
                let target = Target::Plain(AssignmentTarget::AssignmentTargetIdentifier(name));
                let element = Element { span: property.span, target, default: property.init };
                Property { key, element }
            }
            AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                let property = property.unbox();
                Property {
                    key: self.key(property.name, property.computed),
                    element: self.assignment_element(property.binding),
                }
            }
        }
    }

    fn key(&self, key: PropertyKey<'a>, computed: bool) -> Key<'a> {
        match key {
            PropertyKey::StaticIdentifier(name) => {
                Key::Name(self.make.text(name.name.as_str()), name.span)
            }
            PropertyKey::PrivateIdentifier(_) => unreachable!("not in patterns"),
            key => {
                let key = key.into_expression();
                if computed && !key.is_literal() { Key::Computed(key) } else { Key::Literal(key) }
            }
        }
    }

    /// The name of a reference as it was written.
    fn original_name(&self, identifier: &IdentifierReference<'a>) -> &'a str {
        let reference = identifier.reference_id.get().map(|id| self.scoping.get_reference(id));
        match reference.and_then(oxc::semantic::Reference::symbol_id) {
            Some(symbol) => self.make.text(self.scoping.symbol_name(symbol)),
            None => self.make.text(identifier.name.as_str()),
        }
    }

    /// Whether it makes no difference if `target` is evaluated before `value`.
    pub fn may_come_first(&self, target: &Target<'a>, value: &Expression<'a>) -> bool {
        let same = |part: &Expression<'a>| match part {
            Expression::Identifier(name) => {
                self.is_stable(name) && !writes(value, name.name.as_str())
            }
            part => part.is_literal() || matches!(part, Expression::ThisExpression(_)),
        };
        match target {
            Target::Plain(target) => match target.as_member_expression() {
                Some(MemberExpression::StaticMemberExpression(member)) => same(&member.object),
                Some(MemberExpression::ComputedMemberExpression(member)) => {
                    same(&member.object) && same(&member.expression)
                }
                Some(MemberExpression::PrivateFieldExpression(_)) => false,
                None => true,
            },
            _ => true,
        }
    }

    /// The name that an anonymous function gets when it is the default of `target`.
    pub fn name_of_target(&self, target: &Target<'a>) -> Option<&'a str> {
        match target {
            Target::Name(name) => Some(match name.symbol_id.get() {
                Some(symbol) => self.make.text(self.scoping.symbol_name(symbol)),
                None => self.make.text(name.name.as_str()),
            }),
            Target::Plain(AssignmentTarget::AssignmentTargetIdentifier(name)) => {
                Some(self.original_name(name))
            }
            _ => None,
        }
    }
}

impl<'a> Target<'a> {
    /// Whether `name` is among what is written, here or by expressions inside.
    pub fn writes(&self, name: &str) -> bool {
        match self {
            Self::Name(target) => target.name == name,
            Self::Plain(AssignmentTarget::AssignmentTargetIdentifier(target)) => {
                target.name == name
            }
            Self::Plain(target) => target
                .as_member_expression()
                .is_some_and(|member| writes(member.as_expression(), name)),
            Self::Object(object) => object.writes(name),
            Self::Array(array) => array.writes(name),
        }
    }

    /// Every name that is declared, in order.
    pub fn declared_names(&self, found: &mut impl FnMut(&BindingIdentifier<'a>)) {
        match self {
            Self::Name(name) => found(name),
            Self::Plain(_) => {}
            Self::Object(object) => {
                for property in &object.properties {
                    property.element.target.declared_names(found);
                }
                if let Some(rest) = &object.rest {
                    rest.declared_names(found);
                }
            }
            Self::Array(array) => array.declared_names(found),
        }
    }
}

impl Element<'_> {
    pub fn writes(&self, name: &str) -> bool {
        self.target.writes(name) || self.default.as_ref().is_some_and(|value| writes(value, name))
    }
}

impl ObjectTarget<'_> {
    pub fn writes(&self, name: &str) -> bool {
        self.rest.as_ref().is_some_and(|rest| rest.writes(name))
            || self.properties.iter().any(|property| {
                property.element.writes(name)
                    || matches!(&property.key, Key::Computed(key) if writes(key, name))
            })
    }
}

impl<'a> ArrayTarget<'a> {
    pub fn writes(&self, name: &str) -> bool {
        self.elements.iter().flatten().any(|element| element.writes(name))
            || self.rest.as_ref().is_some_and(|rest| rest.writes(name))
    }

    pub fn declared_names(&self, found: &mut impl FnMut(&BindingIdentifier<'a>)) {
        for element in self.elements.iter().flatten() {
            element.target.declared_names(found);
        }
        if let Some(rest) = &self.rest {
            rest.declared_names(found);
        }
    }
}
