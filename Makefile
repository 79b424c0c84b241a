# Every target makes what it needs first, so each works in a fresh clone.

PY := .venv/bin/python

.PHONY: help run test bench runtime expect check clean

help:
	@echo "make run      install Weft into .venv, and show what it does"
	@echo "make test     all tests, and what they need"
	@echo "make bench    the table of measurements against Go, C and CPython"
	@echo "make check    lint and types"
	@echo "make runtime  rebuild the shipped runtime modules from runtime-c (needs emscripten)"
	@echo "make expect   remake the expected outputs of the test programs (needs CPython 3.13)"

run: .venv/installed
	@$(PY) examples/demonstration.py

# What depends on the clock runs alone, afterwards.
test: .venv/tools
	@status=0; \
	$(PY) -m pytest -n 2 --dist loadgroup -m "not timing" -rs || status=1; \
	$(PY) -m pytest -m timing -rs || status=1; \
	$(PY) runtime-c/build.py --check || status=1; \
	$(MAKE) --no-print-directory check || status=1; \
	exit $$status

bench: .venv/tools
	$(PY) bench/run.py $(BENCH)

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

clean:
	rm -rf .venv .tools out build
