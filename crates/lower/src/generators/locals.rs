//! Which variables are better ones of the machine itself.
//!
//! Those that are only used in one case, and always written there before they are read, need
//! not outlive a call: whoever comes to the case comes to its start. Where they are used in
//! loops, that pays off: engines keep them in registers.

use oxc::{
    ast::ast::*,
    ast_visit::{VisitJs, walk_js},
    semantic::ScopeFlags,
};
use rustc_hash::FxHashMap;

use super::machine::Case;

/// The names of `variables` that are only used like that in `cases`, and nowhere in
/// `constants` and `functions`.
pub fn locals<'a>(
    variables: &[&'a str],
    cases: &[Case<'a>],
    constants: &[VariableDeclarator<'a>],
    functions: &[Statement<'a>],
) -> Vec<&'a str> {
    let states = variables.iter().map(|name| (*name, State::default())).collect();
    let mut find =
        Locals { states, parts: Vec::new(), count: 0, loops: 0, functions: 0, gives_up: false };
    for case in cases {
        find.part(|find| {
            for statement in &case.statements {
                find.visit_statement(statement);
            }
        });
    }
    find.functions = 1;
    for constant in constants {
        find.visit_variable_declarator(constant);
    }
    for function in functions {
        find.visit_statement(function);
    }
    if find.gives_up {
        return Vec::new();
    }
    let is_local = |name: &&'a str| find.states[*name].is_local();
    let locals: Vec<_> = variables.iter().copied().filter(is_local).collect();
    if locals.len() == variables.len() && constants.is_empty() {
        return locals;
    }
    locals.into_iter().filter(|name| find.states[*name].in_loop).collect()
}

#[derive(Default)]
struct State {
    /// The part whose run starts with the first use, which writes.
    part: Option<u32>,
    fails: bool,
    in_loop: bool,
}

impl State {
    fn is_local(&self) -> bool {
        self.part.is_some() && !self.fails
    }
}

struct Locals<'a> {
    states: FxHashMap<&'a str, State>,
    /// The parts around that may be skipped by what is around them; innermost last.
    parts: Vec<u32>,
    count: u32,
    loops: u32,
    functions: u32,
    /// Names may mean what cannot be seen.
    gives_up: bool,
}

impl Locals<'_> {
    fn part(&mut self, visit: impl FnOnce(&mut Self)) {
        self.count += 1;
        self.parts.push(self.count);
        visit(self);
        self.parts.pop();
    }

    fn uses(&mut self, name: &str, writes: bool) {
        let Some(state) = self.states.get_mut(name) else {
            self.gives_up |= name == "eval";
            return;
        };
        state.in_loop |= self.loops > 0;
        match state.part {
            _ if self.functions > 0 => state.fails = true,
            Some(part) => state.fails |= !self.parts.contains(&part),
            None if writes => state.part = self.parts.last().copied(),
            None => state.fails = true,
        }
    }
}

impl<'a> VisitJs<'a> for Locals<'_> {
    fn visit_statement(&mut self, statement: &Statement<'a>) {
        match statement {
            Statement::IfStatement(if_) => {
                self.visit_expression(&if_.test);
                self.part(|find| find.visit_statement(&if_.consequent));
                if let Some(alternate) = &if_.alternate {
                    self.part(|find| find.visit_statement(alternate));
                }
            }
            Statement::ForStatement(for_) => {
                if let Some(init) = &for_.init {
                    self.visit_for_statement_init(init);
                }
                self.loops += 1;
                if let Some(test) = &for_.test {
                    self.visit_expression(test);
                }
                self.part(|find| find.visit_statement(&for_.body));
                if let Some(update) = &for_.update {
                    self.part(|find| find.visit_expression(update));
                }
                self.loops -= 1;
            }
            Statement::ForInStatement(for_) => {
                self.visit_expression(&for_.right);
                self.loops += 1;
                self.part(|find| {
                    match &for_.left {
                        ForStatementLeft::AssignmentTargetIdentifier(name) => {
                            find.uses(name.name.as_str(), true);
                        }
                        left => find.visit_for_statement_left(left),
                    }
                    find.visit_statement(&for_.body);
                });
                self.loops -= 1;
            }
            Statement::WhileStatement(while_) => {
                self.loops += 1;
                self.visit_expression(&while_.test);
                self.part(|find| find.visit_statement(&while_.body));
                self.loops -= 1;
            }
            Statement::DoWhileStatement(do_) => {
                self.loops += 1;
                self.part(|find| find.visit_statement(&do_.body));
                self.visit_expression(&do_.test);
                self.loops -= 1;
            }
            Statement::SwitchStatement(switch) => {
                self.visit_expression(&switch.discriminant);
                for case in &switch.cases {
                    self.part(|find| find.visit_switch_case(case));
                }
            }
            Statement::TryStatement(try_) => {
                self.part(|find| find.visit_block_statement(&try_.block));
                if let Some(handler) = &try_.handler {
                    self.part(|find| find.visit_catch_clause(handler));
                }
                if let Some(finalizer) = &try_.finalizer {
                    self.part(|find| find.visit_block_statement(finalizer));
                }
            }
            Statement::LabeledStatement(labeled) => {
                self.part(|find| find.visit_statement(&labeled.body));
            }
            Statement::WithStatement(with) => {
                self.gives_up = true;
                self.visit_expression(&with.object);
            }
            _ => walk_js::walk_statement(self, statement),
        }
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        match &assignment.left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                let writes = assignment.operator == AssignmentOperator::Assign;
                if !writes {
                    self.uses(name.name.as_str(), false);
                }
                self.visit_expression(&assignment.right);
                self.uses(name.name.as_str(), writes);
            }
            _ => walk_js::walk_assignment_expression(self, assignment),
        }
    }

    fn visit_logical_expression(&mut self, logical: &LogicalExpression<'a>) {
        self.visit_expression(&logical.left);
        self.part(|find| find.visit_expression(&logical.right));
    }

    fn visit_conditional_expression(&mut self, conditional: &ConditionalExpression<'a>) {
        self.visit_expression(&conditional.test);
        self.part(|find| find.visit_expression(&conditional.consequent));
        self.part(|find| find.visit_expression(&conditional.alternate));
    }

    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.uses(identifier.name.as_str(), false);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        self.functions += 1;
        walk_js::walk_function(self, function, flags);
        self.functions -= 1;
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.functions += 1;
        walk_js::walk_arrow_function_expression(self, arrow);
        self.functions -= 1;
    }
}
