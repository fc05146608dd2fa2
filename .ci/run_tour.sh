#!/usr/bin/env bash
# Uses the dock in QGIS's real window, on a virtual screen, and checks what comes out.
# Pictures and datasets go to build/tour.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" test
work=$(mktemp -d)
screen=
cleanup() {
    rm -rf "$work"
    if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; fi
}
trap cleanup EXIT
rm -rf "$root/build/tour"
mkdir -p "$root/build/tour" "$work/profiles/profiles/default/python/plugins"
cp -r "$root/examples" "$work/examples"
ln -s "$root" "$work/profiles/profiles/default/python/plugins/tilewright"
display=:$((90 + RANDOM % 900))
Xvfb "$display" -screen 0 1280x860x24 >/dev/null 2>&1 &
screen=$!
sleep 1
qgis=$(command -v qgis.bin || command -v qgis)
# Should the script be stuck, the window is closed all the same.
DISPLAY=$display QT_QPA_PLATFORM=xcb PYTHONDONTWRITEBYTECODE=1 \
    EXAMPLES=$work/examples OUT=$root/build/tour timeout 300 \
    "$qgis" --noversioncheck --nologo --profiles-path "$work/profiles" \
    --code "$root/.ci/tour.py" 2>"$work/errors" || {
    status=$?
    tail -n 30 "$work/errors" >&2
    fail "The tour failed (status $status)."
}
