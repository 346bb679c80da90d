# Everything is a make target. Each makes and updates .venv by itself, and needs
# only Python (3.11 or later), make and git.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Written last, so an install that was cut off is never taken for a whole one. It holds the folder
# that it was made in: a virtual environment does not survive being moved.
STAMP := $(VENV)/installed-in
# The same for what only development needs: a preview and a site need none of it.
TOOLS := $(VENV)/tools-installed-in

MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

## The site

# Material and mkdocs-gen-files each print an advertisement unless told not to.
QUIET := NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true

.PHONY: serve
serve: $(STAMP) ## preview the site while you write (ADDRESS=127.0.0.1:8000)
	@$(BIN)/rolebook preview --port $(lastword $(subst :, ,$(ADDRESS)))

.PHONY: site
site: $(STAMP) ## build the site into site/, strictly; on any failure the old one stays
	@$(BIN)/rolebook site --strict

.PHONY: links
links: $(TOOLS) ## look for dead links and anchors in site/, offline
	@find site -name '*.html' ! -name 404.html | $(BIN)/lychee --offline --include-fragments \
		--no-progress --index-files index.html --files-from -

.PHONY: check
check: $(STAMP) ## check this repository's own library
	@$(BIN)/rolebook check

## The code

.PHONY: test
test: $(TOOLS) ## everything that CI runs: style, types, layers, tests
	@$(MAKE) --keep-going style types layers pytest

.PHONY: whole
whole: $(TOOLS) ## make test, with what takes long: every hostile page, more kills, each way of navigating
	@$(MAKE) --keep-going style types layers pytest ARGS="-m ''"

.PHONY: quick
quick: $(STAMP) ## style, types, layers and cases, in seconds
	@$(MAKE) --keep-going style types layers pytest ARGS=tests/test_cases.py

# Browsers need whole cores: more processes than there are would wait for each other.
PROCESSES ?= $(shell $(BIN)/python -c 'import os; print(min(4, os.cpu_count() or 1))')

.PHONY: style types layers pytest
style: $(TOOLS)
	@echo '== style'
	@$(BIN)/ruff check .; checked=$$?; $(BIN)/ruff format --check . && exit $$checked
types: $(TOOLS)
	@echo '== types'
	@$(BIN)/mypy
layers: $(TOOLS)
	@echo '== layers'
	@$(BIN)/lint-imports --no-logo 2>&1
pytest: $(TOOLS)
	@echo '== tests'
	@$(BIN)/pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: format
format: $(TOOLS) ## put the code in the project's style
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

POT := .messages.pot
.PHONY: messages
messages: $(TOOLS) ## gather the interface's words into the catalogues of languages
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --sort-by-file \
		--add-location file --omit-header --output-file $(POT) plugins
	@for po in plugins/rolebook/languages/*.po; do \
		$(BIN)/pybabel --quiet update --locale "$$(basename $$po .po)" --input-file $(POT) \
			--output-file $$po --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
		|| exit 1; \
	done
	@rm -f $(POT)

.PHONY: accept
accept: $(TOOLS) ## take what the checks say now as the expected text
	@$(BIN)/pytest tests/test_cases.py tests/hostile/test_site.py --accept

.PHONY: fuzz
fuzz: $(TOOLS) ## look for texts that break a reader (ARGS='role 600': one target, 600 seconds)
	@$(PIP) install --require-hashes --only-binary :all: --requirement tests/fuzz/requirements.lock
	@$(BIN)/python -m tests.fuzz $(ARGS)

.PHONY: bench
bench: $(TOOLS) ## measure against bare parsing and plain MkDocs (ARGS=--quick)
	@$(BIN)/python -m benchmarks $(ARGS)

## The house

.PHONY: lock
lock: $(TOOLS) ## pin the dependencies again (ARGS=--upgrade takes the newest)
	@$(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' \
		--group build --group dev $(ARGS) pyproject.toml --output-file requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' --constraints requirements-dev.lock \
		--group build pyproject.toml --output-file requirements.lock

.PHONY: clean
clean: ## remove everything that make made
	@rm -rf $(VENV) site dist .fuzz .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find plugins tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# An environment that was made elsewhere, or whose Python is gone, is no environment.
ifneq ($(shell cat $(STAMP) 2>/dev/null && $(BIN)/python -c ''),$(CURDIR))
$(STAMP): afresh
endif
.PHONY: afresh
afresh: ;

$(STAMP): requirements.lock pyproject.toml
	@if [ "$$(cat $@ 2>/dev/null)" = '$(CURDIR)' ] && $(BIN)/python -c ''; then \
		echo 'Updating $(VENV)'; \
	else \
		echo 'Making $(VENV): this takes a minute'; \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rolebook needs Python 3.11 or later: make PYTHON=python3.11")' && \
		$(PYTHON) -m venv --clear $(VENV); \
	fi
	@rm -f $@
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q plugins
	@echo '$(CURDIR)' > $@

$(TOOLS): requirements-dev.lock $(STAMP)
	@echo 'Installing the tools of development: this takes a minute'
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@echo '$(CURDIR)' > $@
