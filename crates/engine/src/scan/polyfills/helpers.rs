//! What the functions that lowered code calls need of the run time.
//!
//! It is read off their sources: what came with ES2015 or later and is used without asking
//! `typeof` first. `Symbol.iterator` is an exception: helpers do without it for arrays and
//! texts, but what else there is to go over cannot be had without.

use std::sync::OnceLock;

use oxc::{
    allocator::Allocator,
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    parser::Parser,
    semantic::{Scoping, SemanticBuilder},
    span::SourceType,
};
use rustc_hash::FxHashMap;

use super::results;
use crate::transform_helpers::{HELPERS, source};

/// The globals and static properties that the helper `name`, and those that it imports, need.
#[must_use]
pub fn needs(name: &str) -> &'static [String] {
    static NEEDS: OnceLock<FxHashMap<&str, Vec<String>>> = OnceLock::new();
    let all = NEEDS.get_or_init(|| {
        HELPERS
            .iter()
            .map(|(name, _)| {
                let mut needs = Vec::new();
                collect(name, &mut Vec::new(), &mut needs);
                needs.sort_unstable();
                needs.dedup();
                (*name, needs)
            })
            .collect()
    });
    all.get(name).map_or(&[], Vec::as_slice)
}

/// A helper asks for the engine's own, since no polyfill could do what that does.
const NATIVE_ONLY: [(&str, &str); 1] = [("callSuper", "Reflect.construct")];

/// How the first argument of a helper has to do with `Symbol.iterator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Iterates {
    /// It is gone over, arrays and texts without iterators.
    Lists,
    /// It is not: the helper makes something that can be gone over.
    Nothing,
    /// Nobody has said.
    Anything,
}

#[must_use]
pub fn iterates(name: &str) -> Iterates {
    match name {
        "copyElements" | "forOf" | "openIterator" | "plainArray" | "takeElements"
        | "withElements" => Iterates::Lists,
        "asyncGenerator" | "generator" | "generatorFunction" => Iterates::Nothing,
        _ => Iterates::Anything,
    }
}

fn collect(name: &str, seen: &mut Vec<String>, needs: &mut Vec<String>) {
    let Some(text) = source(name).filter(|_| !seen.iter().any(|seen| seen == name)) else { return };
    seen.push(name.to_owned());
    needs.extend(read(text).into_iter().filter(|key| !NATIVE_ONLY.contains(&(name, key))));
    let imports = text.lines().filter_map(|line| line.strip_prefix("import ")?.split('"').nth(1));
    for import in imports {
        collect(import.trim_start_matches("./").trim_end_matches(".js"), seen, needs);
    }
}

/// What the text of a helper uses.
fn read(text: &str) -> Vec<String> {
    let allocator = Allocator::default();
    let program = Parser::new(&allocator, text, SourceType::mjs()).parse().program;
    let scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
    let mut walk = Walk { scoping: &scoping, used: Vec::new(), asked: Vec::new() };
    walk.visit_program(&program);
    let Walk { used, asked, .. } = walk;
    used.into_iter()
        .filter(|key| {
            let owner = key.split('.').next().unwrap_or(key);
            key == "Symbol.iterator" || !asked.iter().any(|asked| asked == owner || asked == key)
        })
        .collect()
}

struct Walk<'s> {
    scoping: &'s Scoping,
    used: Vec<String>,
    /// Asked for by `typeof`, or as a condition.
    asked: Vec<String>,
}

impl Walk<'_> {
    fn global<'e>(&self, expression: &'e Expression<'_>) -> Option<&'e str> {
        let Expression::Identifier(ident) = expression else { return None };
        let reference = self.scoping.get_reference(ident.reference_id.get()?);
        reference.symbol_id().is_none().then(|| ident.name.as_str())
    }

    fn key(&self, expression: &Expression<'_>) -> Option<String> {
        if let Some(name) = self.global(expression) {
            return Some(name.to_owned());
        }
        let Expression::StaticMemberExpression(member) = expression else { return None };
        Some(format!("{}.{}", self.global(&member.object)?, member.property.name))
    }

    fn ask(&mut self, condition: &Expression<'_>) {
        self.asked.extend(self.key(condition));
    }
}

impl<'a> VisitJs<'a> for Walk<'_> {
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        match self.key(expression) {
            Some(key) if !is_es5(&key) => self.used.push(key),
            Some(_) => {}
            None => walk_js::walk_expression(self, expression),
        }
    }

    fn visit_unary_expression(&mut self, unary: &UnaryExpression<'a>) {
        if unary.operator == UnaryOperator::Typeof {
            self.ask(&unary.argument);
        }
        walk_js::walk_unary_expression(self, unary);
    }

    fn visit_conditional_expression(&mut self, conditional: &ConditionalExpression<'a>) {
        self.ask(&conditional.test);
        walk_js::walk_conditional_expression(self, conditional);
    }

    fn visit_logical_expression(&mut self, logical: &LogicalExpression<'a>) {
        self.ask(&logical.left);
        walk_js::walk_logical_expression(self, logical);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        self.ask(&statement.test);
        walk_js::walk_if_statement(self, statement);
    }
}

/// Whether ES5 has a global, or a static property, in some form.
fn is_es5(key: &str) -> bool {
    let (owner, property) = key.split_once('.').unwrap_or((key, ""));
    match owner {
        "Object" => matches!(
            property,
            "" | "create"
                | "defineProperties"
                | "defineProperty"
                | "freeze"
                | "getOwnPropertyDescriptor"
                | "getOwnPropertyNames"
                | "getPrototypeOf"
                | "isExtensible"
                | "isFrozen"
                | "isSealed"
                | "keys"
                | "preventExtensions"
                | "prototype"
                | "seal"
        ),
        "Array" => matches!(property, "" | "isArray" | "prototype"),
        "String" => matches!(property, "" | "fromCharCode" | "prototype"),
        "Number" => {
            matches!(property, "" | "MAX_VALUE" | "MIN_VALUE" | "NaN" | "prototype")
        }
        "AggregateError" | "ArrayBuffer" | "Atomics" | "BigInt" | "DataView" | "Intl"
        | "Iterator" | "Map" | "Promise" | "Proxy" | "Reflect" | "Set" | "SharedArrayBuffer"
        | "SuppressedError" | "Symbol" | "URL" | "URLSearchParams" | "WeakMap" | "WeakRef"
        | "WeakSet" | "globalThis" => false,
        // Other names are of ES5 if the standard has them at all.
        owner => {
            results::instance(owner) != super::values::Kinds::TYPED_ARRAY
                || results::standard(owner).is_none()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::needs;

    #[test]
    fn helpers_say_what_they_need() {
        assert_eq!(needs("asyncToGenerator"), ["Promise", "Promise.resolve"]);
        assert_eq!(needs("asyncFunction"), ["Promise", "Promise.resolve"]);
        assert!(needs("asyncIterator").contains(&"Symbol.iterator".to_owned()));
        assert_eq!(needs("forOf"), ["Symbol.iterator"]);
        assert_eq!(needs("generator"), ["Symbol.iterator"]);
        assert!(needs("callSuper").is_empty());
        assert!(needs("createClass").is_empty());
        assert!(needs("toPropertyKey").is_empty());
        assert!(needs("objectSpread2").is_empty());
        assert!(needs("defineProperty").is_empty());
        assert!(needs("taggedTemplateLiteral").is_empty());
    }
}
