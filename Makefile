# Every task of the project. `make` alone prints them.
PORT ?= 8000
SERVE ?= 1
ARTICLES ?= 10000
REQUESTS ?= 20000
ROUNDS ?= 200
SEED := $(or $(SEED),$(shell date +%s))
PYTHON := .venv/bin/python
ON_SQLITE := DATABASE_URL=sqlite://:memory:
WITH_POSTGRES := $(PYTHON) dev/with_postgres.py --
IN_CHROMIUM = CHROMIUM="$$($(PYTHON) dev/find_chromium.py)" $(ON_SQLITE)
PYTEST := $(PYTHON) -m pytest
# Not --dist worksteal or loadfile: tests that empty tables must come last in each worker.
ON_TWO := -n 2
# Where bytecode is not kept, each worker compiles all tests anew: half a minute of two.
unexport PYTHONDONTWRITEBYTECODE
# Collecting a file costs time even if its marks leave all of it out.
OF_POSTGRES = $$(grep -rl "mark\.postgres" tests --include="test_*.py")
LEFT_OUT_OF_QUICK := --ignore=tests/browser --ignore=tests/website/api/test_fuzzing.py
COMPILE := $(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
  --no-emit-index-url --custom-compile-command "make lock" $(if $(filter 1,$(UPGRADE)),--upgrade)

.DEFAULT_GOAL := help
MUTANTS ?= 300
MUTATION_SEED ?= 1
.PHONY: help demo run quick test test-sqlite test-postgres test-browser test-all test-rest check lint format bench bench-archive soak mutation lock audit licenses messages screenshots lighthouse clean install install-dev

help: ## print this list
	@echo "make TARGET, where TARGET is one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: install ## a site with the samples in it, on 127.0.0.1:8000 (PORT=8001; SERVE=0 stops before serving)
	@$(PYTHON) dev/run_demo.py --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

run: install ## serve what is there with DEBUG on and without seeding (PORT=8001)
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py runserver 127.0.0.1:$(PORT)

quick: install-dev ## while you work: SQLite, no browser, nothing slow; one or two minutes on two cores
	@SUITE=quick $(ON_SQLITE) $(PYTEST) $(ON_TWO) $(LEFT_OUT_OF_QUICK) -m "not slow and not full"

test: test-sqlite test-postgres test-browser ## all behavior on SQLite, the database's part on PostgreSQL, main journeys in Chromium; 9 to 15 minutes on two cores
	@echo "All of it passed. make test-all also runs the rest: on PostgreSQL, in Chromium, long properties."

test-sqlite: install-dev
	@echo "On SQLite."
	@SUITE=test $(ON_SQLITE) $(PYTEST) $(ON_TWO) --ignore=tests/browser -m "not full"

test-postgres: install-dev
	@echo "On PostgreSQL (started for this and removed again): what depends on the database."
	@SUITE=test $(WITH_POSTGRES) $(PYTEST) $(ON_TWO) -m "postgres and not browser and not full" --database-only $(OF_POSTGRES)

test-browser: install-dev
	@echo "In Chromium (found or fetched): the main journeys."
	@$(IN_CHROMIUM) $(PYTEST) $(ON_TWO) tests/browser -m "journey and not full"

test-all: test test-rest ## make test and make test-rest: everything; 25 to 45 minutes

test-rest: install-dev ## what make test leaves out: long properties, and the rest on PostgreSQL and in Chromium
	@echo "On SQLite: properties with many examples, and what takes long."
	@SUITE=all $(ON_SQLITE) $(PYTEST) $(ON_TWO) -m "not browser and (full or more or sampled or hypothesis)"
	@echo "On PostgreSQL: the rest."
	@SUITE=test FUZZ_REQUESTS=1500 $(WITH_POSTGRES) $(PYTEST) $(ON_TWO) -m "not browser and (full or not postgres)" --database-only
	@echo "In Chromium: the rest."
	@$(IN_CHROMIUM) $(PYTEST) $(ON_TWO) tests/browser -m "full or not journey"

check: lint ## all that must hold before a change lands: lint, migrations, make test
	@DEBUG=true $(ON_SQLITE) $(PYTHON) manage.py makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

lint: install-dev ## read Python and templates for faults and form
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet . || { echo "Some files are not in form: make format"; exit 1; }
	@$(PYTHON) -m djlint --lint --quiet templates

format: install-dev ## bring Python into form
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench-archive: install-dev ## print how long filters, words, facets and exports take (ARTICLES=100000; nothing is judged)
	@$(PYTHON) dev/bench_archive.py --articles $(ARTICLES)
	@$(PYTHON) dev/with_postgres.py -- $(PYTHON) dev/bench_archive.py --articles $(ARTICLES)

bench: install-dev ## print query counts, render times, what comparing, importing and PDF files cost, the page store beside its peers, the writing desk in Chromium, and editors beside readers with the server's memory (nothing is judged)
	@$(PYTHON) dev/bench.py
	@$(PYTHON) dev/bench_pdf.py
	@$(PYTHON) dev/bench_pages.py
	@$(PYTHON) dev/bench_writing.py
	@$(PYTHON) dev/bench_load.py

soak: install-dev ## 20,000 hostile requests with a new seed, on each database (REQUESTS=50000; SEED=12 repeats one), 5,000 documents to import, 2,000 random lives of an article, 10,000 flipped bits, and each fault in its long form (ROUNDS=1000)
	@failed=0; export FUZZ_REQUESTS=$(REQUESTS) FUZZ_SEED=$(SEED); \
	$(ON_SQLITE) $(PYTEST) -s tests/test_fuzz.py || failed=1; \
	SUITE=soak $(ON_SQLITE) $(PYTEST) tests/importing/test_outlining.py tests/importing/test_repetition.py || failed=1; \
	SUITE=soak $(ON_SQLITE) $(PYTEST) tests/test_editorial_life.py || failed=1; \
	$(PYTHON) dev/with_postgres.py -- $(PYTEST) -s tests/test_fuzz.py || failed=1; \
	FLIPS=10000 FLIP_SEED=$(SEED) $(ON_SQLITE) $(PYTEST) tests/record/test_flipped_bits.py || failed=1; \
	FAULT_ROUNDS=$(ROUNDS) FAULT_SEED=$(SEED) $(ON_SQLITE) $(PYTEST) -s tests/test_faults.py tests/test_killed.py tests/config/test_server.py tests/record/test_replica.py || failed=1; \
	exit $$failed

screenshots: install-dev ## pictures of every page, at four widths, by day and by night, in var/screenshots/
	@$(PYTHON) dev/make_screenshots.py

lighthouse: install-dev ## Lighthouse on the demo, against its budgets (needs node and npm)
	@$(PYTHON) dev/run_lighthouse.py

mutation: install-dev ## break the rules of who may do what, of publishing and of sanitizing, one place at a time, and count what the tests detect (MUTANTS=0: every place; MUTATION_SEED=2: another sample)
	@$(PYTHON) dev/mutate.py --sample $(MUTANTS) --seed $(MUTATION_SEED)

lock: install-dev ## write requirements*.txt anew from requirements*.in (UPGRADE=1 takes newer releases)
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) -c requirements.txt requirements-s3.in -o requirements-s3.txt
	@$(COMPILE) -c requirements-s3.txt requirements-dev.in -o requirements-dev.txt

audit: install-dev ## known vulnerabilities of what is installed, hashes verified; fails where a package could not be checked
	@for lock in requirements.txt requirements-s3.txt; do \
	  $(PYTHON) -m pip install -q --disable-pip-version-check --dry-run --ignore-installed --no-deps --require-hashes -r $$lock || \
	    { echo "The hashes of $$lock could not be verified: pip's message is above. This needs a network."; exit 1; }; \
	  $(PYTHON) -m pip_audit --strict --require-hashes --disable-pip --progress-spinner off -r $$lock || \
	    { echo "$$lock was not fully checked, or has a vulnerability: the packages are named above. If one was not found, this machine's package index does not say what is vulnerable; use one that does."; exit 1; }; \
	done

licenses: install-dev ## write docs/licenses.md anew
	@$(PYTHON) dev/list_licenses.py

messages: install-dev ## bring the catalogs of the public interface up to date, and compile them
	@$(PYTHON) dev/messages.py

clean: ## remove what can be made again; the database and var/ (its sign-ins) stay
	@rm -rf .venv staticfiles .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed. db.sqlite3 and var/ are still there."

install:
	@sh dev/install.sh requirements.txt

install-dev:
	@sh dev/install.sh requirements-dev.txt
