#!/usr/bin/env bash
# Tries inputs that nobody has tried yet: for FUZZ_MINUTES on the tests of properties (those with
# Hypothesis), again and again; before, half as long on the readers of strangers' files
# (tests/fuzz/targets.py), guided by the code that each input reaches. The first failure ends it,
# and is tried first the next time.
# With FUZZ_RUNS, each reader gets that many inputs instead, from one seed, and no more is tried:
# `make test` has the tests. A gate for changes must not depend on luck or on time.
# Arguments go to pytest; with some, only the tests are run.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

minutes=${FUZZ_MINUTES:-5}
[[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "FUZZ_MINUTES is $minutes; it is a whole number from 1."
seconds=$((60 * minutes))
runs=${FUZZ_RUNS:-}
[[ -z $runs || $runs =~ ^[1-9][0-9]*$ ]] || fail "FUZZ_RUNS is $runs; it is a whole number from 1."

# Makes the environment of the readers once; false where atheris cannot be installed.
has_atheris() {
    "$root/.ci/install_debian.sh" test
    # It sees the libraries that QGIS uses.
    make_venv "$cache/fuzz/venv" "$root/.ci/fuzz_requirements.txt" --system-site-packages
}

# Feeds the readers: so much of what, and where what was found is kept.
feed_readers() {
    if ! has_atheris; then
        say "Atheris cannot be installed here, so no input is guided by the code that it reaches."
        return
    fi
    PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 "$cache/fuzz/venv/bin/python" "$root/.ci/fuzz_readers.py" \
        "$1" "$2" 2>"$cache/fuzz/log" || {
        grep -v "Instrumenting" "$cache/fuzz/log" | tail -20 >&2 || true
        fail "A reader failed; the input is in $2."
    }
}

if [ -n "$runs" ]; then
    say "Readers, $runs inputs each:"
    rm -rf "$cache/fuzz/same-inputs"
    feed_readers "$runs" "$cache/fuzz/same-inputs"
    exit
fi
if [ $# -eq 0 ]; then
    say "Readers, for $((seconds / 2)) s:"
    feed_readers "$((seconds / 2))s" "$cache/fuzz/inputs"
fi

export TILEWRIGHT_EXAMPLES=fuzz
end=$((SECONDS + seconds))
rounds=0
while left=$((end - SECONDS)) && [ "$left" -gt 0 ]; do
    status=0
    timeout --signal=INT --kill-after=30 "$left" "$root/.ci/run_tests.sh" -q -x -m hypothesis "$@" || status=$?
    if [ "$SECONDS" -ge "$end" ]; then
        # Cut off: what was tried till then passed, unless pytest said otherwise.
        [ "$status" -ne 1 ] || exit 1
        break
    fi
    [ "$status" -eq 0 ] || exit "$status"
    rounds=$((rounds + 1))
done
say "No failure in $minutes min ($rounds whole rounds of the tests)."
