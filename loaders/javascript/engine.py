"""One JavaScript engine with one tool in it, and all of the world that the tool gets to see.

Runs in a worker process only (`worker.py`): a script that does not end cannot be stopped from
within, and holds the interpreter's lock. What JavaScript asks of the world arrives in `_host`:
files below the folders it was given, digests, builtin modules, and requests to the build.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pybundle.loaders.javascript.wire import decode_bytes, encode_bytes

__all__ = ["Engine", "StepError"]

_EXPORTS = re.compile(r"^0 && \(module\.exports = \{([^}]*)\}\);\s*\Z", re.MULTILINE)
"""The last line of a bundle of an ES module: the names that it exports, for other tools."""

RUNTIME = Path(__file__).parent / "runtime"
STACK_SIZE = 64 << 20
"""Bytes of native stack that scripts may use: some 40,000 calls of JavaScript."""

Ask = Callable[..., Any]
"""Puts a question to the build: its name and arguments; gives the answer, or raises `OSError`."""


class StepError(Exception):
    """What a tool threw, as JSON: `name`, `message`, `stack`, and what else it says."""

    def __init__(self, facts: dict[str, Any]) -> None:
        super().__init__(facts.get("message"))
        self.facts = facts


class Engine:
    """A tool's bundle, loaded and ready to be called."""

    def __init__(
        self,
        script: str,
        *,
        folders: Sequence[str],
        root: str,
        mode: str,
        memory: int,
        ask: Ask,
    ) -> None:
        """Load a tool.

        Args:
            script: Path of its bundle, in CommonJS.
            folders: Folders that it may read; what lies in a `node_modules` it may read, too.
            root: Folder of the project: the working folder of the tool.
            mode: `production` or `development`: `process.env.NODE_ENV`.
            memory: Bytes that its values may take.
            ask: What answers its questions about the build.

        Raises:
            StepError: It throws when it is loaded.

        """
        from dukpy.evaljs import JSInterpreter  # type: ignore[import-untyped]

        self._folders = tuple(os.path.realpath(folder) for folder in folders)
        self._ask = ask
        self._read: set[str] = set()
        self._javascript = JSInterpreter()
        _raise_limits(self._javascript, memory)
        self._javascript.export_function("host", self._host)
        environment = {"NODE_ENV": mode, "BABEL_ENV": mode, "PYBUNDLE": "1", "NO_COLOR": "1"}
        for name in ("HOME", "TMPDIR", "TZ", "BROWSERSLIST", "BROWSERSLIST_ENV"):
            if name in os.environ:
                environment[name] = os.environ[name]
        for name in ("boot.js", "web.js", "url.js"):
            self._run(
                (RUNTIME / name).read_text(encoding="utf-8"),
                cwd=root,
                environment=environment,
                platform=sys.platform,
            )
        # `import()` of what is known at run time only.
        self._javascript._normalize_module = self._normalize
        self._javascript.export_function("dukpy.load_module", self._load_module)
        self._javascript._loader.load = self._load_module
        self._settle(self._run("__pybundle.load(dukpy.path)", path=script))

    def call(self, name: str, arguments: Sequence[Any]) -> tuple[Any, list[str]]:
        """Call a function that the bundle exports; wait for its promise.

        Returns:
            What it gives, and the paths of the files it read.

        Raises:
            StepError: It throws, or never settles.

        """
        self._read = set()
        box = self._run("__pybundle.call(dukpy.name, dukpy.values)", name=name, values=arguments)
        return self._settle(box), sorted(self._read)

    def _settle(self, box: Any) -> Any:
        """Run the timers that a call waits for; return its value."""
        while "state" not in box:
            wait = box.get("wait")
            if wait is None:
                raise StepError(
                    {
                        "name": "Error",
                        "message": "the tool neither answered nor waits for anything",
                        "kind": "silent",
                    }
                )
            time.sleep(max(0.0, wait / 1000))
            box = self._run("__pybundle.tick()")
        if box["state"] == "failed":
            raise StepError(box["error"])
        return box.get("value")

    def _run(self, code: str, **values: Any) -> Any:
        from dukpy import JSRuntimeError  # type: ignore[import-untyped]

        try:
            return self._javascript.evaljs(code, **values)
        except JSRuntimeError as error:
            name, _, rest = str(error).partition(": ")
            message, _, stack = rest.partition("\n")
            raise StepError(
                {"name": name, "message": message or name, "stack": stack, "thrown": True}
            ) from None

    @staticmethod
    def _normalize(base: str, name: str) -> str:
        del base
        return name

    def _load_module(self, name: str) -> tuple[str, str, str]:
        """Return an ES module around what `require` gives."""
        answer = self._ask("bundle", name, os.getcwd())
        names: list[str] = []
        if isinstance(answer, dict) and "path" in answer:
            with open(answer["path"], encoding="utf-8") as file:
                found = _EXPORTS.search(file.read())
            names = [part.strip().split(":")[0] for part in found[1].split(",")] if found else []
        plain = [one for one in names if one.isidentifier() and one != "default"]
        source = (
            f"const found = globalThis.__pybundle.require({json.dumps(name)});\n"
            "export default found && found.__esModule ? found.default : found;\n"
        )
        if plain:
            source += f"export const {{ {', '.join(plain)} }} = found;\n"
        return name, source, "module"

    # --- What JavaScript asks --------------------------------------------------------

    def _host(self, name: str, *arguments: Any) -> Any:
        """Answer one question: `{"value": …}`, or `{"error": {…}}` with a code as Node has it."""
        try:
            answer = getattr(self, f"_host_{name}")(*arguments)
        except OSError as error:
            import errno

            code = errno.errorcode.get(error.errno or 0, "EIO")
            path = error.filename if isinstance(error.filename, str) else ""
            text = (error.strerror or str(error)).lower()
            return {"error": {"message": f"{code}: {text}, '{path}'", "code": code, "path": path}}
        except ValueError as error:
            return {"error": {"message": str(error), "code": "EINVAL"}}
        return {"value": answer}

    def _host_builtin(self, name: str) -> str | None:
        path = RUNTIME / "node" / f"{name.replace('/', '-')}.js"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def _host_ask(self, name: str, arguments: list[Any]) -> Any:
        answer = self._ask(name, *arguments)
        if isinstance(answer, dict) and "failed" in answer:
            raise ValueError(answer["failed"])
        return answer

    def _host_script(self, path: str) -> str | None:
        try:
            with open(path, encoding="utf-8") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def _host_log(self, text: str) -> None:
        self._ask("log", text)

    def _host_now(self) -> float:
        return time.perf_counter() * 1000

    def _host_random(self, size: int) -> dict[str, str]:
        return encode_bytes(os.urandom(min(size, 1 << 20)))

    def _host_digest(self, algorithm: str, data: Any) -> dict[str, str]:
        # md4, which old loaders name files by, is not in OpenSSL 3 any more.
        known = "md5" if algorithm.lower() in ("md4", "native-md4") else algorithm
        content = decode_bytes(data)
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        return encode_bytes(hashlib.new(known, content, usedforsecurity=False).digest())

    def _allowed(self, path: str) -> str:
        real = os.path.realpath(path)
        inside = any(real == one or real.startswith(one + os.sep) for one in self._folders)
        if not inside and "node_modules" not in real.split(os.sep):
            # A folder on the way down may be looked at: tools search upwards and downwards.
            if os.path.isdir(real) and any(one.startswith(real) for one in self._folders):
                return path
            # Tools look for their settings upwards, and take no other answer for an end.
            raise FileNotFoundError(2, "no such file or directory in the project", path)
        return path

    def _host_read(self, path: str, encoding: str | None) -> Any:
        self._allowed(path)
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise IsADirectoryError(21, "illegal operation on a directory, read", path)
        with open(path, "rb") as file:
            data = file.read()
        self._read.add(os.path.abspath(path))
        if encoding is None:
            return encode_bytes(data)
        return data.decode("utf-8", "replace")

    def _host_exists(self, path: str) -> bool:
        with contextlib.suppress(OSError):
            return os.path.exists(self._allowed(path))
        return False

    def _host_stat(self, path: str, follow: bool) -> dict[str, Any]:
        if not os.path.exists(path):
            raise FileNotFoundError(2, "no such file or directory, stat", path)
        self._allowed(path)
        found = os.stat(path) if follow else os.lstat(path)
        mode = found.st_mode
        return {
            "kind": "directory"
            if stat.S_ISDIR(mode)
            else "file"
            if stat.S_ISREG(mode)
            else "link"
            if stat.S_ISLNK(mode)
            else "other",
            "size": found.st_size,
            "mtimeMs": found.st_mtime * 1000,
            "mode": mode,
            "ino": found.st_ino,
        }

    def _host_list(self, path: str) -> list[list[Any]]:
        self._allowed(path)
        with os.scandir(path) as entries:
            return sorted([entry.name, entry.is_dir()] for entry in entries)

    def _host_realpath(self, path: str) -> str:
        return os.path.realpath(self._allowed(path), strict=True)


def _raise_limits(interpreter: Any, memory: int) -> None:
    """Give an engine more stack and memory than dukpy does: 1 MiB and 128 MiB.

    dukpy has no words for it. Its extension module exports QuickJS's own functions, and the
    capsule of a context holds a structure that begins with runtime and context. QuickJS itself
    says whether that is so: the context must belong to the runtime. Where any of it is
    different (Windows exports nothing), dukpy's limits stay.
    """
    with contextlib.suppress(AttributeError, ValueError, OSError, TypeError):
        from dukpy import _dukpy

        quickjs = ctypes.PyDLL(_dukpy.__file__)
        pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
        pointer_of.restype = ctypes.c_void_p
        pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
        start = pointer_of(interpreter._ctx, b"DUKPY_CONTEXT_CAPSULE")
        runtime, context = (ctypes.c_void_p * 2).from_address(start)
        quickjs.JS_GetRuntime.restype = ctypes.c_void_p
        quickjs.JS_GetRuntime.argtypes = [ctypes.c_void_p]
        if not context or quickjs.JS_GetRuntime(context) != runtime:
            return
        for function, bytes_ in (
            (quickjs.JS_SetMaxStackSize, STACK_SIZE),
            (quickjs.JS_SetMemoryLimit, memory),
        ):
            function.restype = None
            function.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
            function(runtime, bytes_)
