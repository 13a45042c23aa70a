//! Array patterns whose value is an array literal: `[a, b] = [b, a]` needs no array.

use oxc::{allocator::ArenaVec, ast::ast::*, semantic::SymbolFlags, span::GetSpan};

use super::{
    Out,
    target::{ArrayTarget, Element, Target},
};
use crate::{driver::Driver, evaluation::writes};

impl<'a> Driver<'a, '_> {
    /// All elements are evaluated before the first target is written. Those that give the
    /// same later are left for later; the others are kept in variables.
    pub fn take_array_literal(
        &mut self,
        array: ArrayTarget<'a>,
        literal: ArrayExpression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        let ArrayTarget { span, mut elements, rest } = array;
        let mut values = self.make.vec();
        values.extend(literal.elements.into_iter().map(|element| match element {
            ArrayExpressionElement::Elision(_) => None,
            element => Some(element.into_expression()),
        }));
        self.keep_values(&elements, rest.as_ref(), &mut values, out);
        while elements.len() < values.len() && rest.is_none() {
            elements.push(None);
        }
        let mut values = values.into_iter();
        for element in elements {
            let value = values.next().flatten();
            if let Some(element) = element {
                let value = value.unwrap_or_else(|| self.make.void_0(element.span));
                self.take_element(element, value, out);
            }
        }
        if let Some(rest) = rest {
            let void =
                |value: Option<Expression<'a>>| value.unwrap_or_else(|| self.make.void_0(span));
            let list = self.make.array(span, values.map(void));
            match rest {
                Target::Array(array) => self.take_array(array.unbox(), list, out),
                rest => self.take_apart(span, rest, list, out),
            }
        }
    }

    /// Replaces what has to be evaluated first by the variables that keep it.
    fn keep_values(
        &mut self,
        elements: &ArenaVec<'a, Option<Element<'a>>>,
        rest: Option<&Target<'a>>,
        values: &mut ArenaVec<'a, Option<Expression<'a>>>,
        out: &mut Out<'_, 'a>,
    ) {
        // Names that a program cannot have read before they are declared. What no name gets
        // is evaluated here, before all that stays.
        let is_used = |index: usize| elements.get(index).is_some_and(Option::is_some);
        let fresh = rest.is_none()
            && values.iter().enumerate().all(|(index, value)| {
                is_used(index) || value.as_ref().is_none_or(|value| self.is_inert(value, false))
            })
            && elements
                .iter()
                .flatten()
                .all(|element| element.default.is_none() && self.is_fresh(&element.target));
        let quiet = values.iter().flatten().all(|value| self.is_inert(value, false))
            && elements.iter().flatten().all(|element| self.is_silent(element));
        let movable: Vec<bool> = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                value.as_ref().is_none_or(|value| {
                    self.is_movable(value, quiet, values, &elements[..index.min(elements.len())])
                })
            })
            .collect();
        let last = movable.iter().rposition(|movable| !movable);
        for (index, movable) in movable.iter().enumerate() {
            let target = elements.get(index).and_then(Option::as_ref);
            let used = target.is_some() || (index >= elements.len() && rest.is_some());
            if !used {
                if let Some(value) = values[index].take()
                    && !self.is_inert(&value, false)
                {
                    let span = value.span();
                    out.expression(self, span, value);
                }
                continue;
            }
            let nothing_before = Some(index) == last
                && elements.iter().take(index).all(Option::is_none)
                && index < elements.len();
            if *movable || fresh {
                continue;
            }
            let value = values[index].take().expect("it is not movable");
            if nothing_before
                && target.is_some_and(|element| self.may_come_first(&element.target, &value))
            {
                values[index] = Some(value);
                continue;
            }
            let span = value.span();
            let base = target.and_then(|element| self.name_of_target(&element.target));
            let name = self.keep(value, base, out);
            values[index] = Some(self.make.name(span, name));
        }
    }

    /// Whether `value` is the same after the targets `before` have been written.
    fn is_movable(
        &self,
        value: &Expression<'a>,
        quiet: bool,
        values: &[Option<Expression<'a>>],
        before: &[Option<Element<'a>>],
    ) -> bool {
        match value {
            Expression::Identifier(identifier) => {
                let name = identifier.name.as_str();
                self.is_declared(identifier)
                    && !before.iter().flatten().any(|element| element.writes(name))
                    && (quiet
                        || (self.is_stable(identifier)
                            && !values.iter().flatten().any(|value| writes(value, name))))
            }
            value => self.is_settled(value) && !is_compound(value),
        }
    }

    /// Whether writing the target runs no code at all.
    fn is_silent(&self, element: &Element<'a>) -> bool {
        element.default.as_ref().is_none_or(|default| self.is_inert(default, false))
            && match &element.target {
                Target::Name(_) => true,
                Target::Plain(target) => {
                    matches!(target, AssignmentTarget::AssignmentTargetIdentifier(_))
                }
                _ => false,
            }
    }

    /// A name declared by `let` or `const`.
    fn is_fresh(&self, target: &Target<'a>) -> bool {
        let Target::Name(name) = target else { return false };
        name.symbol_id.get().is_some_and(|symbol| {
            self.scoping.symbol_flags(symbol).contains(SymbolFlags::BlockScopedVariable)
        })
    }
}

/// Whether names that are written in between may be read inside.
fn is_compound(value: &Expression<'_>) -> bool {
    match value {
        Expression::UnaryExpression(unary) => !unary.argument.is_literal(),
        Expression::BinaryExpression(_)
        | Expression::LogicalExpression(_)
        | Expression::ConditionalExpression(_) => true,
        Expression::ArrayExpression(array) => !array.elements.is_empty(),
        Expression::ObjectExpression(object) => !object.properties.is_empty(),
        _ => false,
    }
}
