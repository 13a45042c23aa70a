//! Base 64 variable-length quantities.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Nearly all differences are within ±511, which is at most two digits: digits and their count.
const SHORT: [[u8; 4]; 1024] = {
    let mut table = [[0; 4]; 1024];
    let mut value = 0;
    while value < 1024 {
        table[value] = if value < 32 {
            [DIGITS[value], 0, 1, 0]
        } else {
            [DIGITS[32 | (value & 31)], DIGITS[value >> 5], 2, 0]
        };
        value += 1;
    }
    table
};

const INVALID: u8 = 0xff;

const VALUES: [u8; 256] = {
    let mut table = [INVALID; 256];
    let mut digit = 0_u8;
    while digit < 64 {
        table[DIGITS[digit as usize] as usize] = digit;
        digit += 1;
    }
    table
};

/// Room that [`write`] may touch, more than the 7 digits of the longest difference.
pub(super) const MAX_DIGITS: usize = 8;

/// Puts `value` at `at` and returns where it ends; up to [`MAX_DIGITS`] bytes are scribbled on.
#[inline]
pub(super) fn write(buffer: &mut [u8], mut at: usize, value: i64) -> usize {
    let mut rest = (value.unsigned_abs() << 1) | u64::from(value < 0);
    if let Some(short) = usize::try_from(rest).ok().and_then(|rest| SHORT.get(rest)) {
        buffer[at..at + 4].copy_from_slice(short);
        return at + short[2] as usize;
    }
    loop {
        let digit = (rest & 31) as usize;
        rest >>= 5;
        buffer[at] = DIGITS[if rest == 0 { digit } else { digit | 32 }];
        at += 1;
        if rest == 0 {
            return at;
        }
    }
}

/// Appends `value`.
pub(super) fn push(out: &mut Vec<u8>, value: i64) {
    let at = out.len();
    out.resize(at + MAX_DIGITS, 0);
    let end = write(out, at, value);
    out.truncate(end);
}

/// The value at `at`, which is moved behind it; `None` where there is none or it is absurd.
pub(super) fn read(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut value = 0_i64;
    let mut shift = 0;
    loop {
        let digit = VALUES[*bytes.get(*at)? as usize];
        if digit == INVALID || shift > 35 {
            return None;
        }
        *at += 1;
        value |= i64::from(digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            return Some(if value & 1 == 0 { value >> 1 } else { -(value >> 1) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive() {
        let limit = i64::from(u32::MAX);
        for value in (-2000..2000).chain([limit, -limit, 1 << 20, -(1 << 20)]) {
            let mut bytes = Vec::new();
            push(&mut bytes, value);
            let mut at = 0;
            assert_eq!(read(&bytes, &mut at), Some(value));
            assert_eq!(at, bytes.len());
        }
        let mut bytes = Vec::new();
        push(&mut bytes, 16);
        push(&mut bytes, -1);
        assert_eq!(bytes, b"gBD");
        assert_eq!(read(b"g", &mut 0), None);
        assert_eq!(read(b"!", &mut 0), None);
    }
}
