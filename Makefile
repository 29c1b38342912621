# The commands of the README.  The first one installs the packages into .venv, again only after a lock file has changed.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LINTERS := .venv/.linters
IMAGE ?= order-api
POLICY_BIN := .venv-policy/bin
POLICY_READY := .venv-policy/.ready
LOCALSTRIPE_BIN := .venv-localstripe/bin
LOCALSTRIPE_READY := .venv-localstripe/.ready
BROWSER_READY := .venv/.browser
NODE_READY := tests/clients/node_modules/.ready
OASDIFF := tests/compatibility/bin/oasdiff
REHEARSAL_BIN := .venv-rehearsal/bin
REHEARSAL_READY := .venv-rehearsal/.ready
# Tests that start the whole system, deploy whole stacks or simulate minutes of load, several times.
SYSTEM = tests/bench/cost/test_measure.py tests/infra/test_load_alarms.py tests/local/test_front.py tests/local/test_lifecycle.py \
	tests/local/test_links.py tests/local/test_stripe_system.py
N ?= 300
REQUESTS ?= 10000
SEED ?= 1
STACK ?= dev
PERCENT ?= 10
MINUTES ?= 10
CHROMIUM_NEEDED = command -v chromium >/dev/null || { echo "This needs Chromium. Install it: sudo apt-get install chromium (Debian), or put another chromium on the PATH." >&2; exit 1; }
SFN_LOCAL = http://127.0.0.1:8083
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

# With this variable every process of a test, a function and a server would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run console screenshots demo load flash-sale chaos upgrade-rehearsal bench-api bench-waiters bench-reconcile bench-redrive bench-start rehearse rehearse-with-plugins cost capacity release test test-system test-browser test-fast odd-rows test-wire test-fronts test-stripe localstripe test-sfn-local clients compatibility failure-matrix failure-matrix-stripe definition definition-json mutation policy schema keep-release image image-check image-run lint format lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(READY) ## start the system, show one order's progress, run until Ctrl-C
	@$(BIN)/python -m local run

console: $(READY) ## show STACK on AWS in the browser, with your own credentials (needs pulumi)
	@$(BIN)/python -m console --stack $(STACK)

demo: $(READY) ## place an order for every outcome, and check each
	@$(BIN)/python -m local demo

load: $(READY) ## place N orders at once (N=300), and check that all records agree
	@$(BIN)/python -m local load $(N)

flash-sale: $(READY) ## place N orders for one product at once (N=300), with AWS's conflicts and throttles
	@$(BIN)/python -m local flash-sale $(N)

chaos: $(READY) ## inject faults while N orders come in (N=300 SEED=1), and check that all records agree
	@$(BIN)/python -m local chaos $(N) $(SEED)

upgrade-rehearsal: N = 28
upgrade-rehearsal: $(READY) ## upgrade from the last release (FROM=COMMIT for another) to this version, and go back, with N orders in flight (N=28)
	@$(BIN)/python -m local upgrade $(N) --from "$(FROM)"

bench-api: $(READY) ## compare the API with a minimal application that makes the same DynamoDB calls
	@$(BIN)/python -m bench.api

bench-waiters: $(READY) ## measure the API while 500 clients wait for their orders' final status
	@$(BIN)/python -m bench.waiters

bench-reconcile: $(READY) ## reconcile a million generated orders, and print time and memory
	@$(BIN)/python -m tests.orders.usecases.generated_ledgers

bench-redrive: $(READY) ## redrive 2,000 dead letters in moto, and print time and calls
	@$(BIN)/python -m tests.orders.usecases.many_dead_letters

bench-start: $(READY) ## measure the import of the steps' handlers as a ratio to a bare boto3 client
	@$(BIN)/python -m bench.start

rehearse: $(READY) $(REHEARSAL_READY) ## deploy to the emulator with Pulumi's own engine, and destroy again (needs pulumi)
	@$(BIN)/python -m local.rehearsal

rehearse-with-plugins: $(READY) $(REHEARSAL_READY) ## the same, after downloading the providers of the locked versions
	@$(BIN)/python -m local.rehearsal plugins

cost: $(READY) ## count the billable operations of an order, price them, and write docs/cost.md
	@$(BIN)/python -m bench.cost

capacity: $(READY) ## simulate every stack under load with AWS's limits, and write docs/capacity.md
	@$(BIN)/python -m bench.capacity

release: $(READY) ## give the newest versions PERCENT of STACK's orders, stage by stage, and all after MINUTES without an alarm (BACK=1 after deploying an older commit)
	@$(BIN)/python -m rollout run --stack $(STACK) --percent $(PERCENT) --minutes $(MINUTES) $(if $(BACK),--back)

test: $(READY) $(LOCALSTRIPE_READY) ## run all tests except those of make test-system, make policy, make clients, make compatibility and make test-browser
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/policy --ignore tests/clients --ignore tests/compatibility --ignore tests/console/browser $(SYSTEM:%=--ignore %)

test-browser: $(READY) $(BROWSER_READY) ## run the order console's tests in Chromium
	@$(CHROMIUM_NEEDED)
	@$(BIN)/python -m pytest tests/console/browser

screenshots: $(READY) $(BROWSER_READY) ## take the README's picture of the order console (needs Chromium)
	@$(CHROMIUM_NEEDED)
	@$(BIN)/python -m tests.console.browser.screenshots

test-system: $(READY) $(LOCALSTRIPE_READY) ## run the tests that start the whole system, or simulate load, several times
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(SYSTEM)

test-fast: $(READY) ## run the tests that start no server and no state machine, and create no tables
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/console/browser -m "not slow"

test-wire: $(READY) ## send REQUESTS odd requests (REQUESTS=10000) to the API's server, byte for byte
	@WIRE_REQUESTS=$(REQUESTS) $(BIN)/python -m pytest tests/api/test_wire.py

odd-rows: $(READY) ## put 5,000 rows with odd attributes beside healthy orders, and run everything that reads rows
	@ODD_ROWS=5000 $(BIN)/python -m pytest tests/orders/test_odd_row_corpus.py

test-fronts: $(READY) ## plan the stack with every combination of the network and API Gateway settings
	@EVERY_FRONT=1 $(BIN)/python -m pytest --numprocesses auto tests/infra/test_fronts.py

test-stripe: $(READY) ## run the payment providers' contract against Stripe's test mode (needs STRIPE_TEST_KEY)
	@[ -n "$$STRIPE_TEST_KEY" ] || { echo "Set STRIPE_TEST_KEY to a secret key of Stripe's test mode (sk_test_…)." >&2; exit 1; }
	@$(BIN)/python -m pytest tests/orders/payments/test_provider_contract.py tests/orders/payments/test_stripe.py

localstripe: $(LOCALSTRIPE_READY) ## install a stand-in for Stripe, which the tests and PAYMENT_PROVIDER=stripe make run use

test-sfn-local: $(READY) ## run the state machine's test cases in AWS Step Functions Local (needs Docker)
	@docker compose version >/dev/null 2>&1 || { echo "This needs Docker with its compose plugin. Install it: https://docs.docker.com/compose/install/" >&2; exit 1; }
	@docker info >/dev/null 2>&1 || { echo "The Docker engine does not respond. Start it, and try again." >&2; exit 1; }
	@trap 'docker compose down' EXIT; trap 'exit 130' INT TERM; \
	docker compose up --detach || exit 1; \
	for second in $$(seq 180); do curl --silent --output /dev/null $(SFN_LOCAL) && break; sleep 1; done; \
	[ "$$second" -lt 180 ] || { docker compose logs; echo "Step Functions Local did not respond at $(SFN_LOCAL) within 180 s; its logs are above." >&2; exit 1; }; \
	SFN_LOCAL_ENDPOINT=$(SFN_LOCAL) $(BIN)/python -m pytest tests/statemachine/test_cases.py

failure-matrix: $(READY) ## inject every fault into every step of the workflow, and print the outcomes
	@$(BIN)/python -m tests.statemachine.matrix

failure-matrix-stripe: $(READY) $(LOCALSTRIPE_READY) ## the same with Stripe's adapter, in front of localstripe
	@$(BIN)/python -m tests.statemachine.matrix --stripe

mutation: $(READY) $(LINTERS) ## change the code of orders/ in small ways, and list the changes that no test finds
	@rm -rf mutants; PYTEST_ADDOPTS='-m "not slow"' $(BIN)/mutmut run
	@$(BIN)/mutmut run $$($(BIN)/mutmut results | sed -nE 's/: (survived|no tests)$$//p')
	@$(BIN)/mutmut results | sed '/: caught by type check$$/d'

definition: $(READY) ## write what follows from the definition and the code: lists of errors, test cases, tables, pictures
	@$(BIN)/python -m statemachine.generate && $(BIN)/python -m tests.statemachine.mock_cases && $(BIN)/python -m tests.statemachine.matrix --write

clients: $(READY) $(LINTERS) $(NODE_READY) ## lint docs/openapi.json, and run clients that are generated from it (needs Node.js 20)
	@$(BIN)/python -m pytest tests/clients

compatibility: $(READY) $(OASDIFF) ## compare docs/openapi.json with the last released one, and reject breaking changes (needs Go)
	@$(BIN)/python -m pytest tests/compatibility

definition-json: $(READY) ## print the state machine's definition as JSON, for tools that do not read YAML's merge keys
	@$(BIN)/python -m statemachine.render

policy: $(READY) $(POLICY_READY) ## check every resource that the program declares with checkov
	@$(BIN)/python -m pytest tests/policy

schema: $(READY) ## write docs/openapi.json and docs/asyncapi.json, the descriptions of the API and of the public events
	@$(BIN)/python api/manage.py spectacular --validate --fail-on-warn --format openapi-json --file docs/openapi.json && echo >> docs/openapi.json
	@$(BIN)/python -m functions.event_publisher.asyncapi

keep-release: $(READY) ## keep the documents of the released version under releases/
	@$(BIN)/python -m tests.keep_release

image: ## build the API's image for this machine (needs Docker)
	@docker build --file api/Dockerfile --tag $(IMAGE) .

image-check: $(READY) ## run the steps of api/Dockerfile without Docker, and start the API in the result
	@$(BIN)/python -m pytest tests/image/check_image.py

image-run: ## run the image as ECS does, until its health check succeeds (needs Docker)
	@container=$$(docker run --detach --read-only --cap-drop ALL --security-opt no-new-privileges \
		--env AWS_DEFAULT_REGION=us-west-2 --env ORDERS_TABLE=dev-orders --env PRODUCTS_TABLE=dev-products $(IMAGE)) || exit 1; \
	trap 'docker rm --force "$$container" >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	for second in $$(seq 180); do \
		[ "$$(docker inspect --format '{{.State.Health.Status}}' "$$container")" = healthy ] && exit 0; sleep 1; \
	done; \
	docker logs "$$container"; echo "The container was not healthy within 180 s; its logs are above." >&2; exit 1

lint: $(READY) $(LINTERS) ## check style, types, import rules, the Dockerfile and the workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hadolint api/Dockerfile
	@$(BIN)/zizmor --offline --quiet --persona pedantic .github

format: $(READY) ## fix the style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: $(READY) ## update every requirements.txt from its requirements.in
	@$(LOCK) --upgrade requirements.in --output-file requirements.txt
	@$(LOCK) --upgrade requirements-policy.in --output-file requirements-policy.txt
	@$(LOCK) --upgrade --constraint requirements.txt requirements-rehearsal.in --output-file requirements-rehearsal.txt
	@$(LOCK) --constraint requirements.txt api/requirements.in --output-file api/requirements.txt
	@$(LOCK) --constraint requirements.txt functions/requirements.in --output-file functions/requirements.txt
	@$(LOCK) --constraint requirements.txt functions/requirements-stripe.in --output-file functions/requirements-stripe.txt
	@$(LOCK) --upgrade --constraint requirements.txt tests/requirements-browser.in --output-file tests/requirements-browser.txt
	@$(LOCK) --upgrade tests/requirements-localstripe.in --output-file tests/requirements-localstripe.txt
	@$(LOCK) --upgrade --constraint requirements.txt .ci/requirements.in --output-file .ci/requirements.txt
	@$(LOCK) --upgrade .ci/requirements-uv.in --output-file .ci/requirements-uv.txt

clean: ## delete everything that these commands have created
	@rm -rf .venv .venv-policy .venv-rehearsal .venv-localstripe .build tests/clients/node_modules tests/compatibility/bin .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache mutants
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

# Playwright's 50 MiB are only for tests in a browser.
$(BROWSER_READY): tests/requirements-browser.txt $(READY)
	@$(BIN)/python .ci/install.py tests/requirements-browser.txt
	@touch $@

# localstripe is GPL: it runs as a process of its own, from a virtual environment of its own, and nothing imports it.
$(LOCALSTRIPE_READY): tests/requirements-localstripe.txt | $(READY)
	@echo "Installing localstripe into .venv-localstripe, once …"
	@$(PYTHON) -m venv --clear .venv-localstripe
	@$(LOCALSTRIPE_BIN)/python .ci/install.py tests/requirements-localstripe.txt
	@touch $@

# checkov pins other versions than the project does, so it has its own virtual environment.
$(POLICY_READY): requirements-policy.txt | $(READY)
	@echo "Installing checkov into .venv-policy, once …"
	@$(PYTHON) -m venv --clear .venv-policy
	@$(POLICY_BIN)/python .ci/install.py requirements-policy.txt
	@touch $@

$(NODE_READY): tests/clients/package-lock.json
	@command -v npm >/dev/null || { echo "This needs Node.js 20 or newer with npm. Install it: https://nodejs.org/en/download" >&2; exit 1; }
	@echo "Installing the packages into tests/clients/node_modules, once …"
	@npm ci --prefix tests/clients --no-audit --no-fund --loglevel error
	@touch $@

# Built from the Go module proxy's modules, whose contents go.sum pins.
$(OASDIFF): tests/compatibility/go.mod tests/compatibility/go.sum
	@command -v go >/dev/null || { echo "This needs Go 1.26, or a newer or older one that may download it. Install it: https://go.dev/doc/install" >&2; exit 1; }
	@echo "Building oasdiff into tests/compatibility/bin, once …"
	@cd tests/compatibility && go build -mod=readonly -trimpath -buildvcs=false -o bin/oasdiff github.com/oasdiff/oasdiff
	@touch $@

# moto's server needs packages that neither the system nor its tests need.
$(REHEARSAL_READY): requirements-rehearsal.txt | $(READY)
	@echo "Installing moto's server into .venv-rehearsal, once …"
	@$(PYTHON) -m venv --clear .venv-rehearsal
	@$(REHEARSAL_BIN)/python .ci/install.py requirements-rehearsal.txt
	@touch $@
