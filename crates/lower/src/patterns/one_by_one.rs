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
    allocator::ArenaVec,
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
        self.declare_names(&array, out);
        let (next, mut body, work) = self.moved_elements(span, array);
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

    /// The same where the code suspends, so that it cannot move into a function of any kind.
    /// In a state machine it stays where it is: `%elements(next, work)` stands for the `try`
    /// until the machine is written. Where generators are there, it becomes one.
    ///
    /// ```js
    /// a = yield* function* (_next) {
    ///     try { a = (_a = _next()) === void 0 ? yield : _a; }
    ///     catch (_error) { _next.fail(_error); }
    ///     finally { _next.close(); }
    /// }(elementsOf(value));
    /// ```
    pub fn take_suspending(
        &mut self,
        array: ArrayTarget<'a>,
        value: Expression<'a>,
        out: &mut Out<'_, 'a>,
    ) {
        let make = self.make;
        let builder = self.builder();
        let span = value.span();
        self.declare_names(&array, out);
        let array_like = self.array_like(span);
        let elements = self.call_helper("elementsOf", span, [value].into_iter().chain(array_like));
        if self.features.generators {
            let next = self.keep(elements, Some("next"), out);
            let parts = self.elements_from(next, span, array);
            let work = make.sequence(span, parts);
            let name = IdentifierName::new(span, "elements", &builder);
            let arguments = make.arguments([make.name(span, next), work]);
            let mark = Expression::new_v8_intrinsic_expression(span, name, arguments, &builder);
            out.expression(self, span, mark);
            return;
        }
        let (next, mut body, work) = self.moved_elements(span, array);
        body.push(self.try_elements(next, work));
        let mut function = make.function(span, None, &[next], body);
        if let Expression::FunctionExpression(function) = &mut function {
            function.generator = true;
        }
        let call = make.call(span, function, [elements]);
        let all = Expression::new_yield_expression(span, true, Some(call), &builder);
        out.expression(self, span, all);
    }

    /// Code that goes into a function of its own, which gets the parameter `next`: the
    /// declaration of what it needs, and the rest.
    fn moved_elements(
        &mut self,
        span: Span,
        array: ArrayTarget<'a>,
    ) -> (&'a str, ArenaVec<'a, Statement<'a>>, Expression<'a>) {
        let strict = self.is_strict();
        self.frames.push(Frame::new(FrameKind::LoopBody, strict));
        let next = self.names.unique("next");
        let parts = self.elements_from(next, span, array);
        let mut work = self.make.sequence(span, parts);
        Outside { driver: self }.visit_expression(&mut work);
        let frame = self.frames.pop().expect("pushed here");
        let mut body = self.make.vec();
        self.declare_frame(&frame, &mut body);
        (next, body, work)
    }

    fn declare_names(&self, array: &ArrayTarget<'a>, out: &mut Out<'_, 'a>) {
        let make = self.make;
        if let Out::Declarators(list) = out {
            array.declared_names(&mut |name| {
                let text = make.text(name.name.as_str());
                list.push(make.declarator(name.span, text, None));
            });
        }
    }

    /// `try { work } catch (_error) { next.fail(_error); } finally { next.close(); }`
    pub fn try_elements(&mut self, next: &'a str, work: Expression<'a>) -> Statement<'a> {
        let make = self.make;
        let builder = self.builder();
        let span = work.span();
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

    /// How code between the steps of the iterator can be told from the end of the iteration.
    /// The names that it declares have to be declared before.
    pub fn way_of_elements(&self, array: &ArrayTarget<'a>, out: &Out<'_, 'a>) -> Way {
        let mut assignable = true;
        if matches!(out, Out::Declarators(_)) && !self.features.block_scoping {
            array.declared_names(&mut |name| {
                assignable &= name.symbol_id.get().is_none_or(|symbol| {
                    !self.scoping.symbol_flags(symbol).intersects(SymbolFlags::BlockScopedVariable)
                });
            });
        }
        let mut find = Bound::default();
        find.array(array);
        let stays = self.features.generators && self.suspending_kind().is_some();
        match find {
            _ if !assignable => Way::Ahead,
            Bound { yields: false, awaits: false, tied: false } => Way::Function,
            Bound { yields: false, awaits: false, .. } => Way::Ahead,
            _ if stays => Way::Suspending,
            Bound { awaits: false, tied: false, .. } if !self.features.generators => {
                Way::Suspending
            }
            _ => Way::Ahead,
        }
    }
}

/// What becomes of an array pattern between whose elements code of the user runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The code moves into a function.
    Function,
    Suspending,
    /// Neither can be: the values are taken before the code runs.
    Ahead,
}

/// Finds what is bound to the function around it.
#[derive(Default)]
struct Bound {
    yields: bool,
    awaits: bool,
    tied: bool,
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
        match expression {
            Expression::YieldExpression(_) => self.yields = true,
            Expression::AwaitExpression(_) => self.awaits = true,
            Expression::Super(_) | Expression::NewTarget(_) => self.tied = true,
            _ => {}
        }
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
