# Two commands do all the set-up: `make demo` and `make test`.
SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 16

PORT ?= 8080
demo: ## Starts two municipalities on the embedded database and prints where to look (PORT=8080)
	cargo run -p asty -- demo --data demo --port $(PORT)

check: ## The quick loop while developing: formatting, clippy, tests on SQLite
	scripts/setup-test nextest
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo nextest run --workspace

test: ## Installs what the tests need and runs them all, on SQLite and on PostgreSQL
	scripts/setup-test
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	scripts/duplicates
	ASTY_TEST_PEERS=1 scripts/postgres with cargo nextest run --workspace
	npm --prefix ui run --silent check
	cargo build --quiet --workspace --all-targets
	node --test --test-reporter=spec tests/browser/index.js
	scripts/postgres with "$${CARGO_TARGET_DIR:-target}/debug/bench" --short
	scripts/test-api
	scripts/test-readme
	scripts/postgres stop

ui: ## Builds ui/dist, which is committed, so that cargo alone builds the program
	cd ui && npm ci --silent --ignore-scripts && npm run --silent build

bench: ## Prints every figure that was promised beside its floor (about fifteen minutes)
	scripts/setup-test
	cargo build --release --bin asty --bin bench
	scripts/postgres with cargo run -q --release --bin bench

torture: ## Kills the program 200 times while 64 clients register, on SQLite and on PostgreSQL
	scripts/setup-test
	ASTY_TEST_KILLS=200 ASTY_TEST_PEERS=1 scripts/postgres with \
		cargo nextest run --workspace --no-capture -E 'test(torture)'

.PHONY: help demo check test bench torture ui
