# The commands of the README.  Each installs what it needs into .venv first, and again only when the lock file changes.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LINTERS := .venv/.linters
IMAGE ?= order-api
POLICY_BIN := .venv-policy/bin
POLICY_READY := .venv-policy/.ready
# What starts whole systems, or deploys whole stacks, one after the other.
SYSTEM = tests/bench/cost/test_measure.py tests/local/test_front.py tests/local/test_lifecycle.py \
	tests/local/test_links.py tests/local/test_protected_system.py
N ?= 300
SEED ?= 1
STACK ?= dev
PERCENT ?= 10
MINUTES ?= 10
SFN_LOCAL = http://127.0.0.1:8083
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help run demo load chaos bench-api bench-waiters bench-reconcile bench-redrive cost release test test-system test-fast test-fronts test-sfn-local failure-matrix definition policy schema image image-check image-run lint format lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(READY) ## start the system, watch one order, stay up until Ctrl-C
	@$(BIN)/python -m local run

demo: $(READY) ## meet every outcome, and check each
	@$(BIN)/python -m local demo

load: $(READY) ## post N orders at once (N=300) and check the books
	@$(BIN)/python -m local load $(N)

chaos: $(READY) ## break everything while N orders come in (N=300 SEED=1), and check the books
	@$(BIN)/python -m local chaos $(N) $(SEED)

bench-api: $(READY) ## compare the API with a minimal application that makes the same DynamoDB calls
	@$(BIN)/python -m bench.api

bench-waiters: $(READY) ## measure the API while 500 clients wait for their orders' final status
	@$(BIN)/python -m bench.waiters

bench-reconcile: $(READY) ## reconcile a million generated orders, and print time and memory
	@$(BIN)/python -m tests.orders.usecases.generated_ledgers

bench-redrive: $(READY) ## redrive 2,000 dead letters in moto, and print time and calls
	@$(BIN)/python -m tests.orders.usecases.many_dead_letters

cost: $(READY) ## count the billable operations of an order, price them, and write docs/cost.md
	@$(BIN)/python -m bench.cost

release: $(READY) ## give the newest versions PERCENT of STACK's orders, and all orders after MINUTES without an alarm
	@$(BIN)/python -m rollout run --stack $(STACK) --percent $(PERCENT) --minutes $(MINUTES)

test: $(READY) ## run the tests, but for those of make test-system and make policy
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/policy $(SYSTEM:%=--ignore %)

test-system: $(READY) ## run the tests that start the whole system again and again
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(SYSTEM)

test-fast: $(READY) ## run the tests that start no server, no state machine and no tables
	@$(BIN)/python -m pytest --numprocesses auto -m "not slow"

test-fronts: $(READY) ## plan the stack with every combination of the settings of its network and its ways in
	@EVERY_FRONT=1 $(BIN)/python -m pytest --numprocesses auto tests/infra/test_fronts.py

test-sfn-local: $(READY) ## run the state machine's cases in AWS Step Functions Local, which needs Docker
	@docker compose version >/dev/null 2>&1 || { echo "Docker with its compose plugin is needed: https://docs.docker.com/compose/install/" >&2; exit 1; }
	@docker info >/dev/null 2>&1 || { echo "Docker is installed, but its engine does not answer: is it running?" >&2; exit 1; }
	@trap 'docker compose down' EXIT; trap 'exit 130' INT TERM; \
	docker compose up --detach || exit 1; \
	for second in $$(seq 60); do curl --silent --output /dev/null $(SFN_LOCAL) && break; sleep 1; done; \
	[ "$$second" -lt 60 ] || { docker compose logs; echo "Step Functions Local does not answer at $(SFN_LOCAL)." >&2; exit 1; }; \
	SFN_LOCAL_ENDPOINT=$(SFN_LOCAL) $(BIN)/python -m pytest tests/statemachine/test_cases.py

failure-matrix: $(READY) ## inject every fault into every step of the workflow, and print the outcomes
	@$(BIN)/python -m tests.statemachine.matrix

definition: $(READY) ## write the state machine's lists of errors, and the tables of docs/failures.md, from the code
	@$(BIN)/python -m statemachine.generate && $(BIN)/python -m tests.statemachine.matrix --write

policy: $(READY) $(POLICY_READY) ## let checkov look at everything that the program would make on AWS
	@$(BIN)/python -m pytest tests/policy

schema: $(READY) ## write docs/openapi.json, the description of the API
	@$(BIN)/python api/manage.py spectacular --validate --fail-on-warn --format openapi-json --file docs/openapi.json && echo >> docs/openapi.json

image: ## build the API's image for this machine, which needs Docker
	@docker build --file api/Dockerfile --tag $(IMAGE) .

image-check: $(READY) ## carry out the steps of api/Dockerfile without Docker, and run the API in what they leave
	@$(BIN)/python -m pytest tests/image/check_image.py

image-run: ## run the image as ECS does, until its own health check finds it healthy
	@container=$$(docker run --detach --read-only --cap-drop ALL --security-opt no-new-privileges \
		--env AWS_DEFAULT_REGION=us-west-2 --env ORDERS_TABLE=dev-orders --env PRODUCTS_TABLE=dev-products $(IMAGE)) || exit 1; \
	trap 'docker rm --force "$$container" >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	for second in $$(seq 60); do \
		[ "$$(docker inspect --format '{{.State.Health.Status}}' "$$container")" = healthy ] && exit 0; sleep 1; \
	done; \
	docker logs "$$container"; echo "The container is not healthy after a minute." >&2; exit 1

lint: $(READY) $(LINTERS) ## style, types, the rules of who may import whom, the Dockerfile and the workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hadolint api/Dockerfile
	@$(BIN)/zizmor --offline --quiet --persona pedantic .github

format: $(READY) ## put the style right
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: $(READY) ## update every requirements.txt from its requirements.in
	@$(LOCK) --upgrade requirements.in --output-file requirements.txt
	@$(LOCK) --upgrade requirements-policy.in --output-file requirements-policy.txt
	@$(LOCK) --constraint requirements.txt api/requirements.in --output-file api/requirements.txt
	@$(LOCK) --constraint requirements.txt functions/requirements.in --output-file functions/requirements.txt
	@$(LOCK) --upgrade .ci/requirements.in --output-file .ci/requirements.txt
	@$(LOCK) --upgrade .ci/requirements-uv.in --output-file .ci/requirements-uv.txt

clean: ## remove what the other commands made
	@rm -rf .venv .venv-policy .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, and this is " + sys.version.split()[0] + ". Choose another: make PYTHON=python3.13 …")'
	@echo "Installing the packages into .venv, once …"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python .ci/install.py requirements.txt
	@touch $@

# Separate from the other packages: a machine without a wheel of a linter can still run and test the system.
$(LINTERS): .ci/requirements.txt $(READY)
	@$(BIN)/python .ci/install.py .ci/requirements.txt
	@touch $@

# checkov pins other versions than the project does, so it has its own virtual environment.
$(POLICY_READY): requirements-policy.txt | $(READY)
	@echo "Installing checkov into .venv-policy, once …"
	@$(PYTHON) -m venv --clear .venv-policy
	@$(POLICY_BIN)/python .ci/install.py requirements-policy.txt
	@touch $@
