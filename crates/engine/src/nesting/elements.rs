//! `<`: elements of JSX, with text inside that is no code, and what looks like them.

use super::{
    bytes::{CLASS, WORD},
    scan::{Before, Kind, Scan, before_operand, find},
};

impl Scan<'_> {
    /// A comparison, type arguments, an element, or a comment of old. True where an
    /// element begins.
    pub(super) fn less(&mut self) -> bool {
        let next = self.byte(self.at + 1);
        if next == b'!' && self.bytes[self.at..].starts_with(b"<!--") {
            self.run.expression += 1;
            self.unclear_until_line_end();
            return false;
        }
        if matches!(next, b'<' | b'=') {
            self.at += 2;
            self.run.expression += 1;
            self.before = Before::Operator;
            return false;
        }
        let after_operand = match self.before {
            Before::Operand => true,
            Before::Word(start, end) => {
                let word = &self.bytes[start..end];
                !before_operand(word) && !matches!(word, b"yield" | b"await" | b"of" | b"default")
            }
            Before::Operator | Before::Brace | Before::Head | Before::Unclear => false,
        };
        if self.jsx && !after_operand && !self.is_generic_arrow() {
            self.at += 1;
            self.open_element();
            return true;
        }
        self.at += 1;
        self.run.types += 1;
        self.before = Before::Operator;
        false
    }

    /// `<T,>(` and `<T extends U>(`, which are no elements even where elements can be.
    fn is_generic_arrow(&self) -> bool {
        let mut at = self.at + 1;
        let word = |at: &mut usize| {
            while matches!(self.bytes.get(*at), Some(byte) if byte.is_ascii_whitespace()) {
                *at += 1;
            }
            let start = *at;
            while *at < self.bytes.len() && self.class(*at) == WORD {
                *at += 1;
            }
            &self.bytes[start..*at]
        };
        if word(&mut at) == b"const" {
            word(&mut at);
        }
        let next = word(&mut at);
        if next == b"extends" {
            // As an attribute it would be given a value, or be the last.
            return !word(&mut at).is_empty() || !matches!(self.byte(at), b'=' | b'>' | b'/');
        }
        next.is_empty() && self.byte(at) == b','
    }

    /// After the `<`; a fragment `<>` has no tag.
    fn open_element(&mut self) {
        if self.byte(self.at) == b'>' {
            self.at += 1;
            self.push(Kind::Text, false);
        } else {
            self.push(Kind::Tag, false);
        }
    }

    fn close_element(&mut self) {
        self.pop();
        self.before = Before::Operand;
    }

    pub(super) fn tag(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'>' if self.run.types > 0 => {
                    self.at += 1;
                    self.run.types -= 1;
                }
                b'>' => {
                    self.at += 1;
                    if let Some(frame) = self.frames.last_mut() {
                        frame.kind = Kind::Text;
                    }
                    return;
                }
                b'/' if self.byte(self.at + 1) == b'>' => {
                    self.at += 2;
                    self.close_element();
                    return;
                }
                b'/' if self.byte(self.at + 1) == b'/' => self.skip_line(),
                b'/' if self.byte(self.at + 1) == b'*' => {
                    self.at = find(self.bytes, self.at + 2, b"*/")
                        .map_or(self.bytes.len(), |end| end + 2);
                }
                b'"' | b'\'' => {
                    self.at = find(self.bytes, self.at + 1, &[byte])
                        .map_or(self.bytes.len(), |end| end + 1);
                }
                b'{' => {
                    self.at += 1;
                    self.push(Kind::Brace, false);
                    return;
                }
                // After a name: type arguments. After `=`: an element as a value.
                b'<' if self.at > 0 && CLASS[usize::from(self.bytes[self.at - 1])] == WORD => {
                    self.at += 1;
                    self.run.types += 1;
                }
                b'<' => {
                    self.at += 1;
                    self.open_element();
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    pub(super) fn text(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'{' => {
                    self.at += 1;
                    self.push(Kind::Brace, false);
                    return;
                }
                b'<' if self.byte(self.at + 1) == b'/' => {
                    self.at =
                        find(self.bytes, self.at, b">").map_or(self.bytes.len(), |end| end + 1);
                    self.close_element();
                    return;
                }
                b'<' => {
                    self.at += 1;
                    self.open_element();
                    return;
                }
                // This may be no text at all, but code after what looked like an element.
                byte => {
                    self.run.expression += usize::from(CLASS[usize::from(byte)] != WORD);
                    self.at += 1;
                }
            }
        }
    }
}
