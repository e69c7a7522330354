# make demo   the main job on the example unit, with its report
# make test   the tests
# make check  format, lint, types
# Every target makes .venv by itself; nothing is needed but Python >= 3.11 with pip.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: demo test check format lock build readme clean

demo: $(READY)
	@$(RUN) -m zi_evidence report examples/unit --as-of 2026-06-30 --index build/demo-index

test: $(READY)
	$(RUN) -m pytest --cov --cov-report=term

check: $(READY)
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

format: $(READY)
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

# New exact versions of everything, within the bounds of pyproject.toml.
lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet --group dev .
	build/lock/bin/python -m pip freeze --exclude zi-evidence > requirements.lock

build: $(READY)
	$(RUN) -m build --outdir dist

# The sample output in README.md, from the real command.
readme: $(READY)
	$(RUN) docs/refresh_readme.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "zi-evidence needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)
