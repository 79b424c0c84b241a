# Every target makes what it needs first, so each works in a fresh clone.

PY := .venv/bin/python

.PHONY: help run play test e2e bench bench-browser wheel runtime expect check clean

help:
	@echo "make run             install Weft into .venv, and show what it does"
	@echo "make play            serve the playground on this machine (needs Node.js to build its page)"
	@echo "make test            all tests, and what they need"
	@echo "make e2e             the playground's tests in Chromium"
	@echo "make bench           the table of measurements against Go, C and CPython"
	@echo "make bench-browser   the same in Chromium, against wasmtime and Go"
	@echo "make wheel           a release wheel in dist/, with the playground's page in it"
	@echo "make check           lint and types"
	@echo "make runtime         rebuild the shipped runtime modules from runtime-c (needs emscripten)"
	@echo "make expect          remake the expected outputs of the test programs (needs CPython 3.13)"

run: .venv/installed
	@$(PY) examples/demonstration.py

play: .venv/server playground/dist/index.html
	$(PY) -m weftc.cli play

# What depends on the clock runs alone, afterwards.
test: .venv/tools
	@$(MAKE) --no-print-directory playground/dist/index.html || echo "note: tests of the page are skipped"
	@status=0; \
	$(PY) -m pytest -n 2 --dist loadgroup -m "not timing" -rs || status=1; \
	$(PY) -m pytest -m timing -rs || status=1; \
	$(PY) runtime-c/build.py --check || status=1; \
	$(MAKE) --no-print-directory check || status=1; \
	exit $$status

e2e: .venv/tools playground/dist/index.html
	$(PY) -m pytest e2e -rs

bench: .venv/tools
	$(PY) bench/run.py $(BENCH)

bench-browser: .venv/tools playground/dist/index.html
	$(PY) bench/browser.py $(BENCH)

# What setuptools left of an earlier wheel would get into this one.
wheel: .venv/installed playground/dist/index.html
	rm -rf build/lib build/bdist.*
	$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/weft-*.whl

runtime: .venv/installed
	$(PY) runtime-c/build.py

expect:
	python3 tests/expect.py

check: .venv/tools
	$(PY) -m ruff check
	$(PY) -m mypy

.venv/installed: pyproject.toml tests/setup.sh
	sh tests/setup.sh install

.venv/tools: .venv/installed pyproject.toml tests/requirements.txt tests/setup.sh
	sh tests/setup.sh tools

.venv/server: .venv/installed pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[server]'
	touch .venv/server

PAGE := $(shell find playground/src playground/public examples -type f 2>/dev/null)
playground/dist/index.html: playground/index.html playground/package-lock.json playground/vite.config.ts $(PAGE)
	@command -v npm >/dev/null || { \
		echo "error: building the playground's page needs Node.js 20.19 or later, and there is no npm here" >&2; \
		echo "help: apt-get install nodejs npm, or an installer from nodejs.org" >&2; exit 1; }
	cd playground && npm ci --no-audit --no-fund && npm run build

clean:
	rm -rf .venv .tools out build dist playground/dist playground/node_modules
