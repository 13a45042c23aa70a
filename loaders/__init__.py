"""Loaders: what turns a file of another kind into a module."""

__all__: list[str] = []
