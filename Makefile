# Two commands: `make run` serves the directory, `make test` proves it. `make help` lists the rest.

PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/directory
WORKERS ?= 2
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

.PHONY: help run setup places test lint messages bench words clean

help:  ## list these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: .venv/.installed  ## set everything up and serve on http://127.0.0.1:8000 (PORT= overrides)
	@SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} MANAGE="$(MANAGE)" BIN=$(BIN) PORT=$(PORT) .ci/serve

.venv/.installed: requirements.txt
	@echo "==> Installing the libraries into .venv (a minute or two, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "Python 3.11 with venv is needed: apt-get install python3.11 python3.11-venv"; exit 1; }
	@$(BIN)/pip install --quiet --progress-bar on -r requirements.txt
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@echo "==> Installing the libraries for tests and lint"
	@$(BIN)/pip install --quiet --progress-bar on -r requirements-dev.txt
	@touch $@

places: .venv/.installed
	@$(MANAGE) build_gazetteer

test: .venv/.installed-dev places  ## set everything up and pass every test, on SQLite and on PostgreSQL
	@BIN=$(BIN) TEST_DATABASE_URL=$(TEST_DATABASE_URL) .ci/test

lint: .venv/.installed-dev  ## ruff, djlint, import-linter, mypy, migrations, translations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) messages --check --complete
	SITE_URL=https://directory.example ALLOWED_HOSTS=directory.example DEBUG=false \
	  $(MANAGE) check --deploy --fail-level WARNING

messages: .venv/.installed  ## after a change of a sentence or a translation: bring groups/locale in step
	$(MANAGE) messages

bench: .venv/.installed-dev places  ## measure: ratios against a baseline in the same run
	@BIN=$(BIN) TEST_DATABASE_URL=$(TEST_DATABASE_URL) bench/run

words: .venv/.installed-dev  ## measure how easy our own words are to read
	$(BIN)/python -m bench.words

clean:  ## remove what the commands made (the directory's own database too)
	rm -rf .venv var
