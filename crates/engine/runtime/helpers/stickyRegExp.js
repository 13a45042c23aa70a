// A regular expression with the flag `y`, also where the engine does not know it.

// Undefined until it is known.
var isNative;

export default function stickyRegExp(source, flags) {
  if (isNative === undefined) {
    try {
      isNative = !!new RegExp("", "y");
    } catch (error) {
      isNative = false;
    }
  }
  if (isNative) return new RegExp(source, flags);
  var others = flags.replace("y", "");
  var regexp = new RegExp(source, others);
  // The second alternative matches at once where the first does not.
  var probe = new RegExp("(?:" + source + ")|()", others.replace("g", "") + "g");
  define(regexp, "sticky", true);
  define(regexp, "exec", function (string) {
    probe.lastIndex = this.lastIndex;
    var match = probe.exec(string);
    if (match && match.pop() === undefined) {
      this.lastIndex = probe.lastIndex;
      return match;
    }
    this.lastIndex = 0;
    return null;
  });
  define(regexp, "test", function (string) {
    return this.exec(string) !== null;
  });
  return regexp;
}

function define(object, key, value) {
  Object.defineProperty(object, key, { configurable: true, writable: true, value: value });
}
