//! Destructuring: patterns become declarations and assignments, in the order of the
//! specification.
//!
//! `var { a, b: [c = 1] } = f();` becomes
//!
//! ```js
//! var _f = f(), a = _f.a, _c = takeElements(_f.b, 1)[0], c = _c === void 0 ? 1 : _c;
//! ```
//!
//! [`target`] brings patterns of declarations and of assignments into one form; [`object`]
//! and [`array`] take values apart.

mod array;
mod array_literal;
mod function_names;
mod object;
mod one_by_one;
mod target;

use oxc::{
    allocator::{ArenaBox, ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
    span::{GetSpan, Span},
};

use super::driver::Driver;
use target::{Element, Target};

/// Where the parts of a pattern go.
pub enum Out<'o, 'a> {
    /// Declarators of one declaration.
    Declarators(&'o mut ArenaVec<'a, VariableDeclarator<'a>>),
    /// Expressions of one sequence; what is kept has been declared elsewhere.
    Expressions(&'o mut ArenaVec<'a, Expression<'a>>),
}

/// A value that can be read as often as a pattern needs it.
pub enum Held<'a> {
    /// Read once.
    Once(Option<Expression<'a>>),
    Name(&'a str),
    This,
}

impl<'a> Driver<'a, '_> {
    /// Declarators, visited: those with patterns become several with names.
    pub fn lower_declarators(&mut self, list: &mut ArenaVec<'a, VariableDeclarator<'a>>) {
        let is_name = |item: &VariableDeclarator<'a>| item.id.is_binding_identifier();
        if !self.features.destructuring || list.iter().all(is_name) {
            return;
        }
        let builder = self.builder();
        let old = list.take_in(&builder);
        let mut new = ArenaVec::with_capacity_in(old.len() * 2, &builder);
        for declarator in old {
            match declarator {
                VariableDeclarator { id, init: Some(value), .. } if !id.is_binding_identifier() => {
                    self.declare_pattern(id, value, &mut new);
                }
                plain => new.push(plain),
            }
        }
        *list = new;
    }

    /// Takes `value` apart into the names of `pattern`, both visited; the declarators are
    /// appended to `out`.
    pub fn declare_pattern(
        &mut self,
        pattern: BindingPattern<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, VariableDeclarator<'a>>,
    ) {
        let span = pattern.span();
        if !self.features.destructuring {
            out.push(VariableDeclarator::new(
                span,
                pattern,
                None,
                Some(value),
                false,
                &self.builder(),
            ));
            return;
        }
        let target = self.binding_target(pattern);
        self.take_apart(span, target, value, &mut Out::Declarators(out));
    }

    /// `target = value` for a target of any kind, both visited, whose value is not used:
    /// the expressions are appended to `out`.
    pub fn assign_pattern(
        &mut self,
        target: AssignmentTarget<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, Expression<'a>>,
    ) {
        let span = target.span();
        if !self.features.destructuring && target.is_assignment_target_pattern() {
            out.push(self.make.assign(span, target, value));
            return;
        }
        let target = self.assignment_target(target);
        self.take_apart(span, target, value, &mut Out::Expressions(out));
    }

    /// `pattern = value` as an expression, visited.
    pub fn pattern_assignment(&mut self, expression: &mut Expression<'a>) {
        let builder = self.builder();
        let Expression::AssignmentExpression(assignment) = expression else { return };
        let span = assignment.span;
        let target = assignment.left.take_in(&builder);
        let value = assignment.right.take_in(&builder);
        let target = self.assignment_target(target);
        let mut parts = self.make.vec();
        // An array literal is an array for as long as nobody else has it.
        let is_array = matches!(value, Expression::ArrayExpression(_));
        let mut out = Out::Expressions(&mut parts);
        let mut held = self.hold(value, None, |name| target.writes(name), &mut out);
        let read = held.read(self, span);
        match target {
            Target::Array(array) if is_array => self.take_indexed(array.unbox(), read, &mut out),
            target => self.take_apart(span, target, read, &mut out),
        }
        parts.push(held.read(self, span));
        *expression = self.make.sequence(span, parts);
    }

    /// A statement that is an expression, not visited.
    pub fn expression_statement(
        &mut self,
        mut statement: Statement<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        if let Statement::ExpressionStatement(expression) = &mut statement {
            self.unused_expression(&mut expression.expression);
        }
        out.push(statement);
    }

    fn unused_pattern(
        &mut self,
        span: Span,
        target: Target<'a>,
        value: Expression<'a>,
    ) -> Expression<'a> {
        let mut parts = self.make.vec();
        self.take_apart(span, target, value, &mut Out::Expressions(&mut parts));
        if parts.is_empty() {
            return self.make.void_0(span);
        }
        self.make.sequence(span, parts)
    }

    /// An expression that has not been visited and whose value nobody uses: patterns need
    /// not keep what they take apart.
    pub fn unused_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::AssignmentExpression(assignment)
                if self.features.destructuring
                    && assignment.left.is_assignment_target_pattern() =>
            {
                let builder = self.builder();
                let span = assignment.span;
                self.visit_assignment_target(&mut assignment.left);
                self.visit_expression(&mut assignment.right);
                let target = assignment.left.take_in(&builder);
                let value = assignment.right.take_in(&builder);
                let target = self.assignment_target(target);
                *expression = self.unused_pattern(span, target, value);
            }
            Expression::SequenceExpression(sequence) => {
                for expression in &mut sequence.expressions {
                    self.unused_expression(expression);
                }
            }
            _ => self.visit_expression(expression),
        }
    }

    /// `catch (pattern) {…}`, visited.
    pub fn lower_catch_parameter(&mut self, clause: &mut CatchClause<'a>) {
        let Some(parameter) = &mut clause.param else { return };
        if !self.features.destructuring || parameter.pattern.is_binding_identifier() {
            return;
        }
        let make = self.make;
        let span = parameter.pattern.span();
        let name = self.names.unique("error");
        let pattern = std::mem::replace(&mut parameter.pattern, make.binding_pattern(span, name));
        let mut declarators = make.vec();
        self.declare_pattern(pattern, make.name(span, name), &mut declarators);
        let kind = if self.features.block_scoping {
            VariableDeclarationKind::Var
        } else {
            VariableDeclarationKind::Let
        };
        let declaration =
            Declaration::new_variable_declaration(span, kind, declarators, false, &self.builder());
        clause.body.body.insert(0, Statement::from(declaration));
    }

    /// `target = value` for a target of any kind.
    fn take_apart(
        &mut self,
        span: Span,
        target: Target<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        match target {
            Target::Name(name) => self.bind(span, name, value, out),
            Target::Plain(target) => {
                let assignment = self.assign(span, target, value);
                out.expression(self, span, assignment);
            }
            Target::Object(object) => self.take_object(object.unbox(), value, out),
            Target::Array(array) => self.take_array(array.unbox(), value, out),
        }
    }

    /// A part with its default, if it has one; `read` gives the value.
    fn take_element(&mut self, element: Element<'a>, read: Expression<'a>, out: &mut Out<'_, 'a>) {
        let Element { span, target, default } = element;
        let Some(default) = default else {
            self.take_apart(span, target, read, out);
            return;
        };
        let value = self.with_default(span, &target, read, default, out);
        self.take_apart(span, target, value, out);
    }

    /// `_a = read` and then `_a === void 0 ? default : _a`
    fn with_default(
        &mut self,
        span: Span,
        target: &Target<'a>,
        read: Expression<'a>,
        default: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) -> Expression<'a> {
        let make = self.make;
        let name = self.name_of_target(target);
        let default = match name {
            Some(name) => self.named_default(default, name),
            None => default,
        };
        if read.is_void_0() {
            return default;
        }
        if read.is_literal() {
            return read;
        }
        let base = name.or_else(|| base_name(&read)).unwrap_or("ref");
        let temporary = self.names.unique(base);
        let first = match out {
            Out::Declarators(list) => {
                list.push(make.declarator(span, temporary, Some(read)));
                make.name(span, temporary)
            }
            Out::Expressions(_) => {
                self.declare_temporary(temporary);
                make.assign_name(span, temporary, read)
            }
        };
        let test = make.binary(span, first, BinaryOperator::StrictEquality, make.void_0(span));
        make.conditional(span, test, default, make.name(span, temporary))
    }

    /// Declares `name`, or assigns it where declarators have no place.
    fn bind(
        &mut self,
        span: Span,
        name: ArenaBox<'a, BindingIdentifier<'a>>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        match out {
            Out::Declarators(list) => {
                let pattern = BindingPattern::BindingIdentifier(name);
                list.push(VariableDeclarator::new(
                    span,
                    pattern,
                    None,
                    Some(value),
                    false,
                    &self.builder(),
                ));
            }
            Out::Expressions(list) => {
                let name = self.make.text(name.name.as_str());
                list.push(self.make.assign_name(span, name, value));
            }
        }
    }

    /// A new variable that holds `value`.
    fn keep(
        &mut self,
        value: Expression<'a>,
        base: Option<&str>,
        out: &mut Out<'_, 'a>,
    ) -> &'a str {
        let span = value.span();
        let base = base.or_else(|| base_name(&value)).unwrap_or("ref");
        let name = self.names.unique(base);
        match out {
            Out::Declarators(list) => list.push(self.make.declarator(span, name, Some(value))),
            Out::Expressions(list) => {
                list.push(self.make.assign_name(span, name, value));
                self.declare_temporary(name);
            }
        }
        name
    }

    /// `value` for several reads; it stays where it is if it reads the same each time.
    /// `writes` tells which names are written in between.
    fn hold(
        &mut self,
        value: Expression<'a>,
        base: Option<&str>,
        writes: impl Fn(&str) -> bool,
        out: &mut Out<'_, 'a>,
    ) -> Held<'a> {
        match &value {
            Expression::ThisExpression(_) => Held::This,
            Expression::Identifier(identifier)
                if self.is_stable(identifier) && !writes(identifier.name.as_str()) =>
            {
                Held::Name(self.make.text(identifier.name.as_str()))
            }
            _ => Held::Name(self.keep(value, base, out)),
        }
    }
}

impl<'a> Held<'a> {
    /// # Panics
    /// When what is read once is read again.
    fn read(&mut self, driver: &Driver<'a, '_>, span: Span) -> Expression<'a> {
        match self {
            Self::Once(value) => value.take().expect("one read"),
            Self::Name(name) => driver.make.name(span, name),
            Self::This => driver.make.this(span),
        }
    }
}

impl<'a> Out<'_, 'a> {
    /// Something that is evaluated for its effects.
    fn expression(&mut self, driver: &mut Driver<'a, '_>, span: Span, value: Expression<'a>) {
        match self {
            Self::Declarators(list) => {
                let name = driver.names.unique("ref");
                list.push(driver.make.declarator(span, name, Some(value)));
            }
            Self::Expressions(list) => list.push(value),
        }
    }
}

/// What a variable that holds `value` may be called.
fn base_name<'e>(value: &'e Expression<'_>) -> Option<&'e str> {
    match value {
        Expression::Identifier(identifier) => Some(identifier.name.as_str()),
        Expression::StaticMemberExpression(member) => Some(member.property.name.as_str()),
        Expression::CallExpression(call) => base_name(&call.callee),
        _ => None,
    }
}
