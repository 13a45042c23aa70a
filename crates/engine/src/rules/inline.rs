//! Loaders that are named in a request: `!!raw-loader!./file.txt?query`.
//!
//! <https://webpack.js.org/concepts/loaders/#inline>

use std::sync::Arc;

use super::Step;
use crate::native;

/// What stands before the last `!` of a request.
#[derive(Debug, Clone, Default)]
pub struct Inline {
    /// As written, so the last runs first.
    pub steps: Vec<Arc<Step>>,
    /// `!!`, `-!`
    pub without_pre: bool,
    /// `!`, `!!`, `-!`
    pub without_normal: bool,
    /// `!!`
    pub without_post: bool,
}

/// The loaders of a request and what they are for; `None` where it names none.
#[must_use]
pub fn split_inline(request: &str) -> Option<(Inline, &str)> {
    if !request.contains('!') || request.starts_with("data:") {
        return None;
    }
    let (rest, mut inline) = if let Some(rest) = request.strip_prefix("-!") {
        (rest, Inline { without_pre: true, without_normal: true, ..Inline::default() })
    } else if let Some(rest) = request.strip_prefix("!!") {
        let all = Inline {
            without_pre: true,
            without_normal: true,
            without_post: true,
            ..Inline::default()
        };
        (rest, all)
    } else if let Some(rest) = request.strip_prefix('!') {
        (rest, Inline { without_normal: true, ..Inline::default() })
    } else {
        (request, Inline::default())
    };
    let mut parts: Vec<&str> = rest.split('!').collect();
    let resource = parts.pop().unwrap_or_default();
    inline.steps = parts.into_iter().filter(|part| !part.is_empty()).map(step).collect();
    Some((inline, resource))
}

fn step(written: &str) -> Arc<Step> {
    let (name, query) = written.split_once('?').unwrap_or((written, ""));
    let is_native = native::NAMES.contains(&name) && query.is_empty();
    Arc::new(Step {
        label: name.to_owned(),
        native: is_native.then(|| name.to_owned()),
        written: (!is_native).then(|| written.to_owned()),
        ..Step::default()
    })
}
