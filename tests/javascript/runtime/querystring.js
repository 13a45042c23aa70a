// The body of an async function.
const qs = require("querystring");
return [qs.stringify({ a: [1, 2], b: "é x" }), qs.parse("a=1&a=2&b=%C3%A9+x&c")];
