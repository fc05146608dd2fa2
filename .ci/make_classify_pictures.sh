#!/usr/bin/env bash
# Makes the pictures of docs/tutorial_classify.md and docs/tutorial_assess.md, with their own commands.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" test
without_screen
cd "$root"
export PYTHONDONTWRITEBYTECODE=1
TILEWRIGHT_PICTURES=$root/docs/images "$PYTHON" -m pytest -q \
    tests/docs/test_tutorial_classify.py tests/docs/test_tutorial_assess.py -k "every_command or the_commands_make"
# Few colours do, and keep the repository small.
"$PYTHON" - docs/images/classify_*.png docs/images/assess_map.png <<'PY'
import sys

from PIL import Image

for path in sys.argv[1:]:
    Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
PY
ls -l docs/images/classify_*.png docs/images/assess_map.png
