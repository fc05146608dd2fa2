#!/usr/bin/env bash
# Makes the pictures of the README from the example: the demo's dataset, and QGIS's own window.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/run_demo.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"; kill "${screen:-0}" 2>/dev/null || true' EXIT
cp "$root/build/demo-contact-sheet.png" "$root/docs/images/dataset.png"
cp -r "$root/examples" "$work/examples"
mkdir -p "$work/profiles/profiles/default/python/plugins"
ln -s "$root" "$work/profiles/profiles/default/python/plugins/tilewright"
display=:$((90 + RANDOM % 900))
Xvfb "$display" -screen 0 1280x860x24 >/dev/null 2>&1 &
screen=$!
sleep 1
qgis=$(command -v qgis.bin || command -v qgis)
# The window waits for nobody: should the script fail, it ends all the same.
DISPLAY=$display QT_QPA_PLATFORM=xcb PICTURES=$root/docs/images EXAMPLES=$work/examples \
    timeout 180 "$qgis" --noversioncheck --nologo --profiles-path "$work/profiles" \
    --code "$root/.ci/make_pictures.py"
# Few colours do for pictures of windows, and keep the repository small.
"$PYTHON" - "$root"/docs/images/*.png <<'PY'
import sys

from PIL import Image

for path in sys.argv[1:]:
    Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)
PY
ls -l "$root/docs/images"
