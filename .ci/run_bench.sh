#!/usr/bin/env bash
# Measures Tilewright beside other routes; ends with 3 where others keep the machine busy. Arguments:
# --quick, --only TEXT, --repeat N, --json PATH, --wait SECONDS, --busy, --keep.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" bench
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
export PYTHONDONTWRITEBYTECODE=1 TILEWRIGHT_CACHE=$cache
exec "$PYTHON" -W ignore "$root/.ci/bench/run_bench.py" "$@"
