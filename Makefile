# make serve   set everything up and run: read the corpus, check the graph, serve it on http://127.0.0.1:8000/
#              (options in ARGS: make serve ARGS="--port 9000")
# make test    set everything up and run the tests
# make check   all that CI runs: lint, types, every test, and the tests again on the built wheel
# make bench   print the figures of bench/, beside other servers; takes most of an hour, and wrk (apt-get install wrk)
# make conformance DIR=…  run the W3C's suites, of which DIR is a checkout, against a server

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve test check lint types slow wheel bench conformance clean

serve: $(VENV)/installed
	$(BIN)/mandategraph serve $(ARGS)

test: $(VENV)/installed
	$(BIN)/pytest -n auto

check: lint types test slow wheel

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

slow: $(VENV)/installed
	$(BIN)/pip install --quiet --editable '.[dev,bench]'
	$(BIN)/pytest -n auto -m slow

wheel: $(VENV)/installed
	$(BIN)/python tests/wheel.py

bench: $(VENV)/installed
	$(BIN)/pip install --quiet --editable '.[bench]'
	$(BIN)/python bench/build.py
	PYTHONPATH=bench $(BIN)/python -m sparql
	PYTHONPATH=bench $(BIN)/python -m soak
	PYTHONPATH=bench $(BIN)/python -m fuzz --count 100000 --examples 50

conformance: $(VENV)/installed
	$(BIN)/python -m tests.server.conformance $(DIR)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("mandategraph needs Python 3.11 or later; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@
