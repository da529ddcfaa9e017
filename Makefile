# Two commands do everything: `make run` and `make test`.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

# Looked up when it is needed: `make test` may install it first.
FIND_CHROMIUM := echo "$${CHROMIUM:-$$(command -v chromium || command -v chromium-browser || echo /Applications/Chromium.app/Contents/MacOS/Chromium)}"
# More than one job at a time where parts do not need one another.
MAKEFLAGS += --no-print-directory

.PHONY: help run test build bench check-rust check-web test-rust test-postgres test-web e2e schema need-tools need-test-tools

help: ## Show what there is.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: need-tools ## Build and run with the embedded database; prints the address and the set-up link.
	@$(MAKE) -j2 web/dist/index.html debug-binary
	@LATCHKEY_REGISTRATION=$${LATCHKEY_REGISTRATION:-open} exec target/debug/latchkey

build: need-tools web/dist/index.html ## Build the release binary, dashboard inside: target/release/latchkey.
	cargo build --release -p latchkey

test: need-tools need-test-tools ## Everything CI runs.
	@$(MAKE) check-web test-web check-rust test-rust test-postgres e2e
	@echo "All checks passed."

bench: build ## Measure (see docs/performance.md). ARGS="--database postgres" for PostgreSQL.
	cargo build --release -p bench
	@if [[ "$(ARGS)" == *postgres* ]]; then POSTGRES_OPTIONS="-c fsync=on" tests/with-postgres.sh target/release/bench $(ARGS); else target/release/bench $(ARGS); fi

schema: ## Write schema.graphql from the code.
	cargo run -q -p latchkey -- schema > schema.graphql.new
	mv schema.graphql.new schema.graphql
	cd web && npm run codegen

.PHONY: debug-binary
debug-binary:
	cargo build -p latchkey

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web/src web/build web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run build
	@touch $@

check-rust: ## Formatting and lints of the Rust side.
	cargo fmt --all --check
	cargo clippy -p latchkey -p entity -p migration --all-targets -- -D warnings

check-web: web/node_modules/.package-lock.json ## Formatting, lints and types of the web side.
	cd web && npm run check
	cd web && npm run codegen && git diff --exit-code -- src/gql

test-web: web/dist/index.html ## Component tests.
	cd web && npm test

test-rust: web/dist/index.html debug-binary ## Unit tests, and the service on SQLite.
	cargo test --workspace

test-postgres: debug-binary ## The service on a throw-away PostgreSQL.
	tests/with-postgres.sh cargo test -p tests

e2e: web/dist/index.html debug-binary ## Journeys in a headless browser, against the real server.
	cd web && CHROMIUM="$$($(FIND_CHROMIUM))" npm run e2e

need-tools:
	@for tool in cargo node npm; do command -v $$tool >/dev/null || { \
	    echo "$$tool is needed: install Rust (rustup) and Node.js 20 or newer first." >&2; exit 1; }; done
	@command -v cc >/dev/null || { echo "A C compiler is needed: apt-get install build-essential (Debian) or xcode-select --install (macOS)" >&2; exit 1; }

# What tests need beyond Rust and Node. Installed where we may, named with its command where we may not.
need-test-tools:
	@missing=""; \
	[ -x "$$($(FIND_CHROMIUM))" ] || missing="$$missing chromium"; \
	compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || compgen -G "/opt/homebrew/opt/postgresql*/bin/initdb" >/dev/null \
	    || compgen -G "/usr/local/opt/postgresql*/bin/initdb" >/dev/null || command -v initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	elif command -v apt-get >/dev/null; then \
	    echo "These packages are missing: run  sudo apt-get install -y$$missing" >&2; exit 1; \
	else \
	    echo "These packages are missing: run  brew install$$(echo "$$missing" | sed 's/postgresql/postgresql@17/')" >&2; exit 1; \
	fi
