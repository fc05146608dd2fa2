#!/usr/bin/env bash
# Measures Tilewright beside other routes; ends with 3 where others keep the machine busy. Arguments:
# --quick, --only TEXT, --repeat N, --json PATH, --wait SECONDS, --busy, --keep.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" bench
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
# Modules are compiled once, as those of an installed plugin are.
export PYTHONPYCACHEPREFIX=$cache/bench/bytecode TILEWRIGHT_CACHE=$cache
unset PYTHONDONTWRITEBYTECODE
exec "$PYTHON" -W ignore "$root/.ci/bench/run_bench.py" "$@"
