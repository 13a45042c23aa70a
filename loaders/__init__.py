"""Loaders: what turns a file of another kind into a module. Nothing is here yet."""

__all__: list[str] = []
