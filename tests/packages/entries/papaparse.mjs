import Papa from "papaparse";

const parsed = Papa.parse('name,n\n"a, ""b""",1\nc,2.5\n\nd', { header: true, dynamicTyping: true, skipEmptyLines: true });
console.log(parsed.data, parsed.errors, parsed.meta.delimiter);
console.log(Papa.unparse([{ a: 1, b: 'x"y' }, { a: null, b: "l\nm" }], { quotes: [false, true] }));
