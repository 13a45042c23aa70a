//! Properties that are read from imports.

use oxc::{ast::ast::*, semantic::SymbolId, span::Span, str::CompactStr};

use super::{MemberUse, Path, Walk};
use crate::{module::RecordId, scan::properties::plain};

/// What a chain of properties begins with.
enum Root<'e, 'a> {
    Import(SymbolId),
    /// A variable that holds the answer of a request.
    Tracked(SymbolId),
    /// The request itself.
    Request(&'e Expression<'a>),
}

impl Walk<'_> {
    /// Notes `import.a.b`; `false` if the expression is something else.
    pub(super) fn member(&mut self, expression: &Expression<'_>, called: bool) -> bool {
        let Expression::StaticMemberExpression(_) = expression else { return false };
        let mut names = Vec::new();
        let mut first = Span::default();
        let mut object = expression;
        while let Expression::StaticMemberExpression(member) = object {
            if member.optional {
                return false;
            }
            names.push(CompactStr::from(plain(&member.property.name)));
            first = member.property.span;
            object = &member.object;
        }
        let Some(root) = self.root(object) else {
            if self.may_be_common_js {
                names.reverse();
                self.reads_exports(object, &names, called);
            }
            return false;
        };
        self.es_module_flag |= names.iter().any(|name| name == "__esModule");
        names.reverse();
        let path = Path { names, called };
        match root {
            Root::Import(symbol) => self.member_of_import(symbol, path, first),
            Root::Tracked(symbol) => {
                self.need(symbol);
                self.track(symbol, path);
            }
            Root::Request(request) => {
                let before = self.records.len();
                self.visit_request(request);
                if self.records.len() > before {
                    self.records[RecordId::from_usize(before)].used = Some(vec![path]);
                }
            }
        }
        true
    }

    fn root<'e, 'a>(&self, object: &'e Expression<'a>) -> Option<Root<'e, 'a>> {
        let Expression::Identifier(ident) = object else {
            return self.is_request(object).then_some(Root::Request(object));
        };
        let symbol = self.symbol_of(ident)?;
        if self.imports.contains_key(&symbol) {
            Some(Root::Import(symbol))
        } else if self.tracked.contains_key(&symbol) {
            Some(Root::Tracked(symbol))
        } else {
            None
        }
    }

    fn member_of_import(&mut self, symbol: SymbolId, path: Path, span: Span) {
        let members = &mut self.members;
        let id = *self.member_ids.entry((symbol, path)).or_insert_with_key(|(symbol, path)| {
            members.push(MemberUse { symbol: *symbol, path: path.clone(), span })
        });
        if !self.current.members.contains(&id) {
            self.current.members.push(id);
        }
    }
}
