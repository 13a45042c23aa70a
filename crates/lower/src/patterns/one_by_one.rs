//! Array patterns that run code of the user between the steps of the iterator: a default
//! that calls something, a target that is computed. The code becomes a function that asks
//! for one value after the other, so that it can be told from the end of the iteration when
//! the iterator has to be closed:
//!
//! ```js
//! var a, b, _ref = withElements(value, function (_next) {
//! 	var _a;
//! 	a = (_a = _next()) === void 0 ? f() : _a, b = _next();
//! });
//! ```

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::{VisitJs, VisitJsMut, walk_js, walk_js_mut},
    semantic::{ScopeFlags, SymbolFlags},
    span::{GetSpan, Span},
};

use super::{
    Out,
    target::{ArrayTarget, Element, Key, Target},
};
use crate::{
    driver::Driver,
    frames::{Frame, FrameKind},
};

impl<'a> Driver<'a, '_> {
    pub fn take_one_by_one(
        &mut self,
        array: ArrayTarget<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        let make = self.make;
        let span = value.span();
        if let Out::Declarators(list) = out {
            array.declared_names(&mut |name| {
                let name_text = make.text(name.name.as_str());
                list.push(make.declarator(name.span, name_text, None));
            });
        }
        let strict = self.is_strict();
        self.frames.push(Frame::new(FrameKind::LoopBody, strict));
        let next = self.names.unique("next");
        let parts = self.elements_from(next, span, array);
        let mut work = make.sequence(span, parts);
        Outside { driver: self }.visit_expression(&mut work);
        let frame = self.frames.pop().expect("pushed here");
        let mut body = make.vec();
        self.declare_frame(&frame, &mut body);
        body.push(make.expression_statement(span, work));
        let function = make.function(span, None, &[next], body);
        let mut arguments = make.vec_of([value, function]);
        arguments.extend(self.array_like(span));
        let call = self.call_helper("withElements", span, arguments);
        out.expression(self, span, call);
    }

    /// What is to be done with elements that the function `next` gives.
    fn elements_from(
        &mut self,
        next: &'a str,
        span: Span,
        array: ArrayTarget<'a>,
    ) -> ArenaVec<'a, Expression<'a>> {
        let make = self.make;
        let mut parts = make.vec();
        for element in array.elements {
            let span = element.as_ref().map_or(span, |element| element.span);
            let read = make.call(span, make.name(span, next), []);
            match element {
                Some(element) => {
                    self.take_element(element, read, &mut Out::Expressions(&mut parts));
                }
                None => parts.push(read),
            }
        }
        if let Some(rest) = array.rest {
            let read = make.call(span, make.name(span, next), [make.boolean(span, true)]);
            self.take_apart(span, rest, read, &mut Out::Expressions(&mut parts));
        }
        parts
    }

    /// A declaration whose names are taken from an iterable with a `yield` in between, which
    /// cannot move into a function. Gives back whether it was one.
    ///
    /// ```js
    /// var _next = elementsOf(value), a;
    /// try { a = (_a = _next()) === void 0 ? yield : _a; }
    /// catch (_error) { _next.fail(_error); }
    /// finally { _next.close(); }
    /// ```
    pub fn declare_in_statements(
        &mut self,
        declaration: &mut VariableDeclaration<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) -> bool {
        if !self.features.destructuring
            || self.assumptions.iterable_is_array
            || declaration.kind != VariableDeclarationKind::Var
            || !declaration.declarations.iter().any(|declarator| {
                matches!(declarator.id, BindingPattern::ArrayPattern(_)) && {
                    let mut find = Bound { found: false };
                    find.visit_binding_pattern(&declarator.id);
                    find.found
                }
            })
        {
            return false;
        }
        let make = self.make;
        let span = declaration.span;
        let mut list = make.vec();
        for declarator in declaration.declarations.take_in(&self.builder()) {
            let VariableDeclarator { id, init: Some(value), .. } = declarator else {
                list.push(declarator);
                continue;
            };
            match self.binding_target(id) {
                Target::Array(array) if self.must_be_statements(&array, &value) => {
                    array.declared_names(&mut |name| {
                        list.push(make.declarator(name.span, make.text(name.name.as_str()), None));
                    });
                    let next = self.names.unique("next");
                    let array_like = self.array_like(span);
                    let elements =
                        self.call_helper("elementsOf", span, [value].into_iter().chain(array_like));
                    list.push(make.declarator(span, next, Some(elements)));
                    out.push(make.var(span, std::mem::replace(&mut list, make.vec())));
                    let statement = self.try_elements(next, span, array.unbox());
                    out.push(statement);
                }
                target => self.take_apart(span, target, value, &mut Out::Declarators(&mut list)),
            }
        }
        if !list.is_empty() {
            out.push(make.var(span, list));
        }
        true
    }

    /// The same for an assignment that is a statement of its own.
    pub fn assign_in_statements(
        &mut self,
        array: ArrayTarget<'a>,
        value: Expression<'a>,
        out: &mut ArenaVec<'a, Statement<'a>>,
    ) {
        let span = array.span;
        let next = self.temporary("next");
        let array_like = self.array_like(span);
        let elements = self.call_helper("elementsOf", span, [value].into_iter().chain(array_like));
        let assignment = self.make.assign_name(span, next, elements);
        out.push(self.make.expression_statement(span, assignment));
        let statement = self.try_elements(next, span, array);
        out.push(statement);
    }

    /// Whether code between the steps of an iterator cannot move into a function.
    pub fn must_be_statements(&self, array: &ArrayTarget<'a>, value: &Expression<'a>) -> bool {
        let mut find = Bound { found: false };
        find.array(array);
        find.found
            && !self.assumptions.iterable_is_array
            && !matches!(value, Expression::ArrayExpression(_))
            && !self.may_take_ahead(array)
    }

    fn try_elements(&mut self, next: &'a str, span: Span, array: ArrayTarget<'a>) -> Statement<'a> {
        let make = self.make;
        let builder = self.builder();
        let parts = self.elements_from(next, span, array);
        let work = make.sequence(span, parts);
        let block = |statement| BlockStatement::boxed(span, make.vec_of([statement]), &builder);
        let error = self.names.unique("error");
        let method = |name| make.member(span, make.name(span, next), name);
        let fail = make.call(span, method("fail"), [make.name(span, error)]);
        let close = make.call(span, method("close"), []);
        let parameter =
            CatchParameter::new(span, make.binding_pattern(span, error), None, &builder);
        let handler = CatchClause::boxed(
            span,
            Some(parameter),
            block(make.expression_statement(span, fail)),
            &builder,
        );
        Statement::new_try_statement(
            span,
            block(make.expression_statement(span, work)),
            Some(handler),
            Some(block(make.expression_statement(span, close))),
            &builder,
        )
    }

    /// Whether the code can move into a function: nothing yields in it, and the names that
    /// it declares can be declared before.
    pub fn may_be_moved(&self, array: &ArrayTarget<'a>, out: &Out<'_, 'a>) -> bool {
        let mut find = Bound { found: false };
        find.array(array);
        let mut assignable = true;
        if matches!(out, Out::Declarators(_)) && !self.features.block_scoping {
            array.declared_names(&mut |name| {
                assignable &= name.symbol_id.get().is_none_or(|symbol| {
                    !self.scoping.symbol_flags(symbol).intersects(SymbolFlags::BlockScopedVariable)
                });
            });
        }
        assignable && !find.found
    }
}

/// Finds what is bound to the function around it.
struct Bound {
    found: bool,
}

impl<'a> Bound {
    fn array(&mut self, array: &ArrayTarget<'a>) {
        for element in array.elements.iter().flatten() {
            self.element(element);
        }
        if let Some(rest) = &array.rest {
            self.target(rest);
        }
    }

    fn element(&mut self, element: &Element<'a>) {
        if let Some(default) = &element.default {
            self.visit_expression(default);
        }
        self.target(&element.target);
    }

    fn target(&mut self, target: &Target<'a>) {
        match target {
            Target::Name(_) => {}
            Target::Plain(target) => self.visit_assignment_target(target),
            Target::Array(array) => self.array(array),
            Target::Object(object) => {
                for property in &object.properties {
                    if let Key::Computed(key) = &property.key {
                        self.visit_expression(key);
                    }
                    self.element(&property.element);
                }
                if let Some(rest) = &object.rest {
                    self.target(rest);
                }
            }
        }
    }
}

impl<'a> VisitJs<'a> for Bound {
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        self.found |= matches!(
            expression,
            Expression::YieldExpression(_)
                | Expression::AwaitExpression(_)
                | Expression::Super(_)
                | Expression::NewTarget(_)
        );
        walk_js::walk_expression(self, expression);
    }

    fn visit_function(&mut self, _function: &Function<'a>, _flags: ScopeFlags) {}
}

/// Lets what moved into a function mean the `this` and the `arguments` of the one outside.
struct Outside<'d, 'a, 's> {
    driver: &'d mut Driver<'a, 's>,
}

impl<'a> VisitJsMut<'a> for Outside<'_, 'a, '_> {
    fn visit_expression(&mut self, expression: &mut Expression<'a>) {
        match expression {
            Expression::ThisExpression(this) => {
                let span = this.span;
                *expression = self.driver.this(span);
            }
            Expression::Identifier(identifier) if identifier.name == "arguments" => {
                self.driver.identifier(expression);
            }
            _ => walk_js_mut::walk_expression(self, expression),
        }
    }

    fn visit_function(&mut self, _function: &mut Function<'a>, _flags: ScopeFlags) {}
}
