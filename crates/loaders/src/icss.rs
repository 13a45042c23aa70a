//! `@value` and `:export` of CSS Modules: values that sheets and scripts share.
//!
//! ```css
//! @value accent: #f60;
//! :export { gap: 4px }
//! .a { color: accent }
//! ```
//! Scripts get `accent` and `gap`; the sheet is compiled as if `#f60` stood in the rule. Lines
//! stay where they are, so that places in messages do.

/// What is taken out of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// In the order in which they are met.
    pub values: Vec<(String, String)>,
    /// The sheet without them, if there are any.
    pub text: Option<String>,
}

#[must_use]
pub fn replace(source: &str) -> Shared {
    let marks = ["@value", ":export", ":global ", ":global\n", ":local ", ":local\n"];
    if !marks.iter().any(|mark| source.contains(mark)) {
        return Shared::default();
    }
    let mut shared = Shared::default();
    let mut text = String::with_capacity(source.len());
    let mut values: Vec<(String, String)> = Vec::new();
    let mut rest = source;
    while let Some((before, token)) = next_token(rest) {
        text.push_str(before);
        rest = &rest[before.len()..];
        let defined = (token == "@value").then(|| statement(rest)).flatten().and_then(|length| {
            let body = rest["@value".len()..length].trim_end_matches(';').trim();
            Some((length, value_of(body)?))
        });
        if let Some((length, (name, value))) = defined {
            let value = substituted(value.trim(), &values);
            values.push((name.trim().to_owned(), value));
            keep_lines(&rest[..length], &mut text);
            rest = &rest[length..];
        } else if let Some(length) = switched(token, rest) {
            // `:global .a .b` is `:global(.a .b)`; local is what all is by itself.
            let selector = &rest[token.len()..length];
            let blank = selector.len() - selector.trim_end().len();
            let (selector, blank) = selector.split_at(selector.len() - blank);
            if token == ":global" {
                text.push_str(&format!(":global({}){blank}", selector.trim_start()));
            } else {
                text.push_str(&format!("{}{blank}", selector.trim_start()));
            }
            rest = &rest[length..];
        } else if token == ":export"
            && let Some(length) = block(rest)
        {
            let open = rest.find('{').unwrap_or(0) + 1;
            for declaration in rest[open..length - 1].split(';') {
                if let Some((name, value)) = declaration.split_once(':') {
                    let value = substituted(value.trim(), &values);
                    shared.values.push((name.trim().to_owned(), value));
                }
            }
            keep_lines(&rest[..length], &mut text);
            rest = &rest[length..];
        } else {
            let is_plain = !text.ends_with(['.', '#']) && !is_property(&text, &rest[token.len()..]);
            match values.iter().rev().find(|(name, _)| is_plain && name == token) {
                Some((_, value)) => text.push_str(value),
                None => text.push_str(token),
            }
            rest = &rest[token.len()..];
        }
    }
    text.push_str(rest);
    shared.values.splice(0..0, values);
    shared.text = Some(text);
    shared
}

/// Bytes of `:global` or `:local` and what it is said of, where it has no brackets.
fn switched(token: &str, text: &str) -> Option<usize> {
    let after = matches!(token, ":global" | ":local").then(|| &text[token.len()..])?;
    after.starts_with(char::is_whitespace).then_some(())?;
    let mut depth = 0_usize;
    let mut end = after.len();
    for (at, char) in after.char_indices() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' | ',' | '}' | ';' if depth == 0 => {
                end = at;
                break;
            }
            ':' if depth == 0
                && (after[at..].starts_with(":local") || after[at..].starts_with(":global")) =>
            {
                end = at;
                break;
            }
            _ => {}
        }
    }
    (!after[..end].trim().is_empty()).then(|| token.len() + end)
}

/// The word between stands for a property, not for a value.
fn is_property(before: &str, after: &str) -> bool {
    after.trim_start().starts_with(':')
        && before.trim_end().chars().next_back().is_none_or(|char| matches!(char, '{' | ';' | '}'))
}

/// What comes before the next word, and the word. Strings and comments are no words.
fn next_token(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at..].find("*/").map_or(bytes.len(), |end| at + end + 2);
            }
            quote @ (b'"' | b'\'') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            byte if is_word(byte) || matches!(byte, b'@' | b':') => {
                let start = at;
                at += 1;
                while at < bytes.len() && is_word(bytes[at]) {
                    at += 1;
                }
                return Some((text.get(..start)?, text.get(start..at)?));
            }
            _ => at += 1,
        }
    }
    None
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80
}

/// Bytes up to and with the `;`.
fn statement(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, *byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b';') => return Some(at + 1),
            (None, b'{' | b'}') => return None,
            _ => {}
        }
    }
    Some(bytes.len())
}

/// Bytes of `:export { … }`.
fn block(text: &str) -> Option<usize> {
    let open = text.find('{')?;
    text[":export".len()..open].trim().is_empty().then_some(())?;
    Some(open + text[open..].find('}')? + 1)
}

/// `name: value`, or `name value`; `a, b from "./other.css"` is none.
fn value_of(body: &str) -> Option<(&str, &str)> {
    let end = body.find([':', ' '])?;
    let (name, value) = body.split_at(end);
    let value = value.trim_start().trim_start_matches(':');
    let is_request = value.starts_with("from ") || name.contains(',');
    (!value.trim().is_empty() && !is_request).then_some((name, value))
}

fn substituted(value: &str, known: &[(String, String)]) -> String {
    let mut made = String::new();
    let mut rest = value;
    while let Some((before, token)) = next_token(rest) {
        made.push_str(before);
        let found = known.iter().rev().find(|(name, _)| name == token);
        made.push_str(found.map_or(token, |(_, value)| value));
        rest = &rest[before.len() + token.len()..];
    }
    made + rest
}

fn keep_lines(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|char| *char == '\n'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in() {
        let shared = replace(
            "@value accent: #f60;\n@value border: 1px solid accent;\n.a { border: border; } .accent { color: accent; content: \"accent\" }\n:export { gap: 4px; line: border }",
        );
        let values: Vec<_> =
            shared.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            values,
            ["accent=#f60", "border=1px solid #f60", "gap=4px", "line=1px solid #f60"]
        );
        // A property of the name of a value is none of it.
        assert!(shared.text.unwrap().contains(".accent { color: #f60; content: \"accent\" }"));
        assert_eq!(replace(".a { color: red }"), Shared::default());
        let switched = replace(".a :global .b > .c, :local .d :global .e :local .f { x: y }");
        assert_eq!(
            switched.text.as_deref(),
            Some(".a :global(.b > .c), .d :global(.e) .f { x: y }")
        );
    }
}
