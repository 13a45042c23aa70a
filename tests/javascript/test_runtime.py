"""What the engine lacks and is given: the same as in Node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pybundle.loaders.javascript.pool import Call, shared_pool
from pybundle.loaders.javascript.tool import Tool

CASES = {
    "path": """
        const { posix, win32 } = require("path");
        const all = ["/a/b/../c", "a//b/./c/", "..", "", "/", "a.b.c", ".x", "a.", "../../x/", "/a/..", "x/y.tar.gz"];
        return all.map((one) => [posix.normalize(one), posix.dirname(one), posix.basename(one),
          posix.extname(one), posix.isAbsolute(one), posix.join(one, "../q"), posix.resolve("/r", one),
          posix.relative("/r/s", posix.resolve("/r", one)), posix.parse(one), posix.format(posix.parse(one))])
          .concat([win32.join("a", "b"), win32.basename("C:\\\\x\\\\y.js"), posix.basename("a.js", ".js")]);
    """,
    "url": """
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
    """,
    "text": """
        const bytes = [...new TextEncoder().encode("aé€\\u{1f600}\\ud800")];
        const decoder = new TextDecoder();
        const pieces = [decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), decoder.decode(new Uint8Array([0xac]))];
        return [bytes, new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0xe2, 0x28, 0xa1, 0xf0, 0x9f, 0x98])),
          pieces, btoa("h\\u00e9"), atob("aGk="), new TextDecoder("latin1").decode(new Uint8Array([0xe9]))];
    """,
    "buffer": """
        const a = Buffer.from("h\\u00e9llo");
        const b = Buffer.concat([a, Buffer.from("00ff", "hex"), Buffer.from("aGk=", "base64")]);
        const c = Buffer.alloc(8, "ab");
        c.writeUInt32BE(0xdeadbeef, 2);
        return [a.toString("base64"), b.toString("hex"), b.length, a.slice(1, 3).toString("hex"), c.toString("hex"), c.readUInt16LE(2),
          c.readInt32BE(2), Buffer.isBuffer(b), a.equals(Buffer.from("h\\u00e9llo")), b.indexOf("llo"), b.includes("zz"), JSON.stringify(Buffer.from([1, 2])),
          Buffer.byteLength("\\u20ac"), Buffer.from("_-8", "base64").toString("hex"), Buffer.from([255, 254]).toString("latin1"), Buffer.compare(a, b),
          a instanceof Uint8Array, a.subarray(2) instanceof Buffer, Buffer.from("abc").fill("xy").toString()];
    """,
    "util": """
        const util = require("util");
        return [util.format("%s %d %j %% %o", "a", 1.5, { b: [1] }, 1), util.format("x", "y", 2), util.inspect({ a: [1, { b: "c" }], d: null }),
          util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.types.isRegExp(/x/), util.inspect("it")];
    """,
    "events": """
        const EventEmitter = require("events");
        class Own extends EventEmitter {}
        const own = new Own(), seen = [];
        own.on("a", (x) => seen.push(x)).once("a", (x) => seen.push(["once", x])).prependListener("a", (x) => seen.push(["first", x]));
        return [own.emit("a", 1), own.emit("a", 2), own.emit("b"), seen, own.listenerCount("a"), own.eventNames()];
    """,
    "crypto": """
        const { createHash, randomUUID, randomBytes } = require("crypto");
        return [createHash("md5").update("a").update(Buffer.from("b")).digest("hex"), createHash("sha256").update("x").digest("base64"),
          createHash("sha1").digest().length, /^[0-9a-f-]{36}$/.test(randomUUID()), randomBytes(5).length];
    """,
    "timers": """
        const seen = [];
        await new Promise((done) => {
          setTimeout(() => { seen.push("b"); done(); }, 30);
          setTimeout(() => seen.push("a"), 5);
          const gone = setTimeout(() => seen.push("never"), 1);
          clearTimeout(gone);
          setImmediate(() => seen.push("now"));
          queueMicrotask(() => seen.push("job"));
          process.nextTick((x) => seen.push(x), "tick");
        });
        let ticks = 0;
        await new Promise((done) => { const one = setInterval(() => { if (++ticks === 3) { clearInterval(one); done(); } }, 1); });
        return [seen.sort(), ticks];
    """,
    "structuredClone": """
        const one = { a: new Date(5), b: new Map([[1, { c: 2 }]]), d: [undefined, /x/g] };
        one.self = one;
        const two = structuredClone(one);
        return [two.self === two, two !== one, two.a.getTime(), [...two.b], two.d[1].flags, two.d.length];
    """,
    "querystring": """
        const qs = require("querystring");
        return [qs.stringify({ a: [1, 2], b: "é x" }), qs.parse("a=1&a=2&b=%C3%A9+x&c")];
    """,
    "vm": """
        const vm = require("vm");
        return [vm.runInThisContext("1 + 2"), vm.runInNewContext("a * 2", { a: 4 }), new vm.Script("x").runInNewContext({ x: "y" })];
    """,
    "string_decoder": """
        const { StringDecoder } = require("string_decoder");
        const decoder = new StringDecoder("utf8");
        return [decoder.write(Buffer.from([0xe2, 0x82])), decoder.write(Buffer.from([0xac])), decoder.end()];
    """,
    "abort": """
        const controller = new AbortController(), seen = [];
        controller.signal.addEventListener("abort", () => seen.push(controller.signal.reason.name));
        controller.abort();
        return [controller.signal.aborted, seen];
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_as_in_node(name: str, tmp_path: Path, run_node) -> None:
    body = f"export async function run() {{ {CASES[name]} }}"
    source = (
        'import { createRequire } from "module";\n'
        'const require = createRequire(process.cwd() + "/x.js");\n' + body
    )
    ours = shared_pool().call(Call(Tool(name, source, str(tmp_path)), "run")).value
    script = tmp_path / "case.mjs"
    script.write_text(source + "\nconsole.log(JSON.stringify(await run()));\n", encoding="utf-8")
    done = run_node(script)
    assert done.returncode == 0, done.stderr
    assert ours == json.loads(done.stdout)
