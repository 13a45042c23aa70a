//! `new.target`.
//!
//! ES5 has nothing like it. The object that a constructor is called on tells: its prototype
//! is the `prototype` of what `new` was given, whose `constructor` in turn says what that
//! was. Functions that are called on an object of theirs without `new` are taken in.

use oxc::{ast::ast::*, span::Span};

use super::super::{
    driver::Driver,
    frames::{Frame, FrameKind, NewTarget},
};

impl<'a> Driver<'a, '_> {
    /// The variable that holds it, set at the start of the function.
    pub fn new_target(&mut self, span: Span) -> Expression<'a> {
        let index = self
            .frames
            .iter()
            .rposition(|frame| matches!(frame.kind, FrameKind::Function | FrameKind::Program));
        let index = index.filter(|index| {
            let frame = &self.frames[*index];
            frame.kind == FrameKind::Function && frame.new_target != NewTarget::Undefined
        });
        let Some(index) = index else { return self.make.void_0(span) };
        if let Some(name) = self.frames[index].new_target_name {
            return self.make.name(span, name);
        }
        let name = self.names.unique("newTarget");
        self.frames[index].new_target_name = Some(name);
        if self.frames[index].new_target == NewTarget::OfFunction {
            self.name_for_new_target(index);
        }
        self.make.name(span, name)
    }

    /// Finds the name by which the function mentions itself, or gives it one.
    fn name_for_new_target(&mut self, index: usize) {
        let (name, scope) = (self.frames[index].own_name, self.frames[index].scope);
        if self.frames[index].function_name.is_none() {
            let usable = name.filter(|name| self.is_usable(*name, scope));
            let name = usable.map_or_else(|| self.names.unique("target"), |name| name.text);
            self.frames[index].function_name = Some(name);
            self.frames[index].needs_name = true;
            return;
        }
        // A parameter or variable of the same name: the helper does without.
        let inside = scope.zip(name).and_then(|(scope, name)| {
            let other = self.scoping.get_binding(scope, name.text.into())?;
            (Some(other) != name.symbol).then_some(other)
        });
        if inside.is_some() {
            self.frames[index].function_name = None;
        }
    }

    /// What the variable for `new.target` is set to at the start of the function of `frame`.
    pub fn new_target_value(&mut self, span: Span, frame: &Frame<'a>) -> Expression<'a> {
        let make = self.make;
        let mut arguments = make.vec_of([make.this(span)]);
        arguments.extend(frame.function_name.map(|name| make.name(span, name)));
        if frame.new_target == NewTarget::OfConstructor {
            arguments.push(make.number(span, 1.0));
        }
        self.call_helper("newTarget", span, arguments)
    }
}
