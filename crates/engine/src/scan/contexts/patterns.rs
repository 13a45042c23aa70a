//! Patterns of globs, as absolute paths.

use std::path::{Component, Path, PathBuf};

use crate::resolve::{self, glob::Glob};

/// What one pattern says: where to look, and what matches.
pub struct Pattern {
    /// The folder below which everything is that matches.
    root: PathBuf,
    /// How many folders deep that can be.
    depth: usize,
    glob: Glob,
}

impl Pattern {
    /// `text` is relative to `start`; `..` counts only before the first wildcard.
    pub fn new(start: &Path, text: &str) -> Self {
        let (fixed, rest) = split_fixed(text);
        let root = resolve::join(start, fixed);
        let depth = if rest.contains("**") { usize::MAX } else { rest.matches('/').count() };
        // What matches is compared from the root on; its own name may have any letters.
        Self { root, depth, glob: Glob::new(&format!("./{rest}")) }
    }

    fn matches(&self, file: &Path) -> bool {
        let Ok(rest) = file.strip_prefix(&self.root) else { return false };
        let names: Vec<_> =
            rest.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        self.glob.matches(&names.join("/"))
    }
}

#[derive(Default)]
pub struct Globs {
    wanted: Vec<Pattern>,
    unwanted: Vec<Pattern>,
}

impl Globs {
    pub fn add(&mut self, pattern: Pattern, negated: bool) {
        if negated { &mut self.unwanted } else { &mut self.wanted }.push(pattern);
    }

    pub fn matches(&self, file: &Path) -> bool {
        self.wanted.iter().any(|pattern| pattern.matches(file))
            && !self.unwanted.iter().any(|pattern| pattern.matches(file))
    }

    /// The folders to look into, and how deep.
    pub fn roots(&self) -> Vec<(PathBuf, usize)> {
        self.wanted.iter().map(|pattern| (pattern.root.clone(), pattern.depth)).collect()
    }
}

/// The folders before the first that has a wildcard, and the rest.
pub fn split_fixed(pattern: &str) -> (&str, &str) {
    let wild = pattern.find(['*', '?', '[', '{', '(', '\\', '!']).unwrap_or(pattern.len());
    match pattern[..wild].rfind('/') {
        Some(slash) => (&pattern[..slash], &pattern[slash + 1..]),
        None => ("", pattern),
    }
}

/// The path from one folder to a file, with `./` or `../` and `/`.
pub fn relative(from: &Path, to: &Path) -> String {
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    while let (Some(a), Some(b)) = (from.peek(), to.peek())
        && a == b
    {
        from.next();
        to.next();
    }
    let mut path = String::new();
    for _ in from {
        path.push_str("../");
    }
    if path.is_empty() {
        path.push_str("./");
    }
    let rest: Vec<_> = to
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    path + &rest.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(patterns: &[&str], files: &[&str]) -> Vec<String> {
        let mut globs = Globs::default();
        for pattern in patterns {
            let (negated, plain) = match pattern.strip_prefix('!') {
                Some(plain) => (true, plain),
                None => (false, *pattern),
            };
            globs.add(Pattern::new(Path::new("/p/[src]"), plain), negated);
        }
        files
            .iter()
            .filter(|file| globs.matches(Path::new(file)))
            .map(|file| (*file).to_owned())
            .collect()
    }

    const FILES: [&str; 6] = [
        "/p/[src]/a.js",
        "/p/[src]/b.ts",
        "/p/[src]/deep/c.js",
        "/p/[src]/deep/er/d.js",
        "/p/[src]/deep/c.test.js",
        "/p/other/e.js",
    ];

    #[test]
    fn like_vite() {
        assert_eq!(matching(&["./*.js"], &FILES), ["/p/[src]/a.js"]);
        assert_eq!(matching(&["./*.{js,ts}"], &FILES), ["/p/[src]/a.js", "/p/[src]/b.ts"]);
        assert_eq!(matching(&["./deep/*/*.js"], &FILES), ["/p/[src]/deep/er/d.js"]);
        assert_eq!(matching(&["../other/*.js"], &FILES), ["/p/other/e.js"]);
        assert_eq!(matching(&["./a.js"], &FILES), ["/p/[src]/a.js"]);
        assert_eq!(
            matching(&["./**/*.js", "!**/*.test.js"], &FILES),
            ["/p/[src]/a.js", "/p/[src]/deep/c.js", "/p/[src]/deep/er/d.js"]
        );
        assert!(matching(&["!./*.js"], &FILES).is_empty());
    }

    #[test]
    fn where_to_look() {
        let mut globs = Globs::default();
        globs.add(Pattern::new(Path::new("/p"), "./a/b/*.js"), false);
        globs.add(Pattern::new(Path::new("/p"), "../c/**/*.js"), false);
        globs.add(Pattern::new(Path::new("/p"), "./x/*/y/*.js"), false);
        assert_eq!(
            globs.roots(),
            [("/p/a/b".into(), 0), ("/c".into(), usize::MAX), ("/p/x".into(), 2)]
        );
    }

    #[test]
    fn relative_paths() {
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/b/c.js")), "./c.js");
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/c/d.js")), "../c/d.js");
    }
}
