//! Puts short names of properties where [`crate::scan::properties`] left its marks.

use oxc::{
    allocator::{Allocator, ArenaVec},
    ast::ast::*,
    ast_visit::{VisitMut, walk_mut},
    str::{CompactStr, Ident, Str},
};
use rustc_hash::FxHashMap;

use crate::scan::properties::MARK;

/// Takes the marks out of `body`: what has no name in `names` is called as it was.
pub fn rename<'a>(
    body: &mut ArenaVec<'a, Statement<'a>>,
    names: &FxHashMap<CompactStr, CompactStr>,
    allocator: &'a Allocator,
) {
    let mut renamer = Renamer { names, allocator };
    for statement in body {
        renamer.visit_statement(statement);
    }
}

struct Renamer<'n, 'a> {
    names: &'n FxHashMap<CompactStr, CompactStr>,
    allocator: &'a Allocator,
}

impl<'a> Renamer<'_, 'a> {
    fn name(&self, marked: &str) -> Option<&'a str> {
        let original = marked.strip_suffix(MARK)?;
        let name = self.names.get(original).map_or(original, CompactStr::as_str);
        Some(self.allocator.alloc_str(name))
    }

    fn ident(&self, name: &mut Ident<'a>) {
        if let Some(renamed) = self.name(name) {
            *name = renamed.into();
        }
    }
}

impl<'a> VisitMut<'a> for Renamer<'_, 'a> {
    fn visit_identifier_name(&mut self, name: &mut IdentifierName<'a>) {
        self.ident(&mut name.name);
    }

    fn visit_string_literal(&mut self, literal: &mut StringLiteral<'a>) {
        if let Some(renamed) = self.name(&literal.value) {
            literal.value = Str::from(renamed);
            literal.raw = None;
        }
    }

    fn visit_template_element(&mut self, element: &mut TemplateElement<'a>) {
        if let Some(cooked) = element.value.cooked
            && let Some(renamed) = self.name(&cooked)
        {
            element.value.raw = Str::from(renamed);
            element.value.cooked = Some(Str::from(renamed));
        }
        walk_mut::walk_template_element(self, element);
    }
}
