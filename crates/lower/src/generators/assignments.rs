//! Assignments that suspend.

use oxc::{
    allocator::{ArenaBox, TakeIn},
    ast::ast::*,
    span::{GetSpan, Span},
};

use super::{find::Suspends, machine::Machine};

impl<'a> Machine<'a, '_, '_> {
    pub fn assignment(&mut self, assignment: AssignmentExpression<'a>) -> Expression<'a> {
        let AssignmentExpression { span, operator, mut left, mut right, .. } = assignment;
        let builder = self.make.builder();
        let suspends = Suspends::in_expression(&right);
        if operator == AssignmentOperator::Assign {
            match &mut left {
                AssignmentTarget::StaticMemberExpression(member) => {
                    self.operands(&mut [&mut member.object, &mut right]);
                }
                AssignmentTarget::ComputedMemberExpression(member) => {
                    let ComputedMemberExpression { object, expression, .. } = &mut **member;
                    self.operands(&mut [object, expression, &mut right]);
                }
                _ => self.operands(&mut [&mut right]),
            }
            return self.make.assign(span, left, right);
        }
        let left_span = left.span();
        // The value before is read before the right side is evaluated.
        let old = match &mut left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                let name = Expression::Identifier(self.make_again(name));
                if self.is_stable(&name, &[&mut right]) {
                    self.operands(&mut [&mut right]);
                    return Expression::new_assignment_expression(
                        span, operator, left, right, &builder,
                    );
                }
                name
            }
            AssignmentTarget::StaticMemberExpression(member) => {
                let object = member.object.take_in(&builder);
                let object = self.expression(object);
                if !suspends {
                    member.object = object;
                    return Expression::new_assignment_expression(
                        span, operator, left, right, &builder,
                    );
                }
                member.object = self.repeatable_before(object, &[&mut right]);
                let object = self.again(&member.object);
                self.make.member(left_span, object, member.property.name.as_str())
            }
            AssignmentTarget::ComputedMemberExpression(member) => {
                if !suspends {
                    self.member_operands(member);
                    return Expression::new_assignment_expression(
                        span, operator, left, right, &builder,
                    );
                }
                let object = member.object.take_in(&builder);
                let object = self.expression(object);
                member.object =
                    self.repeatable_before(object, &[&mut member.expression, &mut right]);
                let key = member.expression.take_in(&builder);
                let key = self.expression(key);
                member.expression = self.repeatable_before(key, &[&mut right]);
                let (object, key) = (self.again(&member.object), self.again(&member.expression));
                self.make.computed_member(left_span, object, key)
            }
            _ => unreachable!("patterns are lowered"),
        };
        let old = self.keep_value(old);
        let right = self.expression(right);
        let value = match (operator.to_binary_operator(), operator.to_logical_operator()) {
            (Some(operator), _) => self.make.binary(span, old, operator, right),
            (None, Some(operator)) => {
                Expression::new_logical_expression(span, old, operator, right, &builder)
            }
            (None, None) => right,
        };
        self.make.assign(span, left, value)
    }

    fn make_again(&self, name: &IdentifierReference<'a>) -> ArenaBox<'a, IdentifierReference<'a>> {
        let builder = self.make.builder();
        let again = IdentifierReference::boxed(name.span, name.name, &builder);
        again.reference_id.set(name.reference_id.get());
        again
    }

    /// `target = value`, where `value` is the value that was sent.
    pub fn assign_to(
        &mut self,
        span: Span,
        mut target: AssignmentTarget<'a>,
        mut value: Expression<'a>,
    ) {
        let suspends = match &target {
            AssignmentTarget::StaticMemberExpression(member) => {
                Suspends::in_expression(&member.object)
            }
            AssignmentTarget::ComputedMemberExpression(member) => {
                Suspends::in_expression(&member.object)
                    || Suspends::in_expression(&member.expression)
            }
            _ => false,
        };
        if suspends {
            value = self.keep_value(value);
            match &mut target {
                AssignmentTarget::StaticMemberExpression(member) => {
                    self.operands(&mut [&mut member.object]);
                }
                AssignmentTarget::ComputedMemberExpression(member) => {
                    self.member_operands(member);
                }
                _ => {}
            }
        }
        let assign = self.make.assign(span, target, value);
        self.push_expression(span, assign);
    }
}
