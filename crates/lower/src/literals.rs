//! Strings, numbers and regular expressions in the forms of ES5.

use oxc::ast::ast::*;

use super::driver::Driver;

impl<'a> Driver<'a, '_> {
    pub fn string_literal(&mut self, _literal: &mut StringLiteral<'a>) {}

    pub fn numeric_literal(&mut self, _literal: &mut NumericLiteral<'a>) {}

    pub fn regexp_literal(&mut self, _expression: &mut Expression<'a>) {}
}
