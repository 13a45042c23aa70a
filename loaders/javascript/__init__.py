"""Tools written in JavaScript, without Node: compilers, PostCSS, webpack's loaders.

A tool is an npm package of the project. pybundle bundles it with itself (`tool.py`), runs it in
an engine that a Python package brings (`engine.py`, in processes of `pool.py`), and supplies
what that engine lacks (`runtime/`). The other files are loaders made of such tools.
"""

__all__: list[str] = []
