# Two commands matter: `make run` and `make test`. Everything else is their parts.
PY ?= python3
BIN := .venv/bin
DATA ?= var
PORT ?= 8000

.PHONY: run test check setup setup-dev lock catalogues bench clean

run: setup
	@$(BIN)/redbridge up --data "$(DATA)" --port "$(PORT)"

test: setup-dev
	@$(BIN)/python tools/test.py $(TESTS)

check: setup-dev
	@$(BIN)/python tools/check.py

bench: setup-dev
	@$(BIN)/python -m tools.bench $(BENCH)

setup: .venv/.base

setup-dev: .venv/.dev

.venv/.base: requirements/uv.txt requirements/base.txt pyproject.toml
	@$(PY) tools/setup.py base

.venv/.dev: requirements/dev.txt .venv/.base
	@$(PY) tools/setup.py dev

catalogues: setup-dev
	@$(BIN)/python tools/catalogues.py update

lock: setup
	@$(BIN)/python tools/lock.py

clean:
	rm -rf .venv
