"""The process in which tools written in JavaScript run; `pool.py` starts and ends it.

It reads calls from its standard input and answers on its standard output, one at a time. While
a call runs, it may ask the build something. It ends when its input does, so it cannot outlive
the build; where a script holds the interpreter at that time, a timer of the operating system
ends it, which needs no help from Python.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import OrderedDict
from typing import Any, BinaryIO

from pybundle.loaders.javascript.engine import STACK_SIZE, Engine, StepError
from pybundle.loaders.javascript.wire import read_message, write_message

__all__ = ["main"]

MOST_TOOLS = 6
"""Tools that stay loaded; each takes some tens of megabytes."""

GRACE = 5.0
"""Seconds after its time limit when a process that nobody ended ends by itself."""


def main() -> None:
    """Serve until there are no more calls."""
    source = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Nothing else may write between the messages.
    os.dup2(2, 1)
    # Ctrl-C reaches every process of a terminal. The build decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.stack_size(STACK_SIZE + (32 << 20))
    server = threading.Thread(target=_serve, args=(source, answers))
    server.start()
    server.join()
    # Engines are not taken down in order: the memory goes with the process.
    os._exit(0)


def _serve(source: BinaryIO, answers: BinaryIO) -> None:
    engines: OrderedDict[str, Engine] = OrderedDict()

    def ask(name: str, *arguments: Any) -> Any:
        write_message(answers, {"ask": name, "arguments": arguments})
        return read_message(source)

    while True:
        try:
            call = read_message(source)
        except EOFError:
            return
        _alarm(call["timeout"] + GRACE)
        try:
            tool = call["tool"]
            engine = engines.get(tool)
            if engine is None:
                engine = Engine(
                    call["script"],
                    folders=call["folders"],
                    root=call["root"],
                    mode=call["mode"],
                    memory=call["memory"],
                    ask=ask,
                )
                engines[tool] = engine
                if len(engines) > MOST_TOOLS:
                    engines.popitem(last=False)
            engines.move_to_end(tool)
            value, read = engine.call(call["function"], call["values"])
            answer = {"value": value, "read": read}
        except StepError as error:
            answer = {"failed": error.facts}
        except EOFError:
            return
        except MemoryError:
            answer = {"failed": {"name": "InternalError", "message": "out of memory"}}
        except Exception as error:
            answer = {"failed": {"name": type(error).__name__, "message": str(error)}}
        _alarm(0)
        if _unusable(answer):
            # After an exhausted heap nothing that is left in it can be relied upon.
            engines.clear()
        try:
            write_message(answers, answer)
        except OSError:
            return


def _unusable(answer: dict[str, Any]) -> bool:
    failed = answer.get("failed")
    if not failed:
        return False
    return "out of memory" in str(failed.get("message")) or bool(failed.get("thrown"))


def _alarm(seconds: float) -> None:
    """Let the system end this process after a time; 0: not any more."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
