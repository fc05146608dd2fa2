#!/usr/bin/env bash
# Builds a dataset from examples/foz with QGIS, in a throw-away profile, and shows what came out.
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

"$root/.ci/install_debian.sh" run
qgis_process=$(find_qgis_process) || fail "qgis_process was not found: set QGIS_PROCESS to its path."
without_screen

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/profile" "$scratch/plugins"
ln -s "$root" "$scratch/plugins/tilewright"
export QGIS_CUSTOM_CONFIG_PATH=$scratch/profile
export QGIS_PLUGINPATH=$scratch/plugins
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$scratch}
export PYTHONDONTWRITEBYTECODE=1

cd "$root"
output=${DEMO_OUT:-$root/build/demo}
mkdir -p "$(dirname "$output")"
foz=$root/examples/foz

"$qgis_process" plugins enable tilewright
"$qgis_process" run tilewright:builddataset -- \
    RASTER="$foz/foz.tif" \
    LABELS="$foz/urban.geojson" \
    LABEL_FIELD=class \
    OTHER_LABEL=non_urban \
    CLOUDS="$foz/leave_out.geojson" \
    TILE_SIZE=64 \
    EDGE=DROP \
    NODATA=0 \
    MIN_VALID=100 \
    FORMAT=JPEG \
    OVERWRITE=true \
    OUTPUT="$output"
"$PYTHON" .ci/show_demo.py "$output" build/demo-contact-sheet.png
