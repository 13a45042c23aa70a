//! The members of TypeScript's enums, which are constants wherever they are imported.

use oxc::{ast::ast::*, semantic::Scoping, str::CompactStr, syntax::constant_value::ConstantValue};

use crate::module::{Constant, Facts};

/// By the name of the enum, before it becomes a function.
pub type Enums = Vec<(CompactStr, Vec<(CompactStr, Constant)>)>;

/// The enums at the top level of `program`, with the members whose values are known.
pub fn collect(program: &Program<'_>, scoping: &Scoping) -> Enums {
    let declared = program.body.iter().filter_map(|statement| match statement {
        Statement::TSEnumDeclaration(declaration) => Some(declaration),
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::TSEnumDeclaration(declaration) => Some(declaration),
            _ => None,
        },
        _ => None,
    });
    let mut enums = Enums::new();
    for declaration in declared.filter(|declaration| !declaration.declare) {
        let name = CompactStr::from(declaration.id.name.as_str());
        let Some(symbol) = declaration.id.symbol_id.get() else { continue };
        let mut members = Vec::new();
        for scope in scoping.get_enum_body_scopes(symbol).into_iter().flatten() {
            for (name, member) in scoping.get_bindings(*scope) {
                let value = match scoping.get_enum_member_value(*member) {
                    Some(ConstantValue::Number(value)) if value.is_finite() => {
                        Constant::Number(value.to_bits())
                    }
                    Some(ConstantValue::String(text)) => Constant::Text(text.as_str().into()),
                    _ => continue,
                };
                members.push((CompactStr::from(name.as_str()), value));
            }
        }
        members.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
        if !enums.iter().any(|(known, _)| *known == name) {
            enums.push((name, members));
        }
    }
    enums
}

/// Notes them by the symbols that they have in the end.
pub fn add(facts: &mut Facts, enums: Enums, scoping: &Scoping) {
    for (name, members) in enums {
        let Some(symbol) = scoping.get_binding(scoping.root_scope_id(), name.as_str().into())
        else {
            continue;
        };
        facts.enums.insert(symbol, members);
    }
}
