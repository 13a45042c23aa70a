console.log(/(?<a>.)\1/.test("aa"), /(?:(?<a>x)|(?<b>y))+/.exec("xy").groups.b, /(?<a>x)?/.exec("").groups.a, /\1(a)/.exec("a")[0], /(?<outer>a(?<inner>b)?)+/.exec("aba").groups);
console.log("abcabc".replace(/(?<x>b)(c)/g, (m, x, two, at, all, groups) => [m, x, two, at, all.length, groups.x].join("/")));
