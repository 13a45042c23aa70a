const re = /(?<first>\w+) (?<last>\w+)/;
console.log("Ada Lovelace".replace(re, "$<last>, $<first>"), "Ada Lovelace".replace(re, "$2 $1 $<none>| $$ $& $<first"));
console.log("a1b2".replace(/(?<l>[a-z])(?<d>\d)/g, (...args) => { const g = args[args.length - 1]; return g.d + g.l + args.length; }));
console.log("a1b2".replaceAll(/(?<l>[a-z])/g, "[$<l>]"), "x".replace(/(x)/, "$<x>"), "2024-05".replace(/(?<y>\d+)-(?<m>\d+)/u, "$<m>/$<y>"));
