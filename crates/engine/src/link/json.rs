//! Which parts of a value are used: the keys of JSON, and of objects like it.

use oxc::{allocator::Vec as ArenaVec, ast::ast::*, semantic::SymbolId, str::CompactStr};

use crate::{
    module::{Constant, Module, Path},
    scan::{facts::evaluate, properties::plain},
};

/// The used keys of an object, and of the objects in it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Anything may look at all of it.
    pub whole: bool,
    children: Vec<(CompactStr, Keys)>,
}

impl Keys {
    /// `path` is used, and all that it leads to. Whether that is news.
    pub fn add(&mut self, path: &[CompactStr]) {
        if self.whole {
            return;
        }
        let Some((first, rest)) = path.split_first() else {
            self.whole = true;
            self.children = Vec::new();
            return;
        };
        let index = self.children.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
            self.children.push((first.clone(), Keys::default()));
            self.children.len() - 1
        });
        self.children[index].1.add(rest);
    }

    fn get(&self, key: &str) -> Option<&Keys> {
        self.children.iter().find(|(known, _)| known == key).map(|(_, keys)| keys)
    }

    /// All that is used of `value` are primitives, so nobody needs the object.
    fn are_primitive(&self, value: &Expression<'_>) -> bool {
        match value {
            Expression::ObjectExpression(object) => {
                !self.whole
                    && self.children.iter().all(|(key, keys)| {
                        property(object, key).is_some_and(|value| keys.are_primitive(value))
                    })
            }
            value => primitive(value).is_some(),
        }
    }
}

/// Texts beyond this are not repeated.
const LONG: usize = 100;

fn primitive(value: &Expression<'_>) -> Option<Constant> {
    let value = evaluate(value, &mut |_| None)?;
    let is_short = !matches!(&value, Constant::Text(text) if text.len() > LONG);
    is_short.then_some(value)
}

fn property<'e, 'a>(object: &'e ObjectExpression<'a>, key: &str) -> Option<&'e Expression<'a>> {
    // Of two with the same name the last counts.
    object.properties.iter().rev().find_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property)
            if property.key.static_name().is_some_and(|name| plain(&name) == key) =>
        {
            Some(&property.value)
        }
        _ => None,
    })
}

/// The value that a module consists of; one of CommonJS may have other bindings beside it.
fn value(module: &Module) -> Option<&Expression<'_>> {
    let symbol = module.facts.default_symbol?;
    module.ast.program().body.iter().find_map(|statement| match statement {
        Statement::VariableDeclaration(declaration) => declaration
            .declarations
            .iter()
            .find(|declarator| declares(declarator, symbol))
            .and_then(|declarator| declarator.init.as_ref()),
        _ => None,
    })
}

fn declares(declarator: &VariableDeclarator<'_>, symbol: SymbolId) -> bool {
    matches!(&declarator.id, BindingPattern::BindingIdentifier(id)
        if id.symbol_id.get() == Some(symbol))
}

/// Nothing but primitives of the module are used.
pub fn is_inlined(module: &Module, keys: &Keys) -> bool {
    value(module).is_some_and(|value| keys.are_primitive(value))
}

/// What a chain that begins with the value, or with `key` of it, leads to.
pub fn constant(
    module: &Module,
    key: Option<&CompactStr>,
    path: &Path,
) -> Option<(usize, Constant)> {
    let mut value = value(module)?;
    if let (Expression::ObjectExpression(object), Some(key)) = (value, key) {
        value = property(object, key)?;
    }
    let mut depth = 0;
    while let Expression::ObjectExpression(object) = value {
        value = property(object, path.names.get(depth)?)?;
        depth += 1;
    }
    Some((depth, primitive(value)?))
}

/// The module is one primitive.
pub fn is_primitive(module: &Module) -> bool {
    value(module).is_some_and(|value| primitive(value).is_some())
}

/// Takes the keys out of the value of a module, which `symbol` names, that are not used.
pub fn prune(statements: &mut ArenaVec<'_, Statement<'_>>, symbol: SymbolId, keys: &Keys) {
    for statement in statements {
        if let Statement::VariableDeclaration(declaration) = statement {
            for declarator in &mut declaration.declarations {
                if declares(declarator, symbol)
                    && let Some(init) = &mut declarator.init
                {
                    prune_value(init, keys);
                }
            }
        }
    }
}

fn prune_value(value: &mut Expression<'_>, keys: &Keys) {
    let Expression::ObjectExpression(object) = value else { return };
    if keys.whole {
        return;
    }
    object.properties.retain_mut(|property| {
        let ObjectPropertyKind::ObjectProperty(property) = property else { return true };
        let Some(name) = property.key.static_name() else { return true };
        let Some(keys) = keys.get(plain(&name)) else { return false };
        prune_value(&mut property.value, keys);
        true
    });
}
