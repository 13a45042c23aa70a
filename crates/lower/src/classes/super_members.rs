//! `super.key`: read, called, assigned, updated, deleted.
//!
//! ```js
//! super.m(a)    // superPropGet(A.prototype, "m", this).call(this, a)
//! super.x = v   // superPropSet(A.prototype, "x", v, this, 1)
//! ```
//!
//! Where `super` is in a method that stays one, nothing changes.

use oxc::{
    allocator::TakeIn,
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::{GetSpan, Span},
};

use super::super::{driver::Driver, frames::FrameKind};

/// What `super` stands for in a method: the prototype of one of the driver's `homes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home(usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HomeKind {
    /// The variable holds the object itself.
    Object,
    /// The variable holds a class; its prototype is meant.
    Prototype,
    /// The variable holds an array with the object.
    Boxed,
}

/// A class or an object literal that is being walked.
#[derive(Debug, Clone, Copy)]
pub struct HomeState<'a> {
    /// The variable; a literal gets one once it is used.
    pub name: Option<&'a str>,
    pub kind: HomeKind,
    pub used: bool,
}

impl<'a> Driver<'a, '_> {
    pub fn push_home(&mut self, name: Option<&'a str>, kind: HomeKind) -> Home {
        self.homes.push(HomeState { name, kind, used: false });
        Home(self.homes.len() - 1)
    }

    pub fn pop_home(&mut self) -> HomeState<'a> {
        self.homes.pop().expect("pushed before")
    }

    pub fn home_state(&mut self, home: Home) -> &mut HomeState<'a> {
        &mut self.homes[home.0]
    }

    /// The object whose prototype `super` is; `None` where `super` stays.
    fn home_object(&mut self, span: Span) -> Option<Expression<'a>> {
        let frame = self.frames.iter().rev().find(|frame| frame.kind == FrameKind::Function)?;
        let index = frame.home?.0;
        let name = match self.homes[index].name {
            Some(name) => name,
            None => self.names.unique("object"),
        };
        let home = &mut self.homes[index];
        home.name = Some(name);
        home.used = true;
        let make = self.make;
        let variable = make.name(span, name);
        Some(match home.kind {
            HomeKind::Object => variable,
            HomeKind::Prototype => make.member(span, variable, "prototype"),
            HomeKind::Boxed => make.computed_member(span, variable, make.number(span, 0.0)),
        })
    }

    /// The key of a member of `super`, taken out of the member.
    fn take_super_key(&mut self, member: &mut MemberExpression<'a>) -> Option<Expression<'a>> {
        match member {
            MemberExpression::StaticMemberExpression(member) if is_super(&member.object) => {
                let name = self.make.text(member.property.name.as_str());
                Some(self.make.string(member.property.span, name))
            }
            MemberExpression::ComputedMemberExpression(member) if is_super(&member.object) => {
                Some(member.expression.take_in(&self.make.builder()))
            }
            _ => None,
        }
    }

    /// `superPropGet(home, key, this)`
    fn get_super(
        &mut self,
        span: Span,
        home: Expression<'a>,
        key: Expression<'a>,
    ) -> Expression<'a> {
        // `this` is looked at before the key is evaluated.
        let early = !key.is_literal() && self.this_may_be_missing();
        let this = self.this(Span::empty(span.start));
        if !early {
            return self.call_helper("superPropGet", span, [home, key, this]);
        }
        let known = self.known_this(span);
        let get = self.call_helper("superPropGet", span, [home, key, known]);
        self.make.sequence(span, self.make.vec_of([this, get]))
    }

    /// `superPropSet(home, key, value, this, strict)`
    fn set_super(
        &mut self,
        span: Span,
        home: Expression<'a>,
        key: Expression<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let strict = make.number(span, f64::from(u8::from(self.is_strict())));
        let early = self.this_may_be_missing();
        let this = self.this(Span::empty(span.start));
        if !early {
            return self.call_helper("superPropSet", span, [home, key, value, this, strict]);
        }
        let known = self.known_this(span);
        let set = self.call_helper("superPropSet", span, [home, key, value, known, strict]);
        make.sequence(span, make.vec_of([this, set]))
    }

    /// A member expression that may be one of `super`, visited.
    pub fn super_member(&mut self, expression: &mut Expression<'a>) {
        let Some(member) = expression.as_member_expression() else { return };
        if !is_super(member.object()) {
            return;
        }
        let span = member.span();
        let Some(home) = self.home_object(span) else { return };
        let Some(key) = self.take_super_key(expression.to_member_expression_mut()) else { return };
        *expression = self.get_super(span, home, key);
    }

    /// `super(…)` and `super.method(…)`, not visited. Says whether it was one of them.
    pub fn super_call(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::CallExpression(call) = expression else { return false };
        if is_super(&call.callee) {
            return self.call_super_constructor(expression);
        }
        let Some(member) = call.callee.as_member_expression() else { return false };
        if !is_super(member.object()) {
            return false;
        }
        let (span, member_span) = (call.span, member.span());
        let Some(home) = self.home_object(member_span) else { return false };
        self.visit_computed_key(call.callee.to_member_expression_mut());
        let Some(key) = self.take_super_key(call.callee.to_member_expression_mut()) else {
            return false;
        };
        let make = self.make;
        let callee = self.get_super(member_span, home, key);
        let this = self.known_this(span);
        let builder = make.builder();
        let mut arguments = call.arguments.take_in(&builder);
        for argument in &mut arguments {
            self.visit_argument(argument);
        }
        let spreads = arguments.iter().any(Argument::is_spread) && self.features.spread;
        let mut list = make.arguments([this]);
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

    pub fn is_super_member(expression: &Expression<'a>) -> bool {
        expression.as_member_expression().is_some_and(|member| is_super(member.object()))
    }

    /// ``super.tag`…` ``, visited: the tag becomes a function that knows `this`.
    pub fn super_tag(&mut self, expression: &mut Expression<'a>) {
        let Expression::TaggedTemplateExpression(template) = expression else { return };
        let make = self.make;
        let span = template.tag.span();
        if Self::is_super_member(&template.tag) {
            return;
        }
        let bind = make.member(span, template.tag.take_in(&make.builder()), "bind");
        let this = self.known_this(span);
        template.tag = make.call(span, bind, [this]);
    }

    fn visit_computed_key(&mut self, member: &mut MemberExpression<'a>) {
        if let MemberExpression::ComputedMemberExpression(member) = member {
            self.visit_expression(&mut member.expression);
        }
    }

    /// `super.key = value`, visited.
    pub fn assign_super(
        &mut self,
        span: Span,
        mut target: AssignmentTarget<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        if let Some(home) = self.home_object(span)
            && let Some(member) = target.as_member_expression_mut()
            && let Some(key) = self.take_super_key(member)
        {
            return self.set_super(span, home, key, value);
        }
        self.make.assign(span, target, value)
    }

    /// `super.key op= value`, visited.
    pub fn compound_super(&mut self, expression: &mut Expression<'a>) {
        let span = expression.span();
        let Some(home) = self.home_object(span) else { return };
        let Expression::AssignmentExpression(assignment) = expression else { return };
        let Some(operator) = assignment.operator.to_binary_operator() else { return };
        let Some(member) = assignment.left.as_member_expression_mut() else { return };
        let Some(key) = self.take_super_key(member) else { return };
        let value = assignment.right.take_in(&self.make.builder());
        let (key, key_again) = self.twice(key);
        let early = self.this_may_be_missing().then(|| self.this(Span::empty(span.start)));
        let second_home = self.home_object(span).expect("as before");
        let this = self.known_this(span);
        let old = self.call_helper("superPropGet", span, [second_home, key_again, this]);
        let value = self.make.binary(span, old, operator, value);
        let set = self.set_super_later(span, home, key, value);
        *expression = match early {
            Some(this) => self.make.sequence(span, self.make.vec_of([this, set])),
            None => set,
        };
    }

    /// `super.key++` and the like, visited.
    pub fn update_super(&mut self, expression: &mut Expression<'a>) {
        let make = self.make;
        let builder = make.builder();
        let span = expression.span();
        let Some(home) = self.home_object(span) else { return };
        let Expression::UpdateExpression(update) = expression else { return };
        let (operator, prefix) = (update.operator, update.prefix);
        let Some(member) = update.argument.as_member_expression_mut() else { return };
        let Some(key) = self.take_super_key(member) else { return };
        let (key, key_again) = self.twice(key);
        let old = self.get_super(span, home, key);
        let number = self.temporary("number");
        let target =
            SimpleAssignmentTarget::new_assignment_target_identifier(span, number, &builder);
        let step = Expression::new_update_expression(span, operator, prefix, target, &builder);
        let home = self.home_object(span).expect("as before");
        let mut list = make.vec_of([make.assign_name(span, number, old)]);
        if prefix {
            // `(number = get, set(++number))`
            list.push(self.set_super_later(span, home, key_again, step));
        } else {
            // `(number = get, old = number++, set(number), old)`
            let old = self.temporary("old");
            list.push(make.assign_name(span, old, step));
            list.push(self.set_super_later(span, home, key_again, make.name(span, number)));
            list.push(make.name(span, old));
        }
        *expression = make.sequence(span, list);
    }

    /// `set_super` where `this` has been looked at already.
    fn set_super_later(
        &mut self,
        span: Span,
        home: Expression<'a>,
        key: Expression<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let strict = self.make.number(span, f64::from(u8::from(self.is_strict())));
        let this = self.known_this(span);
        self.call_helper("superPropSet", span, [home, key, value, this, strict])
    }

    /// A key for a read, then for a write.
    fn twice(&mut self, key: Expression<'a>) -> (Expression<'a>, Expression<'a>) {
        let make = self.make;
        let span = key.span();
        if let Expression::StringLiteral(literal) = &key {
            let again = make.string(span, make.text(literal.value.as_str()));
            return (key, again);
        }
        let name = self.temporary("key");
        let key = self.call_helper("toPropertyKey", span, [key]);
        (make.assign_name(span, name, key), make.name(span, name))
    }

    /// `delete super.key`, not visited, always throws. Says whether it was that.
    pub fn delete_super(&mut self, expression: &mut Expression<'a>) -> bool {
        let Expression::UnaryExpression(unary) = expression else { return false };
        if unary.operator != UnaryOperator::Delete {
            return false;
        }
        let span = unary.span;
        let Some(member) = unary.argument.as_member_expression_mut() else { return false };
        if !is_super(member.object()) || self.home_object(span).is_none() {
            return false;
        }
        self.visit_computed_key(member);
        let Some(key) = self.take_super_key(member) else { return false };
        let mut arguments = self.make.vec_of([self.this(Span::empty(span.start))]);
        if !key.is_literal() {
            arguments.push(key);
        }
        *expression = self.call_helper("deleteSuper", span, arguments);
        true
    }
}

fn is_super(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::Super(_))
}
