#!/usr/bin/env bash
# Makes the pictures of the pages: the demo's dataset, the dock in QGIS's own window, the tutorial.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/run_demo.sh"
"$root/.ci/run_tour.sh"
mkdir -p "$root/docs/images"
cp "$root/build/demo-contact-sheet.png" "$root/docs/images/dataset.png"
for name in window splits start-300-light page{1,2,3,4,5}-300-light page1-300-dark {sample,results}-300-light \
    preview_classes; do
    cp "$root/build/tour/$name.png" "$root/docs/images/"
done
"$PYTHON" "$root/.ci/make_tutorial_pictures.py"
# Few colours do for pictures of windows, and keep the repository small.
"$PYTHON" - "$root"/docs/images/*.png <<'PY'
import sys

from PIL import Image

for path in sys.argv[1:]:
    Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)
PY
ls -l "$root/docs/images"
