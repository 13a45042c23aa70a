//! CommonJS modules that are values: no effects, no requests, only what they export.
//!
//! ```js
//! module.exports = "text";
//! exports.a = () => 1; exports.b = 2;
//! ```
//! Such a module is the same to everybody whenever it runs, as JSON is, so it is handled like
//! JSON: it stands before everything else, and what of it is not used is left out.

use oxc::{
    allocator::{Allocator, ArenaVec, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    span::{GetSpan, Span},
    str::CompactStr,
};

use super::properties::plain;
use crate::module::{Facts, ModuleFormat, StatementId};

/// What the module exports.
pub struct Value {
    pub keys: Vec<CompactStr>,
    /// Its methods are functions of its own.
    pub lone_methods: bool,
}

/// Rewrites a module that is a value to one with a default export. `None`: it is not one, and
/// stays as it was.
pub fn convert<'a>(
    program: &mut Program<'a>,
    facts: &Facts,
    allocator: &'a Allocator,
) -> Option<Value> {
    let uses = facts.uses;
    let asks = facts.globals.iter().any(|name| name == "require" || name == "arguments");
    if facts.format != ModuleFormat::CommonJs
        || !facts.records.is_empty()
        || asks
        || uses.this
        || uses.sloppy
        || uses.direct_eval
        || facts.es_module_flag
    {
        return None;
    }
    let whole = program.body.iter().position(|statement| whole_value(statement).is_some());
    let is_quiet = program.body.iter().enumerate().all(|(index, _)| {
        let statement = &facts.statements[StatementId::from_usize(index)];
        Some(index) == whole || statement.gives.is_some() || !statement.side_effects
    });
    if !is_quiet {
        return None;
    }
    match whole {
        Some(index) => convert_whole(program, facts, index, allocator),
        None => convert_names(program, facts, allocator),
    }
}

/// `module.exports = value`, where nothing else is exported and the value has no effects.
fn convert_whole<'a>(
    program: &mut Program<'a>,
    facts: &Facts,
    index: usize,
    allocator: &'a Allocator,
) -> Option<Value> {
    if facts.common_js.mentions != 1 || !facts.common_js.whole_is_pure {
        return None;
    }
    if let Some(Expression::ObjectExpression(object)) = whole_value(&program.body[index])
        && !is_plain_object(object)
    {
        return None;
    }
    let value = take_value(&mut program.body[index], allocator)?;
    let described = describe(&value);
    let span = value.span();
    program.body[index] = default_export(value, span, &AstBuilder::new(allocator));
    Some(described)
}

/// `exports.a = value` and so on, each name once.
fn convert_names<'a>(
    program: &mut Program<'a>,
    facts: &Facts,
    allocator: &'a Allocator,
) -> Option<Value> {
    let builder = AstBuilder::new(allocator);
    if !facts.common_js.known || !facts.common_js.reads.is_empty() {
        return None;
    }
    let given = |index: usize| facts.statements[StatementId::from_usize(index)].gives.as_ref();
    let mut names: Vec<&CompactStr> =
        (0..program.body.len()).filter_map(|index| Some(&given(index)?.name)).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let are_assigned = program
        .body
        .iter()
        .enumerate()
        .all(|(index, statement)| given(index).is_none() || assignment(statement).is_some());
    if count == 0 || names.len() != count || !are_assigned {
        return None;
    }
    let mut properties = ArenaVec::new_in(&allocator);
    for (index, statement) in program.body.iter_mut().enumerate() {
        let Some(given) = given(index) else { continue };
        let Some(value) = take_value(statement, allocator) else { continue };
        let name = allocator.alloc_str(&given.name);
        properties.push(ObjectPropertyKind::new_object_property(
            value.span(),
            PropertyKind::Init,
            PropertyKey::new_static_identifier(Span::default(), name, &builder),
            value,
            false,
            false,
            false,
            &builder,
        ));
    }
    let value = Expression::new_object_expression(Span::default(), properties, &builder);
    let described = describe(&value);
    program.body.push(default_export(value, Span::default(), &builder));
    Some(described)
}

fn default_export<'a>(
    value: Expression<'a>,
    span: Span,
    builder: &AstBuilder<'a>,
) -> Statement<'a> {
    let value = ExportDefaultDeclarationKind::from(value);
    Statement::new_export_default_declaration(span, value, builder)
}

fn assignment<'s, 'a>(statement: &'s Statement<'a>) -> Option<&'s AssignmentExpression<'a>> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(assignment) = &statement.expression else { return None };
    Some(assignment)
}

/// `module.exports = value`
pub fn whole_value<'s, 'a>(statement: &'s Statement<'a>) -> Option<&'s Expression<'a>> {
    let assignment = assignment(statement)?;
    let AssignmentTarget::StaticMemberExpression(target) = &assignment.left else { return None };
    let Expression::Identifier(object) = &target.object else { return None };
    let is_whole = assignment.operator == AssignmentOperator::Assign
        && target.property.name == "exports"
        && object.name == "module";
    is_whole.then_some(&assignment.right)
}

fn take_value<'a>(
    statement: &mut Statement<'a>,
    allocator: &'a Allocator,
) -> Option<Expression<'a>> {
    let Statement::ExpressionStatement(expression) = statement else { return None };
    let Expression::AssignmentExpression(assignment) = &mut expression.expression else {
        return None;
    };
    let value = assignment.right.take_in(&allocator);
    let span = expression.span;
    *statement = Statement::new_empty_statement(span, &AstBuilder::new(allocator));
    Some(value)
}

/// Every property has a name and a value of its own.
fn is_plain_object(object: &ObjectExpression<'_>) -> bool {
    let mut names: Vec<_> = Vec::new();
    for property in &object.properties {
        let ObjectPropertyKind::ObjectProperty(property) = property else { return false };
        let Some(name) = property.key.static_name() else { return false };
        if property.kind != PropertyKind::Init || property.computed || name == "__proto__" {
            return false;
        }
        names.push(name);
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() == count
}

fn describe(value: &Expression<'_>) -> Value {
    let Expression::ObjectExpression(object) = value else {
        return Value { keys: Vec::new(), lone_methods: false };
    };
    let properties = object.properties.iter().filter_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property) => Some(property),
        ObjectPropertyKind::SpreadProperty(_) => None,
    });
    let mut keys = Vec::new();
    let mut lone_methods = true;
    for property in properties {
        lone_methods &= matches!(
            &property.value,
            Expression::FunctionExpression(_)
                | Expression::ArrowFunctionExpression(_)
                | Expression::StringLiteral(_)
                | Expression::NumericLiteral(_)
                | Expression::BooleanLiteral(_)
                | Expression::NullLiteral(_)
                | Expression::ObjectExpression(_)
                | Expression::ArrayExpression(_)
        );
        if let Some(name) = property.key.static_name()
            && name != "default"
        {
            keys.push(plain(&name).into());
        }
    }
    Value { keys, lone_methods }
}
