//! Spread in arrays, calls and `new`.

use oxc::{
    allocator::{ArenaVec, TakeIn},
    ast::ast::*,
    ast_visit::walk_js_mut,
    semantic::SymbolFlags,
    span::Span,
};

use super::{driver::Driver, evaluation::writes};

impl<'a> Driver<'a, '_> {
    /// `[a, ...b, c]` → `[a].concat(copyElements(b), [c])`
    pub fn array_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::ArrayExpression(array) = expression else { return };
        if !self.features.spread || !array.elements.iter().any(ArrayExpressionElement::is_spread) {
            return;
        }
        let span = array.span;
        let elements = array.elements.take_in(&self.builder());
        *expression = self.spread_elements(span, elements);
    }

    /// Visits the call itself: `super(…)` and `super.method(…)` are calls too.
    pub fn call_expression(&mut self, expression: &mut Expression<'a>) {
        if self.super_call(expression) || (self.features.classes && self.private_call(expression)) {
            return;
        }
        if let Expression::CallExpression(call) = expression {
            self.count_rest_member(&call.callee, -1);
        }
        walk_js_mut::walk_expression(self, expression);
        if let Expression::CallExpression(call) = expression
            && self.features.spread
            && call.arguments.iter().any(Argument::is_spread)
        {
            self.spread_call(expression);
        }
    }

    /// `new A(...list)` → `construct(A, list)`
    pub fn new_expression(&mut self, expression: &mut Expression<'a>) {
        let Expression::NewExpression(new) = expression else { return };
        if !self.features.spread || !new.arguments.iter().any(Argument::is_spread) {
            return;
        }
        let builder = self.builder();
        let (span, pure) = (new.span, new.pure);
        let callee = new.callee.take_in(&builder);
        let arguments = new.arguments.take_in(&builder);
        let arguments = self.spread_arguments(span, arguments);
        *expression = self.call_helper("construct", span, [callee, arguments]);
        if let Expression::CallExpression(call) = expression {
            call.pure = pure;
        }
    }

    /// Arguments as one array (or as `arguments`) that is only there to be passed on.
    pub fn spread_arguments(
        &mut self,
        span: Span,
        arguments: ArenaVec<'a, Argument<'a>>,
    ) -> Expression<'a> {
        let mut elements = ArenaVec::with_capacity_in(arguments.len(), &self.builder());
        elements.extend(arguments.into_iter().map(|argument| match argument {
            Argument::SpreadElement(spread) => ArrayExpressionElement::SpreadElement(spread),
            argument => ArrayExpressionElement::from(argument.into_expression()),
        }));
        if elements.len() == 1
            && let Some(ArrayExpressionElement::SpreadElement(_)) = elements.first()
        {
            let Some(ArrayExpressionElement::SpreadElement(spread)) = elements.pop() else {
                unreachable!("looked at above")
            };
            let value = spread.unbox().argument;
            return if self.assumptions.iterable_is_array || self.is_list_of_arguments(&value) {
                // What has a `length` and elements can be passed on as well.
                value
            } else if let Expression::ArrayExpression(_) = value {
                let mut value = value;
                if let Expression::ArrayExpression(array) = &mut value {
                    self.fill_holes(&mut array.elements);
                }
                value
            } else {
                self.take_elements(span, value, None)
            };
        }
        self.spread_elements(span, elements)
    }

    /// `f(...list)` → `f.apply(void 0, takeElements(list))`
    fn spread_call(&mut self, expression: &mut Expression<'a>) {
        let make = self.make;
        let builder = self.builder();
        let Expression::CallExpression(call) = expression else { return };
        let (span, pure) = (call.span, call.pure);
        let mut callee = call.callee.take_in(&builder);
        let arguments = call.arguments.take_in(&builder);
        // What is not a function is noticed after the arguments have been evaluated.
        let is_late = !self.is_surely_function(&callee)
            && !arguments.iter().all(|argument| match argument {
                Argument::SpreadElement(spread) => self.is_inert(&spread.argument, true),
                argument => {
                    argument.as_expression().is_some_and(|value| self.is_inert(value, true))
                }
            });
        let this = match &mut callee {
            Expression::StaticMemberExpression(member) => {
                self.kept_object(&mut member.object, None)
            }
            Expression::ComputedMemberExpression(member) => {
                let ComputedMemberExpression { object, expression, .. } = &mut **member;
                self.kept_object(object, Some(expression))
            }
            _ => make.void_0(span),
        };
        let arguments = self.spread_arguments(span, arguments);
        *expression = if is_late {
            self.call_helper("apply", span, [callee, this, arguments])
        } else {
            let apply = make.member(span, callee, "apply");
            make.call(span, apply, [this, arguments])
        };
        if let Expression::CallExpression(call) = expression {
            call.pure = pure;
        }
    }

    /// The object of a method call, to be read again; kept in a variable where it may be
    /// another one by then.
    fn kept_object(
        &mut self,
        object: &mut Expression<'a>,
        key: Option<&Expression<'a>>,
    ) -> Expression<'a> {
        let make = self.make;
        match object {
            Expression::ThisExpression(this) => make.this(this.span),
            Expression::Identifier(name)
                if (self.is_stable(name) || self.is_global_object(name))
                    && !key.is_some_and(|key| writes(key, name.name.as_str())) =>
            {
                make.name(name.span, make.text(name.name.as_str()))
            }
            _ => {
                let span = oxc::span::GetSpan::span(object);
                let name = self.temporary("ref");
                let value = object.take_in(&self.builder());
                *object = make.assign_name(span, name, value);
                make.name(span, name)
            }
        }
    }

    /// `Math`, `Object` and the like.
    fn is_global_object(&self, name: &IdentifierReference<'a>) -> bool {
        !self.is_declared(name)
            && matches!(
                name.name.as_str(),
                "Array" | "console" | "Date" | "Math" | "Object" | "Promise" | "Reflect" | "String"
            )
    }

    fn is_surely_function(&self, callee: &Expression<'a>) -> bool {
        match callee {
            Expression::FunctionExpression(_) => true,
            Expression::Identifier(name) => name.reference_id.get().is_some_and(|id| {
                self.scoping.get_reference(id).symbol_id().is_some_and(|symbol| {
                    self.scoping.symbol_flags(symbol).contains(SymbolFlags::Function)
                        && !self.scoping.symbol_is_mutated(symbol)
                })
            }),
            Expression::StaticMemberExpression(member) => match &member.object {
                Expression::Identifier(name) => self.is_global_object(name),
                _ => false,
            },
            _ => false,
        }
    }

    /// `arguments`, and rest parameters that are never assigned.
    fn is_list_of_arguments(&mut self, value: &Expression<'a>) -> bool {
        let Expression::Identifier(name) = value else { return false };
        let Some(id) = name.reference_id.get() else { return false };
        match self.scoping.get_reference(id).symbol_id() {
            Some(symbol) => match self.rest_parameters.get_mut(&symbol) {
                Some(uses) => {
                    *uses += 1;
                    true
                }
                None => false,
            },
            None => {
                name.name == "arguments"
                    || self
                        .frames
                        .iter()
                        .any(|frame| frame.arguments_name == Some(name.name.as_str()))
            }
        }
    }

    /// `rest.length` and `rest[0]` read the same from `arguments`; but `rest[0]()` gives
    /// itself away as `this`.
    pub fn count_rest_member(&mut self, expression: &Expression<'a>, by: isize) {
        let object = match expression {
            Expression::StaticMemberExpression(member) if member.property.name == "length" => {
                &member.object
            }
            Expression::ComputedMemberExpression(member) if member.expression.is_number() => {
                &member.object
            }
            _ => return,
        };
        if let Expression::Identifier(name) = object
            && let Some(id) = name.reference_id.get()
            && let Some(symbol) = self.scoping.get_reference(id).symbol_id()
            && let Some(uses) = self.rest_parameters.get_mut(&symbol)
        {
            *uses = uses.wrapping_add_signed(by);
        }
    }

    /// `takeElements(value, count)`: an array, or what has its first elements.
    pub fn take_elements(
        &mut self,
        span: Span,
        value: Expression<'a>,
        count: Option<usize>,
    ) -> Expression<'a> {
        let mut arguments = self.make.vec_of([value]);
        let array_like = self.array_like(span);
        match count {
            Some(count) => arguments.push(self.make.index(span, count)),
            None if array_like.is_some() => arguments.push(self.make.void_0(span)),
            None => {}
        }
        arguments.extend(array_like);
        self.call_helper("takeElements", span, arguments)
    }

    /// `copyElements(value)`: a new array.
    pub fn copy_elements(&mut self, span: Span, value: Expression<'a>) -> Expression<'a> {
        let array_like = self.array_like(span);
        self.call_helper("copyElements", span, [value].into_iter().chain(array_like))
    }

    /// The last argument of helpers that iterate, if what is like an array is iterable.
    pub fn array_like(&self, span: Span) -> Option<Expression<'a>> {
        self.assumptions.array_like_is_iterable.then(|| self.make.number(span, 1.0))
    }

    /// A new array.
    fn spread_elements(
        &mut self,
        span: Span,
        elements: ArenaVec<'a, ArrayExpressionElement<'a>>,
    ) -> Expression<'a> {
        let make = self.make;
        let builder = self.builder();
        let mut parts = make.vec();
        let mut plain = make.vec();
        for element in elements {
            match element {
                ArrayExpressionElement::SpreadElement(spread) => {
                    let spread = spread.unbox();
                    if let Expression::ArrayExpression(array) = spread.argument {
                        let mut elements = array.unbox().elements;
                        self.fill_holes(&mut elements);
                        plain.extend(elements);
                        continue;
                    }
                    if !plain.is_empty() {
                        let plain = std::mem::replace(&mut plain, make.vec());
                        parts.push(Expression::new_array_expression(span, plain, &builder));
                    }
                    if self.assumptions.iterable_is_array
                        && !self.assumptions.array_like_is_iterable
                    {
                        if parts.is_empty() {
                            parts.push(make.array(span, []));
                        }
                        parts.push(spread.argument);
                    } else {
                        let copy = self.copy_elements(spread.span, spread.argument);
                        parts.push(copy);
                    }
                }
                element => plain.push(element),
            }
        }
        if !plain.is_empty() || parts.is_empty() {
            parts.push(Expression::new_array_expression(span, plain, &builder));
        }
        let mut parts = parts.into_iter();
        let first = parts.next().expect("an array at least");
        if parts.len() == 0 {
            return first;
        }
        make.call(span, make.member(span, first, "concat"), parts)
    }

    /// What is spread has no holes.
    fn fill_holes(&self, elements: &mut ArenaVec<'a, ArrayExpressionElement<'a>>) {
        for element in elements {
            if let ArrayExpressionElement::Elision(hole) = element {
                *element = ArrayExpressionElement::from(self.make.void_0(hole.span));
            }
        }
    }
}
