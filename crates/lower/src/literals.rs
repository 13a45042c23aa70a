//! Names and strings in the forms of ES5.
//!
//! The printer writes strings and numbers by their values: `\u{1F600}` as the character that
//! it is, `0b11` and `1_000` in decimal, U+2028 as an escape. What is left are names.


