#!/usr/bin/env bash
# Changes core/grid and core/split at MUTANTS places (default 300, 0 for everything that can be
# changed), one at a time, and fails where fewer than 90 % of the changes fail a test.
# MUTATE_SEED draws other places; MUTATE_ARGS=again tries what survived the last time.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

count=${MUTANTS:-300}
seed=${MUTATE_SEED:-1}
[[ $count =~ ^[0-9]+$ ]] || fail "MUTANTS is $count; it is a whole number from 0."
[[ $seed =~ ^[0-9]+$ ]] || fail "MUTATE_SEED is $seed; it is a whole number from 0."
make_measuring_venv

without_screen
export PYTHONDONTWRITEBYTECODE=1
exec "$measuring/bin/python" "$root/.ci/mutate.py" "$count" "$seed" "$measuring/mutants.jsonl" "$@"
