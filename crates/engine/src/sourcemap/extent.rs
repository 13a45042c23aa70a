//! How far a text moves the end of what is generated.

/// Line ends in `code`, and UTF-16 units behind the last of them.
#[must_use]
pub fn lines_and_last_column(code: &str) -> (u32, u32) {
    let bytes = code.as_bytes();
    let mut lines = 0_usize;
    let mut rare = false;
    // Blocks of a size that fits a byte's counter let the compiler use vectors.
    for block in bytes.chunks(192) {
        let mut count = 0_u8;
        let mut other = false;
        for byte in block {
            count += u8::from(*byte == b'\n');
            // U+2028 and U+2029 begin with 0xE2.
            other |= *byte == b'\r';
            other |= *byte == 0xe2;
        }
        lines += count as usize;
        rare |= other;
    }
    if rare {
        return every_line_end(code);
    }
    let start = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |index| index + 1);
    (narrow(lines), utf16_length(&bytes[start..]))
}

/// UTF-16 units of well-formed UTF-8.
pub(super) fn utf16_length(bytes: &[u8]) -> u32 {
    let units: usize = bytes
        .chunks(96)
        .map(|block| {
            let mut count = 0_u8;
            for byte in block {
                // A unit a character, and another where four bytes make a surrogate pair.
                count += u8::from(*byte & 0xc0 != 0x80) + u8::from(*byte >= 0xf0);
            }
            count as usize
        })
        .sum();
    narrow(units)
}

fn every_line_end(code: &str) -> (u32, u32) {
    let mut lines = 0;
    let mut start = 0;
    let mut characters = code.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends = match character {
            '\n' | '\u{2028}' | '\u{2029}' => true,
            '\r' => !matches!(characters.peek(), Some((_, '\n'))),
            _ => false,
        };
        if ends {
            lines += 1;
            start = at + character.len_utf8();
        }
    }
    (narrow(lines), utf16_length(&code.as_bytes()[start..]))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents() {
        assert_eq!(lines_and_last_column(""), (0, 0));
        assert_eq!(lines_and_last_column("abc"), (0, 3));
        assert_eq!(lines_and_last_column("a\nbc\n"), (2, 0));
        assert_eq!(lines_and_last_column("a\r\nb\rc\u{2028}d\u{2029}é😀"), (4, 3));
        assert_eq!(lines_and_last_column("a\n€é😀"), (1, 4));
        let long = "x\n".repeat(1000) + &"é".repeat(1000);
        assert_eq!(lines_and_last_column(&long), (1000, 1000));
    }
}
