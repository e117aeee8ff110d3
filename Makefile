# Two commands matter: `make demo` and `make test`. Everything else serves the people who build this.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export HOMEWARD_HOME ?= $(CURDIR)/var
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup system demo test test-all test-postgres check format bench screens docs lock styles clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: system $(STAMP)  ## install everything the project needs into .venv

system:
	@bash scripts/system-packages

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml | system
	@bash scripts/make-venv $(VENV)
	@touch $(STAMP)

demo: setup  ## serve the demo on http://localhost:8000 (HOMEWARD_PORT changes the port)
	@$(BIN)/homeward demo

test: setup  ## the quick suite: SQLite, with the browser, under three minutes
	$(PYTEST) -m "not slow" -n 2 --dist loadgroup

test-postgres: setup
	$(BIN)/python scripts/with_postgres.py $(PYTEST) tests/web -n 2 --dist loadgroup

test-all: test  ## everything: the slow tests and PostgreSQL too
	$(PYTEST) -m slow -n 2 --dist loadgroup
	$(BIN)/python scripts/with_postgres.py $(PYTEST) tests/web -n 2 --dist loadgroup

check: setup  ## format, lint, types and the plan of the house
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/print_reference.py --check

format: setup  ## put the code in its usual form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup  ## print the manual from shelves and worked examples
	$(BIN)/python scripts/print_reference.py

bench: setup  ## measure time and memory as ratios of one run
	$(BIN)/python scripts/bench.py

screens: setup  ## take a picture of every page into out/screens/
	$(BIN)/python scripts/screens.py

lock:  ## maintainers: renew the hashed locks (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -c requirements.txt -o requirements-dev.txt

styles:  ## maintainers: rebuild the vendored style sheet (needs npm)
	bash scripts/build-styles

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
