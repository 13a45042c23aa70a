// URL and URLSearchParams, as far as tools go: https://url.spec.whatwg.org without the
// encodings of old pages and without international domain names.
(function () {
  var PORTS = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21", "file:": "" };

  function escapeAll(text, keep) {
    return Array.from(text).map(function (point) {
      return keep.test(point) ? point : escapeBytes(point);
    }).join("");
  }
  function escapeBytes(point) {
    return Array.prototype.map.call(__pybundle.encode(point), function (byte) {
      return "%" + (byte < 16 ? "0" : "") + byte.toString(16).toUpperCase();
    }).join("");
  }
  var PATH = /[!$-;=@-Z\[-_a-z|~\\]/;
  var QUERY = /[!$-&(-;=?-~]/;
  var HASH = /[!#-;=?-_a-~]/;

  function invalid(text) {
    return Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input: text });
  }

  function segments(path, special) {
    var made = [];
    var parts = (special ? path.replace(/\\/g, "/") : path).split("/");
    parts.forEach(function (part, index) {
      var last = index === parts.length - 1;
      var plain = part.replace(/%2e/gi, ".");
      if (plain === "..") {
        made.pop();
        if (last) made.push("");
      } else if (plain === ".") {
        if (last) made.push("");
      } else made.push(escapeAll(part, PATH));
    });
    return made;
  }

  function parse(text, base) {
    text = String(text).trim().replace(/[\t\n\r]/g, "");
    var url = { protocol: "", username: "", password: "", hostname: "", port: "", pathname: "",
      search: "", hash: "", opaque: false, authority: false };
    var rest = text;
    var hash = rest.indexOf("#");
    if (hash >= 0) {
      url.hash = rest.length > hash + 1 ? "#" + escapeAll(rest.slice(hash + 1), HASH) : "";
      rest = rest.slice(0, hash);
    }
    var scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*:)/.exec(rest);
    if (!scheme) {
      if (!base) throw invalid(text);
      if (base.opaque && !(rest === "" && hash >= 0)) throw invalid(text);
    }
    var protocol = scheme ? scheme[1].toLowerCase() : base.protocol;
    var special = protocol in PORTS;
    if (scheme) rest = rest.slice(scheme[1].length);
    // `http:a.html` over a base of the same scheme is relative.
    var relative = !scheme || (special && base && base.protocol === protocol && !/^[\\/]/.test(rest));
    url.protocol = protocol;
    var query = rest.indexOf("?");
    if (query >= 0) {
      url.search = rest.length > query + 1 ? "?" + escapeAll(rest.slice(query + 1), QUERY) : "";
      rest = rest.slice(0, query);
    }
    if (special) rest = rest.replace(/\\/g, "/");
    var hasAuthority = rest.slice(0, 2) === "//";
    if (special && scheme && !relative && protocol !== "file:") {
      rest = "//" + rest.replace(/^\/*/, "");
      hasAuthority = true;
    }
    if (hasAuthority) {
      var end = rest.indexOf("/", 2);
      var authority = rest.slice(2, end < 0 ? rest.length : end);
      rest = end < 0 ? "" : rest.slice(end);
      var at = authority.lastIndexOf("@");
      if (at >= 0) {
        var user = authority.slice(0, at);
        var colon = user.indexOf(":");
        url.username = escapeAll(colon < 0 ? user : user.slice(0, colon), /[!$-.0-9A-Z_a-z~]/);
        url.password = colon < 0 ? "" : escapeAll(user.slice(colon + 1), /[!$-.0-9A-Z_a-z~]/);
        authority = authority.slice(at + 1);
      }
      var port = /:(\d*)$/.exec(authority);
      if (port) {
        authority = authority.slice(0, port.index);
        if (Number(port[1]) > 65535) throw invalid(text);
        url.port = port[1] && String(Number(port[1])) !== PORTS[protocol]
          ? String(Number(port[1])) : "";
      }
      if (special) {
        try { authority = decodeURIComponent(authority); } catch { throw invalid(text); }
        authority = authority.toLowerCase();
        if (/[\0-\x20#%/:<>?@\\^|\x7f]/.test(authority.replace(/^\[.*\]$/, ""))) throw invalid(text);
        if (!authority && protocol !== "file:") throw invalid(text);
        if (protocol === "file:" && authority === "localhost") authority = "";
      }
      url.hostname = authority;
      url.authority = true;
      url.pathname = special || rest ? "/" + segments(rest.replace(/^\//, ""), special).join("/") : "";
      return url;
    }
    if (!relative) {
      if (protocol === "file:" || rest[0] === "/") {
        url.pathname = "/" + segments(rest.replace(/^\//, ""), special).join("/");
        url.authority = protocol === "file:";
      } else {
        url.pathname = rest;
        url.opaque = true;
      }
      return url;
    }
    ["username", "password", "hostname", "port", "opaque", "authority"].forEach(function (key) {
      url[key] = base[key];
    });
    if (rest === "") {
      url.pathname = base.pathname;
      if (query < 0) url.search = base.search;
    } else if (rest[0] === "/") {
      url.pathname = "/" + segments(rest.slice(1), special).join("/");
    } else {
      var folder = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1) || "/";
      url.pathname = "/" + segments(folder.slice(1) + rest, special).join("/");
    }
    return url;
  }

  function write(url) {
    var user = url.username + (url.password ? ":" + url.password : "");
    return url.protocol + (url.authority ? "//" + (user ? user + "@" : "") + url.hostname +
      (url.port ? ":" + url.port : "") : "") + url.pathname + url.search + url.hash;
  }

  function plus(text) {
    return escapeAll(text, /[*\-.0-9A-Z_a-z ]/).replace(/ /g, "+");
  }
  function unplus(text) {
    text = text.replace(/\+/g, " ");
    return text.replace(/(%[0-9a-f]{2})+/gi, function (run) {
      return __pybundle.decode(run.slice(1).split("%").map(function (two) {
        return parseInt(two, 16);
      }));
    });
  }

  class URLSearchParams {
    constructor(from) {
      this._pairs = [];
      this._changed = null;
      if (from === undefined || from === null) return;
      if (typeof from === "object" && typeof from[Symbol.iterator] === "function") {
        for (var pair of from) this._pairs.push([String(pair[0]), String(pair[1])]);
      } else if (typeof from === "object") {
        for (var key of Object.keys(from)) this._pairs.push([key, String(from[key])]);
      } else this._read(String(from));
    }
    _read(text) {
      this._pairs = text.replace(/^\?/, "").split("&").filter(Boolean).map(function (part) {
        var at = part.indexOf("=");
        return at < 0 ? [unplus(part), ""] : [unplus(part.slice(0, at)), unplus(part.slice(at + 1))];
      });
    }
    _tell() { if (this._changed) this._changed(this.toString()); }
    append(name, value) { this._pairs.push([String(name), String(value)]); this._tell(); }
    delete(name) {
      this._pairs = this._pairs.filter(function (pair) { return pair[0] !== String(name); });
      this._tell();
    }
    get(name) {
      var pair = this._pairs.find(function (one) { return one[0] === String(name); });
      return pair ? pair[1] : null;
    }
    getAll(name) {
      return this._pairs.filter(function (one) { return one[0] === String(name); })
        .map(function (one) { return one[1]; });
    }
    has(name) { return this.get(name) !== null; }
    set(name, value) {
      var at = this._pairs.findIndex(function (one) { return one[0] === String(name); });
      if (at < 0) this._pairs.push([String(name), String(value)]);
      else {
        this._pairs[at][1] = String(value);
        this._pairs = this._pairs.filter(function (one, index) {
          return index <= at || one[0] !== String(name);
        });
      }
      this._tell();
    }
    sort() {
      this._pairs.sort(function (a, b) { return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0; });
      this._tell();
    }
    forEach(callback, self) {
      this._pairs.forEach(function (pair) { callback.call(self, pair[1], pair[0], this); }, this);
    }
    get size() { return this._pairs.length; }
    keys() { return this._pairs.map(function (pair) { return pair[0]; }).values(); }
    values() { return this._pairs.map(function (pair) { return pair[1]; }).values(); }
    entries() { return this._pairs.map(function (pair) { return pair.slice(); }).values(); }
    [Symbol.iterator]() { return this.entries(); }
    toString() {
      return this._pairs.map(function (pair) { return plus(pair[0]) + "=" + plus(pair[1]); }).join("&");
    }
  }

  class URL {
    constructor(text, base) {
      this._url = parse(text, base === undefined ? undefined : parse(String(base)));
    }
    static canParse(text, base) {
      try { new URL(text, base); return true; } catch { return false; }
    }
    static parse(text, base) {
      try { return new URL(text, base); } catch { return null; }
    }
    get href() { return write(this._url); }
    set href(text) { this._url = parse(text); }
    get origin() {
      var url = this._url;
      if (url.protocol === "blob:") return URL.canParse(url.pathname) ? new URL(url.pathname).origin : "null";
      return url.protocol in PORTS && url.protocol !== "file:"
        ? url.protocol + "//" + this.host : "null";
    }
    get host() { return this._url.hostname + (this._url.port ? ":" + this._url.port : ""); }
    set host(text) {
      var parts = /^(.*?)(?::(\d*))?$/.exec(String(text));
      this._url.hostname = parts[1];
      if (parts[2] !== undefined) this._url.port = parts[2];
    }
    get searchParams() {
      var self = this;
      if (!this._params) {
        this._params = new URLSearchParams(this._url.search);
        this._params._changed = function (text) { self._url.search = text ? "?" + text : ""; };
      }
      return this._params;
    }
    set pathname(text) {
      if (!this._url.opaque) {
        this._url.pathname = "/" + segments(String(text).replace(/^\//, ""), true).join("/");
      }
    }
    get pathname() { return this._url.pathname; }
    get search() { return this._url.search; }
    set search(text) {
      text = String(text).replace(/^\?/, "");
      this._url.search = text ? "?" + escapeAll(text, QUERY) : "";
      if (this._params) this._params._read(text);
    }
    get hash() { return this._url.hash; }
    set hash(text) {
      text = String(text).replace(/^#/, "");
      this._url.hash = text ? "#" + escapeAll(text, HASH) : "";
    }
    get protocol() { return this._url.protocol; }
    set protocol(text) { this._url.protocol = String(text).replace(/:?$/, ":"); }
    toString() { return this.href; }
    toJSON() { return this.href; }
  }
  ["username", "password", "hostname", "port"].forEach(function (key) {
    Object.defineProperty(URL.prototype, key, {
      configurable: true, enumerable: true,
      get: function () { return this._url[key]; },
      set: function (value) { this._url[key] = String(value); },
    });
  });

  globalThis.URL = URL;
  globalThis.URLSearchParams = URLSearchParams;
})();
