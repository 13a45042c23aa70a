//! Files that sheets name by `url()`.

use std::sync::Arc;

use super::{Scanner, Sheet, StyleUrl};
use crate::{
    diagnostic::{Diagnostic, Location},
    graph::Asset,
    host::display_path,
    resolve::{Importer, RequestKind, Target},
    sourcemap::append_base64,
};

impl Scanner<'_> {
    pub(super) fn urls(&self, sheet: &Sheet) -> Arc<[StyleUrl]> {
        sheet.css.urls.iter().map(|url| self.style_url(sheet, url)).collect()
    }

    fn style_url(&self, sheet: &Sheet, url: &pybundle_loaders::css::UrlRequest) -> StyleUrl {
        let request = url.request.strip_prefix('~').unwrap_or(&url.request);
        let importer = Importer::File(&sheet.path);
        let start = url.place.offset(&sheet.source);
        let rest = sheet.source[start..].split([')', '\n']).next().unwrap_or_default();
        let location = || Location::new(&sheet.name, &sheet.source, start, start + rest.len() + 1);
        match self.resolvers.resolve(importer, request, RequestKind::Url) {
            Ok(Target::File(file)) => match self.store.asset(self.host, &file.path) {
                Ok(content) => {
                    let suffix = escaped(&format!("{}{}", file.query, file.fragment));
                    let limit = self.options.styles.data_url_limit;
                    if file.fragment.is_empty() && (content.len() as u64) < limit {
                        let extension = file.path.extension().and_then(|end| end.to_str());
                        if let Some(data) = extension.and_then(|end| data_url(end, &content)) {
                            return StyleUrl::Text(data);
                        }
                    }
                    StyleUrl::Asset {
                        asset: Asset {
                            name: display_path(&self.options.root, &file.path).into_owned(),
                            path: file.path,
                            content,
                        },
                        suffix,
                    }
                }
                Err(error) => {
                    self.report(
                        super::super::store::unreadable(&sheet.name, &error).at(location()),
                    );
                    StyleUrl::Text(escaped(&url.request))
                }
            },
            Ok(_) => StyleUrl::Text(escaped(&url.request)),
            Err(_) => {
                let (_, watched) =
                    self.resolvers.resolve_watched(importer, request, RequestKind::Url);
                self.store.add_missing(watched.missing);
                self.report(
                    Diagnostic::warning(
                        "missing-asset",
                        format!("there is no file `{request}` here"),
                    )
                    .at(location())
                    .label("left as it is")
                    .hint("the path is relative to the file that says it"),
                );
                StyleUrl::Text(escaped(&url.request))
            }
        }
    }
}

/// So that it can stand in `url()` with quotes and without.
pub fn escaped(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            '"' | '\'' | '(' | ')' | '\\' | ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                text.push_str(&format!("%{:02X}", u32::from(char)));
            }
            _ => text.push(char),
        }
    }
    text
}

/// `None` for what browsers would not know by its content.
fn data_url(extension: &str, content: &[u8]) -> Option<String> {
    let mime = match extension.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" | "cur" => "image/x-icon",
        "bmp" => "image/bmp",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "svg" => {
            let text = std::str::from_utf8(content).ok()?;
            return Some(format!("data:image/svg+xml,{}", percent_encoded(text)));
        }
        _ => return None,
    };
    let mut data = format!("data:{mime};base64,").into_bytes();
    append_base64(content, &mut data);
    String::from_utf8(data).ok()
}

/// Shorter than base64 for a text.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 5 / 4);
    for byte in text.trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&*+,;:=@/?".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
