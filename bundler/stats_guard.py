"""Waits for the end of a process that watches, and mends the stats file that it left.

Run by path, with the file as its argument: it imports nothing of pybundle. Its standard input
is a pipe that only the watching process holds, so that it ends with that process, however it
ended. `"compile"` in the file would make its readers wait for ever.
"""

import json
import os
import sys

__all__: list[str] = []


def mend(path: str, process: int) -> None:
    """Say `"error"` where the file still says that `process` compiles."""
    try:
        with open(path, encoding="utf-8") as opened:
            document = json.load(opened)
    except (OSError, ValueError):
        return
    if document.get("status") != "compile" or document.get("process") != process:
        return
    document.pop("process")
    document.update(
        status="error",
        error="build-ended",
        message="the process that built this ended before it was done; build again",
    )
    aside = f"{path}.{os.getpid()}"
    with open(aside, "w", encoding="utf-8") as opened:
        json.dump(document, opened)
    os.replace(aside, path)


if __name__ == "__main__":
    # A Ctrl-C in the terminal reaches both; the other one decides when it is over.
    try:
        while sys.stdin.buffer.read(1):
            pass
    except KeyboardInterrupt:
        sys.stdin.buffer.read()
    mend(sys.argv[1], int(sys.argv[2]))
