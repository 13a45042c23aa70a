// https://nodejs.org/api/querystring.html
var escape = encodeURIComponent;
function unescape(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}
function stringify(value, separator, equals) {
  return Object.keys(value || {}).map(function (key) {
    return [].concat(value[key]).map(function (one) {
      return escape(key) + (equals || "=") + escape(one === null || one === undefined ? "" : one);
    }).join(separator || "&");
  }).filter(Boolean).join(separator || "&");
}
function parse(text, separator, equals) {
  var made = Object.create(null);
  if (!text) return made;
  text.split(separator || "&").forEach(function (part) {
    if (!part) return;
    part = part.replace(/\+/g, " ");
    var at = part.indexOf(equals || "=");
    var key = unescape(at < 0 ? part : part.slice(0, at));
    var value = at < 0 ? "" : unescape(part.slice(at + 1));
    if (key in made) made[key] = [].concat(made[key], value);
    else made[key] = value;
  });
  return made;
}
module.exports = { escape: escape, unescape: unescape, stringify: stringify, encode: stringify,
  parse: parse, decode: parse };
