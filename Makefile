## make chat     install what is needed, build the index and serve the page on 127.0.0.1
##               PORT=7861   another port (7860 unless given)
##               HOST=…      another address to listen on (127.0.0.1 unless given)
## make test     install the development tools as well, then run every check and test
##               ARGS="-k parse"   arguments for pytest
##               CHROMIUM=…  the browser for the tests of the page
## make lint     ruff and mypy only
## make gate     hold the answers to the dev questions against the accepted baseline
## make baseline accept the answers as they are now
## make format   rewrite the code in the project's format
## make clean    remove .venv and everything that was generated
##
## When .venv is made:
##   PYTHON=…        the Python to use (3.11 or newer; the newest up to 3.13 unless given)
##   TORCH_INDEX=…   where to look for PyTorch besides the usual place. On Linux without a GPU,
##                   PyTorch's public CPU index saves gigabytes of CUDA packages:
##                   make chat TORCH_INDEX=https://download.pytorch.org/whl/cpu

# Syntax as of GNU make 3.81, which macOS ships. What needs a shell is in .make/setup.

HOST ?= 127.0.0.1
PORT ?= 7860
export HOST PORT PYTHON TORCH_INDEX ARGS CHROMIUM

.PHONY: help chat test lint gate baseline format clean

help:
	@sed -n 's/^## \{0,1\}//p' Makefile

chat:
	@sh .make/setup chat
	@.venv/bin/baipishu chat --host "$(HOST)" --port "$(PORT)"

test:
	@sh .make/setup test
	@$(MAKE) --no-print-directory lint
ifeq ($(strip $(ARGS)),)
	.venv/bin/python -m pytest -m alone
	.venv/bin/python -m pytest -m "not alone" -n logical --maxprocesses=8 --dist loadfile
else
	.venv/bin/python -m pytest $(ARGS)
endif

lint:
	@sh .make/setup lint
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# Correctness only; each drop allowed must also be more than chance (a paired 95 % interval).
gate:
	@sh .make/setup lint
	.venv/bin/baipishu eval --split dev --out build/gate --baseline evals/baselines/main.json \
	    --fail-below every_evidence@5=0.02 --fail-below dense_evidence@5=0.05 \
	    --fail-below lexical_evidence@5=0.05 --fail-below late_evidence@5=0.05 \
	    --fail-below correct=0.02 --fail-below first_right=0.02 \
	    --fail-below citation_precision=0.02 --fail-below citation_recall=0.02 \
	    --fail-below verbatim=0 --fail-below offsets_right=0 --fail-below support=0 \
	    --fail-below refusal_recall=0.05 --fail-below answered=0.02

baseline:
	@sh .make/setup lint
	.venv/bin/baipishu eval --split dev --out build/gate --save-baseline evals/baselines/main.json

format:
	@sh .make/setup lint
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
