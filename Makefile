# make demo   set up and check the demo drafts
# make test   set up and run style, types and tests
VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= python3
STAMP  := $(VENV)/.installed

.PHONY: demo test check style types rules-schema picture lock bench clean

demo: $(STAMP)
	$(BIN)/regcheck check corpora/drafts --fail-on never

test: $(STAMP) style types check

check: $(STAMP)
	$(BIN)/python -m pytest -n auto

style: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "regcheck needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all,dev]'
	touch $(STAMP)

rules-schema: $(STAMP)
	$(BIN)/regcheck rules schema > docs/rule-schema.json

picture: $(STAMP)
	$(BIN)/python docs/picture.py

lock: $(STAMP)
	$(BIN)/python -m pip freeze --exclude-editable --exclude setuptools | grep -v '@' > constraints.txt

bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
