for (const thrown of [new Error("m"), { message: "o", extra: [1, 2] }, "string"]) {
  try {
    throw thrown;
  } catch ({ message, name = "no name", extra: [first] = [], length = message.length, ...rest }) {
    console.log(message, name, first, Object.keys(rest).length);
    var leaked = message;
  } finally {
    console.log("finally", leaked);
  }
  if (thrown.extra) break;
}
try {
  throw [1, [2]];
} catch ([a, [b], c = a + b]) {
  console.log(a, b, c);
}
