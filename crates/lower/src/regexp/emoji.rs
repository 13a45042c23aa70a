//! The properties of strings: `\p{RGI_Emoji}` and its parts.

use super::class::Matched;

/// `None` for properties that the tables do not have.
pub fn property(_name: &str) -> Option<Matched> {
    None
}
