SHELL := /bin/bash -o pipefail
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CONTRACT = $(BIN)/python -c 'from sla_service.app import create_app; print(create_app().extensions["openapi"], end="")'
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-cache-dir

# pip asks rustc for its version, and rustup's rustc would make itself a folder under HOME
export RUSTUP_HOME := $(CURDIR)/$(VENV)/rustup

.PHONY: help setup run test test-browser test-clients lint-openapi check openapi walkthroughs bench clean

help: ## show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

# One rule per lock file: each reruns only when its lock or the package's metadata changes.
$(VENV)/.run: pyproject.toml requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.clients: $(VENV)/.dev requirements/clients.txt tests/clients/package-lock.json
	$(INSTALL) --require-hashes -r requirements/clients.txt
	cd tests/clients && npm ci --silent --cache $(CURDIR)/$(VENV)/npm
	@touch $@

$(VENV)/.browser: $(VENV)/.dev tests/browser/package-lock.json
	cd tests/browser && npm ci --silent --cache $(CURDIR)/$(VENV)/npm
	@touch $@

setup: $(VENV)/.dev ## make .venv with everything that running, testing and checking need

run: $(VENV)/.run ## serve on http://127.0.0.1:$(PORT)
	@printf '%s\n' 'For people: http://127.0.0.1:$(PORT)/   for software: http://127.0.0.1:$(PORT)/docs   or try:' \
	  "curl -s -H 'Content-Type: application/json' http://127.0.0.1:$(PORT)/v1/due-dates -d '{\"received_at\":\"2019-03-05T11:29:59+07:00\",\"authority\":\"long-an\",\"procedure\":\"business-registration\"}'"
	@PORT=$(PORT) exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py 'sla_service.app:create_app()'

test: $(VENV)/.dev ## run every test; tests/unit must cover the core branch by branch
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses 2 --dist loadfile tests/unit
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under 100
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests/rulebook tests/contract tests/property

test-browser: $(VENV)/.browser ## drive the pages in Debian's chromium (needs npm, see .ci/run)
	$(BIN)/pytest tests/browser

test-clients: $(VENV)/.clients ## run examples/ and clients made from the contract (needs node and a JDK, see .ci/run)
	$(BIN)/pytest tests/clients

lint-openapi: $(VENV)/.clients ## hold openapi.yaml against the rules that spectral and redocly recommend
	$(BIN)/pytest tests/clients/test_linters.py

check: $(VENV)/.dev ## format, lint, types, architecture, contract, rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(CONTRACT) | diff -u openapi.yaml -
	$(BIN)/sla-service rules check --quiet rules

openapi: $(VENV)/.dev ## write openapi.yaml from the code
	$(CONTRACT) > $(VENV)/openapi.yaml
	mv $(VENV)/openapi.yaml openapi.yaml

walkthroughs: $(VENV)/.dev ## show in rules/README.md what its commands print now; read the difference
	PYTHONPATH=tests $(BIN)/python tests/contract/walking.py

bench: $(VENV)/.dev ## measure, by hand: ratios against a peer and a floor
	$(BIN)/python -m bench.add_working_minutes
	$(BIN)/python -m bench.new_calendar
	$(BIN)/python -m bench.over_http
	$(BIN)/python -m bench.at_scale

clean: ## remove what make made
	rm -rf $(VENV) tests/browser/node_modules tests/clients/node_modules .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
