var util = require("util");
class AssertionError extends Error {
  constructor(options) {
    super(options.message || "The expression evaluated to a falsy value");
    this.name = "AssertionError";
    this.code = "ERR_ASSERTION";
    Object.assign(this, { actual: options.actual, expected: options.expected, operator: options.operator });
  }
}
function fail(message, facts) {
  throw message instanceof Error ? message : new AssertionError(Object.assign({ message: message }, facts));
}
function assert(value, message) { if (!value) fail(message, { actual: value, expected: true }); }
function compare(name, test) {
  assert[name] = function (actual, expected, message) {
    if (!test(actual, expected)) {
      fail(message || name + ": " + util.inspect(actual) + ", " + util.inspect(expected),
        { actual: actual, expected: expected, operator: name });
    }
  };
}
compare("equal", function (a, b) { return a == b || (a !== a && b !== b); });
compare("notEqual", function (a, b) { return a != b; });
compare("strictEqual", Object.is);
compare("notStrictEqual", function (a, b) { return !Object.is(a, b); });
compare("deepEqual", util.isDeepStrictEqual);
compare("deepStrictEqual", util.isDeepStrictEqual);
compare("notDeepStrictEqual", function (a, b) { return !util.isDeepStrictEqual(a, b); });
compare("match", function (text, pattern) { return pattern.test(text); });
assert.ok = assert;
assert.fail = function (message) { fail(message || "Failed"); };
assert.ifError = function (error) { if (error !== null && error !== undefined) throw error; };
assert.throws = function (run, message) {
  try { run(); } catch { return; }
  fail(typeof message === "string" ? message : "Missing expected exception");
};
assert.doesNotThrow = function (run) { run(); };
assert.AssertionError = AssertionError;
assert.strict = assert;
module.exports = assert;
