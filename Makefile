# Every target is safe to run again, and installs what it misses on Debian and Ubuntu.
# Relative paths only: make cannot handle a folder whose name has spaces.

.DEFAULT_GOAL := help
.PHONY: help demo test test-loaders test-latest test-next fuzz mutate coverage bench lint types format scan qt6 docs translations tour pictures package deploy undeploy clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: ## Build a small labelled dataset from examples/foz with QGIS, and show it
	@.ci/run_demo.sh

test: ## Run the tests in this machine's QGIS; PYTEST_ARGS="-k grid" or ="tests/core" selects
	@.ci/run_tests.sh $(PYTEST_ARGS)

test-latest: ## Run the tests in Debian 13's QGIS (as root; keeps a folder of 2.5 GB)
	@.ci/test_in_debian.sh trixie $(PYTEST_ARGS)

test-next: ## Run the tests in unstable Debian's QGIS (as root; its result only informs)
	@.ci/test_in_debian.sh sid $(PYTEST_ARGS)

test-loaders: ## Read datasets of every layout with pycocotools, datasets, torchvision, ... (4 GB); ARGS="light" for those without torch
	@.ci/run_loaders.sh $(ARGS)

fuzz: ## Try fresh inputs on readers of files and the tests of properties, for FUZZ_MINUTES (default 5)
	@.ci/run_fuzz.sh $(PYTEST_ARGS)

mutate: ## Change grids and splits at MUTANTS places (default 300) and see whether a test fails
	@.ci/run_mutate.sh $(MUTATE_ARGS)

coverage: ## Measure how much of core and algorithms the tests reach; 95 % of lines, 90 % of branches
	@.ci/run_coverage.sh $(COVERAGE_ARGS)

bench: ## Measure the engine beside other routes on a quiet machine; BENCH_ARGS="--quick", "--only JPEG", "--busy"
	@.ci/run_bench.sh $(BENCH_ARGS)

lint: ## Check style and common mistakes with Ruff
	@.ci/check.sh lint

types: ## Check core's types with mypy
	@.ci/check.sh types

format: ## Apply the fixes and the formatting that Ruff can make itself
	@.ci/check.sh format

scan: package ## Check the zip as plugins.qgis.org does, and all files for secrets
	@.ci/check.sh scan

qt6: ## Build and use the dock with PyQt6, the Qt of QGIS 4, with stand-ins for QGIS
	@.ci/check.sh qt6

docs: ## Write the pages that are made from the algorithms and from the tests
	@.ci/install_debian.sh run
	@"$${PYTHON:-/usr/bin/python3}" .ci/make_reference.py
	@"$${PYTHON:-/usr/bin/python3}" .ci/make_bad_inputs_page.py

translations: ## Bring ui/i18n up to date with the sources; compile it to see it in this checkout
	@.ci/install_debian.sh run
	@.ci/install_debian.sh translations
	@"$${PYTHON:-/usr/bin/python3}" .ci/make_translations.py
	@"$${PYTHON:-/usr/bin/python3}" .ci/compile_translations.py ui/i18n

tour: ## Use the dock in QGIS's real window on a virtual screen, and check what comes out
	@.ci/run_tour.sh

pictures: ## Make the README's pictures with the demo and the tour
	@.ci/make_pictures.sh

package: ## Make build/tilewright-<version>.zip for QGIS' "Install from ZIP"
	@.ci/install_debian.sh translations
	@"$${PYTHON:-/usr/bin/python3}" .ci/package_plugin.py

deploy: ## Link this folder into your QGIS profile (QGIS_PROFILE, default "default")
	@.ci/deploy.sh link

undeploy: ## Take that link away again
	@.ci/deploy.sh unlink

clean: ## Remove what the targets made in this folder
	@rm -rf build ui/i18n/*.qm .pytest_cache .hypothesis .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
