//! Jumps out of a turn that became a function: it returns a code for each.
//!
//! Nothing, or what is not true, goes on with the loop; `{ v: value }` returns `value`.

use oxc::{allocator::ArenaVec, ast::ast::*, span::Span, str::Ident};

use super::Labels;
use crate::make::Make;

/// The jumps found so far, and how to rewrite them.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Jumps<'a> {
    make: Make<'a>,
    own: Vec<Ident<'a>>,
    /// The turn is one of a loop; else jumps without a name lead further out.
    is_loop: bool,
    /// The label to leave instead of returning, where something has to be done at the end.
    after: Option<&'a str>,
    continues: bool,
    returns: bool,
    /// `return value` awaits the value.
    awaits_returns: bool,
    /// Variables with what such functions returned: it has been awaited.
    results: Vec<&'a str>,
    /// Each with its code: one more than its place.
    targets: Vec<Target<'a>>,
    /// Labels inside of the turn.
    inner: Vec<Ident<'a>>,
    loops: u32,
    switches: u32,
}

#[derive(Clone, Copy, PartialEq)]
struct Target<'a> {
    continues: bool,
    /// `None` is the loop itself.
    label: Option<Ident<'a>>,
}

impl<'a> Jumps<'a> {
    pub fn new(
        make: Make<'a>,
        labels: &Labels<'a>,
        after: Option<&'a str>,
        awaits_returns: bool,
        results: &[&'a str],
    ) -> Self {
        Self {
            make,
            own: labels.iter().map(|label| label.name).collect(),
            is_loop: true,
            after,
            continues: false,
            returns: false,
            awaits_returns,
            results: results.to_vec(),
            targets: Vec::new(),
            inner: Vec::new(),
            loops: 0,
            switches: 0,
        }
    }

    pub fn outside_of_loop(self) -> Self {
        Self { is_loop: false, ..self }
    }

    pub fn continues(&self) -> bool {
        self.continues
    }

    pub fn returns(&self) -> bool {
        self.returns
    }

    /// The code of each jump, and the statement that does it.
    pub fn all(&self) -> impl Iterator<Item = (u32, Statement<'a>)> {
        let builder = self.make.builder();
        (1..).zip(self.targets.iter().copied()).map(move |(code, target)| {
            let span = Span::default();
            let label = target.label.map(|name| LabelIdentifier::new(span, name, &builder));
            let jump = if target.continues {
                Statement::new_continue_statement(span, label, &builder)
            } else {
                Statement::new_break_statement(span, label, &builder)
            };
            (code, jump)
        })
    }

    pub fn rewrite(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &mut Statement<'a>) {
        match statement {
            Statement::BreakStatement(jump) => {
                let label = jump.label.as_ref().map(|label| label.name);
                let stays = match label {
                    None => self.loops + self.switches > 0,
                    Some(label) => self.inner.contains(&label),
                };
                if !stays {
                    let span = jump.span;
                    *statement = self.leave(span, false, label);
                }
            }
            Statement::ContinueStatement(jump) => {
                let label = jump.label.as_ref().map(|label| label.name);
                let stays = match label {
                    None => self.loops > 0,
                    Some(label) => self.inner.contains(&label),
                };
                if !stays {
                    let span = jump.span;
                    *statement = self.leave(span, true, label);
                }
            }
            Statement::ReturnStatement(return_) => {
                self.returns = true;
                let span = return_.span;
                let value = return_.argument.take();
                let value = match value {
                    Some(value) if self.awaits_returns && !self.is_result(&value) => {
                        Expression::new_await_expression(span, value, &self.make.builder())
                    }
                    Some(value) => value,
                    None => self.make.void_0(span),
                };
                return_.argument = Some(self.make.object_of(span, "v", value));
            }
            Statement::BlockStatement(block) => self.rewrite(&mut block.body),
            Statement::IfStatement(if_) => {
                self.statement(&mut if_.consequent);
                if let Some(alternate) = &mut if_.alternate {
                    self.statement(alternate);
                }
            }
            Statement::ForStatement(for_) => self.in_loop(&mut for_.body),
            Statement::ForInStatement(for_) => self.in_loop(&mut for_.body),
            Statement::ForOfStatement(for_) => self.in_loop(&mut for_.body),
            Statement::WhileStatement(while_) => self.in_loop(&mut while_.body),
            Statement::DoWhileStatement(while_) => self.in_loop(&mut while_.body),
            Statement::LabeledStatement(labeled) => {
                self.inner.push(labeled.label.name);
                self.statement(&mut labeled.body);
                self.inner.pop();
            }
            Statement::SwitchStatement(switch) => {
                self.switches += 1;
                for case in &mut switch.cases {
                    self.rewrite(&mut case.consequent);
                }
                self.switches -= 1;
            }
            Statement::TryStatement(try_) => {
                self.rewrite(&mut try_.block.body);
                if let Some(handler) = &mut try_.handler {
                    self.rewrite(&mut handler.body.body);
                }
                if let Some(finalizer) = &mut try_.finalizer {
                    self.rewrite(&mut finalizer.body);
                }
            }
            Statement::WithStatement(with) => self.statement(&mut with.body),
            _ => {}
        }
    }

    fn is_result(&self, value: &Expression<'a>) -> bool {
        matches!(value, Expression::StaticMemberExpression(member)
            if matches!(&member.object, Expression::Identifier(name)
                if self.results.contains(&name.name.as_str())))
    }

    fn in_loop(&mut self, body: &mut Statement<'a>) {
        self.loops += 1;
        self.statement(body);
        self.loops -= 1;
    }

    /// `return code;` instead of a jump out of the turn.
    fn leave(&mut self, span: Span, continues: bool, label: Option<Ident<'a>>) -> Statement<'a> {
        let builder = self.make.builder();
        let label = label.filter(|label| !self.own.contains(label));
        if self.is_loop && continues && label.is_none() {
            self.continues = true;
            return match self.after {
                Some(after) => {
                    let label = LabelIdentifier::new(span, after, &builder);
                    Statement::new_break_statement(span, Some(label), &builder)
                }
                None => self.make.return_(span, None),
            };
        }
        let target = Target { continues, label };
        let place = self.targets.iter().position(|known| *known == target).unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        #[expect(clippy::cast_precision_loss, reason = "a number of jumps")]
        let code = (place + 1) as f64;
        self.make.return_(span, Some(self.make.number(span, code)))
    }
}
