# make demo   set up and check the demo drafts
# make test   set up and run style, types and tests
# make renew  regenerate the expected findings, the picture and the schemas
VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= python3
STAMP  := $(VENV)/.installed
DOCS   := $(VENV)/.docs
# Bytecode caching speeds up every process start, and the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE
LOCK   := build/lock
# Pins of what only other systems install.
ELSEWHERE := httpx2-jsfetch==1.0 pywin32==312

# For every system, with the digest of each file that may be installed; older pips want extras named.
HASHED := pip compile --quiet -c constraints.txt --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --no-strip-extras

.PHONY: demo test check slow fuzz guided style types renew expected rules-schema config-schema picture docs man rooms coverage mutation grammar benchmark reproducible wheel bundle web word oxt vsix lock bench clean

demo: $(STAMP)
	$(BIN)/regcheck check corpora/drafts --fail-on never

# Types are checked while the tests begin: both must be right.
test: $(STAMP) $(DOCS) style
	$(MAKE) --no-print-directory -j 2 types check

check: $(STAMP) $(DOCS)
	$(BIN)/python -m pytest -n auto --dist worksteal

slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

# Fuzzing for ten minutes, or REGCHECK_FUZZ_MINUTES; resumes where it last stopped.
fuzz: $(STAMP)
	$(BIN)/python tests/fuzz/long_run.py --minutes $${REGCHECK_FUZZ_MINUTES:-10}

# Coverage-guided fuzzing of one target: make guided TARGET=xml
guided: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/python tests/fuzz/guided.py $${TARGET:-xml}

style: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'regcheck needs Python 3.11 or newer with venv: make PYTHON=python3.12 …' >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all,dev]'
	touch $(STAMP)

# Regenerates what depends on rules; read git diff before you commit it.
renew: expected picture rules-schema config-schema rooms

expected: $(STAMP)
	REGCHECK_WRITE_EXPECTED=1 $(BIN)/python -m pytest -q tests/e2e/test_demo.py -k expected

rules-schema: $(STAMP)
	$(BIN)/regcheck rules schema > docs/rule-schema.json

config-schema: $(STAMP)
	$(BIN)/regcheck config schema > docs/config-schema.json

$(DOCS): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	touch $(DOCS)

# The documentation site, in build/site, with the page that runs in a browser where Node can build it.
docs: $(DOCS)
	if command -v node >/dev/null; then $(BIN)/python web/build.py; fi
	$(BIN)/python docs/site.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# The manual page, in build/man.
man: $(STAMP)
	$(BIN)/python docs/man.py

rooms: $(STAMP)
	$(BIN)/python docs/site.py --rooms

picture: $(STAMP)
	$(BIN)/python docs/picture.py

# Line and branch coverage; whole runs and real law would take too long. The same examples each time.
coverage: $(STAMP)
	REGCHECK_PROFILE=mutation $(BIN)/python -m pytest -q -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-report=html \
	  --ignore tests/e2e --ignore tests/real --ignore tests/fuzz --ignore tests/run/test_cluster.py \
	  --deselect tests/matching/test_prefilter.py::test_prefiltered_and_exhaustive_findings_are_identical

# How many small faults the tests of a package catch: make mutation ROOM=law SAMPLE=300
mutation: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutation]'
	$(BIN)/python benchmarks/mutation.py $${ROOM:-law findings matching} --sample $${SAMPLE:-300}

# What each line of the grammar of law earns on every fourth text of a body of law: benchmarks/grammar.tsv
grammar: $(STAMP)
	$(BIN)/python benchmarks/grammar.py --every $${EVERY:-4}

# What benchmarks/obstacles-no measures, on law of your own: make benchmark LAW=korpus [ANSWERS=file]
benchmark: $(STAMP)
	$(BIN)/python benchmarks/obstacles-no/texts.py rebuild $${LAW:-korpus} -o build/obstacles-no
	$(BIN)/python benchmarks/obstacles-no/tables.py build/obstacles-no $${ANSWERS:+--answers $$ANSWERS} --write

wheel: $(STAMP)
	$(BIN)/python -m build

# A single program that needs no Python: dist/regcheck. It runs on the kind of system it is built on.
bundle: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all,bundle]'
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/bundle bundle/regcheck.spec

# regcheck in a browser: dist/regcheck.html, one file, and dist/web, a folder to serve. Needs Node to build.
web: $(STAMP)
	$(BIN)/python web/build.py

# The pane for Word, a folder to serve: dist/word. Needs Node to build. make word ADDRESS=https://intranet.example/regcheck/
word: $(STAMP)
	$(BIN)/python web/word.py $(if $(ADDRESS),--address $(ADDRESS))

# The extension for LibreOffice Writer: dist/regcheck.oxt
oxt: $(STAMP)
	$(BIN)/python editors/writer/make_oxt.py

# The extension for VS Code: dist/regcheck.vsix. Needs Node to build.
vsix: $(STAMP)
	$(BIN)/python editors/vscode/words.py
	cd editors/vscode && npm ci --no-audit --no-fund && npm run check && npm test && npm run build && npm run package

# Builds twice and compares the bytes.
reproducible: $(STAMP)
	$(BIN)/python -m pytest -q -m slow tests/e2e/test_reproducible.py

# The newest versions that pyproject.toml allows; the last few are for Windows and macOS only.
lock:
	rm -rf $(LOCK)
	$(PYTHON) -m venv $(LOCK)
	$(LOCK)/bin/python -m pip install --quiet --upgrade pip setuptools
	$(LOCK)/bin/python -m pip install --quiet -e '.[all,dev,bundle,docs,frames,fuzz,mutation]' 'colorama<0.5' 'pefile<2024' pywin32-ctypes macholib
	{ $(LOCK)/bin/python -m pip freeze --all --exclude-editable --exclude pip; printf '%s\n' $(ELSEWHERE); } \
	  | LC_ALL=C sort -f > constraints.txt
	$(LOCK)/bin/python -m pip install --quiet uv
	$(LOCK)/bin/uv $(HASHED) --extra all pyproject.toml -o locks/run.txt
	printf 'build\nhatchling\nmsgspec\npyyaml\nregex\n' | $(LOCK)/bin/uv $(HASHED) - -o locks/build.txt

bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
