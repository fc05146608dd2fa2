#!/usr/bin/env bash
# Shows whether datasets of every format are the same bytes as those of another version.
# Usage: same_bytes.sh [REF]; by default the last commit. Only `created` of dataset.json may differ.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

ref=${1:-HEAD}
work=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$work/tree" 2>/dev/null; rm -rf "$work"' EXIT
git -C "$root" worktree add -q --detach "$work/tree" "$ref"
# Records name their folder: both versions write to one of the same name, one after the other.
for side in "$work/tree" "$root"; do
    PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$root/.ci/make_all_datasets.py" "$side" "$work/made"
    mv "$work/made" "$work/made-$(basename "$side")"
done
diff -rq "$work/made-tree" "$work/made-$(basename "$root")" && say "The datasets of $ref and of this checkout are the same bytes."
