//! What a byte is to the scan.

pub const WORD: u8 = 1;
pub const SPACE: u8 = 2;
pub const OPERATOR: u8 = 3;
pub const OPEN: u8 = 4;
pub const CLOSE: u8 = 5;
pub const QUOTE: u8 = 6;
pub const BACKTICK: u8 = 7;
pub const SLASH: u8 = 8;
pub const COMMA: u8 = 9;
pub const SEMICOLON: u8 = 10;
pub const LINE_END: u8 = 11;
pub const LESS: u8 = 12;
pub const GREATER: u8 = 13;
pub const DOUBLING: u8 = 14;
pub const BANG: u8 = 15;

pub static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    // What is nothing else is part of a word, every byte of a longer character included.
    let mut table = [WORD; 256];
    let mut byte = 0;
    while byte <= b' ' {
        table[byte as usize] = SPACE;
        byte += 1;
    }
    table[b'\n' as usize] = LINE_END;
    table[b'\r' as usize] = LINE_END;
    let operators = b"=*%&|^~?:.";
    let mut index = 0;
    while index < operators.len() {
        table[operators[index] as usize] = OPERATOR;
        index += 1;
    }
    table[b'(' as usize] = OPEN;
    table[b'[' as usize] = OPEN;
    table[b'{' as usize] = OPEN;
    table[b')' as usize] = CLOSE;
    table[b']' as usize] = CLOSE;
    table[b'}' as usize] = CLOSE;
    table[b'"' as usize] = QUOTE;
    table[b'\'' as usize] = QUOTE;
    table[b'`' as usize] = BACKTICK;
    table[b'/' as usize] = SLASH;
    table[b',' as usize] = COMMA;
    table[b';' as usize] = SEMICOLON;
    table[b'<' as usize] = LESS;
    table[b'>' as usize] = GREATER;
    table[b'+' as usize] = DOUBLING;
    table[b'-' as usize] = DOUBLING;
    table[b'!' as usize] = BANG;
    table
}
