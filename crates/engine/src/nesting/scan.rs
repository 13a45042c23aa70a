//! The pass over the bytes: a rough lexer with a stack of open brackets.

use super::{
    Syntax,
    bytes::{
        BACKTICK, CLASS, CLOSE, COMMA, DOUBLING, GREATER, LESS, LINE_END, OPEN, OPERATOR, QUOTE,
        SEMICOLON, SLASH, SPACE, WORD,
    },
};

/// An open bracket, and how long the chains around it had become when it opened.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// The bracket is the head of `if`, `while`, `for` or `with`: a statement follows it.
    head: bool,
    run: Run,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paren,
    Square,
    Brace,
    /// `${` in a template.
    Template,
    /// `<a …` before its `>`.
    Tag,
    /// Between `<a>` and `</a>`.
    Text,
}

/// Chains that are open between two brackets.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    /// Operators and the like since the last `,`.
    pub(super) expression: usize,
    /// Heads of statements (`if (…)`) that the coming statement is inside of.
    statement: usize,
    /// `<` that may have opened type arguments: a `,` does not end those.
    pub(super) types: usize,
}

impl Run {
    fn sum(self) -> usize {
        self.expression + self.statement + self.types
    }
}

/// What stood before, as far as it decides what a `/` or a `<` is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// An operator, an opening bracket, the start: an operand comes next.
    Operator,
    /// A word at these bytes, perhaps a keyword.
    Word(usize, usize),
    /// The end of an operand: an operator comes next.
    Operand,
    /// `}`
    Brace,
    /// `)` of the head of a statement.
    Head,
    /// Cannot be told from here.
    Unclear,
}

/// A run shorter than this is not worth finding out whether a line end closes it.
const SHORT: usize = 16;

pub(super) struct Scan<'s> {
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
    pub(super) jsx: bool,
    pub(super) frames: Vec<Frame>,
    /// The sum over all frames.
    base: usize,
    pub(super) run: Run,
    pub(super) before: Before,
    deepest: usize,
    /// Brackets did not match: either the source is wrong or it was read wrongly.
    doubtful: bool,
}

/// Bounds that the caller sets.
pub struct Limits {
    /// What was read wrongly counts as more than this,
    pub shallow: usize,
    /// but not as more than that.
    pub too_deep: usize,
    /// Given up, as more than `too_deep`, with more brackets open at once.
    pub brackets: usize,
}

/// An upper bound of how deep the source nests.
#[must_use]
pub fn bound(bytes: &[u8], syntax: Syntax, limits: &Limits) -> usize {
    let mut scan = Scan {
        bytes,
        at: 0,
        jsx: syntax == Syntax::Jsx,
        frames: Vec::with_capacity(64),
        base: 0,
        run: Run::default(),
        before: Before::Operator,
        deepest: 0,
        doubtful: false,
    };
    if bytes.starts_with(b"#!") {
        scan.skip_line();
    }
    while scan.at < bytes.len() {
        match scan.frames.last().map(|frame| frame.kind) {
            Some(Kind::Tag) => scan.tag(),
            Some(Kind::Text) => scan.text(),
            _ => scan.code(),
        }
        if scan.frames.len() > limits.brackets {
            return limits.too_deep + 1;
        }
    }
    scan.measure();
    if scan.doubtful || !scan.frames.is_empty() {
        // Neither trusted as shallow, nor refused on a doubt.
        return scan.deepest.clamp(limits.shallow + 1, limits.too_deep);
    }
    scan.deepest
}

impl Scan<'_> {
    pub(super) fn class(&self, at: usize) -> u8 {
        CLASS[usize::from(self.bytes[at])]
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn measure(&mut self) {
        self.deepest = self.deepest.max(self.base + self.run.sum());
    }

    /// Until the innermost bracket changes to one with rules of its own.
    fn code(&mut self) {
        let bytes = self.bytes;
        while self.at < bytes.len() {
            let at = self.at;
            match CLASS[usize::from(bytes[at])] {
                WORD => self.word(),
                SPACE => self.at += 1,
                LINE_END => {
                    self.at += 1;
                    if self.run.expression + self.run.statement > SHORT {
                        self.line_end();
                    }
                }
                OPERATOR => {
                    self.at += 1;
                    self.run.expression += 1;
                    self.before = Before::Operator;
                }
                OPEN => {
                    let (kind, head) = match bytes[at] {
                        b'(' => (Kind::Paren, self.is_head()),
                        b'[' => (Kind::Square, false),
                        _ => (Kind::Brace, false),
                    };
                    self.at += 1;
                    if self.push(kind, head) {
                        return;
                    }
                }
                CLOSE => {
                    self.at += 1;
                    if self.close(bytes[at]) {
                        return;
                    }
                }
                QUOTE => self.string(),
                BACKTICK => {
                    self.at += 1;
                    self.run.expression += 1;
                    if self.template() {
                        return;
                    }
                }
                SLASH => self.slash(),
                COMMA => {
                    self.at += 1;
                    self.measure();
                    self.run.expression = 0;
                    self.before = Before::Operator;
                }
                SEMICOLON => {
                    self.at += 1;
                    self.measure();
                    self.run.expression = 0;
                    self.run.types = 0;
                    if self.run.statement > 0 && !self.goes_on(&[b"else", b"while"]) {
                        self.run.statement = 0;
                    }
                    self.before = Before::Operator;
                }
                LESS => {
                    if self.less() {
                        return;
                    }
                }
                GREATER => {
                    let arrow = at > 0 && bytes[at - 1] == b'=';
                    self.at += 1;
                    self.run.expression += 1;
                    self.before = if arrow {
                        Before::Operator
                    } else {
                        self.run.types = self.run.types.saturating_sub(1);
                        Before::Unclear
                    };
                }
                DOUBLING => {
                    let operand = self.ends_operand();
                    self.at += 1;
                    self.run.expression += 1;
                    self.before = Before::Operator;
                    if self.byte(self.at) == bytes[at] {
                        self.at += 1;
                        self.run.expression += 1;
                        self.before = if operand { Before::Operand } else { Before::Unclear };
                        // `-->` at the start of a line begins a comment in scripts.
                        if bytes[at] == b'-' && self.byte(self.at) == b'>' {
                            self.unclear_until_line_end();
                        }
                    }
                }
                _ => {
                    // `!` before an operand, or TypeScript's after one.
                    self.before =
                        if self.ends_operand() { Before::Operand } else { Before::Operator };
                    self.at += 1;
                    self.run.expression += 1;
                }
            }
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start + 1;
        while end < self.bytes.len() && self.class(end) == WORD {
            end += 1;
        }
        self.at = end;
        match self.before {
            // Two words in a row: `typeof x`, `new new x`, `else do`, `a in b`.
            Before::Word(..) => self.run.expression += 1,
            Before::Brace => {
                let keeps: [&[u8]; 11] = [
                    b"else",
                    b"catch",
                    b"finally",
                    b"while",
                    b"in",
                    b"instanceof",
                    b"of",
                    b"as",
                    b"satisfies",
                    b"extends",
                    b"is",
                ];
                if !keeps.contains(&&self.bytes[start..end]) {
                    self.statement_end();
                }
            }
            _ => {}
        }
        if self.bytes[start].is_ascii_digit() {
            // The dot of a number is no member access, and what follows it divides.
            if self.byte(end) == b'.' {
                self.at += 1;
                while self.at < self.bytes.len() && self.class(self.at) == WORD {
                    self.at += 1;
                }
            }
            self.before = Before::Operand;
        } else {
            self.before = Before::Word(start, end);
        }
    }

    /// Whether an operand ends at the byte before this one, without space between.
    fn ends_operand(&self) -> bool {
        let adjacent = self.at > 0 && !matches!(self.class(self.at - 1), SPACE | LINE_END | SLASH);
        adjacent
            && match self.before {
                Before::Operand => true,
                Before::Word(start, end) => !before_operand(&self.bytes[start..end]),
                _ => false,
            }
    }

    fn statement_end(&mut self) {
        self.measure();
        self.run = Run::default();
    }

    /// A line end closes a statement where two operands would meet.
    fn line_end(&mut self) {
        let ended = match self.before {
            Before::Operand => true,
            Before::Word(start, end) => {
                let word = &self.bytes[start..end];
                word == b"return" || !before_operand(word)
            }
            _ => false,
        };
        if !ended {
            return;
        }
        let next = self.next_significant();
        let Some(&byte) = self.bytes.get(next) else { return };
        let starts = match CLASS[usize::from(byte)] {
            WORD => {
                let keeps: [&[u8]; 8] = [
                    b"else",
                    b"while",
                    b"in",
                    b"instanceof",
                    b"of",
                    b"as",
                    b"satisfies",
                    b"extends",
                ];
                !keeps.iter().any(|word| self.is_word_at(next, word))
            }
            QUOTE => true,
            _ => false,
        };
        if starts {
            self.statement_end();
            self.before = Before::Operator;
        }
    }

    /// Whether one of `words` comes next.
    fn goes_on(&self, words: &[&[u8]]) -> bool {
        let next = self.next_significant();
        words.iter().any(|word| self.is_word_at(next, word))
    }

    fn is_word_at(&self, at: usize, word: &[u8]) -> bool {
        self.bytes[at..].starts_with(word)
            && self.bytes.get(at + word.len()).is_none_or(|next| CLASS[usize::from(*next)] != WORD)
    }

    /// Past white space and comments.
    fn next_significant(&self) -> usize {
        let mut at = self.at;
        while at < self.bytes.len() {
            match self.class(at) {
                SPACE | LINE_END => at += 1,
                SLASH if self.byte(at + 1) == b'/' => {
                    at = find_line_end(self.bytes, at);
                }
                SLASH if self.byte(at + 1) == b'*' => {
                    at = find(self.bytes, at + 2, b"*/").map_or(self.bytes.len(), |end| end + 2);
                }
                _ => break,
            }
        }
        at
    }

    /// Whether the `(` at hand begins the head of a statement that nests the next one.
    fn is_head(&self) -> bool {
        let Before::Word(start, end) = self.before else { return false };
        matches!(&self.bytes[start..end], b"if" | b"while" | b"for" | b"with" | b"await")
    }

    /// True if the new bracket has rules of its own.
    pub(super) fn push(&mut self, kind: Kind, head: bool) -> bool {
        self.frames.push(Frame { kind, head, run: self.run });
        self.base += self.run.sum() + 1;
        self.deepest = self.deepest.max(self.base);
        self.run = Run::default();
        self.before = Before::Operator;
        matches!(kind, Kind::Tag | Kind::Text)
            // Lets the caller see that a bound is passed.
            || self.frames.len().is_multiple_of(1024)
    }

    pub(super) fn pop(&mut self) -> Option<Frame> {
        self.measure();
        let frame = self.frames.pop()?;
        self.base -= frame.run.sum() + 1;
        self.run = frame.run;
        // `f()()()`: what was in brackets is a link of the chain.
        if frame.head {
            self.run.statement += 1;
        } else {
            self.run.expression += 1;
        }
        Some(frame)
    }

    /// True if what is around the closed bracket has rules of its own. A bracket that
    /// closes nothing closes nothing: the bound stays high.
    fn close(&mut self, byte: u8) -> bool {
        let Some(top) = self.frames.last() else {
            self.before = Before::Unclear;
            self.doubtful = true;
            return false;
        };
        match (top.kind, byte) {
            (Kind::Paren, b')') => {
                self.before = if top.head { Before::Head } else { Before::Operand };
            }
            (Kind::Square, b']') => self.before = Before::Operand,
            (Kind::Brace, b'}') => self.before = Before::Brace,
            (Kind::Template, b'}') => {
                self.pop();
                return self.template();
            }
            _ => {
                self.before = Before::Unclear;
                self.doubtful = true;
                return false;
            }
        }
        let before = self.before;
        self.pop();
        self.before = before;
        matches!(self.frames.last().map(|frame| frame.kind), Some(Kind::Tag | Kind::Text))
    }

    fn string(&mut self) {
        let quote = self.bytes[self.at];
        let start = self.at + 1;
        let mut at = start;
        self.before = Before::Operand;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => {
                    // A line end of two bytes may be escaped.
                    at += if self.byte(at + 1) == b'\r' && self.byte(at + 2) == b'\n' {
                        3
                    } else {
                        2
                    };
                }
                b'\n' | b'\r' => break,
                byte if byte == quote => {
                    self.at = at + 1;
                    return;
                }
                _ => at += 1,
            }
        }
        // No string, then; what follows the quote may be anything.
        self.doubtful = true;
        self.at = start;
    }

    /// From inside a template to its end, or to a `${`. Gives what `push` gives.
    fn template(&mut self) -> bool {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'`' => {
                    self.at += 1;
                    self.before = Before::Operand;
                    return matches!(
                        self.frames.last().map(|frame| frame.kind),
                        Some(Kind::Tag | Kind::Text)
                    );
                }
                b'$' if self.byte(self.at + 1) == b'{' => {
                    self.at += 2;
                    self.push(Kind::Template, false);
                    return true;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        false
    }

    fn slash(&mut self) {
        match self.byte(self.at + 1) {
            b'/' => return self.skip_line(),
            b'*' => {
                self.at =
                    find(self.bytes, self.at + 2, b"*/").map_or(self.bytes.len(), |end| end + 2);
                return;
            }
            _ => {}
        }
        let regex = match self.before {
            Before::Operator => Some(true),
            Before::Operand => Some(false),
            Before::Word(start, end) => match &self.bytes[start..end] {
                b"yield" | b"await" | b"of" => None,
                word => Some(before_operand(word)),
            },
            Before::Brace | Before::Head | Before::Unclear => None,
        };
        match regex {
            Some(false) => {
                self.at += 1;
                self.run.expression += 1;
                self.before = Before::Operator;
            }
            Some(true) => {
                self.at = self.regex_end();
                self.before = Before::Operand;
            }
            None => {
                self.run.expression += 1;
                let end = self.regex_end();
                self.at += 1;
                self.unclear_until(end);
            }
        }
    }

    /// Past a regular expression that begins here; without an end in its line, just past
    /// the slash.
    fn regex_end(&self) -> usize {
        let mut at = self.at + 1;
        let mut class = false;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' | b'\r' => break,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => return at + 1,
                _ => {}
            }
            at += 1;
        }
        self.at + 1
    }

    /// Bytes that may be code or not: what opens counts, what closes does not.
    fn unclear_until(&mut self, end: usize) {
        while self.at < end {
            match self.class(self.at) {
                OPEN => {
                    let kind = match self.bytes[self.at] {
                        b'(' => Kind::Paren,
                        b'[' => Kind::Square,
                        _ => Kind::Brace,
                    };
                    self.push(kind, false);
                }
                SPACE | LINE_END | WORD => {}
                _ => self.run.expression += 1,
            }
            self.at += 1;
        }
        self.before = Before::Unclear;
    }

    pub(super) fn unclear_until_line_end(&mut self) {
        let end = find_line_end(self.bytes, self.at);
        self.unclear_until(end);
    }

    pub(super) fn skip_line(&mut self) {
        self.at = find_line_end(self.bytes, self.at);
    }
}

/// Words after which an operand comes, so that a `/` begins a regular expression.
pub(super) fn before_operand(word: &[u8]) -> bool {
    matches!(
        word,
        b"return"
            | b"typeof"
            | b"case"
            | b"in"
            | b"of"
            | b"void"
            | b"delete"
            | b"instanceof"
            | b"new"
            | b"throw"
            | b"else"
            | b"do"
            | b"yield"
            | b"await"
            | b"extends"
            | b"as"
            | b"satisfies"
            | b"keyof"
            | b"default"
    )
}

pub(super) fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, what).map(|at| from + at)
}

fn find_line_end(bytes: &[u8], from: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |at| from + at)
}
