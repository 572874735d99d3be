# Everyday commands. Each sets up what it needs once; a second run of any of them does no set-up again.
# Variables: PYTHON=… which Python to take, ARGS="…" further options of the command, PORT=… where Studio listens, RESUME=… and JOB=…
# what the demo tailors to what.

.POSIX:
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help setup demo test check bench screenshots thesaurus studio browser lock ui eval lint format types imports
.DEFAULT_GOAL := help

SHELL = /bin/sh
BIN = .venv/bin
DONE = .venv/done
READY = $(DONE)/project $(DONE)/browser
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
PORT = 2024
WORDNET = /usr/share/wordnet
# What is compiled at set-up: pip does that for libraries, not for a project that stays where it is, and each start would do it anew.
PACKAGES = graph nodes prompts gateway web documents resume storage ui evals errors.py settings.py tokens.py
ARGS =
UPGRADE =
RESUME = evals/datasets/people/icu-nurse/resume.pdf
JOB = evals/datasets/jobs/critical-care-sister.md

# What the shell of whoever calls may hold must not decide what the project imports.
unexport PYTHONPATH PYTHONHOME

help:
	@echo 'make setup    make the environment .venv and find or get a headless browser'
	@echo 'make demo     tailor a sample resume to a sample job, offline'
	@echo 'make test     run the tests'
	@echo 'make check    lint, format, types, import order'
	@echo 'make eval     run the evaluation suite, and compare with the committed baseline'
	@echo 'make bench    run the benchmarks'
	@echo 'make ui       serve the web UI'
	@echo 'make screenshots  make the pictures of the web UI in docs/screenshots again'
	@echo 'make studio   serve the graph to LangGraph Studio'
	@echo 'make browser  look for a headless browser again, and get one if there is none'
	@echo 'make thesaurus  make the fact check'\''s thesaurus again from WordNet (Debian: wordnet-base)'
	@echo 'make lock     renew requirements.lock (UPGRADE=--upgrade takes the newest versions)'

setup: $(READY)
	@:

demo: $(READY)
	@$(BIN)/resume-tailor tailor "$(RESUME)" "$(JOB)" --mode offline $(ARGS)

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: lint format types imports

lint: $(DONE)/project
	$(BIN)/ruff check .

format: $(DONE)/project
	$(BIN)/ruff format --check .

types: $(DONE)/project
	$(BIN)/mypy

imports: $(DONE)/project
	$(BIN)/lint-imports

eval: $(READY)
	@$(BIN)/resume-tailor eval $(ARGS)

bench: $(READY)
	@$(BIN)/python -m evals.bench $(ARGS)

thesaurus: $(DONE)/packages
	@$(BIN)/python resume/grounding/data/build_thesaurus.py $(WORDNET)

# Strict msgpack: a checkpoint may hold the project's own types and nothing else.
studio: $(READY)
	LANGGRAPH_STRICT_MSGPACK=true LANGGRAPH_CLI_NO_ANALYTICS=1 $(BIN)/langgraph dev --no-browser --port $(PORT) $(ARGS)

ui: $(READY)
	@$(BIN)/resume-tailor ui $(ARGS)

# Pictures of the web UI for the docs.
screenshots: $(READY)
	@$(BIN)/python -m evals.screenshots docs/screenshots

browser: $(DONE)/project
	@$(BIN)/python -m documents.chromium
	@touch $(DONE)/browser

# For every Python from 3.11.0 on and every platform, from the default index alone: the hashes are those which everybody gets.
lock: $(DONE)/venv
	@$(BIN)/python -c 'import uv' 2>/dev/null || $(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --no-config --universal --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links $(UPGRADE) --output-file requirements.lock pyproject.toml

# --- set-up: one empty file in .venv/done for each step that went through -------------------------------------------------------

$(DONE)/venv:
	@set -e; \
	usable='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'; \
	found=; \
	for python in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
		if "$$python" -c "$$usable" >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Python 3.11 or newer with venv is needed: apt-get install python3-venv' >&2; exit 1; \
	fi; \
	if ! $(BIN)/python -c "import pip; $$usable" >/dev/null 2>&1; then \
		echo "Set-up: .venv with $$($$found --version)"; \
		rm -rf .venv; \
		"$$found" -m venv .venv; \
	fi
	@mkdir -p $(DONE) && touch $@

# The lock names all there is, so nothing is resolved: pip would look at the newest version of what a library wants with an extra.
# setuptools first, from the same lock: what has no wheel is built with it, so that nothing unpinned is fetched for that.
$(DONE)/packages: requirements.lock $(DONE)/venv
	@echo 'Set-up: Python packages (about a minute)'
	@awk '/^setuptools==/ { on = 1 } on { print } !/\\$$/ { on = 0 }' requirements.lock > .venv/build.lock
	@$(PIP) --require-hashes -r .venv/build.lock
	@$(PIP) --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements.lock
	@touch $@

$(DONE)/project: pyproject.toml $(DONE)/packages
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

$(DONE)/browser: $(DONE)/packages
	@$(BIN)/python -m documents.chromium
	@touch $@
