//! What stays in one piece: only its variables move out, and its jumps may lead to what was
//! taken apart around it.

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJsMut, walk_js_mut},
    semantic::ScopeFlags,
    span::GetSpan,
};

use super::machine::{Control, Goal, Machine, Nesting};

impl<'a> Machine<'a, '_, '_> {
    /// A statement of a list that does not suspend.
    pub fn keep_statement(&mut self, statement: Statement<'a>) {
        if matches!(statement, Statement::FunctionDeclaration(_)) {
            self.functions.push(statement);
            return;
        }
        let statement = self.kept(statement);
        if !matches!(statement, Statement::EmptyStatement(_)) {
            self.push(statement);
        }
    }

    /// `statement`, which does not suspend, as it has to be inside of the machine.
    pub fn kept(&mut self, mut statement: Statement<'a>) -> Statement<'a> {
        // An unnamed `break` in the clause of a `switch` that stays is that of the `switch`.
        let breakable = u32::from(self.nesting == Nesting::Switch);
        let nesting = self.nesting;
        let mut keep = Keep {
            machine: self,
            breakable,
            loops: 0,
            nesting,
            names: Vec::new(),
            in_finally: false,
        };
        keep.visit_statement(&mut statement);
        statement
    }

    /// The goal of `break` or `continue`.
    fn goal(&self, name: Option<&str>, continues: bool) -> Option<Goal> {
        self.controls.iter().enumerate().rev().find_map(|(index, control)| {
            let Control::Target { names, breaks, continues: again, plain } = control else {
                return None;
            };
            let meant = match name {
                Some(name) => names.contains(&name),
                None if continues => again.is_some(),
                None => *plain,
            };
            let label = if continues { *again } else { *breaks };
            label.filter(|_| meant).map(|label| Goal::Label(index, label))
        })
    }
}

struct Keep<'a, 'm, 'd, 's> {
    machine: &'m mut Machine<'a, 'd, 's>,
    /// Loops and `switch`es around the place, within the statement.
    breakable: u32,
    loops: u32,
    nesting: Nesting,
    names: Vec<&'a str>,
    /// Inside of a `try` that has its `finally` here.
    in_finally: bool,
}

impl<'a> Keep<'a, '_, '_, '_> {
    fn inside(&mut self, nesting: Nesting, body: impl FnOnce(&mut Self)) {
        let outer = self.nesting;
        let is_loop = u32::from(nesting == Nesting::Loop);
        if outer != Nesting::Loop {
            self.nesting = nesting;
        }
        self.breakable += 1;
        self.loops += is_loop;
        body(self);
        self.breakable -= 1;
        self.loops -= is_loop;
        self.nesting = outer;
    }

    /// `break` or `continue`, as a jump of the machine where it leaves the statement.
    fn leave(&mut self, statement: &mut Statement<'a>, name: Option<&str>, continues: bool) {
        let stays = match name {
            Some(name) => self.names.contains(&name),
            None if continues => self.loops > 0,
            None => self.breakable > 0,
        };
        if stays {
            return;
        }
        let span = statement.span();
        if let Some(goal) = self.machine.goal(name, continues) {
            let depth = self.machine.controls.len();
            let mut out = Vec::new();
            let Goal::Label(outside, _) = goal else { return };
            if self.in_finally && self.machine.handler(depth) != self.machine.handler(outside) {
                // Its own `finally` comes first, and has to run with the handlers of here.
                let number = self.machine.trampoline(span, depth, goal);
                self.machine.jump(span, number, self.nesting, &mut out);
            } else {
                self.machine.leave(span, depth, goal, self.nesting, &mut out);
            }
            *statement = self.machine.block(span, out);
        }
    }

    fn return_(&mut self, statement: &mut Statement<'a>) {
        let depth = self.machine.controls.len();
        if !self.machine.is_in_finally(depth) {
            return;
        }
        let Statement::ReturnStatement(return_) = statement else { return };
        let span = return_.span;
        let value = return_.argument.take();
        let mut out = Vec::new();
        if self.in_finally {
            let value = value.unwrap_or_else(|| self.machine.make.void_0(span));
            out.push(self.machine.set(span, self.machine.names.sent, value));
            let number = self.machine.trampoline(span, depth, Goal::Return);
            self.machine.jump(span, number, self.nesting, &mut out);
        } else {
            self.machine.return_value(span, value, self.nesting, &mut out);
        }
        *statement = self.machine.block(span, out);
    }

    /// `var a = 1, b;` → `a = 1`
    fn assignments(&mut self, declaration: VariableDeclaration<'a>) -> Option<Expression<'a>> {
        let span = declaration.span;
        let mut list = self.machine.make.vec();
        for declarator in declaration.declarations {
            let (name, _) = Machine::name_of(&declarator);
            self.machine.declare(name);
            if let Some(init) = declarator.init {
                list.push(self.machine.make.assign_name(declarator.span, name, init));
            }
        }
        (!list.is_empty()).then(|| self.machine.make.sequence(span, list))
    }
}

impl<'a> VisitJsMut<'a> for Keep<'a, '_, '_, '_> {
    fn visit_statement(&mut self, statement: &mut Statement<'a>) {
        let builder = self.machine.make.builder();
        match statement {
            Statement::VariableDeclaration(declaration) => {
                let span = declaration.span;
                let declaration = declaration.take_in(&builder);
                *statement = match self.assignments(declaration) {
                    Some(value) => self.machine.make.expression_statement(span, value),
                    None => Statement::new_empty_statement(span, &builder),
                };
            }
            Statement::BreakStatement(break_) => {
                let name = break_.label.as_ref().map(|label| label.name.as_str());
                self.leave(statement, name, false);
            }
            Statement::ContinueStatement(continue_) => {
                let name = continue_.label.as_ref().map(|label| label.name.as_str());
                self.leave(statement, name, true);
            }
            Statement::ReturnStatement(_) => self.return_(statement),
            Statement::ForStatement(for_) => {
                if let Some(ForStatementInit::VariableDeclaration(declaration)) = &mut for_.init {
                    let declaration = declaration.take_in(&builder);
                    for_.init = self.assignments(declaration).map(ForStatementInit::from);
                }
                self.inside(Nesting::Loop, |keep| keep.visit_statement(&mut for_.body));
            }
            Statement::ForInStatement(for_) => {
                if let ForStatementLeft::VariableDeclaration(declaration) = &mut for_.left {
                    let span = declaration.span;
                    let declarator = declaration.declarations.pop().expect("one");
                    let (name, name_span) = Machine::name_of(&declarator);
                    self.machine.declare(name);
                    let target = self.machine.name_target(name_span, name);
                    for_.left = ForStatementLeft::from(target);
                    self.inside(Nesting::Loop, |keep| keep.visit_statement(&mut for_.body));
                    if let Some(init) = declarator.init {
                        let first = self.machine.set(name_span, name, init);
                        let taken = statement.take_in(&builder);
                        let list = self.machine.make.vec_of([first, taken]);
                        *statement = self.machine.make.block(span, list);
                    }
                    return;
                }
                self.inside(Nesting::Loop, |keep| keep.visit_statement(&mut for_.body));
            }
            Statement::WhileStatement(while_) => {
                self.inside(Nesting::Loop, |keep| keep.visit_statement(&mut while_.body));
            }
            Statement::DoWhileStatement(do_) => {
                self.inside(Nesting::Loop, |keep| keep.visit_statement(&mut do_.body));
            }
            Statement::SwitchStatement(switch) => self.inside(Nesting::Switch, |keep| {
                for case in &mut switch.cases {
                    keep.visit_statements(&mut case.consequent);
                }
            }),
            Statement::LabeledStatement(labeled) => {
                self.names.push(labeled.label.name.as_str());
                self.visit_statement(&mut labeled.body);
                self.names.pop();
            }
            Statement::TryStatement(try_) => {
                let outer = self.in_finally;
                self.in_finally |= try_.finalizer.is_some();
                self.visit_statements(&mut try_.block.body);
                if let Some(handler) = &mut try_.handler {
                    self.visit_statements(&mut handler.body.body);
                }
                self.in_finally = outer;
                if let Some(finalizer) = &mut try_.finalizer {
                    self.visit_statements(&mut finalizer.body);
                }
            }
            Statement::BlockStatement(block) => self.visit_statements(&mut block.body),
            Statement::IfStatement(_) | Statement::WithStatement(_) => {
                walk_js_mut::walk_statement(self, statement);
            }
            _ => {}
        }
    }

    fn visit_statements(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        for statement in statements.iter_mut() {
            self.visit_statement(statement);
        }
        statements.retain(|statement| !matches!(statement, Statement::EmptyStatement(_)));
    }

    fn visit_expression(&mut self, _expression: &mut Expression<'a>) {}

    fn visit_function(&mut self, _function: &mut Function<'a>, _flags: ScopeFlags) {}
}
