"""Calling one loader: prepared once, then with each content; whatever it does becomes an outcome.

Used in the thread that loaders run in, and in their processes.
"""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING, Any

import msgspec

from pybundle.loaders.context import Context, Outcome, ResultError, outcome_of
from pybundle.loaders.find import FoundLoader, options_of
from pybundle.loaders.protocol import LoaderError, LoaderSpec

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["Prepared", "call", "fail", "finish", "prepare", "raised"]


class Prepared(msgspec.Struct, kw_only=True):
    """A loader that can be called, with its options."""

    label: str
    function: Callable[..., Any]
    spec: LoaderSpec
    options: Any
    takes_bytes: bool
    found: FoundLoader


def prepare(found: FoundLoader) -> Prepared:
    """Import a loader, check its options, make its instance; raises `UnusableLoaderError`."""
    target, spec = found.load()
    options = options_of(found)
    function: Callable[..., Any] = target
    if inspect.isclass(target):
        made: Callable[..., Any] = target
        function = made(options) if _takes_argument(target) else made()
    return Prepared(
        label=found.label,
        function=function,
        spec=spec,
        options=options,
        takes_bytes=_takes_bytes(function, spec),
        found=found,
    )


def _takes_argument(target: type) -> bool:
    try:
        return bool(inspect.signature(target).parameters)
    except (TypeError, ValueError):
        return False


def _takes_bytes(function: Callable[..., Any], spec: LoaderSpec) -> bool:
    if spec.takes is not None:
        return spec.takes == "bytes"
    try:
        first = next(iter(inspect.signature(function).parameters.values()))
    except (StopIteration, TypeError, ValueError):
        return False
    return first.annotation in (bytes, "bytes")


def call(
    prepared: Prepared,
    content: bytes,
    context: Context,
) -> Any:
    """Call a loader with a content; what it returns may have to be awaited."""
    if prepared.takes_bytes:
        return prepared.function(content, context)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LoaderError("what the loader is given is not valid UTF-8", line=line) from None
    return prepared.function(text, context)


def finish(prepared: Prepared, result: object, context: Context) -> Outcome:
    """Return what a result comes to, be it good or not."""
    try:
        outcome = outcome_of(result, context, prepared.spec.type)
    except ResultError as error:
        context.outcome.problem("loader-result", f"`{prepared.label}`: {error}")
        return context.outcome
    if not prepared.spec.cache:
        outcome.said["uncached"] = True
    return outcome


def fail(label: str, error: BaseException, context: Context, code: str = "loader") -> Outcome:
    """Return what an exception comes to: a problem in the content, or in the loader."""
    outcome = context.outcome
    outcome.content = None
    if isinstance(error, LoaderError):
        outcome.problem(
            error.code,
            error.message,
            line=error.line,
            column=error.column,
            hint=error.hint,
        )
        return outcome
    shown = _shown(context.resource_path, context.root)
    outcome.said.setdefault("problems", []).append(
        raised(f"{code}-raised", f"`{label}`", error, context.root, f"while it worked on {shown}")
    )
    return outcome


def raised(
    code: str, subject: str, error: BaseException, root: str, note: str | None = None
) -> dict[str, Any]:
    """Return the problem that `subject` raised an exception, with the place in its code."""
    problem: dict[str, Any] = {
        "severity": "error",
        "code": code,
        "message": f"{subject} raised {type(error).__name__}: {error}".rstrip(": "),
        "notes": [note] if note else [],
    }
    place = _place(error.__traceback__)
    if place is not None:
        from pybundle.bundler.diagnostics import locate

        path, line = place
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            return problem
        location = locate(_shown(path, root), text, line, 1, label="raised here")
        problem["location"] = msgspec.to_builtins(location)
    return problem


def _place(trace: TracebackType | None) -> tuple[str, int] | None:
    """Return the innermost line that is not in Python's own library, nor in ours."""
    own = os.path.dirname(__file__)
    library = os.path.dirname(os.__file__)
    best = None
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        inside = path.startswith(library + os.sep) and "site-packages" not in path
        ours = os.path.dirname(path) == own and os.path.basename(path) in ("run.py", "serve.py")
        if os.path.isfile(path) and not inside and not ours:
            best = (path, trace.tb_lineno)
        trace = trace.tb_next
    return best


def _shown(path: str, root: str) -> str:
    return path.removeprefix(root + os.sep).replace(os.sep, "/")
