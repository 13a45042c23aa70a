//! Digests for subresource integrity: <https://www.w3.org/TR/SRI/>.

use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::{options::Integrity, sourcemap::append_base64};

impl Integrity {
    fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// Of what [`integrity_of`] gives, in bytes.
    #[must_use]
    pub fn length(self) -> usize {
        let digest: usize = match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        };
        self.name().len() + 1 + digest.div_ceil(3) * 4
    }
}

/// `sha384-…`, the value of an `integrity` attribute.
pub fn integrity_of(algorithm: Integrity, content: &[u8]) -> String {
    let mut text = format!("{}-", algorithm.name()).into_bytes();
    match algorithm {
        Integrity::Sha256 => append_base64(&Sha256::digest(content), &mut text),
        Integrity::Sha384 => append_base64(&Sha384::digest(content), &mut text),
        Integrity::Sha512 => append_base64(&Sha512::digest(content), &mut text),
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests() {
        // Those of Python's hashlib.
        let known = [
            (Integrity::Sha256, "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
            (
                Integrity::Sha384,
                "sha384-WeF0h3dEjGnea4ANejO7+5/xtGPkQ1TDVTvNucZm+pASWjx5+QOXvfX2oT3oKGhP",
            ),
            (
                Integrity::Sha512,
                "sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==",
            ),
        ];
        for (algorithm, value) in known {
            assert_eq!(integrity_of(algorithm, b"hello"), value);
            assert_eq!(value.len(), algorithm.length());
        }
    }
}
