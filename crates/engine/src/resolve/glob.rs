//! The patterns of `sideEffects` in `package.json`, with webpack's meaning: a pattern
//! without `/` matches in every folder, `*` stays inside one segment, `**` as a whole
//! segment spans any number of them, `{a,b}` and `[a-z]` as in shells.

/// Braces multiply; a pattern that would give more than this is cut off there.
const MAX_ALTERNATIVES: usize = 256;

#[derive(Debug)]
pub struct Glob {
    /// One list of segments for each alternative of the braces.
    alternatives: Vec<Vec<Segment>>,
}

#[derive(Debug, PartialEq, Eq)]
enum Segment {
    /// `**`
    Any,
    Pattern(Vec<char>),
}

impl Glob {
    pub fn new(pattern: &str) -> Self {
        let everywhere = !pattern.contains('/');
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        let pattern = pattern.strip_prefix('/').unwrap_or(pattern);
        let alternatives = expand_braces(pattern)
            .into_iter()
            .map(|pattern| {
                let mut segments = Vec::new();
                if everywhere {
                    segments.push(Segment::Any);
                }
                segments.extend(pattern.split('/').map(|segment| match segment {
                    "**" => Segment::Any,
                    segment => Segment::Pattern(segment.chars().collect()),
                }));
                segments
            })
            .collect();
        Self { alternatives }
    }

    /// `path` is relative, with `/`.
    pub fn matches(&self, path: &str) -> bool {
        let path: Vec<Vec<char>> = path.split('/').map(|name| name.chars().collect()).collect();
        self.alternatives.iter().any(|segments| {
            matches_list(
                segments,
                &path,
                |segment| *segment == Segment::Any,
                |segment, name| match segment {
                    Segment::Any => true,
                    Segment::Pattern(pattern) => matches_segment(pattern, name),
                },
            )
        })
    }
}

fn matches_segment(pattern: &[char], name: &[char]) -> bool {
    // A class is several characters of the pattern but one of the name.
    let mut units: Vec<&[char]> = Vec::new();
    let mut at = 0;
    while at < pattern.len() {
        let end = match pattern[at] {
            '[' => pattern[at + 1..].iter().position(|c| *c == ']').map_or(at, |end| at + 1 + end),
            '\\' if at + 1 < pattern.len() => at + 1,
            _ => at,
        };
        units.push(&pattern[at..=end]);
        at = end + 1;
    }
    matches_list(&units, name, |unit| *unit == ['*'], |unit, c| matches_one(unit, *c))
}

fn matches_one(unit: &[char], c: char) -> bool {
    match unit {
        ['?' | '*'] => true,
        ['\\', escaped] => *escaped == c,
        ['[', inner @ .., ']'] => {
            let (negated, inner) = match inner {
                ['^' | '!', rest @ ..] => (true, rest),
                rest => (false, rest),
            };
            let mut found = false;
            let mut at = 0;
            while at < inner.len() {
                if at + 2 < inner.len() && inner[at + 1] == '-' {
                    found |= inner[at] <= c && c <= inner[at + 2];
                    at += 3;
                } else {
                    found |= inner[at] == c;
                    at += 1;
                }
            }
            found != negated
        }
        [literal] => *literal == c,
        _ => false,
    }
}

/// Wildcard matching in time proportional to the product of the lengths: only the last
/// wildcard ever needs to be tried again.
fn matches_list<P, T>(
    pattern: &[P],
    text: &[T],
    wildcard: impl Fn(&P) -> bool,
    matches: impl Fn(&P, &T) -> bool,
) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        if p < pattern.len() && wildcard(&pattern[p]) {
            retry = Some((p, t));
            p += 1;
        } else if p < pattern.len() && matches(&pattern[p], &text[t]) {
            p += 1;
            t += 1;
        } else if let Some((star, from)) = retry {
            retry = Some((star, from + 1));
            p = star + 1;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(wildcard)
}

fn expand_braces(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_owned()];
    while let Some(pattern) = open.pop() {
        let braces = pattern
            .find('}')
            .and_then(|close| pattern[..close].rfind('{').map(|start| (start, close)));
        match braces {
            Some((start, close)) if done.len() + open.len() < MAX_ALTERNATIVES => {
                for choice in pattern[start + 1..close].split(',').rev() {
                    open.push(format!("{}{choice}{}", &pattern[..start], &pattern[close + 1..]));
                }
            }
            _ => done.push(pattern),
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn like_webpack() {
        let cases = [
            ("*.css", "a.css", true),
            ("*.css", "deep/er/a.css", true),
            ("./*.css", "deep/a.css", false),
            ("./src/polyfill.js", "src/polyfill.js", true),
            ("src/polyfill.js", "src/polyfill.js", true),
            ("src/polyfill.js", "lib/src/polyfill.js", false),
            ("polyfill.js", "lib/src/polyfill.js", true),
            ("**/*.css", "a.css", true),
            ("**/*.css", "x/y/a.css", true),
            ("./dist/**/*.js", "dist/a.js", true),
            ("./dist/**/*.js", "dist/x/y/a.js", true),
            ("./dist/**", "dist/x/y/a.js", true),
            ("./dist/**", "lib/x/y/a.js", false),
            ("./dist/*", "dist/x/y/a.js", false),
            ("*.{css,scss}", "x/a.scss", true),
            ("*.{css,scss}", "x/a.less", false),
            ("{a,b}/{c,d}.js", "b/c.js", true),
            ("a?.js", "x/ab.js", true),
            ("[a-c]x.js", "bx.js", true),
            ("[!a-c]x.js", "bx.js", false),
            ("a**b.js", "a/b.js", false),
            ("a**b.js", "axxb.js", true),
            ("", "a.js", false),
            ("*", "a/b/c.js", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(Glob::new(pattern).matches(path), expected, "{pattern} on {path}");
        }
    }

    #[test]
    fn hostile_patterns_end() {
        let stars = "*a".repeat(5_000);
        assert!(!Glob::new(&stars).matches(&"a".repeat(4_000)));
        assert!(!Glob::new(&"{a,b}".repeat(100)).matches("x"));
    }
}
