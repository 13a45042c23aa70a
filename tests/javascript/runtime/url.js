// The body of an async function.
const all = ["http://a.b/c?d#e", "https://u:p@h:8080/x/../y?q=1", "file:///a%20b", "mailto:x@y", "HTTP://EX.com:80",
  "http://x/é ü?ö", "data:text/plain,hi", "http://a/b;c=1", "blob:http://x/y"];
const relative = [["../x", "http://a/b/c/d"], ["?q", "http://a/b"], ["#h", "http://a/b?c"], ["//h/p", "https://a"],
  ["./y.png", "file:///a/b.css"], ["/z", "http://a/b/c"], ["", "http://a/b?c#d"]];
const show = (url) => ["href", "origin", "protocol", "host", "hostname", "port", "pathname", "search", "hash", "username"].map((key) => url[key]);
const params = new URLSearchParams("a=1&b=%20x&a=2&c");
params.append("d", "é&=");
params.delete("b");
const url = new URL("http://a/?x=1");
url.searchParams.set("y", "2 3");
url.hash = "q";
url.pathname = "/p/q";
const node = require("url");
return [all.map((one) => show(new URL(one))), relative.map(([one, base]) => show(new URL(one, base))),
  String(params), params.getAll("a"), [...params.keys()], url.href, URL.canParse("x"),
  node.fileURLToPath("file:///a%20b/c"), node.pathToFileURL("/a b/#c").href,
  ["http://a:1/b?c=d#e", "./x?y", "//h/p", "~pkg/x"].map((one) => { const { protocol, host, pathname, search, hash, query } = node.parse(one); return [protocol, host, pathname, search, hash, query]; })];
