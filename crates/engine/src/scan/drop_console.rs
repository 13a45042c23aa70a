//! `drop = ["console"]`: calls of the global `console` become `undefined`.
//!
//! Arguments go with the call, effects included, as the option says. A `console` that the
//! module declares itself is its own business.

use oxc::{
    allocator::{Allocator, TakeIn},
    ast::{ast::*, builder::AstBuilder},
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::Scoping,
    span::GetSpan,
};

/// Drops the calls; true if there were any.
pub fn drop_console<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    allocator: &'a Allocator,
) -> bool {
    let mut dropper =
        Dropper { scoping, builder: AstBuilder::new(allocator), allocator, dropped: false };
    dropper.visit_program(program);
    dropper.dropped
}

struct Dropper<'s, 'a> {
    scoping: &'s Scoping,
    builder: AstBuilder<'a>,
    allocator: &'a Allocator,
    dropped: bool,
}

impl<'a> Dropper<'_, 'a> {
    /// `console.a.b`, however it is written.
    fn is_console(&self, expression: &Expression<'a>) -> bool {
        match expression {
            Expression::Identifier(ident) => {
                ident.name == "console"
                    && ident
                        .reference_id
                        .get()
                        .is_none_or(|id| self.scoping.get_reference(id).symbol_id().is_none())
            }
            Expression::StaticMemberExpression(member) => self.is_console(&member.object),
            Expression::ComputedMemberExpression(member) => self.is_console(&member.object),
            _ => false,
        }
    }

    fn is_call(&self, expression: &Expression<'a>) -> bool {
        let call = match expression {
            Expression::CallExpression(call) => call,
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => call,
                _ => return false,
            },
            _ => return false,
        };
        call.callee.is_member_expression() && self.is_console(&call.callee)
    }
}

impl<'a> VisitJsMut<'a> for Dropper<'_, 'a> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        if self.is_call(expression) {
            let span = expression.span();
            let _ = expression.take_in(&self.allocator);
            *expression = Expression::new_void_0(span, &self.builder);
            self.dropped = true;
            return;
        }
        walk_js_mut::walk_expression(self, expression);
    }
}
