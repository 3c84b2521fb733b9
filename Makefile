# The two commands are `make run` and `make test`; each does all its own set-up, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RESOLVE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --upgrade --quiet
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: run test lab golden bench pictures lock

run: $(VENV)/.run          ## read the demo consultation, run every workbook, print where the report is
	$(BIN)/heard run workbooks/batches/demo.yml

test: $(VENV)/.test        ## every check and every test
	@bash tests/services.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

lab: $(VENV)/.lab          ## JupyterLab on the workbooks
	$(BIN)/jupyter lab --notebook-dir . workbooks

golden: $(VENV)/.test      ## make the reference copies of the workbooks anew (then read the difference)
	$(BIN)/python -m tests.golden.make

bench: $(VENV)/.test       ## measure speed and memory side by side (takes long)
	$(BIN)/python -m bench

pictures: $(VENV)/.test    ## pictures of a release's pages for the README: make pictures RELEASE=demo
	$(BIN)/python -m tests.browser.pictures $(RELEASE)

lock: $(VENV)/.test        ## resolve the locks anew, and environment.yml from them
	$(RESOLVE) pyproject.toml -o requirements.lock
	$(RESOLVE) --group test -c requirements.lock -o requirements-test.lock
	{ sed '/- pip:/q' environment.yml; \
	  grep -hE '^[a-z]' requirements.lock requirements-test.lock | sed 's/ *\\$$//' | sort -u | sed 's/.*/      - "&"/'; \
	  echo '      - -e .'; } > environment.new && mv environment.new environment.yml

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Heard needs Python 3.11 to 3.13; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements.lock pyproject.toml
	@echo "Setting up $(VENV): about 175 packages, a few minutes the first time"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# Announcements would be fetched from the network.
$(VENV)/.lab: $(VENV)/.run
	@$(BIN)/jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	@echo "Adding to $(VENV) what only tests need"
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@
