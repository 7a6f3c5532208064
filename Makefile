# Every task of the project. `make` alone prints them.
PORT ?= 8000
SERVE ?= 1
ARTICLES ?= 10000
PYTHON := .venv/bin/python
ON_SQLITE := DATABASE_URL=sqlite://:memory:
PYTEST := $(PYTHON) -m pytest
COMPILE := $(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
  --no-emit-index-url --custom-compile-command "make lock" $(if $(filter 1,$(UPGRADE)),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help demo run test test-sqlite test-postgres quick browser check lint format bench bench-archive lock messages screenshots lighthouse clean install install-dev

help: ## print this list
	@echo "make TARGET, where TARGET is one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: install ## a site with the samples in it, on 127.0.0.1:8000 (PORT=8001; SERVE=0 stops before serving)
	@$(PYTHON) tools/run_demo.py --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

run: install ## serve what is there with DEBUG on and without seeding (PORT=8001)
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py runserver 127.0.0.1:$(PORT)

test: test-sqlite test-postgres browser ## the whole suite: SQLite, PostgreSQL, Chromium
	@echo "All of it passed: on SQLite, on PostgreSQL and in Chromium."

test-sqlite: install-dev ## the suite on SQLite, without a browser
	@echo "The suite on SQLite."
	@$(ON_SQLITE) $(PYTEST) -n 2 -m "not browser"

test-postgres: install-dev ## what asks a database, on a PostgreSQL that is started for it and removed again
	@echo "The suite on PostgreSQL."
	@$(PYTHON) tools/with_postgres.py -- $(PYTEST) -n 2 -m "not browser" --database-only

quick: test-sqlite ## the short way while working: test-sqlite under another name

browser: install-dev ## the browser tests, in a Chromium found or fetched
	@echo "The browser tests."
	@CHROMIUM="$$($(PYTHON) tools/find_chromium.py)" && $(ON_SQLITE) CHROMIUM="$$CHROMIUM" $(PYTEST) -n 2 -m browser

check: lint ## all that must hold before a change lands: lint, migrations, test
	@DEBUG=true $(ON_SQLITE) $(PYTHON) manage.py makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

lint: install-dev ## read Python and templates for faults and form
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet . || { echo "Some files are not in form: make format"; exit 1; }
	@$(PYTHON) -m djlint --lint --quiet templates

format: install-dev ## bring Python into form
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench-archive: install-dev ## print how long filters, words, facets and exports take (ARTICLES=100000; nothing is judged)
	@$(PYTHON) tools/bench_archive.py --articles $(ARTICLES)
	@$(PYTHON) tools/with_postgres.py -- $(PYTHON) tools/bench_archive.py --articles $(ARTICLES)

bench: install-dev ## print query counts, render times, and what comparing, importing and PDF files cost (nothing is judged)
	@$(PYTHON) tools/bench.py
	@$(PYTHON) tools/bench_pdf.py

screenshots: install-dev ## pictures of every public page, at three widths, by day and by night, in var/screenshots/
	@$(PYTHON) tools/make_screenshots.py

lighthouse: install-dev ## Lighthouse on the demo, against its budgets (needs node and npm)
	@$(PYTHON) tools/run_lighthouse.py

lock: install-dev ## write requirements*.txt anew from requirements*.in (UPGRADE=1 takes newer releases)
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) -c requirements.txt requirements-dev.in -o requirements-dev.txt

messages: install-dev ## bring the catalogs of the public interface up to date, and compile them
	@$(PYTHON) tools/messages.py

clean: ## remove what can be made again; the database and var/ (its sign-ins) stay
	@rm -rf .venv staticfiles .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed. db.sqlite3 and var/ are still there."

install:
	@sh tools/install.sh requirements.txt

install-dev:
	@sh tools/install.sh requirements-dev.txt
