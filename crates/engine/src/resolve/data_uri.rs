//! `data:` requests (RFC 2397): the module is in its name.

/// Media type in lower case without parameters, and the bytes.
pub fn decode(request: &str) -> Option<(String, Vec<u8>)> {
    let scheme = request.get(..5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (head, body) = request[5..].split_once(',')?;
    let mut parts = head.split(';');
    let mime = match parts.next().unwrap_or("").trim() {
        "" => "text/plain".to_owned(),
        mime => mime.to_ascii_lowercase(),
    };
    let base64 = parts.next_back().is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    let bytes = percent_decode(body);
    if base64 { decode_base64(&bytes).map(|bytes| (mime, bytes)) } else { Some((mime, bytes)) }
}

/// A `%` that begins no escape stands for itself, as browsers have it.
fn percent_decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = escape {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

/// Both alphabets, white space skipped, padding optional; nothing else is let through.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut count, mut padded) = (0u32, 0u32, false);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                padded = true;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => return None,
        };
        if padded {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    // A single left-over digit holds no whole byte: the text was cut.
    (count != 6).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn forms() {
        let text = |request: &str| {
            decode(request).map(|(mime, bytes)| (mime, String::from_utf8(bytes).unwrap()))
        };
        let is = |mime: &str, body: &str| Some((mime.to_owned(), body.to_owned()));
        assert_eq!(
            text("data:text/javascript,export%20default%201"),
            is("text/javascript", "export default 1")
        );
        assert_eq!(
            text("DATA:Text/JavaScript;charset=utf-8;base64,YT0x"),
            is("text/javascript", "a=1")
        );
        assert_eq!(text("data:,a"), is("text/plain", "a"));
        assert_eq!(text("data:;base64,YQ=="), is("text/plain", "a"));
        assert_eq!(text("data:;base64,YQ"), is("text/plain", "a"));
        assert_eq!(
            text("data:application/json,{\"a\":\"100%\"}"),
            is("application/json", "{\"a\":\"100%\"}")
        );
        assert_eq!(text("data:text/plain,%zz%C3%A9é%"), is("text/plain", "%zzéé%"));
        assert_eq!(decode("data:text/javascript;base64,Y"), None);
        assert_eq!(decode("data:text/javascript;base64,Y*=="), None);
        assert_eq!(decode("data:nothing"), None);
        assert_eq!(decode("dätä:,"), None);
    }
}
