"""The entries of a build as pages load them: by their files, or by the paths of their sources."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from pybundle.bundler.webpack_stats import load_order

if TYPE_CHECKING:
    from pybundle.bundler.settings import Settings
    from pybundle.devserver.snapshot import Snapshot

__all__ = ["Entries"]

# Adds the client to a page by a classic script, in the oldest syntax that such a script may be
# for. A page element called `currentScript` is no script.
_CLASSIC = """\
;(function () {
  if (typeof document === "undefined") return;
  var own = document.currentScript;
  if (!own || !own.tagName || own.tagName.toUpperCase() !== "SCRIPT") return;
  var origin = /^https?:\\/\\/[^\\/]+/.exec(own.src);
  if (!origin) return;
  var client = document.createElement("script");
  client.type = "module";
  client.src = origin[0] + CLIENT;
  if (own.nonce) client.nonce = own.nonce;
  (document.head || document.documentElement).appendChild(client);
})();
"""
_MODULE = ';typeof document === "undefined" || import(CLIENT);\n'
_MAP = b"//# sourceMappingURL="

_LOADER = """\
for (const style of STYLES) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(style, import.meta.url);
  document.head.append(link);
}
for (const file of FILES) {
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(file, import.meta.url);
    script.crossOrigin = "anonymous";
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${script.src} cannot be loaded`));
    document.head.append(script);
  });
}
"""


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """What pages may load."""

    sources: dict[str, str]
    """Path of an entry's source, relative to the root → name of the entry."""
    names: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    """All output files."""
    scripts: dict[str, tuple[str, ...]] = {}
    """Name of an entry → its files, in the order in which pages load them."""
    styles: dict[str, tuple[str, ...]] = {}
    initial: frozenset[str] = frozenset()
    """Files of entries that run in pages."""
    is_module: bool = False
    public_path: str = "/"

    @classmethod
    def of(cls, settings: Settings, snapshot: Snapshot | None) -> Entries:
        """Return the entries of a configuration, with the files of a build if there is one."""
        engine = settings.engine
        sources = _sources(engine["entries"], settings.root)
        if snapshot is None:
            return cls(sources=sources)
        result = snapshot.result
        scripts = {}
        if result.stats is not None:
            chunks = result.stats.chunks
            scripts = {
                chunk.name: tuple(one.file for one in load_order(chunks, chunk))
                for chunk in chunks
                if chunk.entry and chunk.name in sources.values()
            }
        styles = {
            name: tuple(
                file.path
                for file in result.files
                if file.entry == name and file.path.endswith(".css")
            )
            for name in scripts
        }
        is_page = engine["platform"] == "web" and engine["format"] != "cjs"
        return cls(
            sources=sources,
            names=tuple(scripts),
            files=frozenset(file.path for file in result.files),
            scripts=scripts,
            styles=styles,
            initial=frozenset(
                file.path for file in result.files if file.kind == "entry" and is_page
            ),
            is_module=engine["format"] == "esm",
            public_path=snapshot.public_path,
        )

    def find(self, path: str) -> str | None:
        """Return the entry whose source a URL path names, below whatever prefix."""
        rest = path.removeprefix("/")
        while rest:
            if rest in self.sources:
                return self.sources[rest]
            rest = rest.partition("/")[2]
        return None

    def named(self, path: str) -> str | None:
        """Return the entry whose own page a URL path names: `/admin`, `/admin.html`."""
        name = path[1:].removesuffix(".html")
        if name in self.scripts:
            return name
        return self.only() if path == "/" else None

    def only(self) -> str | None:
        """Return the entry, where there is only one, or one that is called for all."""
        for name in ("index", "main"):
            if name in self.scripts:
                return name
        return self.names[0] if len(self.names) == 1 else None

    def addresses(self, name: str) -> tuple[list[str], list[str]]:
        """Return the URL paths of scripts and styles of an entry."""
        scripts = self.scripts[name][-1:] if self.is_module else self.scripts[name]
        return (
            [self.public_path + file for file in scripts],
            [self.public_path + file for file in self.styles[name]],
        )

    def module(self, name: str, client: str | None) -> str:
        """Return an ES module that does what the entry does, for those who name its source."""
        begin = f'import "{client}";\n' if client else ""
        if name not in self.scripts:
            return begin + 'console.error("[pybundle] there is no build yet that went well");\n'
        scripts, styles = self.addresses(name)
        if self.is_module and not styles:
            return begin + f"export * from {_string(scripts[0])};\n"
        loader = _LOADER.replace("STYLES", _list(styles))
        if self.is_module:
            return (
                begin + loader.partition("for (const file")[0] + f"import {_string(scripts[0])};\n"
            )
        return begin + loader.replace("FILES", _list(scripts))

    def with_client(self, file: str, body: bytes, client: str) -> bytes:
        """Return an entry's script that also loads the client, behind all that is mapped."""
        if file not in self.initial or not file.endswith((".js", ".mjs")):
            return body
        addition = (_MODULE if self.is_module else _CLASSIC).replace("CLIENT", f'"{client}"')
        code = addition.encode()
        head, newline, last = body.rstrip().rpartition(b"\n")
        if last.startswith(_MAP):
            return head + newline + code + last + b"\n"
        return body + (b"" if body.endswith(b"\n") else b"\n") + code


def _sources(entries: list[dict[str, Any]], root: str) -> dict[str, str]:
    sources = {}
    for entry in entries:
        for request in (*entry["before"], entry["request"]):
            path = os.path.normpath(os.path.join(root, request)).replace(os.sep, "/")
            inside = path.removeprefix(root.replace(os.sep, "/").rstrip("/") + "/")
            sources[inside] = entry["name"]
    return sources


def _string(path: str) -> str:
    return msgspec.json.encode(quote(path, safe="/:")).decode()


def _list(paths: list[str]) -> str:
    return f"[{', '.join(_string(path) for path in paths)}]"
