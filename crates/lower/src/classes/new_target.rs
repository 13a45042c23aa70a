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
        let frame = self
            .frames
            .iter_mut()
            .rev()
            .find(|frame| matches!(frame.kind, FrameKind::Function | FrameKind::Program));
        let Some(frame) = frame.filter(|frame| {
            frame.kind == FrameKind::Function && frame.new_target != NewTarget::Undefined
        }) else {
            return self.make.void_0(span);
        };
        if frame.new_target_name.is_none() {
            frame.new_target_name = Some(self.names.unique("newTarget"));
            if frame.function_name.is_none() {
                frame.function_name = Some(self.names.unique("target"));
                frame.needs_name = true;
            }
        }
        let name = frame.new_target_name.expect("just set");
        self.make.name(span, name)
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
