//! Joins against a plain reference, and compositions by hand.

use std::borrow::Cow;

use oxc_sourcemap::{SourceMap, Token};

use super::*;

/// A small generator: tests must not differ from run to run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

/// Generated position, and source, line, column and name, or nothing.
type Decoded = (u32, u32, Option<(String, u32, u32, Option<String>)>);

fn decode(json: &[u8]) -> Vec<Decoded> {
    let text = std::str::from_utf8(json).unwrap();
    let map = SourceMap::from_json_string(text).unwrap();
    map.get_source_view_tokens()
        .map(|token| {
            let original = token.get_source().map(|source| {
                let name = token.get_name().map(str::to_owned);
                (source.to_owned(), token.get_src_line(), token.get_src_col(), name)
            });
            (token.get_dst_line(), token.get_dst_col(), original)
        })
        .collect()
}

struct Sample {
    code: String,
    path: String,
    tokens: Vec<Token>,
    names: Vec<String>,
}

impl Sample {
    fn map(&self) -> SourceMap<'_> {
        SourceMap::new(
            None,
            self.names.iter().map(|name| Cow::Borrowed(&**name)).collect(),
            None,
            vec![Cow::Borrowed(&*self.path)],
            vec![Some(Cow::Borrowed(&*self.code))],
            self.tokens.clone().into_boxed_slice(),
            None,
        )
    }

    fn encoded(&self) -> ModuleMap {
        ModuleMap::new(&self.map(), &self.code, Origin { path: &self.path, incoming: None })
    }
}

fn sample(random: &mut Random, index: usize) -> Sample {
    let names: Vec<String> =
        (0..random.below(4)).map(|name| format!("n\"{index}_{name}")).collect();
    let mut code = String::new();
    let mut tokens = Vec::new();
    let lines = random.below(5);
    for line in 0..=lines {
        let mut column = 0;
        for _ in 0..random.below(6) {
            let (word, width) =
                [("x", 1), ("é", 1), ("😀", 2), ("longer name", 11)][random.below(4) as usize];
            for _ in 0..=random.below(3) * random.below(40) {
                code.push_str(word);
                column += width;
            }
            if random.below(4) > 0 {
                let name = (!names.is_empty() && random.below(3) == 0)
                    .then(|| random.below(u32::try_from(names.len()).unwrap()));
                let line_of_source = random.below(10) * random.below(300);
                let column_of_source = random.below(100_000);
                let source = (random.below(9) > 0).then_some(0);
                let name = source.and(name);
                tokens.push(Token::new(
                    line,
                    column,
                    line_of_source,
                    column_of_source,
                    source,
                    name,
                ));
            }
        }
        if line < lines {
            code.push_str(["\n", "\r\n", "\u{2028}"][random.below(3) as usize]);
        }
    }
    Sample { code, path: format!("src/{index}.js"), tokens, names }
}

enum Piece {
    Text(&'static str),
    Module(Sample),
}

/// Every token moved to its place in the chunk, and an end wherever the text behind a token
/// on its line is not what the token stands for.
fn reference(pieces: &[Piece]) -> Vec<Decoded> {
    let mut out: Vec<Decoded> = Vec::new();
    let (mut line, mut column) = (0, 0);
    let end = |out: &mut Vec<Decoded>, line, column| {
        if let Some((last, _, Some(_))) = out.last()
            && *last == line
        {
            out.push((line, column, None));
        }
    };
    for piece in pieces {
        let code = match piece {
            Piece::Text(text) => {
                if !text.split('\n').next().unwrap().trim().is_empty() {
                    end(&mut out, line, column);
                }
                text
            }
            Piece::Module(sample) => {
                let first = sample.tokens.iter().find(|token| token.get_source_id().is_some());
                let begins = first
                    .is_some_and(|token| (token.get_dst_line(), token.get_dst_col()) == (0, 0));
                if !begins && !sample.code.is_empty() {
                    end(&mut out, line, column);
                }
                for token in &sample.tokens {
                    let at = if token.get_dst_line() == 0 { column } else { 0 };
                    let (line, column) = (line + token.get_dst_line(), at + token.get_dst_col());
                    if token.get_source_id().is_some() {
                        let name =
                            token.get_name_id().map(|name| sample.names[name as usize].clone());
                        let path = sample.path.clone();
                        out.push((
                            line,
                            column,
                            Some((path, token.get_src_line(), token.get_src_col(), name)),
                        ));
                    } else if first.is_some_and(|first| {
                        (first.get_dst_line(), first.get_dst_col())
                            <= (token.get_dst_line(), token.get_dst_col())
                    }) {
                        end(&mut out, line, column);
                    }
                }
                sample.code.as_str()
            }
        };
        let (lines, last) = lines_and_last_column(code);
        line += lines;
        column = if lines > 0 { last } else { column + last };
    }
    out
}

#[test]
fn joins_as_the_reference_does() {
    for seed in 0..600 {
        let mut random = Random(seed);
        let pieces: Vec<Piece> = (0..random.below(12) as usize)
            .map(|index| match random.below(6) {
                0 => Piece::Text(
                    ["", "\n", "var x;", ";", " ", "\n\n  a();\n", "é\n", "(() => {\n  "]
                        [random.below(8) as usize],
                ),
                _ => Piece::Module(sample(&mut random, index)),
            })
            .collect();
        let maps: Vec<Option<ModuleMap>> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(_) => None,
                Piece::Module(sample) => Some(sample.encoded()),
            })
            .collect();
        let parts: Vec<Part<'_>> = pieces
            .iter()
            .zip(&maps)
            .map(|(piece, map)| match (piece, map) {
                (Piece::Text(text), _) => Part::text(text),
                (_, Some(map)) => Part::Module(map),
                (_, None) => unreachable!(),
            })
            .collect();
        let json = join("bundle.js", &parts);
        assert!(json[FILE_AT..].starts_with(b"bundle.js\""));
        assert_eq!(decode(&json), reference(&pieces), "seed {seed}");
    }
}

#[test]
fn nothing_to_join() {
    let json = String::from_utf8(join("a.js", &[Part::text("var a;\n\n")])).unwrap();
    assert_eq!(
        json,
        r#"{"version":3,"file":"a.js","names":[],"sources":[],"sourcesContent":[],"mappings":""}"#
    );
}

#[test]
fn contents_and_names_are_escaped() {
    let mut random = Random(5);
    let sample = sample(&mut random, 0);
    let map = sample.encoded();
    let json: serde_json::Value =
        serde_json::from_slice(&join("é\".js", &[Part::Module(&map)])).unwrap();
    assert_eq!(json["file"], "é\".js");
    assert_eq!(json["sources"][0], "src/0.js");
    assert_eq!(json["sourcesContent"][0], sample.code.as_str());
}

fn tokens(list: &[(u32, u32, u32, u32, Option<u32>)]) -> Vec<Token> {
    list.iter().map(|t| Token::new(t.0, t.1, t.2, t.3, Some(0), t.4)).collect()
}

fn incoming(sources: &[&str], names: &[&str], list: &[Token]) -> Incoming {
    let map = SourceMap::new(
        None,
        names.iter().map(|name| Cow::Borrowed(*name)).collect(),
        None,
        sources.iter().map(|source| Cow::Borrowed(*source)).collect(),
        sources.iter().map(|source| Some(Cow::Owned(format!("content of {source}")))).collect(),
        list.into(),
        None,
    );
    parse_incoming(map.to_json_string().as_bytes()).unwrap()
}

fn compose(sample: &Sample, incoming: &Incoming) -> ModuleMap {
    let resolve = |source: &str| format!("lib/{source}");
    let origin = Origin { path: &sample.path, incoming: Some((incoming, &resolve)) };
    ModuleMap::new(&sample.map(), &sample.code, origin)
}

fn at(generated: (u32, u32), path: &str, line: u32, column: u32, name: Option<&str>) -> Decoded {
    (generated.0, generated.1, Some((path.to_owned(), line, column, name.map(str::to_owned))))
}

#[test]
fn composes() {
    let incoming = incoming(
        &["unused.ts", "a.ts", "b.ts"],
        &["unused", "fromTs"],
        &[
            Token::new(0, 4, 7, 8, Some(2), Some(1)),
            Token::new(0, 9, 7, 20, Some(2), None),
            Token::new(0, 12, 0, 0, None, None),
            Token::new(2, 0, 3, 1, Some(1), Some(1)),
        ],
    );
    let sample = Sample {
        code: "0123456789012345\n\nabc".to_owned(),
        path: "dist/x.js".to_owned(),
        names: vec!["a".to_owned(), "b".to_owned()],
        tokens: tokens(&[
            (0, 0, 0, 0, Some(0)),  // before the first segment: dropped
            (0, 1, 0, 4, Some(0)),  // exact: the incoming name
            (0, 2, 0, 5, None),     // within the segment
            (0, 3, 0, 6, None),     // the same original again: left out
            (0, 4, 0, 10, Some(1)), // within, with a printed name
            (0, 5, 0, 13, None),    // explicitly without original
            (0, 6, 0, 14, None),    // again: left out
            (0, 9, 1, 0, None),     // an empty line
            (2, 0, 2, 2, None),
            (2, 1, 9, 0, None), // behind the map's end
        ]),
    };
    let map = compose(&sample, &incoming);
    let json = join("x.js", &[Part::text("\n/**/"), Part::Module(&map), Part::text(";")]);
    assert_eq!(
        decode(&json),
        vec![
            at((1, 5), "lib/b.ts", 7, 8, Some("fromTs")),
            at((1, 6), "lib/b.ts", 7, 8, None),
            at((1, 8), "lib/b.ts", 7, 20, Some("b")),
            (1, 9, None),
            at((3, 0), "lib/a.ts", 3, 1, None),
            (3, 1, None),
        ]
    );
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["sources"], serde_json::json!(["lib/b.ts", "lib/a.ts"]));
    assert_eq!(json["sourcesContent"][0], "content of b.ts");
}

#[test]
fn an_incoming_map_that_explains_nothing_is_ignored() {
    let incoming = parse_incoming(br#"{"version":3,"sources":[],"mappings":""}"#).unwrap();
    let sample = sample(&mut Random(3), 1);
    let composed = join("x", &[Part::Module(&compose(&sample, &incoming))]);
    assert_eq!(composed, join("x", &[Part::Module(&sample.encoded())]));
}

#[test]
fn a_source_of_several_modules_is_listed_once() {
    let one = incoming(
        &["s0", "s1"],
        &[],
        &[Token::new(0, 0, 0, 0, Some(0), None), Token::new(0, 1, 1, 0, Some(1), None)],
    );
    let list = [
        Token::new(0, 0, 5, 5, Some(0), None),
        Token::new(0, 1, 6, 6, Some(1), Some(0)),
        Token::new(0, 2, 7, 7, Some(2), Some(1)),
        Token::new(0, 3, 8, 8, Some(1), Some(0)),
    ];
    let two = incoming(&["s2", "s0", "s1"], &["x", "y"], &list);
    let line = |count: u32, path: &str| Sample {
        code: "x".repeat(count as usize),
        path: path.to_owned(),
        names: vec![],
        tokens: tokens(&(0..count).map(|at| (0, at, 0, at, None)).collect::<Vec<_>>()),
    };
    let plain = line(1, "p.js");
    let maps = [compose(&line(2, "a.js"), &one), compose(&line(4, "b.js"), &two), plain.encoded()];
    let parts: Vec<Part<'_>> = maps.iter().map(Part::Module).collect();
    let json = join("x.js", &parts);
    assert_eq!(
        decode(&json),
        vec![
            at((0, 0), "lib/s0", 0, 0, None),
            at((0, 1), "lib/s1", 1, 0, None),
            at((0, 2), "lib/s2", 5, 5, None),
            at((0, 3), "lib/s0", 6, 6, Some("x")),
            at((0, 4), "lib/s1", 7, 7, Some("y")),
            at((0, 5), "lib/s0", 8, 8, Some("x")),
            at((0, 6), "p.js", 0, 0, None),
        ]
    );
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["sources"], serde_json::json!(["lib/s0", "lib/s1", "lib/s2", "p.js"]));
}

#[test]
fn same_path_with_another_content_is_another_source() {
    let sample = |code: &str| Sample {
        code: code.to_owned(),
        path: "same.js".to_owned(),
        names: vec![],
        tokens: tokens(&[(0, 0, 0, 0, None)]),
    };
    let maps: Vec<_> =
        ["a", "b", "a", "b"].map(|code| sample(code).encoded()).into_iter().collect();
    let parts: Vec<Part<'_>> = maps.iter().map(Part::Module).collect();
    let json: serde_json::Value = serde_json::from_slice(&join("x", &parts)).unwrap();
    assert_eq!(json["sourcesContent"], serde_json::json!(["a", "b"]));
    assert_eq!(json["mappings"], "AAAA,CCAA,CDAA,CCAA");
}

#[test]
fn reads_maps_in_sections() {
    let json = br#")]}'
{"version":3,"sections":[
 {"offset":{"line":0,"column":3},"map":{"version":3,"sourceRoot":"r","sources":["a.js"],"names":["n"],"mappings":"AAAAA;CAAA"}},
 {"offset":{"line":1,"column":10},"map":{"version":3,"sources":["/b.js",null],"sourcesContent":["B"],"names":["m"],"mappings":"AAAAA,EACA,ECAA;AAAA"}}]}"#;
    let map = parse_incoming(json).unwrap();
    let mut hint = 0;
    let mut at = |line, column| {
        map.trace(line, column, &mut hint).map(|found| {
            (
                map.source(found.source),
                found.line,
                found.column,
                found.name.map(|name| map.name(name)),
            )
        })
    };
    assert_eq!(at(0, 2), None);
    assert_eq!(at(0, 3), Some(("r/a.js", 0, 0, Some("n"))));
    assert_eq!(at(1, 0), None);
    assert_eq!(at(1, 9), Some(("r/a.js", 0, 0, None)));
    assert_eq!(at(1, 10), Some(("/b.js", 0, 0, Some("m"))));
    assert_eq!(at(1, 13), Some(("/b.js", 1, 0, None)));
    assert_eq!(at(1, 14), None, "neither name nor content");
    assert_eq!(at(0, 5), Some(("r/a.js", 0, 0, None)), "backwards");
    let mut completed = map.clone();
    completed.complete(|source| (source == "r/a.js").then(|| "A".to_owned()));
    assert_eq!((completed.content(0), completed.content(1)), (Some("A"), Some("B")));
}

#[test]
fn broken_maps() {
    for json in [
        "",
        "[]",
        "{}",
        "{\"mappings\":\"!\"}",
        "{\"mappings\":\"AAAAAAA\"}",
        "{\"mappings\":3}",
        ")]}",
    ] {
        assert_eq!(parse_incoming(json.as_bytes()), None, "{json}");
    }
    // Numbers that lead nowhere are no originals.
    let map = parse_incoming(br#"{"mappings":"AAAA,CCAAC","sources":[],"names":[]}"#).unwrap();
    assert_eq!(map.trace(0, 0, &mut 0), None);
    let huge =
        br#"{"sections":[{"offset":{"line":4294967295,"column":0},"map":{"mappings":";A"}}]}"#;
    assert_eq!(parse_incoming(huge), None);
}

#[test]
fn finds_the_comment() {
    let find = find_source_mapping_url;
    assert_eq!(find("a();\n//# sourceMappingURL=a.js.map\n"), Some("a.js.map"));
    assert_eq!(find("a();\r\n//@ sourceMappingURL=a.js.map"), Some("a.js.map"));
    assert_eq!(find("a{}\n/*# sourceMappingURL=a.css.map */\n\n"), Some("a.css.map"));
    assert_eq!(
        find("a();//# sourceMappingURL=data:application/json;base64,e30="),
        Some("data:application/json;base64,e30=")
    );
    assert_eq!(find("//# sourceMappingURL=a.map\n// a\n// b"), Some("a.map"));
    assert_eq!(find("x = \"//# sourceMappingURL=\" + url;"), None);
    assert_eq!(find("x = '\\n//# sourceMappingURL=a.map';"), None);
    assert_eq!(find(&format!("//# sourceMappingURL=a.map{}", "\nx".repeat(9))), None);
    assert_eq!(find("sourceMappingURL=a.map"), None);
    assert_eq!(find("//# sourceMappingURL="), None);
    assert_eq!(find(""), None);
}
