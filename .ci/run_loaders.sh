#!/usr/bin/env bash
# Makes datasets of every layout with QGIS, and reads them with the programs that people train with.
# Usage: run_loaders.sh [light|heavy|datasets] [arguments of pytest]; both parts without a word.
# light takes no torch (1 GB); heavy is torch and what is built on it (3 GB). TILEWRIGHT_DATASETS
# names a folder for the datasets, which is kept. With LOADERS_OPTIONAL libraries that cannot be
# installed are told of, and the others tried.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

parts=(light heavy)
case ${1:-} in
    light | heavy) parts=("$1") && shift ;;
    datasets) parts=() && shift ;;
esac

has_libraries() {
    local venv=$cache/loaders/$1 needs=$root/.ci/loaders_$1.txt
    make_venv "$venv" "$needs" && return
    rm -rf "$venv"
    [ -n "${LOADERS_OPTIONAL:-}" ] || fail "The libraries of $needs cannot be installed."
    say "The libraries of $needs cannot be installed here: WHAT THEY READ WAS NOT TRIED."
    return 1
}

without_screen
export PYTHONDONTWRITEBYTECODE=1
if [ -z "${TILEWRIGHT_DATASETS:-}" ]; then
    TILEWRIGHT_DATASETS=$(mktemp -d)
    trap 'rm -rf "$TILEWRIGHT_DATASETS"' EXIT
fi
export TILEWRIGHT_DATASETS
# Schemas of STAC's extensions and of TrainingDML-AI: label.json, ml-aoi.json, tdml/*.json.
export TILEWRIGHT_SCHEMAS=${TILEWRIGHT_SCHEMAS:-}
[ -d "$TILEWRIGHT_SCHEMAS" ] ||
    say "TILEWRIGHT_SCHEMAS names no folder: WHAT STAC'S EXTENSIONS AND TDML DEMAND IS NOT TRIED."
"$root/.ci/install_debian.sh" run
"$PYTHON" "$root/.ci/make_loader_datasets.py" "$TILEWRIGHT_DATASETS"

cd "$root"
for part in "${parts[@]}"; do
    has_libraries "$part" || continue
    python=$cache/loaders/$part/bin/python
    # Each file runs in the first environment that has what it imports.
    mapfile -t files < <("$python" .ci/loader_files.py "$part" "$cache/loaders/light/bin/python")
    say "$part: ${files[*]}"
    "$python" -m pytest --quiet -p no:cacheprovider --confcutdir=tests/loaders \
        --rootdir=tests/loaders "$@" "${files[@]}"
done
