#!/usr/bin/env bash
# Runs the tests, one folder after the other, and fails where they reach less than 95 % of the lines
# or 90 % of the branches of core and algorithms. What runs in processes that tests start is not
# counted. Arguments are folders of tests in the place of all.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

make_measuring_venv
make_test_libraries

cd "$root"
without_screen
export PYTHONDONTWRITEBYTECODE=1
export TILEWRIGHT_LIBRARIES=$libraries
export COVERAGE_FILE=$measuring/coverage/data COVERAGE_RCFILE=$root/.ci/coverage.ini
rm -rf "$measuring/coverage"
mkdir -p "$measuring/coverage"
[ $# -gt 0 ] || set -- tests/core tests/algorithms tests/bad_inputs tests/docs tests/faults \
    tests/fuzz tests/systems tests/ui
failed=()
for folder in "$@"; do
    say "$folder:"
    "$measuring/bin/python" -m coverage run -m pytest -q "$folder" || failed+=("$folder")
done
"$measuring/bin/python" -m coverage combine --quiet
"$measuring/bin/python" -m coverage report
"$measuring/bin/python" -m coverage json --quiet -o "$measuring/coverage/all.json"
"$measuring/bin/python" "$root/.ci/check_coverage.py" "$measuring/coverage/all.json"
[ ${#failed[@]} -eq 0 ] || fail "Tests failed in ${failed[*]}."
