# Everything that a user or a developer runs. Only Python 3.11 and make are needed beforehand.
PYTHON ?= python3
BIN := .venv/bin
HOME_DIR ?= var
ADDRESS ?= 127.0.0.1:8000

.PHONY: run test prove lint bench docs clean

run: .venv/run.stamp            ## make the demonstration zone, its report, and serve it
	$(BIN)/nanfeng --home $(HOME_DIR) demo
	$(BIN)/nanfeng --home $(HOME_DIR) serve --address $(ADDRESS)

test: .venv/dev.stamp lint      ## everything that has to pass, with samples of the long checks
	$(BIN)/python -m pytest -m "" -n 2 --dist loadgroup

prove: .venv/dev.stamp          ## the long fuzz, corruption and property checks at full length
	NANFENG_PROVE=1 $(BIN)/python -m pytest -m "" -n 2 --dist loadgroup

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .

bench: .venv/dev.stamp          ## ratios against what a user would use instead
	$(BIN)/python -m benchmarks

docs: .venv/dev.stamp           ## the generated pages of docs/
	$(BIN)/python -m docs.generate

clean:
	rm -rf .venv var

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Nanfeng needs Python 3.11 or newer; say which with: make PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo 'Python cannot make an environment. On Debian: apt install python3-venv, then make again.'; exit 1; }

# An environment is made once for each lock file; without a network a made one serves.
.venv/%.stamp: requirements/%.txt pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
