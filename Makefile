# make demo: set up and export a sample; make test: set up and run the tests. PYTHON names the interpreter to set up with.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench expected catalogues clean

demo: $(VENV)/demo
	$(BIN)/pressinvite export samples/malmo-lund-2012.txt --published 2012-01-20 -o out

test: $(VENV)/test lint
	$(BIN)/python -m pytest -m "not peer and not browser"

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Beside other people's programs: wants npm, and Postfix's smtp-sink (Debian: postfix; it need not run).
bench: $(VENV)/test
	$(BIN)/pip install --quiet --editable '.[bench]'
	-npm install --prefix tests/peers --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error
	$(BIN)/python -m tests.benchmarks

# After a change that is meant to show: take over what the samples give now, then look at the difference.
expected: $(VENV)/test
	$(BIN)/python tests/test_samples.py >/dev/null

# The words of all languages: find the texts, update the catalogues, compile them. Run after changing a text.
catalogues: $(VENV)/test
	$(BIN)/python -m babel.messages.frontend -q extract -F pressinvite/locale/babel.cfg -k text -k N_ -k plural:1,2 --no-location --sort-output --no-wrap -o $(VENV)/words.pot .
	$(BIN)/python -m babel.messages.frontend -q update -i $(VENV)/words.pot -d pressinvite/locale -D pressinvite --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/python -m babel.messages.frontend -q compile -d pressinvite/locale -D pressinvite

$(VENV)/demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[files]'
	touch $@

$(VENV)/test: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) out dist
