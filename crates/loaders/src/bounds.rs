//! Bounds on what a style sheet may hold, before anything recurses over it.

use crate::{Place, Problem};

/// Brackets within brackets. Nobody writes a tenth of it.
const MOST_BRACKETS: usize = 200;
/// Operators side by side in one pair of brackets: parsers make a tree as deep of them.
const MOST_OPERATORS: usize = 5000;

/// What of `text` no parser of ours is to see, in CSS or SCSS.
///
/// # Errors
/// Brackets that are nested too deeply, or sums that are too long.
pub fn check(text: &str) -> Result<(), Problem> {
    let bytes = text.as_bytes();
    let mut operators: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = memchr_pair(bytes, at + 2, *b"*/");
                at = end + 1;
            }
            quote @ (b'"' | b'\'') => at = string_end(bytes, at, quote),
            b'(' if is_url(bytes, at) => {
                let end = bytes[at..].iter().position(|byte| *byte == b')');
                at += end.unwrap_or(bytes.len() - at);
            }
            b'(' | b'[' | b'{' => {
                operators.push(0);
                if operators.len() > MOST_BRACKETS {
                    let message = format!("brackets are nested more than {MOST_BRACKETS} deep");
                    return Err(Problem::error("style-too-deep", message, place(text, at)));
                }
            }
            b')' | b']' | b'}' => {
                operators.pop();
            }
            b'+' | b'-' | b'*' | b'/' if bytes.get(at + 1) == Some(&b' ') => {
                if let Some(count) = operators.last_mut() {
                    *count += 1;
                    if *count > MOST_OPERATORS {
                        let message =
                            format!("more than {MOST_OPERATORS} operators in one pair of brackets");
                        return Err(Problem::error("style-too-deep", message, place(text, at)));
                    }
                }
            }
            b';' => {
                if let Some(count) = operators.last_mut() {
                    *count = 0;
                }
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

fn memchr_pair(bytes: &[u8], from: usize, pair: [u8; 2]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(2).position(|two| two == pair).map_or(bytes.len(), |found| from + found)
}

/// A string ends at its line's end, whatever it begins with.
fn string_end(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// `url(` whose text stands there without quotes.
fn is_url(bytes: &[u8], bracket: usize) -> bool {
    let name = bracket.checked_sub(3).map(|start| &bytes[start..bracket]);
    let first = bytes[bracket + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
    name.is_some_and(|name| name.eq_ignore_ascii_case(b"url"))
        && !matches!(first, Some(b'"' | b'\'' | b'#' | b'$') | None)
}

fn place(text: &str, at: usize) -> Option<Place> {
    let before = text.get(..at)?;
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    let column = before[start..].encode_utf16().count();
    Some(Place { line: u32::try_from(line).ok()?, column: u32::try_from(column).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded() {
        assert!(check(&"a{".repeat(150)).is_ok());
        assert!(check(&"a{".repeat(5000)).is_err());
        assert!(check(&format!("a{{ width: {} }}", "calc(".repeat(9000))).is_err());
        assert!(check(&format!("a{{ width: calc({}) }}", "1px + ".repeat(9000))).is_err());
        assert!(check(&"a{color:red}".repeat(9000)).is_ok());
        assert!(check("a{content:\"((((\" /* {{{ */; b: url(x(((((y)}").is_ok());
    }
}
