#!/usr/bin/env bash
# Uses the dock in QGIS's real window, on a virtual screen, and checks what comes out.
# Pictures and datasets go to build/tour. TOUR=tutorial, ways, classes or gaps does a part of it alone.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" test
work=$(mktemp -d)
screen=
cleanup() {
    # Should the tour have ended before it took its small disk away.
    umount "$work/small" 2>/dev/null || true
    rm -rf "$work"
    if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; fi
}
trap cleanup EXIT
rm -rf "$root/build/tour"
mkdir -p "$root/build/tour" "$work/small" "$work/profiles/profiles/default/python/plugins"
cp -r "$root/examples" "$work/examples"
ln -s "$root" "$work/profiles/profiles/default/python/plugins/tilewright"
# Xvfb chooses a free display and tells its number when it is ready.
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1280x860x24 3>"$work/display" >/dev/null 2>&1 &
screen=$!
display=:$(head -n 1 "$work/display")
qgis=$(command -v qgis.bin || command -v qgis)
run() {
    # Should the script be stuck, the window is closed all the same.
    DISPLAY=$display QT_QPA_PLATFORM=xcb PYTHONPYCACHEPREFIX=$work/compiled \
        EXAMPLES=$work/examples OUT=$root/build/tour SMALL=$work/small PYTHONPATH=$root/.ci \
        timeout "${TOUR_SECONDS:-900}" \
        "$qgis" --noversioncheck --nologo --profiles-path "$work/profiles" \
        --code "$root/.ci/tour.py" 2>"$work/errors"
}

# As from the second start of a QGIS on: nobody waits for Python's compiler.
PYTHONPYCACHEPREFIX=$work/compiled "$PYTHON" -m compileall -q \
    "$work/profiles/profiles/default/python/plugins/tilewright/"{algorithms,core,ui} "$root"/*.py
status=0
run || status=$?
if [ "$status" -eq 124 ] && [ -z "$(ls "$root/build/tour")" ]; then
    # QGIS itself hung at its start, before the tour wrote anything: that is not ours to judge.
    say "QGIS did not start; once more."
    status=0
    run || status=$?
fi
if [ "$status" -ne 0 ]; then
    tail -n 30 "$work/errors" >&2
    fail "The tour failed (status $status)."
fi
