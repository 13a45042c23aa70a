//! Helpers of the transformer.
/// The source of a helper.
pub fn source(_name: &str) -> Option<&'static str> {
    None
}
