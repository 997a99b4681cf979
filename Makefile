# Needs Python >= 3.11 with its venv module, make, and a package index that pip can reach. `make` lists the targets.
# Written for GNU make 3.81 and later (macOS still ships 3.81).

# Where it is set, every process compiles anew all that it imports: a third more time for the sample story.
unexport PYTHONDONTWRITEBYTECODE

VERSIONS := 3.11 3.12 3.13
WORKERS  ?= 2
SHARED   := ../shared/seeds

# The first interpreter that really runs (a pyenv shim may not), is new enough and can make a virtual environment.
runs = $(shell for p in $(1); do "$$p" -c 'import sys; $(2)' >/dev/null 2>&1 && echo "$$p" && break; done)
CANDIDATES := python3 python3.12 python3.13 python3.11
HAS_VENV   := import venv, ensurepip
NEW_ENOUGH := sys.exit(sys.version_info < (3, 11))
ifeq ($(PYTHON),)
PYTHON = $(call runs,$(CANDIDATES),$(HAS_VENV); $(NEW_ENOUGH))
endif

# python_for,3.12: the command that starts this version, or nothing.
comma := ,
python_for = $(call runs,python$(1) "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$(1).*/bin/python$(1),\
	$(HAS_VENV); sys.exit(sys.version_info[:2] != ($(subst .,$(comma),$(1)))))

# usable,FOLDER: a shell test that the environment was made here (a moved checkout breaks its scripts) and still runs.
usable = grep -qsF "$(CURDIR)/$(1)" $(1)/pyvenv.cfg && $(1)/bin/python -c 'import sys; $(NEW_ENOUGH)' 2>/dev/null

NO_PYTHON = checker needs Python >= 3.11: install python3 with its venv module (Debian, Ubuntu: python3 python3-venv)
NO_VENV   = $(1) cannot make a virtual environment: install its venv module (Debian, Ubuntu: python3-venv)
without_venv = $(call runs,$(CANDIDATES),$(NEW_ENOUGH))
find_python = $(if $(PYTHON),,$(error $(if $(without_venv),$(call NO_VENV,$(without_venv)),$(NO_PYTHON))))

# setup,FOLDER,PYTHON,REQUIREMENTS,OPTIONS: makes the environment (with these options of venv) where it is not usable, and
# brings it up to the pins. The project itself is installed editable. uv takes a tenth of pip's time; where it cannot be
# had, or cannot reach the index that pip is set up for, pip does it.
define setup
	@echo "Setting up $(1) from $(3) (once) …"
	@{ $(call usable,$(1)) && .venv/bin/python -c 'import pip' 2>/dev/null; } || { rm -rf $(1); \
		"$(2)" -c 'import sys; $(NEW_ENOUGH)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }; \
		"$(2)" -m venv $(4) "$(CURDIR)/$(1)" >/dev/null 2>&1 || { rm -rf $(1); echo "$(call NO_VENV,$(2))" >&2; exit 1; }; }
	@[ -x .venv/bin/uv ] || $(PIP) --require-hashes --only-binary :all: -r requirements-uv.txt 2>/dev/null || true
	$(call install,$(1),--require-hashes -r $(3))
	$(call install,$(1),--no-build-isolation -e .)
	@touch $@
endef
PIP = .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps
UV  = env $${PIP_INDEX_URL:+UV_DEFAULT_INDEX="$$PIP_INDEX_URL"} .venv/bin/uv
install = @$(UV) pip install -q --no-deps --python $(1)/bin/python $(2) 2>/dev/null || \
	.venv/bin/python -m pip --python $(1)/bin/python install -qq --disable-pip-version-check --no-deps $(2)

.PHONY: help demo test tests lint style types types-newest layers real eval release-eval bench soak compat screenshots \
	pins clean FORCE
.DELETE_ON_ERROR:

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: .venv/run.stamp  ## compare the sample story from recorded answers: no key, no network
	@.venv/bin/checker compare seeds/articles --answers seeds/answers --exit-zero

# The versions go side by side, so that no processor waits. What no version changes (`once` in pyproject.toml says what)
# runs on the first alone; the others tell what they did when they are done. Each worker begins with a half of its own, so
# that what many tests share (a browser, an installation) is mostly made once.
test:  ## lint, then the tests on each supported Python that is here
	$(find_python)
	@$(foreach v,$(VERSIONS),$(if $(filter $v,$(main) $(others)),,echo "Python $v: not here, its tests are skipped";))
	@$(MAKE) -s -j3 tests $(others:%=tests-%)

tests: lint build/sarif-2.1.0.json
	.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal

# Where npm or a network is missing nothing is made, and the tests against the published schema are skipped.
build/sarif-2.1.0.json: tests/reports/sarif_schema.py | .venv/dev.stamp
	@.venv/bin/python -m tests.reports.sarif_schema

tests-%: .venv-%/dev.stamp
	@mkdir -p build
	@.venv-$*/bin/python -m pytest -m "not once" -p no:cacheprovider >build/tests-$*.txt 2>&1; code=$$?; \
		echo "Python $*:"; cat build/tests-$*.txt; exit $$code

lint: style types types-newest layers  ## style, format, types, layers

style: .venv/dev.stamp
	.venv/bin/ruff check
	.venv/bin/ruff format --check

types: .venv/dev.stamp
	.venv/bin/mypy

types-newest: .venv/dev.stamp
	.venv/bin/mypy --python-version 3.13

layers: .venv/dev.stamp
	.venv/bin/lint-imports --no-logo

real: $(if $(wildcard $(SHARED)/*.txt),.venv/run.stamp)  ## score the recorded run over the real articles, where they are
ifeq ($(wildcard $(SHARED)/*.txt),)
	@echo "make real: skipped, $(SHARED) is not here"
else
	@mkdir -p build
	.venv/bin/checker compare $(SHARED)/*.txt --way thorough --answers evals/real/answers --model claude --format json \
		--output build/real.json --exit-zero
	.venv/bin/python -m checker.harness.pairs build/real.json $(SHARED)/gold.json
	@echo "In one request a story (--way claims):"
	.venv/bin/checker compare $(SHARED)/*.txt --answers evals/real/answers --model claude --format json \
		--output build/real-claims.json --exit-zero
	.venv/bin/python -m checker.harness.pairs build/real-claims.json $(SHARED)/gold.json
	@echo "The built-in checks alone:"
	.venv/bin/checker compare $(SHARED)/*.txt --checks-only --format json --output build/real-checks.json --exit-zero
	.venv/bin/python -m checker.harness.pairs build/real-checks.json $(SHARED)/gold.json
endif

eval: .venv/run.stamp  ## score the stories of dev from recorded answers: build/eval/eval.html
	@.venv/bin/checker eval dev --output build/eval
	@.venv/bin/python -m checker.harness.keys dev

release-eval: .venv/run.stamp  ## score the stories of test, and log the reading in evals/HISTORY.md
	@.venv/bin/checker eval test --output build/release-eval --log evals/HISTORY.md

bench: .venv/run.stamp  ## measure speed
	.venv/bin/python -m benchmarks

soak: .venv/dev.stamp  ## kill runs a hundred times, and see that nothing is lost or paid twice
	.venv/bin/python -m pytest tests/model/test_kills.py --kills 100

compat: .venv/dev.stamp .venv-compat/compat.stamp  ## a run through LiteLLM's proxy, in an environment of its own
	.venv/bin/python -m pytest tests/cli/test_compat.py --litellm .venv-compat/bin/litellm

screenshots: .venv/dev.stamp  ## take the pictures in docs/ anew (needs Chromium)
	.venv/bin/python -m tests.reports.screenshots

# Pins stay where they are unless the bounds forbid it; `make pins UPGRADE=1` moves them all.
pins:  ## write requirements*.txt anew from pyproject.toml
	$(find_python)
	@rm -rf build/pins && mkdir -p build && "$(PYTHON)" -m venv build/pins
	@build/pins/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(if $(UPGRADE),,cp requirements*.txt build/pins/)
	@$(COMPILE) pyproject.toml --group build -o build/pins/requirements.txt
	@$(COMPILE) pyproject.toml --extra docs --extra test --extra lint -c build/pins/requirements.txt -o build/pins/requirements-dev.txt \
		$$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/--no-emit-package \1/p' build/pins/requirements.txt)
	@{ echo '# What running and installing needs. Written by `make pins`.'; \
		grep -v '^#' build/pins/requirements.txt; } >requirements.txt
	@{ echo '# What testing and linting needs besides. Written by `make pins`.'; echo '-r requirements.txt'; \
		grep -v '^#' build/pins/requirements-dev.txt; } >requirements-dev.txt
	@echo 'litellm[proxy]>=1.80' | $(COMPILE) - -o build/pins/requirements-compat.txt
	@{ echo '# What `make compat` needs, in an environment of its own. Written by `make pins`.'; \
		grep -v '^#' build/pins/requirements-compat.txt; } >requirements-compat.txt
	@echo uv | $(COMPILE) - -o build/pins/requirements-uv.txt
	@{ echo '# What sets the environments up. Written by `make pins`.'; \
		grep -v '^#' build/pins/requirements-uv.txt; } >requirements-uv.txt
	@rm -rf build/pins

COMPILE = build/pins/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --no-emit-index-url

clean:  ## remove what make and the tools have left
	rm -rf .venv .venv-compat $(VERSIONS:%=.venv-%) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Of the supported versions, the one that .venv has, or will have, and the others that are here.
VERSION = -c 'import sys; print("%d.%d" % sys.version_info[:2])'
main   = $(shell .venv/bin/python $(VERSION) 2>/dev/null || "$(PYTHON)" $(VERSION))
others = $(strip $(foreach v,$(filter-out $(main),$(VERSIONS)),$(if $(call python_for,$v),$v)))

# An environment that is no longer usable is stale, whatever its stamp says.
stale := $(foreach e,$(wildcard .venv $(VERSIONS:%=.venv-%)),$(if $(shell $(call usable,$e) && echo yes),,$e))
$(stale:=/run.stamp) $(stale:=/dev.stamp): FORCE

.venv/run.stamp: requirements.txt requirements-uv.txt pyproject.toml
	$(find_python)
	$(call setup,.venv,$(PYTHON),requirements.txt)

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(call setup,.venv,$(PYTHON),requirements-dev.txt)

# Pinned in a file of its own: nothing of it reaches the project, and it would not agree with the project's own pins.
.venv-compat/compat.stamp: requirements-compat.txt
	$(find_python)
	@echo "Setting up .venv-compat with LiteLLM's proxy (once, some minutes) …"
	@rm -rf .venv-compat && "$(PYTHON)" -m venv "$(CURDIR)/.venv-compat"
	@.venv-compat/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# Their packages come through what .venv has for it.
.venv-%/dev.stamp: requirements-dev.txt requirements.txt pyproject.toml | .venv/run.stamp
	$(call setup,.venv-$*,$(call python_for,$*),requirements-dev.txt,--without-pip)
