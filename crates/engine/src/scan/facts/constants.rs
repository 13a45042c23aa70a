//! Bindings that always have the same primitive value.

use oxc::{ast::ast::*, syntax::operator::LogicalOperator};

use super::Walk;
use crate::{
    module::{Constant, ConstantSource, StatementId},
    scan::properties::MARK,
};

/// Nested deeper, nobody writes constants.
const MAX_DEPTH: usize = 32;

impl Walk<'_> {
    /// Notes `const name = value` where the value is a constant or made of constants.
    pub(super) fn constant_declaration(&mut self, id: StatementId, declaration: &Declaration<'_>) {
        let Declaration::VariableDeclaration(declaration) = declaration else { return };
        if declaration.kind.is_using() {
            return;
        }
        let [declarator] = declaration.declarations.as_slice() else { return };
        let BindingPattern::BindingIdentifier(ident) = &declarator.id else { return };
        let symbol = ident.symbol_id();
        if self.scoping.symbol_is_mutated(symbol)
            || !self.scoping.symbol_redeclarations(symbol).is_empty()
        {
            return;
        }
        let Some(init) = &declarator.init else { return };
        let mut derived = false;
        let (imports, constants) = (&self.imports, &self.constants);
        let value = evaluate(init, &mut |ident| {
            let Some(symbol) = self.symbol_of(ident) else {
                return (ident.name == "undefined").then_some(Constant::Undefined);
            };
            match constants.get(&symbol) {
                Some(ConstantSource::Value(value)) => return Some(value.clone()),
                Some(ConstantSource::Derived(_)) => derived = true,
                None => derived |= imports.contains_key(&symbol),
            }
            None
        });
        if let Some(value) = value {
            self.constants.insert(symbol, ConstantSource::Value(value));
        } else if derived && is_simple(init, 0) {
            self.constants.insert(symbol, ConstantSource::Derived(id));
        }
    }
}

/// An expression of operators and names, which is worth evaluating again later.
fn is_simple(expression: &Expression<'_>, depth: usize) -> bool {
    let is_simple = |expression: &Expression<'_>| is_simple(expression, depth + 1);
    depth < MAX_DEPTH
        && match expression {
            Expression::Identifier(_)
            | Expression::StringLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_) => true,
            Expression::TemplateLiteral(template) => template.expressions.iter().all(is_simple),
            Expression::UnaryExpression(unary) => is_simple(&unary.argument),
            Expression::BinaryExpression(binary) => {
                is_simple(&binary.left) && is_simple(&binary.right)
            }
            Expression::LogicalExpression(logical) => {
                is_simple(&logical.left) && is_simple(&logical.right)
            }
            Expression::ConditionalExpression(conditional) => {
                is_simple(&conditional.test)
                    && is_simple(&conditional.consequent)
                    && is_simple(&conditional.alternate)
            }
            _ => false,
        }
}

/// The value of `expression`, if it is a primitive that can be told without running anything.
/// `lookup` gives the values of names.
pub fn evaluate(
    expression: &Expression<'_>,
    lookup: &mut dyn FnMut(&IdentifierReference<'_>) -> Option<Constant>,
) -> Option<Constant> {
    // `NaN` and `Infinity` are names, which may mean something else where they would stand.
    evaluate_at(expression, lookup, 0).filter(|value| match value {
        Constant::Number(bits) => f64::from_bits(*bits).is_finite(),
        _ => true,
    })
}

fn evaluate_at(
    expression: &Expression<'_>,
    lookup: &mut dyn FnMut(&IdentifierReference<'_>) -> Option<Constant>,
    depth: usize,
) -> Option<Constant> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut of = |expression: &Expression<'_>| evaluate_at(expression, lookup, depth + 1);
    match expression {
        Expression::StringLiteral(literal)
            // What stands in the place of a name of a property is not known yet.
            if !literal.lone_surrogates && !literal.value.ends_with(MARK) =>
        {
            Some(Constant::Text(literal.value.as_str().into()))
        }
        Expression::NumericLiteral(literal) => Some(number(literal.value)),
        Expression::BooleanLiteral(literal) => Some(Constant::Boolean(literal.value)),
        Expression::NullLiteral(_) => Some(Constant::Null),
        Expression::TemplateLiteral(template) => {
            let mut text = String::new();
            for (index, quasi) in template.quasis.iter().enumerate() {
                if quasi.lone_surrogates
                    || quasi.value.cooked.is_some_and(|text| text.ends_with(MARK))
                {
                    return None;
                }
                text.push_str(quasi.value.cooked?.as_str());
                if let Some(expression) = template.expressions.get(index) {
                    text.push_str(&to_text(&of(expression)?)?);
                }
            }
            Some(Constant::Text(text.into()))
        }
        Expression::UnaryExpression(unary) => {
            if unary.operator == UnaryOperator::Void {
                // What is not used need not be known, but must have no effect.
                return of(&unary.argument).map(|_| Constant::Undefined);
            }
            let value = of(&unary.argument)?;
            match unary.operator {
                UnaryOperator::LogicalNot => Some(Constant::Boolean(!is_true(&value))),
                UnaryOperator::UnaryNegation => Some(number(-to_number(&value)?)),
                UnaryOperator::UnaryPlus => Some(number(to_number(&value)?)),
                UnaryOperator::BitwiseNot => Some(number(f64::from(!to_int32(&value)?))),
                UnaryOperator::Typeof => Some(Constant::Text(type_of(&value).into())),
                UnaryOperator::Delete | UnaryOperator::Void => None,
            }
        }
        Expression::BinaryExpression(binary) => {
            let (left, right) = (of(&binary.left)?, of(&binary.right)?);
            operate(binary.operator, &left, &right)
        }
        Expression::LogicalExpression(logical) => {
            let left = of(&logical.left)?;
            let stays = match logical.operator {
                LogicalOperator::And => !is_true(&left),
                LogicalOperator::Or => is_true(&left),
                LogicalOperator::Coalesce => !matches!(left, Constant::Null | Constant::Undefined),
            };
            if stays { Some(left) } else { of(&logical.right) }
        }
        Expression::ConditionalExpression(conditional) => {
            let test = of(&conditional.test)?;
            of(if is_true(&test) { &conditional.consequent } else { &conditional.alternate })
        }
        Expression::Identifier(ident) => lookup(ident),
        _ => None,
    }
}

fn number(value: f64) -> Constant {
    Constant::Number(value.to_bits())
}

/// Whether a condition holds for it.
pub fn is_true(value: &Constant) -> bool {
    match value {
        Constant::Undefined | Constant::Null => false,
        Constant::Boolean(value) => *value,
        Constant::Number(bits) => {
            let value = f64::from_bits(*bits);
            value != 0.0 && !value.is_nan()
        }
        Constant::Text(text) => !text.is_empty(),
    }
}

fn type_of(value: &Constant) -> &'static str {
    match value {
        Constant::Undefined => "undefined",
        Constant::Null => "object",
        Constant::Boolean(_) => "boolean",
        Constant::Number(_) => "number",
        Constant::Text(_) => "string",
    }
}

/// Numbers only: what text means as a number is left to the engine that runs it.
fn to_number(value: &Constant) -> Option<f64> {
    match value {
        Constant::Number(bits) => Some(f64::from_bits(*bits)),
        Constant::Boolean(value) => Some(f64::from(u8::from(*value))),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "that is the operation")]
fn to_int32(value: &Constant) -> Option<i32> {
    let value = to_number(value)?;
    let is_safe = value.fract() == 0.0 && value.abs() < 9e15;
    is_safe.then_some(value as i64 as i32)
}

/// Integers only: how others are written is left to the engine that runs it.
#[expect(clippy::cast_possible_truncation, reason = "checked before")]
fn to_text(value: &Constant) -> Option<String> {
    match value {
        Constant::Text(text) => Some(text.to_string()),
        Constant::Undefined => Some("undefined".to_owned()),
        Constant::Null => Some("null".to_owned()),
        Constant::Boolean(value) => Some(value.to_string()),
        Constant::Number(bits) => {
            let value = f64::from_bits(*bits);
            (value.fract() == 0.0 && value.abs() < 9e15).then(|| (value as i64).to_string())
        }
    }
}

#[expect(clippy::cast_sign_loss, clippy::float_cmp, reason = "as the operators do")]
fn operate(operator: BinaryOperator, left: &Constant, right: &Constant) -> Option<Constant> {
    if operator == BinaryOperator::Addition
        && (matches!(left, Constant::Text(_)) || matches!(right, Constant::Text(_)))
    {
        return Some(Constant::Text((to_text(left)? + &to_text(right)?).into()));
    }
    let equal = || match (left, right) {
        (Constant::Number(left), Constant::Number(right)) => {
            f64::from_bits(*left) == f64::from_bits(*right)
        }
        (left, right) => left == right,
    };
    let same_type = type_of(left) == type_of(right);
    match operator {
        BinaryOperator::StrictEquality => return Some(Constant::Boolean(equal())),
        BinaryOperator::StrictInequality => return Some(Constant::Boolean(!equal())),
        BinaryOperator::Equality if same_type => return Some(Constant::Boolean(equal())),
        BinaryOperator::Inequality if same_type => return Some(Constant::Boolean(!equal())),
        _ => {}
    }
    let (a, b) = (to_number(left)?, to_number(right)?);
    let bits = || Some((to_int32(left)?, to_int32(right)?));
    Some(match operator {
        BinaryOperator::Addition => number(a + b),
        BinaryOperator::Subtraction => number(a - b),
        BinaryOperator::Multiplication => number(a * b),
        BinaryOperator::Division => number(a / b),
        BinaryOperator::Remainder => number(a % b),
        BinaryOperator::LessThan => Constant::Boolean(a < b),
        BinaryOperator::LessEqualThan => Constant::Boolean(a <= b),
        BinaryOperator::GreaterThan => Constant::Boolean(a > b),
        BinaryOperator::GreaterEqualThan => Constant::Boolean(a >= b),
        BinaryOperator::BitwiseAnd => number(f64::from(bits()?.0 & bits()?.1)),
        BinaryOperator::BitwiseOR => number(f64::from(bits()?.0 | bits()?.1)),
        BinaryOperator::BitwiseXOR => number(f64::from(bits()?.0 ^ bits()?.1)),
        BinaryOperator::ShiftLeft => {
            number(f64::from(bits()?.0.wrapping_shl(bits()?.1 as u32 & 31)))
        }
        BinaryOperator::ShiftRight => {
            number(f64::from(bits()?.0.wrapping_shr(bits()?.1 as u32 & 31)))
        }
        BinaryOperator::ShiftRightZeroFill => {
            number(f64::from((bits()?.0 as u32).wrapping_shr(bits()?.1 as u32 & 31)))
        }
        _ => return None,
    })
}
