# Everything needs only make and Python 3.11 or newer: the environment is made in .venv.
#
#   make site    check the seeds, build the site and the offline copy, and say where they are
#   make serve   show the site in a browser; every save shows within two seconds
#   make test    run every test, those in a browser too
#   make bench   say what builds of generated dossiers cost, beside other generators (minutes)
#   make axe     look at every page by every rule of axe, in both languages, palettes and widths (minutes)
#   make test-increments   edit and build a dossier at random, many times (half an hour)
#   make bench-search   measure how good and how fast the search is (minutes)
#   make lint    check the style of the code
#   make lock    write requirements.lock and requirements-test.lock from pyproject.toml (newer versions: UPGRADE=--upgrade)
#   make fuzz    feed made-up texts to everything that reads texts of others (CASES=100000 each: two hours)
#   make faults  kill every command at random moments (TRIALS=200 each: half an hour)
#   make licences   list every package that is needed, with its licence; the same as CycloneDX: make sbom
#   make audit   ask pip-audit for known holes in what the site needs
#   make clean   remove what the other targets made

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
NEED := import sys; sys.exit(sys.version_info < (3, 11))

# The first Python on the path that is new enough; `make PYTHON=/path/to/python` names another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c '$(NEED)' >/dev/null 2>&1 && echo $$name && break; done)

.PHONY: site serve test axe test-increments bench bench-search lint lock clean pictures fuzz faults licences sbom audit

site: $(VENV)/.site
	@$(BIN)/regesto check
	@$(BIN)/regesto build
	@$(BIN)/regesto export

serve: $(VENV)/.site
	@$(BIN)/regesto serve

test: $(VENV)/.test
	@chromium=$$($(BIN)/python tests/support/find_chromium.py) && \
	REGESTO_CHROMIUM=$$chromium $(BIN)/python -m pytest -n 2

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks.build 100 1000

pictures: $(VENV)/.test  # of every kind of page, in build/screenshots/
	@chromium=$$($(BIN)/python tests/support/find_chromium.py) && \
	REGESTO_PICTURES=1 REGESTO_CHROMIUM=$$chromium $(BIN)/python -m pytest -q tests/whole/test_screens.py

axe: $(VENV)/.test  # every page by every rule in both languages, palettes and widths
	@chromium=$$($(BIN)/python tests/support/find_chromium.py) && \
	REGESTO_ALL_LOOKS=1 REGESTO_CHROMIUM=$$chromium $(BIN)/python -m pytest -q -n 2 tests/whole/test_for_everyone.py -k axe

test-increments: $(VENV)/.test
	@REGESTO_RANDOM=1 REGESTO_EXAMPLES=100 $(BIN)/python -m pytest -q tests/site/test_increments.py

bench-search: $(VENV)/.test
	@PYTHONPATH=. $(BIN)/python -m benchmarks.search_quality
	@PYTHONPATH=. $(BIN)/python -m benchmarks.search_speed 10000
	@PYTHONPATH=. $(BIN)/python -m benchmarks.search_build 10000

lint: $(VENV)/.test
	@$(BIN)/ruff check scripts benchmarks tests && $(BIN)/ruff format --check scripts benchmarks tests

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { \
		echo "Regesto needs Python 3.11 or newer. Here is: $$(python3 --version 2>/dev/null || echo no python3)."; \
		echo "Install a newer one, or name it: make site PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c '$(NEED)' || { echo "$(PYTHON) is older than Python 3.11."; exit 1; }
	@echo "Making the environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.site: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing what the site needs"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@

# A lock has names, exact versions and the hashes of their files for every system and Python: no addresses, so that it
# holds for every package index. uv writes it; versions that still fit stay as they are.
UV := build/lock/bin/uv --no-config --quiet pip compile --universal --python-version 3.11 --generate-hashes \
	--system-certs --no-header --no-annotate $(UPGRADE) pyproject.toml --group build

lock: $(VENV)/bin/python
	@rm -rf build/lock && $(BIN)/python -m venv build/lock
	@build/lock/bin/pip --disable-pip-version-check -qq install "uv>=0.8,<1"
	@$(UV) --output-file requirements.lock
	@$(UV) --extra test --constraint requirements.lock --output-file requirements-test.lock
	@rm -rf build/lock
	@echo "Wrote requirements.lock and requirements-test.lock"

CASES ?= 100000
TRIALS ?= 200

fuzz: $(VENV)/.test
	@PYTHONPATH=tests/support $(BIN)/python tests/hostile/fuzz.py $(CASES)
	@PYTHONPATH=tests/support $(BIN)/python tests/hostile/growth.py

faults: $(VENV)/.test
	@$(BIN)/python tests/hostile/faults.py $(TRIALS)

licences: $(VENV)/.site
	@$(BIN)/regesto licences

sbom: $(VENV)/.site
	@mkdir -p build && $(BIN)/regesto licences --bill > build/sbom.cdx.json && echo "Wrote build/sbom.cdx.json"

# In an environment of its own: pip-audit needs other packages than the site does.
audit:
	@rm -rf build/audit && $(PYTHON) -m venv build/audit && build/audit/bin/pip -qq install pip-audit
	@build/audit/bin/pip-audit --no-deps --disable-pip --require-hashes -r requirements.lock

clean:
	rm -rf $(VENV) site build dist .cache .pytest_cache .ruff_cache .hypothesis
