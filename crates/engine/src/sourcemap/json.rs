//! Strings of JSON.

/// Appends `text` in quotes.
pub fn escape_into(text: &str, out: &mut Vec<u8>) {
    json_escape_simd::escape_into(text, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_serde_does() {
        let mut texts = vec![String::new(), "é€😀\u{2028}\u{7f}".repeat(9)];
        for special in (0..0x30_u8).chain([b'\\', 0x7f]) {
            for before in (0..18).chain(1015..1030) {
                let special = char::from(special);
                texts.push(format!("{}{special}{special}", "é".repeat(before)));
                texts.push(format!("{}{special}!\"#{special}abcdefghij", "a".repeat(before)));
            }
        }
        for text in texts {
            let mut out = Vec::new();
            escape_into(&text, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
