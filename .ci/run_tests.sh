#!/usr/bin/env bash
# Runs the tests in the system's Python, which is the one QGIS is bound to.
# Arguments go to pytest. TEST_WORKERS=0 runs them in one process, where a debugger works.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" test
make_test_libraries
cd "$root"
export QT_QPA_PLATFORM=offscreen
export HYPOTHESIS_STORAGE_DIRECTORY=${HYPOTHESIS_STORAGE_DIRECTORY:-$cache/hypothesis}
# Not beside the sources. A hundred Pythons start in the tests: each would compile all files anew.
export PYTHONPYCACHEPREFIX=${PYTHONPYCACHEPREFIX:-$cache/bytecode}
# What tests copied there is gone.
rm -rf "$cache/bytecode${TMPDIR:-/tmp}"
export TILEWRIGHT_LIBRARIES=$libraries
"$PYTHON" -c 'import sys; from qgis.core import Qgis; print("QGIS", Qgis.QGIS_VERSION, "- Python", sys.version.split()[0])'
# The tests of a file share what its fixtures make, so they stay in one process. One that crashes
# ends the run: what is left would wait for a process that never answers.
# Two fifths of their time tests wait, for processes, timers and disks: three run on two processors.
workers=${TEST_WORKERS:-$((($(nproc) * 3 + 1) / 2))}
exec "$PYTHON" -m pytest -n "$workers" --dist loadfile --max-worker-restart=0 \
    --durations=15 --durations-min=1 "$@"
