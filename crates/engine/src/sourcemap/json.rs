//! Strings of JSON.

const HEX: &[u8; 16] = b"0123456789abcdef";

/// What stands behind the backslash; 0 where the byte stands for itself, `u` for a code.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = b'u';
        control += 1;
    }
    table[b'\n' as usize] = b'n';
    table[b'\r' as usize] = b'r';
    table[b'\t' as usize] = b't';
    table[b'\x08' as usize] = b'b';
    table[b'\x0c' as usize] = b'f';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// Appends `text` in quotes.
pub fn escape_into(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + bytes.len() / 16 + 2);
    out.push(b'"');
    let mut plain = 0;
    let mut at = 0;
    while at < bytes.len() {
        if let Some(word) = bytes[at..].first_chunk::<8>() {
            let special = special_bytes(u64::from_le_bytes(*word));
            if special == 0 {
                at += 8;
                continue;
            }
            at += (special.trailing_zeros() / 8) as usize;
        } else if ESCAPES[bytes[at] as usize] == 0 {
            at += 1;
            continue;
        }
        let byte = bytes[at];
        out.extend_from_slice(&bytes[plain..at]);
        match ESCAPES[byte as usize] {
            b'u' => {
                out.extend_from_slice(b"\\u00");
                out.extend([HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]);
            }
            escape => out.extend_from_slice(&[b'\\', escape]),
        }
        at += 1;
        plain = at;
    }
    out.extend_from_slice(&bytes[plain..]);
    out.push(b'"');
}

/// The high bit of each byte that needs an escape. Only the lowest is exact, since a borrow
/// may run into the bytes above it.
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = word ^ (ONES * u64::from(b'"'));
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = word ^ (ONES * u64::from(b'\\'));
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & HIGH
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
