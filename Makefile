# Recipes for work on frusconv. `make` alone checks and tests, as continuous integration does.

PYTHON ?= .venv/bin/python

all: check test

# A virtual environment with everything that work needs.
install:
	python3 -m venv .venv
	.venv/bin/pip install -e '.[dev]'

# Style, types, and the README's generated parts.
check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYTHONPATH=. $(PYTHON) -m cogapp --check README.md

# Mend what can be mended by machine, and write the README's generated parts.
fix:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	PYTHONPATH=. $(PYTHON) -m cogapp -r README.md

# All tests.
test:
	$(PYTHON) -m pytest

# Rewrite the expected outputs of the cases and shell sessions; read the diff then.
golden:
	$(PYTHON) -m pytest -q --update-golden tests/test_cases.py tests/test_commands.py

# The built wheel, installed in an environment of its own and tried on the sample.
wheel:
	rm -rf build/wheel && mkdir -p build/wheel
	$(PYTHON) -m pip wheel -q --no-deps -w build/wheel .
	python3 -m venv build/wheel/venv
	build/wheel/venv/bin/pip install -q build/wheel/*.whl
	cd build/wheel && venv/bin/frusconv to-tei ../../samples/telegram.txt -o telegram.xml
	cd build/wheel && venv/bin/frusconv to-epub telegram.xml -o telegram.epub && venv/bin/frusconv to-json --schema > /dev/null

# The manual pages, dated by the last commit.
man: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2> /dev/null)
man:
	$(PYTHON) -m frusconv man -o build/man

# Speed, as ratios to floors measured in the same run.
bench:
	$(PYTHON) benchmarks/startup.py
	$(PYTHON) benchmarks/throughput.py
	$(PYTHON) benchmarks/volumes.py ../shared/corpus/frus1958-60v17.xml.xz

# How much of official documents comes out of raw text rightly: docs/fidelity.md.
fidelity:
	$(PYTHON) benchmarks/fidelity.py

# Every reader and writer on changed inputs, 10 minutes each: benchmarks/fuzz/README.md.
fuzz:
	$(PYTHON) benchmarks/fuzz --seconds 600

# Seconds for 10 MB of each character and of short strings.
hostile:
	$(PYTHON) benchmarks/hostile.py

# The page on dependencies and licences, and a look for known vulnerabilities.
dependencies:
	$(PYTHON) benchmarks/dependencies.py
	$(PYTHON) -m pip_audit

.PHONY: all install check fix test golden wheel man bench fidelity fuzz hostile dependencies
