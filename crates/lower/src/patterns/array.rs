//! Array patterns: what is iterated is an array, or becomes one.

use oxc::{ast::ast::*, span::GetSpan};

use super::{
    Held, Out,
    one_by_one::Way,
    target::{ArrayTarget, Element, Key, Target},
};
use crate::driver::Driver;

impl<'a> Driver<'a, '_> {
    /// `[a, , b = 1, ...rest] = value`
    pub fn take_array(
        &mut self,
        array: ArrayTarget<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        match value {
            Expression::ArrayExpression(literal) if is_list(&literal) => {
                self.take_array_literal(array, literal.unbox(), out);
            }
            value
                if self.assumptions.iterable_is_array
                    && (array.rest.is_none() || !self.assumptions.array_like_is_iterable) =>
            {
                self.take_indexed(array, value, out);
            }
            value if self.may_take_ahead(&array) => self.take_ahead(array, value, out),
            value => match self.way_of_elements(&array, out) {
                Way::Function => self.take_one_by_one(array, value, out),
                Way::Suspending => self.take_suspending(array, value, out),
                Way::Ahead => self.take_ahead(array, value, out),
            },
        }
    }

    /// The values first, all of them, and then the targets. True arrays are not copied:
    /// they are read when their targets are written.
    fn take_ahead(&mut self, array: ArrayTarget<'a>, value: Expression<'a>, out: &mut Out<'_, 'a>) {
        let span = value.span();
        let base = super::base_name(&value).map(|name| self.make.text(name));
        let list = if array.rest.is_some() {
            self.copy_elements(span, value)
        } else {
            self.take_elements(span, value, Some(array.elements.len()))
        };
        let targets = array.elements.iter().flatten().count();
        if targets + usize::from(array.rest.is_some()) > 1 {
            let name = self.keep(list, base, out);
            let list = self.make.name(span, name);
            self.take_indexed(array, list, out);
        } else {
            self.take_indexed(array, list, out);
        }
    }

    /// From an array that nobody else writes, or is taken for one.
    pub fn take_indexed(
        &mut self,
        array: ArrayTarget<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        let span = array.span;
        let reads = array.elements.iter().flatten().count() + usize::from(array.rest.is_some());
        let mut held = match reads {
            0 => {
                out.expression(self, span, value);
                return;
            }
            1 => Held::Once(Some(value)),
            _ => self.hold(value, None, |name| array.writes(name), out),
        };
        let count = array.elements.len();
        for (index, element) in array.elements.into_iter().enumerate() {
            let Some(element) = element else { continue };
            let list = held.read(self, element.span);
            let index = self.make.index(element.span, index);
            let read = self.make.computed_member(element.span, list, index);
            self.take_element(element, read, out);
        }
        if let Some(rest) = array.rest {
            let mut list = held.read(self, span);
            if count > 0 {
                let slice = self.make.member(span, list, "slice");
                let count = self.make.index(span, count);
                list = self.make.call(span, slice, [count]);
            }
            self.take_apart(span, rest, list, out);
        }
    }

    /// Whether nobody can tell that the values are taken before the first target is written,
    /// but for getters: no code of the user runs in between.
    pub fn may_take_ahead(&self, array: &ArrayTarget<'a>) -> bool {
        array.elements.iter().flatten().all(|element| self.is_quiet(element))
            && array.rest.as_ref().is_none_or(|rest| self.is_quiet_target(rest))
    }

    fn is_quiet(&self, element: &Element<'a>) -> bool {
        element.default.as_ref().is_none_or(|default| self.is_inert(default, true))
            && self.is_quiet_target(&element.target)
    }

    fn is_quiet_target(&self, target: &Target<'a>) -> bool {
        match target {
            Target::Name(_) => true,
            Target::Plain(AssignmentTarget::AssignmentTargetIdentifier(name)) => {
                self.is_declared(name)
            }
            Target::Plain(_) => false,
            Target::Object(object) => {
                object.rest.iter().all(|rest| self.is_quiet_target(rest))
                    && object.properties.iter().all(|property| {
                        self.is_quiet(&property.element)
                            && match &property.key {
                                Key::Computed(key) => self.is_inert(key, true),
                                _ => true,
                            }
                    })
            }
            Target::Array(array) => self.may_take_ahead(array),
        }
    }
}

/// Whether the elements of the literal are just its elements.
fn is_list(literal: &ArrayExpression<'_>) -> bool {
    !literal.elements.iter().any(ArrayExpressionElement::is_spread)
}
