#!/usr/bin/env bash
# Makes the pictures of docs/tutorial_classify.md, with the commands of the page itself.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" test
without_screen
cd "$root"
export PYTHONDONTWRITEBYTECODE=1
TILEWRIGHT_PICTURES=$root/docs/images "$PYTHON" -m pytest -q \
    tests/docs/test_tutorial_classify.py -k every_command
# Few colours do, and keep the repository small.
"$PYTHON" - docs/images/classify_*.png <<'PY'
import sys

from PIL import Image

for path in sys.argv[1:]:
    Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
PY
ls -l docs/images/classify_*.png
