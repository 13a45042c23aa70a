const date = /(?<year>\d{4})-(?<month>\d\d)|(?<month>\d\d)\/(?<year>\d{4})/g;
console.log([..."2024-05 06/2023".matchAll(date)].map(({ groups }) => ({ ...groups })));
console.log("2024-05 06/2023".replace(date, "<$<month>.$<year>>"));
console.log("2024-05 06/2023".replace(date, (...args) => Object.keys(args.at(-1)).join()));
console.log(/^(?:(?<a>x)|(?<a>y))\k<a>$/.test("yy"), /^(?:(?<a>x)|(?<a>y))\k<a>$/.test("xy"));
console.log(/(?:(?<z>a)|(?<z>b))\k<z>0/.exec("bb0").groups.z);
