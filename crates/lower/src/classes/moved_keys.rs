//! Computed keys that the transformation of class fields has moved in front of the class.
//!
//! ```js
//! class A extends f() { [k()] = 1 }
//! // has become
//! _k = k();
//! class A extends f() { constructor() { super(...arguments); defineProperty(this, _k, 1) } }
//! // and becomes
//! _super = f();
//! _k = toPropertyKey(k());
//! class A extends _super { … }
//! ```
//! The superclass is evaluated before the keys, and a key is converted once.

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    span::GetSpan,
};

use super::{super::driver::Driver, is_effectful_key, is_pure_heritage};

impl<'a> Driver<'a, '_> {
    /// Statements that have not been visited.
    pub fn keys_before_classes(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        if !self.features.classes {
            return;
        }
        let mut index = statements.len();
        while index > 1 {
            index -= 1;
            if class_of(&mut statements[index]).is_none() {
                continue;
            }
            let keys = statements[..index].iter().rev().take_while(|one| is_key_statement(one));
            let start = index - keys.count();
            for statement in &mut statements[start..index] {
                if let Statement::ExpressionStatement(statement) = statement {
                    self.convert_key(&mut statement.expression);
                }
            }
            if start < index
                && let Some(class) = class_of(&mut statements[index])
                && let Some(first) = self.superclass_first(class)
            {
                let first = self.make.expression_statement(first.span(), first);
                statements.insert(start, first);
            }
            index = start;
        }
    }

    /// The same in `(_k = k(), class {})` and `(_k = k(), _class = class {}, …, _class)`,
    /// not visited.
    pub fn keys_before_class(&mut self, sequence: &mut SequenceExpression<'a>) {
        let keys = sequence.expressions.iter().take_while(|one| is_key(one)).count();
        if !self.features.classes || keys == 0 {
            return;
        }
        let class = match sequence.expressions.get_mut(keys) {
            Some(Expression::ClassExpression(class)) => class,
            Some(Expression::AssignmentExpression(assignment)) => match &mut assignment.right {
                Expression::ClassExpression(class) => class,
                _ => return,
            },
            _ => return,
        };
        let first = self.superclass_first(class);
        for key in &mut sequence.expressions[..keys] {
            self.convert_key(key);
        }
        if let Some(first) = first {
            sequence.expressions.insert(0, first);
        }
    }

    /// `_super = f()` for a superclass that it matters when to evaluate.
    fn superclass_first(&mut self, class: &mut Class<'a>) -> Option<Expression<'a>> {
        let heritage = class.heritage.as_mut()?;
        if is_pure_heritage(&heritage.expression) {
            return None;
        }
        let span = heritage.expression.span();
        let name = self.temporary("super");
        let value = heritage.expression.take_in(&self.make.builder());
        heritage.expression = self.make.name(span, name);
        Some(self.make.assign_name(span, name, value))
    }

    /// `_k = key` → `_k = toPropertyKey(key)`
    fn convert_key(&mut self, key: &mut Expression<'a>) {
        let Expression::AssignmentExpression(assignment) = key else { return };
        let value = assignment.right.take_in(&self.make.builder());
        let key = PropertyKey::from(value);
        let converts = is_effectful_key(&key) || matches!(key, PropertyKey::Identifier(_));
        let value = key.into_expression();
        let span = value.span();
        assignment.right =
            if converts { self.call_helper("toPropertyKey", span, [value]) } else { value };
    }
}

fn class_of<'s, 'a>(statement: &'s mut Statement<'a>) -> Option<&'s mut Class<'a>> {
    match statement {
        Statement::ClassDeclaration(class) => Some(class),
        Statement::ExportDeclaration(export) => match &mut export.declaration {
            Declaration::ClassDeclaration(class) => Some(class),
            _ => None,
        },
        Statement::ExportDefaultDeclaration(export) => match &mut export.declaration {
            ExportDefaultDeclarationKind::ClassDeclaration(class) => Some(class),
            _ => None,
        },
        _ => None,
    }
}

fn is_key_statement(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ExpressionStatement(statement) if is_key(&statement.expression))
}

/// A variable that stands nowhere in the source gets a value that does.
fn is_key(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::AssignmentExpression(assignment)
        if assignment.operator == AssignmentOperator::Assign
            && !assignment.right.span().is_empty()
            && !matches!(assignment.right, Expression::ClassExpression(_))
            && matches!(&assignment.left, AssignmentTarget::AssignmentTargetIdentifier(target)
                if target.span.is_empty()))
}
