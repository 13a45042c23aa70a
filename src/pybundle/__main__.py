"""``python -m pybundle`` is the ``pybundle`` command."""

from pybundle.bundler.cli import main

if __name__ == "__main__":
    main()
