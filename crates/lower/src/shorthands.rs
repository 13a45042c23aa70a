//! Properties that the printer would shorten on its own.
//!
//! `oxc_codegen` prints `{ x: x }` as `{ x }` wherever the two names are the same in the
//! end, mangled ones included. A key that is no plain name is printed as it stands.

use oxc::{
    allocator::{Allocator, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
};

/// Makes `program` print without shorthand properties. The last step before printing: for
/// anything else the tree is wrong afterwards.
pub fn forbid_shorthands<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    Forbid { builder: AstBuilder::new(allocator) }.visit_program(program);
}

struct Forbid<'a> {
    builder: AstBuilder<'a>,
}

impl<'a> VisitJsMut<'a> for Forbid<'a> {
    fn visit_object_property(&mut self, property: &mut ObjectProperty<'a>) {
        if matches!(property.value, Expression::Identifier(_))
            && let PropertyKey::StaticIdentifier(key) = &mut property.key
        {
            let key = key.take_in(&self.builder);
            let name = Expression::new_identifier(key.span, key.name, &self.builder);
            property.key = PropertyKey::from(name);
            property.shorthand = false;
            return;
        }
        walk_js_mut::walk_object_property(self, property);
    }
}
