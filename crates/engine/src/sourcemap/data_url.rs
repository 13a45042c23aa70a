//! `data:` URLs, in which a file may carry its map.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The content of a `data:` URL; `None` for other URLs and where it is broken.
#[must_use]
pub fn decode_data_url(url: &str) -> Option<Vec<u8>> {
    let (kind, data) = url.strip_prefix("data:")?.split_once(',')?;
    let data = percent_decode(data);
    if kind.ends_with(";base64") { decode_base64(&data) } else { Some(data) }
}

/// Appends `bytes` in base 64, padded.
pub fn append_base64(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + bytes.len().div_ceil(3) * 4, b'=');
    let digit = |value: u32| DIGITS[(value & 63) as usize];
    for (group, four) in bytes.chunks(3).zip(out[start..].chunks_exact_mut(4)) {
        match *group {
            [a, b, c] => {
                let word = u32::from_be_bytes([0, a, b, c]);
                four.copy_from_slice(&[
                    digit(word >> 18),
                    digit(word >> 12),
                    digit(word >> 6),
                    digit(word),
                ]);
            }
            [a, b] => {
                let word = u32::from_be_bytes([0, a, b, 0]);
                four[..3].copy_from_slice(&[
                    digit(word >> 18),
                    digit(word >> 12),
                    digit(word >> 6),
                ]);
            }
            [a] => {
                let word = u32::from_be_bytes([0, a, 0, 0]);
                four[..2].copy_from_slice(&[digit(word >> 18), digit(word >> 12)]);
            }
            _ => {}
        }
    }
}

fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut word = 0_u32;
    let mut bits = 0;
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        word = (word << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            let [.., byte] = (word >> bits).to_be_bytes();
            out.push(byte);
        }
    }
    Some(out)
}

fn percent_decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2))
        {
            let [.., byte] = (high * 16 + low).to_be_bytes();
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_both_ways() {
        for length in 0..40 {
            let bytes: Vec<u8> =
                (0..length).map(|index: u8| index.wrapping_mul(37).wrapping_add(200)).collect();
            let mut url = b"data:application/json;charset=utf-8;base64,".to_vec();
            append_base64(&bytes, &mut url);
            assert_eq!(decode_data_url(std::str::from_utf8(&url).unwrap()), Some(bytes));
        }
        let mut out = Vec::new();
        append_base64(b"hello", &mut out);
        assert_eq!(out, b"aGVsbG8=");
    }

    #[test]
    fn other_forms() {
        let plain = decode_data_url("data:application/json,%7B%22a%22:1%7D");
        assert_eq!(plain.as_deref(), Some(&b"{\"a\":1}"[..]));
        assert_eq!(decode_data_url("data:;base64,!!"), None);
        assert_eq!(decode_data_url("map.json"), None);
    }
}
