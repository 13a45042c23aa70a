//! What nests is seen, and what does not nest is not mistaken for it.

use super::{LIMITS, Nesting, Syntax, count, nesting, scan};

fn bound(source: &str) -> usize {
    scan::bound(source.as_bytes(), Syntax::Jsx, &LIMITS)
}

#[test]
fn every_way_to_nest_counts() {
    let n = 5_000;
    let both = |open: &str, close: &str| format!("{}1{}", open.repeat(n), close.repeat(n));
    let cases = [
        both("[", "]"),
        both("(", ")"),
        both("{", "}"),
        both("{a:", "}"),
        both("`${", "}`"),
        both("a=>", ""),
        both("a=>{return ", "}"),
        both("f(1,", ")"),
        both("function(){return ", "}"),
        both("<a>", "</a>"),
        both("<a>,", ";</a>"),
        both("<a b={", "}/>"),
        both("<a b=<c/>>don't (", "</a>"),
        both("<>", "</>"),
        both("{}\n/)/,[", "]"),
        both("if(a)/)/,[", "]"),
        both("(x\n<!-- )\n", ")"),
        both("({}/(", "))"),
        both("(1./", ")"),
        both("switch(a){case 1:", "}"),
        format!("a{}", "+b".repeat(n)),
        format!("a{}", "+'s'".repeat(n)),
        format!("a{}", "+\n'('\n".repeat(n)),
        format!("a{}", ".b".repeat(n)),
        format!("a{}", "[0]".repeat(n)),
        format!("a{}", "()".repeat(n)),
        format!("a{}", ".then(function(a){return a;})".repeat(n)),
        format!("a{}", "\n.then(a => {\nreturn a\n})".repeat(n)),
        format!("a{}", "`b`".repeat(n)),
        format!("{}b", "!".repeat(n)),
        format!("{}b", "typeof ".repeat(n)),
        format!("{}b", "typeof\n".repeat(n)),
        format!("{}b", "typeof/**/".repeat(n)),
        format!("{}b", "a=".repeat(n)),
        format!("{}b", "a?b:".repeat(n)),
        format!("{}b;", "if(a)b,c;else ".repeat(n)),
        format!("{}b;", "if(a){b;}else ".repeat(n)),
        format!("{}b;", "if(a)b\nelse ".repeat(n)),
        format!("{}b;", "if(a)\n".repeat(n)),
        format!("{}b;", "for(;;)".repeat(n)),
        format!("{}b;", "do ".repeat(n)),
        format!("{}b;", "if(a)do b,c;while(d)else ".repeat(n)),
        format!("{}b;", "a:".repeat(n)),
        format!("let x:{}b;", "A<B,".repeat(n)),
        format!("type x={}b;", "A extends B?C:".repeat(n)),
    ];
    for source in cases {
        let bound = bound(&source);
        assert!(bound >= n, "{bound} for {}", &source[..60]);
        let bytes = count::nesting_bytes(source.as_bytes());
        assert!(bytes >= n, "{bytes} nesting bytes for {}", &source[..60]);
    }
}

#[test]
fn what_stands_side_by_side_is_shallow() {
    let n = 5_000;
    let cases = [
        "a.b(c, d);",
        "a.b(c, d)\n",
        "const a = b + c\n",
        "function f(a) { return a.b + 1 }\n",
        "if (a) { b() } else { c() }\n",
        "if (a) b()\n",
        "if (a) return\n",
        "if(a)b();else c();",
        "x = {a: 1, b: [1, 2], c: `x${y}z`}\n",
        "x = '((((' + \"[[[[\" + `{{{{`\n",
        "x = /[(/[]/.test(y) / 2 // ((((\n",
        "/* (((( */ x\n",
        "x++ / 2\ny = a++<b;",
        "x = a => /(/.test(a)\n",
        "import { a } from 'b'\n",
        "class A { a = 1\n b() {}\n #c\n static { d() } }\n",
        "x = <a b='{' c=\"don't\">don't ( {d} </a>\n",
        "x = <a b={`${c}`} d={<e/>} f=<g/> />;\n",
        "x = <A.B<string> c=\"'\"/>\n",
        "const f = <T,>(a: T) => { return \"{\" }\n",
        "const g = <T extends U>(a: T) => { return \"{\" }\n",
        "let a: Map<string, Array<number>> = b!.c! / d! < e;\n",
        "interface A { a: string\n b: number\n }\n",
        "`${a}${`${b}`}`;\n",
        "x = a ? b : c;",
        "0.5.toFixed(1) / 2;",
        "x = \"a\\\nb(\";",
        "x = 'a\\\r\nb(';",
    ];
    for case in cases {
        let bound = bound(&case.repeat(n));
        assert!(bound < 100, "{bound} for {case}");
    }
    let list = format!("x=[{}]", "1.5,{a:b+c},d(e),".repeat(n));
    assert!(bound(&list) < 100);
    let many = format!("var {}a=1", "b=c.d(e),".repeat(n));
    assert!(bound(&many) < 100);
}

#[test]
fn levels() {
    let nested = |n: usize| format!("x={}{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(nesting(&nested(1_000), Syntax::Script), Nesting::Shallow);
    assert_eq!(nesting(&nested(20_000), Syntax::Script), Nesting::Suspicious);
    assert_eq!(nesting(&nested(100_000), Syntax::Script), Nesting::TooDeep);
    assert_eq!(nesting(&"(".repeat(100_000), Syntax::Script), Nesting::TooDeep);
    assert_eq!(nesting(&"!".repeat(1_000_000), Syntax::Script), Nesting::TooDeep);
    assert_eq!(nesting("", Syntax::Script), Nesting::Shallow);
}

#[test]
fn what_was_misread_is_not_trusted() {
    // A generic function type where elements can be: read as an element.
    let source = format!("type F = <T>(a: T) => void\nx = {}", "(".repeat(LIMITS.shallow));
    assert_ne!(nesting(&source, Syntax::Jsx), Nesting::Shallow);
    let source = format!("x = '\n{}", "a.b;".repeat(LIMITS.shallow));
    assert_ne!(nesting(&source, Syntax::Jsx), Nesting::Shallow);
}

#[test]
fn any_bytes_end() {
    for source in
        ["`${", "<a", "<a b='", "'\\", "/*", "/[", "a\\", "`\\", "<!--", "-->", "</", "\u{2028}é`"]
    {
        for repeat in [1, 1_000] {
            bound(&source.repeat(repeat));
        }
    }
}
