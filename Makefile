# make demo   the main job on the example unit, with its report
# make quick  the tests of the pure rooms, in less than half a minute
# make test   all tests, with coverage
# make check  format, lint, types
# make census which patterns, rows and words of the language a labelled document needs
# make docs   the documentation as a site in build/site
# Every target makes .venv by itself; nothing is needed but Python >= 3.11 with pip.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

# The rooms that touch neither files nor the database nor the clock, and the tests that guard the whole.
QUICK := $(addprefix tests/,facts lexicon matching evaluation checklist reports test_findings_docs.py \
	test_findings_made.py test_gate.py test_layers.py test_likeness.py test_periods.py test_reasons.py test_text.py)

.PHONY: demo quick test check census format lock build readme messages docs clean

demo: $(READY)
	@$(RUN) -m zi_evidence report examples/unit --as-of 2026-06-30 --index build/demo-index --ocr off

quick: $(READY)
	$(RUN) -m pytest --quiet -m "not slow and not system" --numprocesses auto --maxprocesses 4 --dist worksteal $(QUICK)

test: $(READY)
	$(RUN) -m pytest --cov --cov-report=term --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(READY)
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

census: $(READY)
	$(RUN) benchmarks/census.py --most 3

format: $(READY)
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

# New exact versions of everything, within the bounds of pyproject.toml, each with the hashes of its files.
lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet --group dev .
	build/lock/bin/python -m pip freeze --exclude zi-evidence > build/requirements.in
	build/lock/bin/python -m pip install --quiet pip-tools
	build/lock/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate \
		--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--output-file requirements.lock build/requirements.in

build: $(READY)
	$(RUN) -m build --outdir dist

# The sample output in README.md, from the real command.
readme: $(READY)
	$(RUN) docs/refresh_readme.py

# The documentation as a site in build/site; ends with an error on any warning and on any address it would fetch.
docs: build/docs/.ready
	build/docs/bin/python -m zensical build --strict --clean
	build/docs/bin/python docs/check_site.py build/site

build/docs/.ready: pyproject.toml
	test -x build/docs/bin/python || $(PYTHON) -m venv build/docs
	build/docs/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	build/docs/bin/python -m pip install --quiet --disable-pip-version-check --group docs
	touch $@

# Source texts into the catalogues of each language, compiled; names what is not translated yet.
messages: $(READY)
	$(RUN) tools/messages.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "zi-evidence needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(RUN) -m pip check --disable-pip-version-check > $(VENV)/pip-check 2>&1 || { cat $(VENV)/pip-check; exit 1; }
	@touch $(READY)
