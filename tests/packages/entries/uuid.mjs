import { MAX, NIL, parse, stringify, v1, v3, v4, v5, v7, validate, version } from "uuid";

console.log(v5("example.test", v5.DNS), v3("http://example.test", v3.URL), version(v7()), validate(v4()));
console.log(v4({ random: Uint8Array.from({ length: 16 }, (_, i) => i) }), v1({ msecs: 1e12, nsecs: 5, clockseq: 0x1234, node: [1, 2, 3, 4, 5, 6] }));
console.log(stringify(parse(MAX)), NIL);
