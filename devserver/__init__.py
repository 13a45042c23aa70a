"""The development server. Nothing is here yet."""

__all__: list[str] = []
