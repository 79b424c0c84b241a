# Every target makes what it needs first, so each works in a fresh clone.

PY := .venv/bin/python

# a page of which a part could not be built isn't there
.DELETE_ON_ERROR:

.PHONY: help run play page abi schema test test-all test-newest e2e bench bench-everyday bench-pyodide \
	bench-growth bench-browser bench-abuse soak wheel runtime models expect matrix fuzz check clean

help:
	@echo "make run             install Weft into .venv, and show what it does"
	@echo "make play            serve the playground on this machine (needs Node.js to build its page)"
	@echo "make page            build the playground's page (needs Node.js, and Python 3.12 for its own compiler)"
	@echo "make test            all tests, and what they need"
	@echo "make test-all        the same, with each test program in every mode, each cell of the matrix"
	@echo "make test-newest     the tests that concern the engine, with the newest wasmtime"
	@echo "make e2e             the playground's tests in Chromium"
	@echo "make bench           the table of measurements against Go, C and CPython"
	@echo "make bench-everyday  everyday programs against CPython, PyPy and Codon"
	@echo "make bench-pyodide   the same programs in Chromium, against the CPython of a page"
	@echo "make bench-growth    seconds and memory of compiles against the program's size"
	@echo "make bench-browser   the same in Chromium, against wasmtime and Go"
	@echo "make bench-abuse     what one client of the server can do to another"
	@echo "make soak            the same for an hour, with workers that die"
	@echo "make wheel           a release wheel in dist/, with the playground's page in it"
	@echo "make check           lint and types"
	@echo "make abi             remake what C and the page have from compiler/weftc/abi; then make runtime"
	@echo "make runtime         rebuild the shipped runtime modules from runtime-c (needs emscripten)"
	@echo "make models          check the models of the runtime's protocols (needs spin: apt-get install spin)"
	@echo "make expect          remake the expected outputs of the test programs (needs CPython 3.13)"
	@echo "make schema          remake the page's types of what the server answers (needs Node.js)"
	@echo "make matrix          try each kind of value with each operation in every mode, and keep what became better"
	@echo "make fuzz            compare 20,000 random programs with CPython"

run: .venv/compiled
	@$(PY) examples/demonstration.py

play: .venv/server .venv/compiled page
	$(PY) -m weftc.cli play

page: playground/dist/index.html

# What depends on the clock runs alone, afterwards.
test-all: export PYTEST_ADDOPTS += --all-modes
test-all: export WEFT_MATRIX := all
test-all: test

test: .venv/tools .venv/compiled
	@status=0; \
	if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory page && (cd playground && npm test) || status=1; \
	else echo "note: there is no Node.js here, so the tests of the page are skipped"; fi; \
	$(PY) -m pytest -n 2 --dist loadgroup -m "not timing" -rs || status=1; \
	$(PY) -m pytest -m timing -rs || status=1; \
	$(MAKE) --no-print-directory test-newest || status=1; \
	$(PY) runtime-c/build.py --check || status=1; \
	$(MAKE) --no-print-directory check || status=1; \
	exit $$status

# The tests that concern the engine, if there is a newer one than the others ran with.
test-newest: .venv/tools
	@version=$$(sh tests/setup.sh newest) || exit 1; \
	if [ -z "$$version" ]; then echo "note: there is no newer wasmtime than the one that the tests run with"; exit 0; fi; \
	echo "with wasmtime $$version:"; \
	.tools/newest/bin/python -m pytest -n 2 --dist loadgroup -m "not timing" \
		tests/host tests/link tests/emit tests/cli tests/test_programs.py

e2e: .venv/tools page
	$(PY) -m pytest e2e -rs

bench: .venv/tools .venv/compiled .tools/peers
	$(PY) bench/run.py $(BENCH)

bench-everyday: .venv/tools .venv/compiled .tools/peers
	$(PY) bench/everyday.py $(BENCH)

bench-pyodide: .venv/tools .venv/compiled page
	$(PY) bench/everyday_in_page.py $(BENCH)

bench-growth: .venv/tools .venv/compiled
	$(PY) bench/growth.py

bench-browser: .venv/tools .venv/compiled .tools/peers page
	$(PY) bench/browser.py $(BENCH)

bench-abuse: .venv/tools .venv/compiled
	$(PY) bench/abuse.py $(BENCH)

soak: .venv/tools .venv/compiled
	$(PY) bench/abuse.py --soak 60

# What setuptools left of an earlier wheel would get into this one.
wheel: .venv/installed page
	rm -rf build/lib build/bdist.*
	$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/weft_lang-*.whl

abi: .venv/installed
	$(PY) -m weftc.abi.generate

runtime: .venv/installed
	$(PY) runtime-c/build.py

# In all interleavings; says how to get what is missing.
models:
	python3 runtime-c/models/check.py $(MODELS)

expect:
	python3 tests/expect.py
	python3 tests/matrix/expect.py

schema: .venv/server playground/node_modules/.package-lock.json
	$(PY) playground/schema.py >playground/node_modules/schema.ts
	mv playground/node_modules/schema.ts playground/src/compiler/schema.ts

matrix: .venv/tools
	$(PY) tests/matrix/record.py

# Random programs against CPython, in all modes; those that differ are kept in build/fuzz.
fuzz: .venv/tools
	$(PY) tests/fuzz/run.py $(FUZZ)

check: .venv/tools
	$(PY) -m ruff check
	$(PY) -m mypy
	@if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory playground/node_modules/.package-lock.json && cd playground && npm run check; \
	else echo "note: there is no Node.js here, so the page's sources are not checked"; fi

.venv/installed: pyproject.toml tests/setup.sh
	sh tests/setup.sh install

.venv/tools: .venv/installed pyproject.toml tests/requirements.txt tests/setup.sh
	sh tests/setup.sh tools

# What can't be had is asked for again by the next clone only, or by `sh tests/setup.sh peers`.
.tools/peers: .venv/installed tests/setup.sh
	@mkdir -p .tools
	sh tests/setup.sh peers

# What pip does where it installs a wheel: without it every start would compile Weft where Python was told to write no
# bytecode. What was edited since Python compiles in memory, as always.
SOURCES := $(shell find compiler server/weft_server -name '*.py' -not -path '*/weftc/lib/*')
.venv/compiled: .venv/installed $(SOURCES)
	@$(PY) -m compileall -q -x weftc/lib/ compiler server/weft_server
	@touch .venv/compiled

.venv/server: .venv/installed pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[server]'
	touch .venv/server

playground/node_modules/.package-lock.json: .venv/installed playground/package-lock.json
	@$(PY) playground/build.py packages

# The compiler is part of the page, which can do without a server.
PAGE := $(shell find playground/src playground/public examples compiler/weft compiler/weftc -type f -not -name '*.pyc')
playground/dist/index.html: .venv/installed playground/build.py playground/index.html playground/package-lock.json \
		playground/vite.config.ts $(PAGE)
	$(PY) playground/build.py

clean:
	rm -rf .venv .tools out build dist playground/dist playground/node_modules
