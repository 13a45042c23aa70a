"""A stand-in for the compiled engine, for as long as there is none.

It follows relative imports with a regular expression, joins the files, and answers in the
engine's shape. Tests that hold for it hold for the engine too.
"""

from __future__ import annotations

import json
import os
import re
import time
from typing import Any

IMPORT = re.compile(r"""(?:from\s*|import\s*\(?|require\()["'](\.[^"']+)["']""")


class Compiler:
    def __init__(self, options: bytes) -> None:
        self.options: dict[str, Any] = json.loads(options)
        self._files: list[str] = []
        self._missing: list[str] = []
        self.invalidated: list[str] = []
        self._stopped = False

    def build(self) -> bytes:
        start = time.perf_counter()
        options = self.options
        root, output = options["root"], options["output"]
        self._files, self._missing = [], []
        modules: list[dict[str, Any]] = []
        diagnostics: list[dict[str, Any]] = []
        ids: dict[str, int] = {}
        queue: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = []
        for entry in options["entries"]:
            path = os.path.normpath(os.path.join(root, entry["request"]))
            reason = {"module": None, "kind": "entry", "request": entry["request"]}
            queue.append((path, reason | {"line": 0, "column": 0}, None))
        while queue:
            path, reason, location = queue.pop(0)
            if path in ids:
                modules[ids[path]]["reasons"].append(reason)
                continue
            try:
                with open(path, encoding="utf-8") as file:
                    text = file.read()
            except OSError:
                self._missing.append(path)
                diagnostics.append(
                    {
                        "severity": "error",
                        "code": "unresolved-import" if location else "entry-not-found",
                        "message": f"cannot resolve `{reason['request']}`",
                    }
                    | ({"location": location} if location else {})
                )
                continue
            self._files.append(path)
            shown = os.path.relpath(path, root)
            ids[path] = len(modules)
            module = {
                "id": ids[path], "path": shown, "size": len(text), "kind": "esm", "chunks": [0],
                "exports": [], "reasons": [reason],
            }  # fmt: skip
            modules.append(module)
            for match in IMPORT.finditer(text):
                request = match[1]
                line = text.count("\n", 0, match.start(1)) + 1
                column = match.start(1) - text.rfind("\n", 0, match.start(1)) - 1
                where = {
                    "file": shown, "line": line, "column": column, "end_line": line,
                    "end_column": column + len(request) + 2, "frame_line": line,
                    "frame": [text.split("\n")[line - 1]], "frame_skip": 0,
                }  # fmt: skip
                target = os.path.normpath(os.path.join(os.path.dirname(path), request))
                why = {"module": module["id"], "kind": "import", "request": request}
                queue.append((target, why | {"line": line, "column": column}, where))
        ok = not diagnostics
        files: list[dict[str, Any]] = []
        if ok:
            content = "".join(f"// {one['path']}\n" for one in modules)
            for path in self._files:
                with open(path, encoding="utf-8") as file:
                    content += file.read()
            for entry in options["entries"]:
                name = output["filename"].replace("[name]", entry["name"])
                target = os.path.join(output["path"], name)
                if options["write"]:
                    os.makedirs(output["path"], exist_ok=True)
                    with open(target, "w", encoding="utf-8") as file:
                        file.write(content)
                files.append(
                    {"path": name, "size": len(content), "kind": "entry", "entry": entry["name"],
                     "changed": True}
                )  # fmt: skip
        chunk = {
            "id": 0, "name": "main", "file": files[0]["path"] if files else "", "entry": True,
            "dynamic": False, "modules": list(range(len(modules))), "imports": [],
            "dynamic_imports": [], "size": sum(one["size"] for one in modules),
        }  # fmt: skip
        total = (time.perf_counter() - start) * 1000
        result = {
            "ok": ok, "stopped": self._stopped, "diagnostics": diagnostics, "files": files,
            "timings": {"scan": 0.0, "link": 0, "split": 0, "render": 0, "emit": 0, "total": total},
            "module_count": len(modules),
            "stats": {"modules": modules, "chunks": [chunk]} if options["stats"] and ok else None,
        }  # fmt: skip
        return json.dumps(result).encode()

    def stop(self) -> None:
        self._stopped = True

    def invalidate(self, paths: list[str]) -> None:
        self.invalidated += paths

    def inputs(self) -> bytes:
        return json.dumps({"files": self._files, "missing": self._missing}).encode()

    def progress(self) -> tuple[str, int, int]:
        return ("scan", len(self._files), len(self._files))


def version() -> str:
    return "0.1.0"
