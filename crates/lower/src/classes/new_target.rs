//! `new.target`.
//!
//! ES5 has nothing like it. The object that a constructor is called on tells: its prototype
//! is the `prototype` of what `new` was given, whose `constructor` in turn says what that
//! was. Functions that are called on an object of theirs without `new` are taken in.

use oxc::{ast::ast::*, span::Span};

use super::super::{
    driver::Driver,
    frames::{Frame, FrameKind},
};

impl<'a> Driver<'a, '_> {
    /// The variable that holds it, set at the start of the function.
    pub fn new_target(&mut self, span: Span) -> Expression<'a> {
        let frame = self
            .frames
            .iter_mut()
            .rev()
            .find(|frame| matches!(frame.kind, FrameKind::Function | FrameKind::Program));
        let Some(frame) = frame.filter(|frame| frame.kind == FrameKind::Function && !frame.method)
        else {
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
        let this = self.make.this(span);
        let function = frame.function_name.map(|name| self.make.name(span, name));
        self.call_helper("newTarget", span, std::iter::once(this).chain(function))
    }
}
