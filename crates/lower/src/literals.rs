//! Names and directives in the forms of ES5.
//!
//! The printer writes strings and numbers by their values: `\u{1F600}` as the character that
//! it is, U+2028 as an escape, `0b11` and `1_000` in decimal. What is left are variables
//! whose names have characters beyond U+FFFF, which ES5 has in strings only (properties are
//! quoted when they are printed), and directives, which are written as they stand.

use oxc::{
    allocator::{ArenaBox, TakeIn},
    ast::ast::*,
    ast_visit::VisitJsMut,
};
use rustc_hash::FxHashMap;

use super::{Problem, driver::Driver};

/// Whether ES5 has no such name, though later editions have: properties have to be quoted.
/// Names of ES5 are letters and digits below U+10000; later ones take what once was a letter
/// or a digit too (Unicode, `Other_ID_Start` and `Other_ID_Continue`).
#[must_use]
pub fn is_newer_name(name: &str) -> bool {
    !name.is_ascii()
        && name.chars().any(|char| {
            char > '\u{FFFF}'
                || matches!(
                    char,
                    '\u{B7}' | '\u{387}' | '\u{1369}'
                        ..='\u{1371}'
                            | '\u{1885}'
                            | '\u{1886}'
                            | '\u{19DA}'
                            | '\u{2118}'
                            | '\u{212E}'
                            | '\u{309B}'
                            | '\u{309C}'
                )
        })
}

/// Whether names of this kind, or directives, may occur in a source.
pub fn may_have_newer_names(source: &str) -> bool {
    is_newer_name(source) || source.contains("\\u{")
}

/// `\u{1F600}`, which directives keep.
pub fn is_newer_directive(directive: &Directive) -> bool {
    directive.directive.contains("\\u{")
}

impl<'a> Driver<'a, '_> {
    /// Gives variables and labels other names. After the walk, since it knows bindings by
    /// their names.
    pub fn replace_newer_names(&mut self, program: &mut Program<'a>) {
        let old = program.body.take_in(&self.make.builder());
        for statement in old {
            match statement {
                Statement::ExportDeclaration(export) => self.split_export(export, program),
                statement => program.body.push(statement),
            }
        }
        NewerNames { driver: self, names: FxHashMap::default() }.visit_program(program);
    }

    /// `export var 𠮷;` → `var 𠮷; export { 𠮷 };`
    fn split_export(
        &mut self,
        mut export: ArenaBox<'a, ExportDeclaration<'a>>,
        program: &mut Program<'a>,
    ) {
        let mut names = Vec::new();
        oxc_ecmascript::BoundNames::bound_names(&export.declaration, &mut |ident| {
            names.push(self.make.text(ident.name.as_str()));
        });
        if !names.iter().any(|name| is_newer_name(name)) {
            program.body.push(Statement::ExportDeclaration(export));
            return;
        }
        let span = export.span;
        let declaration = export.declaration.take_in(&self.make.builder());
        program.body.push(Statement::from(declaration));
        let names = names.into_iter().map(|name| (name, name));
        program.body.push(self.make.export_names(span, names));
    }
}

struct NewerNames<'a, 's, 'd> {
    driver: &'d mut Driver<'a, 's>,
    /// New names by old ones; a global variable keeps its own.
    names: FxHashMap<&'a str, &'a str>,
}

impl<'a> NewerNames<'a, '_, '_> {
    /// The new name of what is called `name`, if it has to have one.
    fn renamed(&mut self, name: &str) -> Option<&'a str> {
        if !is_newer_name(name) {
            return None;
        }
        if let Some(new) = self.names.get(name) {
            return Some(new);
        }
        let new = self.driver.names.unique("name");
        self.names.insert(self.driver.make.text(name), new);
        Some(new)
    }

    fn is_global(&self, name: &str) -> bool {
        self.driver.scoping.root_unresolved_references().contains_key(name)
    }
}

impl<'a> VisitJsMut<'a> for NewerNames<'a, '_, '_> {
    fn visit_binding_identifier(&mut self, identifier: &mut BindingIdentifier<'a>) {
        if let Some(name) = self.renamed(&identifier.name) {
            identifier.name = name.into();
        }
    }

    fn visit_identifier_reference(&mut self, identifier: &mut IdentifierReference<'a>) {
        let name = identifier.name.as_str();
        if is_newer_name(name) && !self.names.contains_key(name) && self.is_global(name) {
            self.driver.problems.push(Problem {
                code: "name-not-lowered",
                message: format!("the target has no variables with names such as `{name}`"),
                span: identifier.span,
                hint: Some("use it as a property of `globalThis`"),
                is_error: false,
            });
            let name = self.driver.make.text(name);
            self.names.insert(name, name);
        }
        if let Some(name) = self.renamed(&identifier.name) {
            identifier.name = name.into();
        }
    }

    fn visit_label_identifier(&mut self, label: &mut LabelIdentifier<'a>) {
        if let Some(name) = self.renamed(&label.name) {
            label.name = name.into();
        }
    }

    fn visit_directive(&mut self, directive: &mut Directive<'a>) {
        if is_newer_directive(directive) {
            let text = escape_by_units(&directive.directive);
            directive.directive = self.driver.make.text(&text).into();
        }
    }
}

/// `\u{1F600}` → `\uD83D\uDE00`
fn escape_by_units(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(position) = rest.find('\\') {
        text.push_str(&rest[..position]);
        let escape = &rest[position..];
        let code_point = escape
            .strip_prefix("\\u{")
            .and_then(|digits| digits.split_once('}'))
            .and_then(|(digits, after)| Some((u32::from_str_radix(digits, 16).ok()?, after)));
        if let Some((code_point, after)) = code_point {
            match char::from_u32(code_point) {
                Some(char) => {
                    for unit in char.encode_utf16(&mut [0; 2]) {
                        text.push_str(&format!("\\u{unit:04X}"));
                    }
                }
                None => text.push_str(&format!("\\u{code_point:04X}")),
            }
            rest = after;
        } else {
            let length = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
            text.push_str(&escape[..length]);
            rest = &escape[length..];
        }
    }
    text + rest
}
