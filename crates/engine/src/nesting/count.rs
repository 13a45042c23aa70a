//! A bound without reading: enough for most files, at many gigabytes a second.

/// How many bytes can nest anything, reading nothing: quick, and enough for most files.
/// A `)`, a `,` and the like only end what another byte began; words in a row nest too
/// (`typeof typeof x`), so every word after white space counts.
#[must_use]
pub fn nesting_bytes(bytes: &[u8]) -> usize {
    const AT_ONCE: usize = 128;
    let Some((&first, rest)) = bytes.split_first() else { return 0 };
    let mut count = usize::from(can_nest(first, b' '));
    // A counter of one byte lets the compiler look at many bytes at once.
    for (now, before) in rest.chunks(AT_ONCE).zip(bytes.chunks(AT_ONCE)) {
        let pairs = now.iter().zip(before);
        let counted: u8 = pairs.map(|(&byte, &before)| can_nest(byte, before)).sum();
        count += usize::from(counted);
    }
    count
}

/// 1 or 0. Written without branches, and with ranges where the bytes between do no harm.
fn can_nest(byte: u8, before: u8) -> u8 {
    let within = |first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    let is = |other: u8| u8::from(byte == other);
    let word = u8::from(before <= b' ') & u8::from(byte > b' ');
    word | is(b'!')
        | within(b'%', b'(')
        | within(b'*', b'+')
        | within(b'-', b'/')
        | is(b':')
        | within(b'<', b'?')
        | is(b'[')
        | within(b'^', b'`') & (is(b'_') ^ 1)
        | within(b'{', b'|')
        | is(b'~')
}
