"""The Python face of the engine: configuration, command line, builds, diagnostics.

Import from `pybundle`, not from here. Nothing is imported at this level, because
every command pays for what is.
"""

__all__: list[str] = []
