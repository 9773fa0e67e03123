# Winnow's commands.  `make help` lists them.  A fresh machine needs Python >= 3.11 with its venv module, and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Where the environment is made, and with what: the newest Python that really runs (a version manager's shim may not).
VENV ?= .venv
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
DATA ?= ../shared/data
FOLDS ?= build/folds
IMAGE ?= winnow
UV ?= uv
ARGS ?=

py := $(VENV)/bin/python
pip := $(py) -m pip -qq --disable-pip-version-check
base := $(VENV)/.base
dev := $(VENV)/.dev
# Only wheels, so that no code of a package runs while it is being installed and no compiler is needed.
locked := install --require-hashes --only-binary :all:

.PHONY: help run test lint types format bench-text bench-pages bench-encoding bench-parsers bench-costs bench-speed bench-faults bench-overload bench-soak bench-bombs bench-stream bench-http train train-folds regen lock image clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(base) ## serve on port 8000 (WINNOW_PORT or PORT to change it)
	@exec $(py) -m service serve $(ARGS)

test: $(dev) ## all tests, doctests included (ARGS for pytest)
	@$(py) -m pytest $(ARGS)

lint: $(dev) ## style and likely bugs
	@$(py) -m ruff check .
	@$(py) -m ruff format --check .

types: $(dev) ## strict type check
	@$(py) -m mypy

format: $(dev) ## lay the code out as `make lint` wants it
	@$(py) -m ruff format .
	@$(py) -m ruff check --fix .

bench-text: $(dev) ## quality on development data: DATA=../shared/data
	@$(py) -m tests.bench.text --data $(DATA) $(ARGS)

bench-pages: $(dev) ## quality and cost on pages beside its peers, which the extra `bench` installs: DATA=../shared/data
	@$(py) -m tests.bench.pages --data $(DATA) $(ARGS)

bench-encoding: $(dev) ## decoding and repair beside their peers, which the extra `bench` installs: DATA=../shared/data
	@$(py) -m tests.bench.encodings --data $(DATA) $(ARGS)

bench-parsers: $(dev) ## what HTML parsers cost, and which are right on broken markup: DATA=../shared/data
	@$(py) -m tests.bench.parsers --data $(DATA) $(ARGS)

bench-costs: $(dev) ## what pages and texts cost with the learned judge, beside trafilatura: DATA=../shared/data
	@$(py) -m tests.bench.costs --data $(DATA) $(ARGS)

bench-speed: $(dev) ## what cleaning costs, and whether the cost grows with the text: DATA=../shared/data
	@$(py) -m tests.bench.speed --data $(DATA) $(ARGS)

bench-bombs: $(dev) ## documents and senders that are meant to break a service, each with its problem
	@$(py) -m tests.bench.bombs $(ARGS)

bench-faults: $(dev) ## hostile documents among good ones: loops, segfaults, memory hogs, workers killed
	@$(py) -m tests.bench.faults $(ARGS)

bench-overload: $(dev) ## ten times what the service can do, for a minute
	@$(py) -m tests.bench.overload $(ARGS)

bench-soak: $(dev) ## 50,000 documents: memory stays flat
	@$(py) -m tests.bench.soak $(ARGS)

bench-stream: $(dev) ## a batch of a million lines in constant memory
	@$(py) -m tests.bench.stream $(ARGS)

bench-http: $(dev) ## what pool and HTTP cost, beside FastAPI and trafilatura, which the extra `bench` installs: DATA=../shared/data
	@$(py) -m tests.bench.http --data $(DATA) $(ARGS)

train: $(dev) ## make the model's weights anew, the same each time; needs the extra `train`: DATA=../shared/data
	@$(py) -m tests.bench.training --data $(DATA) $(ARGS)

train-folds: $(dev) ## weights that lack a fifth of the data each, for the benches' --folds: FOLDS=build/folds
	@$(py) -m tests.bench.training --data $(DATA) --folds $(FOLDS) $(ARGS)

regen: $(dev) ## write the goldens of seeds/ anew and print what changed
	@$(py) -m tests.regen $(ARGS)

lock: ## write the lock files anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or name it with UV=/path/to/uv" >&2; exit 1; }
	@UV="$(UV)" sh .ci/lock $(ARGS)

image: ## build the container image (IMAGE=winnow)
	docker build -t $(IMAGE) .

clean: ## remove the environment and all caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(py):
	@[ -n "$(PYTHON)" ] || { echo "Winnow needs Python 3.11 or newer with its venv module (on Debian: python3-venv)." >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(base): requirements.lock requirements-build.lock pyproject.toml service/version.py | $(py)
	@echo "installing what Winnow runs on"
	@$(pip) $(locked) -r requirements.lock -r requirements-build.lock
	@$(pip) install --no-deps --no-build-isolation --editable .
	@touch $@

$(dev): requirements-dev.lock $(base)
	@echo "installing what its tests need"
	@$(pip) $(locked) -r requirements-dev.lock
	@touch $@
