# Every command of the project. `make help` lists them.
# Needs Python 3.11–3.13, make and git; everything else is brought by `make setup`.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do command -v $$name && break; done)
BIN := .venv/bin
UV := .cache/tools/bin/uv
RUN := PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH="$(CURDIR)" $(BIN)/python
# Arguments for pytest: make test ARGS="-k remission"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev build demo serve test test-services coverage lint format types rooms catalogues \
	update-catalogues migrations-check check bench mutation lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Virtual environment with everything the portal runs on
	@$(PYTHON) scripts/setup.py
	@$(RUN) scripts/catalogues.py compile

setup-dev: ## The same, plus what tests and checks need
	@$(PYTHON) scripts/setup.py --dev
	@$(RUN) scripts/catalogues.py compile

build: setup ## Production build of the frontend; nothing when nothing changed
	@$(RUN) scripts/build.py

demo: build ## Serve the portal with invented employers and debts, and print who to sign in as
	@exec $(BIN)/damancom demo

serve: build ## Serve the portal with the settings of the environment
	@$(BIN)/damancom migrate
	@exec $(BIN)/damancom serve

test: setup-dev ## All tests but those of test-services, in a real browser where it matters
	@$(RUN) scripts/build.py
	@$(RUN) scripts/run_tests.py $(ARGS)

test-services: setup-dev ## Tests on real PostgreSQL and Redis processes
	@$(RUN) scripts/build.py
	@$(RUN) scripts/services.py $(ARGS)

coverage: setup-dev ## Tests with branch coverage, without the browser ones
	@$(RUN) -m pytest -n 2 -m "not browser and not services" --cov --cov-report=term $(ARGS)

lint: setup-dev ## Style of the code (ruff)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: setup-dev ## Write the code in the one format, mend what ruff can mend
	@$(BIN)/ruff check --fix --exit-zero
	@$(BIN)/ruff format

types: setup-dev ## Types (pyright)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright

rooms: setup-dev ## Which room may import which (import-linter)
	@$(BIN)/lint-imports --no-cache

catalogues: setup-dev ## French and Arabic: complete, same places, compiled
	@$(RUN) scripts/catalogues.py check

update-catalogues: setup-dev ## Write new sentences of the code into the catalogues
	@$(RUN) scripts/catalogues.py update

migrations-check: setup-dev ## Migrations: up, equal to the tables, down, up
	@$(RUN) scripts/check_migrations.py

check: lint types rooms catalogues migrations-check ## All checks that are not tests

bench: setup-dev ## Measure; a table and benchmarks/results.json
	@$(RUN) scripts/build.py
	@$(RUN) scripts/bench.py $(ARGS)

mutation: setup-dev ## Mutation score of the money and code rules (long)
	@$(RUN) scripts/mutation.py

lock: ## Resolve requirements/*.in anew into locks with hashes
	@$(PYTHON) scripts/setup.py
	@for name in uv runtime dev; do \
		echo "==> requirements/$$name.txt"; \
		$(UV) --no-config pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

clean: ## Remove the environment, builds, caches and results; data in var/ stays
	rm -rf .venv .web .states .cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.* \
		htmlcov mutants build dist *.egg-info assets/external benchmarks/results.json test-results
	find damancom_reflex tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	find damancom_reflex/locales -name '*.mo' -delete
