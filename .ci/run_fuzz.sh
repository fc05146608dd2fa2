#!/usr/bin/env bash
# Runs the tests of properties (those with Hypothesis) with examples that nobody has tried yet, again
# and again, for FUZZ_MINUTES. The first failure ends it, and is tried first the next time.
# Arguments go to pytest.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

minutes=${FUZZ_MINUTES:-5}
[[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "FUZZ_MINUTES is $minutes; it is a whole number from 1."
export TILEWRIGHT_EXAMPLES=fuzz
end=$((SECONDS + 60 * minutes))
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
say "No failure in $minutes min ($rounds whole rounds)."
