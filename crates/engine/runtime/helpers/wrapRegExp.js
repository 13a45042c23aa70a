// Gives the groups of a regular expression their names.

// A property of such regular expressions: what `replace` is to be called with.
var replacementKey = "__replacement";

// `names` has one for each group, which may be empty: `year,,day`.
export default function wrapRegExp(regexp, names) {
  var list = names.split(",");
  var exec = regexp.exec;
  define(regexp, "exec", function (string) {
    var match = exec.call(this, string);
    if (match) match.groups = groupsOf(list, match);
    return match;
  });
  var replace = protocol("replace");
  var matchAll = protocol("matchAll");
  if (replace) {
    define(regexp, Symbol.replace, function (string, replacement) {
      return replace.call(this, string, toReplacement(list, replacement));
    });
  } else {
    define(regexp, replacementKey, function (replacement) {
      return toReplacement(list, replacement);
    });
    patchString();
  }
  if (matchAll) {
    define(regexp, Symbol.matchAll, function (string) {
      // It matches with a copy, which has to have the names too.
      var source = this;
      var constructor = {};
      constructor[Symbol.species] = function (_, flags) {
        return wrapRegExp(new RegExp(source.source, flags), names);
      };
      var receiver = { constructor: constructor, flags: this.flags, lastIndex: this.lastIndex };
      return matchAll.call(receiver, string);
    });
  }
  return regexp;
}

function protocol(name) {
  return typeof Symbol == "function" && Symbol[name] && RegExp.prototype[Symbol[name]];
}

// Of groups with the same name, the one that has matched counts. `match` may be the
// arguments of a replacer.
function groupsOf(list, match) {
  var groups = Object.create(null);
  for (var index = 0; index < list.length; index++) {
    var name = list[index];
    if (name && groups[name] === undefined) groups[name] = match[index + 1];
  }
  return groups;
}

function toReplacement(list, replacement) {
  if (typeof replacement == "function") {
    return function () {
      var args = [].slice.call(arguments);
      // Engines that know names have seen those that `exec` has found.
      if (typeof args[args.length - 1] != "object") args.push(groupsOf(list, args));
      return replacement.apply(this, args);
    };
  }
  return String(replacement).replace(/\$(\$|<([^>]*)>)/g, function (text, rest, name) {
    if (rest == "$") return text;
    var numbers = "";
    for (var index = 0; index < list.length; index++) {
      if (name && list[index] == name) numbers += (index < 9 ? "$0" : "$") + (index + 1);
    }
    return numbers;
  });
}

// `replace` and `match` of an ES5 engine ask the regular expression for nothing.
function patchString() {
  var prototype = String.prototype;
  var replace = prototype.replace;
  var match = prototype.match;
  if (replace[replacementKey]) return;
  define(prototype, "replace", function (search, replacement) {
    var wrapped = search && search[replacementKey];
    return replace.call(this, search, wrapped ? wrapped(replacement) : replacement);
  });
  define(prototype, "match", function (regexp) {
    return regexp && regexp[replacementKey] && !regexp.global
      ? regexp.exec(this)
      : match.call(this, regexp);
  });
  prototype.replace[replacementKey] = true;
}

function define(object, key, value) {
  Object.defineProperty(object, key, { configurable: true, writable: true, value: value });
}
