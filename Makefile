# Everything a newcomer needs: `make demo` and `make test`. Both set themselves up.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check campaign fuzz evals bench lock clean

demo: $(VENV)/ready
	@$(BIN)/python examples/demo.py

test: $(VENV)/ready-dev check
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: $(VENV)/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

campaign: $(VENV)/ready-dev
	@GOWAH_CAMPAIGN=full $(BIN)/python -m pytest -m "slow or not slow" tests/ledger

fuzz: $(VENV)/ready-dev
	@$(BIN)/python tests/fuzz/campaign.py --inputs $(or $(INPUTS),100000) --first $(or $(FIRST),0)
	@for each in tests/fuzz/targets/*.py; do $(BIN)/python $$each -runs=$(or $(RUNS),100000) -max_total_time=600 -rss_limit_mb=3000 -timeout=20; done
	@$(BIN)/python -m pytest -m slow tests/fuzz

evals: $(VENV)/ready-dev
	@$(BIN)/python evals/reports.py ../shared/data/reports

bench: $(VENV)/ready-dev
	@for each in benchmarks/*.py; do $(BIN)/python $$each; done

lock: $(VENV)/ready-dev
	@$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --strip-extras --allow-unsafe --extra dev -o requirements-dev.lock pyproject.toml

$(VENV)/ready: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once; a minute or two) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) demo build dist
