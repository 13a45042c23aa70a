// Node's `url`: files as URLs, and the older parser that many tools still use.
var path = require("path");

function fileURLToPath(url) {
  if (typeof url === "string") url = new URL(url);
  if (url.protocol !== "file:") {
    throw Object.assign(new TypeError("The URL must be of scheme file"), { code: "ERR_INVALID_URL_SCHEME" });
  }
  var name = decodeURIComponent(url.pathname);
  return path.sep === "\\" ? name.replace(/^\//, "").replace(/\//g, "\\") : name;
}

function pathToFileURL(file) {
  var name = path.resolve(file);
  if (/[\\/]$/.test(file) && !/[\\/]$/.test(name)) name += "/";
  name = name.replace(/\\/g, "/").replace(/[%?#\n\r\t]/g, encodeURIComponent);
  return new URL("file://" + (name[0] === "/" ? "" : "/") + name);
}

function parse(text, parseQuery, slashes) {
  var url = { protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null,
    hash: null, search: null, query: null, pathname: null, path: null, href: text };
  var rest = String(text).trim();
  var hash = rest.indexOf("#");
  if (hash >= 0) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  var search = rest.indexOf("?");
  if (search >= 0) {
    url.search = rest.slice(search);
    url.query = url.search.slice(1);
    rest = rest.slice(0, search);
  }
  var protocol = /^([a-zA-Z][a-zA-Z0-9+.-]*:)/.exec(rest);
  if (protocol) {
    url.protocol = protocol[1].toLowerCase();
    rest = rest.slice(protocol[1].length);
  }
  if (rest.slice(0, 2) === "//" && (protocol || slashes)) {
    url.slashes = true;
    var end = rest.indexOf("/", 2);
    var host = rest.slice(2, end < 0 ? rest.length : end);
    rest = end < 0 ? "" : rest.slice(end);
    var at = host.lastIndexOf("@");
    if (at >= 0) {
      url.auth = decodeURIComponent(host.slice(0, at));
      host = host.slice(at + 1);
    }
    url.host = host.toLowerCase();
    var port = /:(\d+)$/.exec(host);
    if (port) url.port = port[1];
    url.hostname = url.host.replace(/:\d*$/, "");
    if (!rest && /^(https?|ftp|file|wss?):$/.test(url.protocol || "")) rest = "/";
  }
  url.pathname = rest || null;
  if (url.pathname || url.search) url.path = (url.pathname || "") + (url.search || "");
  if (parseQuery) url.query = require("querystring").parse(url.query || "");
  url.href = format(url);
  return url;
}

function format(url) {
  if (typeof url === "string") return format(parse(url));
  if (url instanceof URL) return url.href;
  var host = url.host || (url.hostname ? url.hostname + (url.port ? ":" + url.port : "") : "");
  var protocol = url.protocol ? url.protocol.replace(/:?$/, ":") : "";
  var slashes = url.slashes || (host && /^(https?|ftp|file|wss?):$/.test(protocol));
  var search = url.search || (url.query && typeof url.query === "object" &&
    Object.keys(url.query).length ? "?" + require("querystring").stringify(url.query) : "");
  return protocol + (slashes ? "//" : "") + (url.auth ? encodeURIComponent(url.auth) + "@" : "") +
    host + (url.pathname || "") + search + (url.hash || "");
}

module.exports = {
  URL: URL, URLSearchParams: URLSearchParams, fileURLToPath: fileURLToPath,
  pathToFileURL: pathToFileURL, parse: parse, format: format,
  Url: function Url() {},
  resolve: function (from, to) {
    var base = new URL(from, "resolve://");
    var made = new URL(to, base);
    return made.protocol === "resolve:" ? made.pathname + made.search + made.hash : made.href;
  },
  domainToASCII: function (name) { return name.toLowerCase(); },
  domainToUnicode: function (name) { return name; },
  urlToHttpOptions: function (url) { return { hostname: url.hostname, path: url.pathname }; },
};
