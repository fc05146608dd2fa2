#!/usr/bin/env bash
# Installs what a step needs, on Debian and Ubuntu; where it is there already, installs nothing.
# Usage: install_debian.sh [--list] venv|qt6|run|bench|test|translations|chroot
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

list=no
if [ "${1:-}" = --list ]; then
    list=yes
    shift
fi
step=${1:?which step}

run=(qgis python3-qgis qgis-providers python3-numpy python3-rasterio python3-shapely python3-pil)
case $step in
    venv) packages=(python3 python3-venv) ;;
    # What PyQt6's own Qt takes from the system.
    qt6)
        packages=(python3 python3-venv libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0)
        ;;
    run) packages=("${run[@]}") ;;
    test)
        packages=("${run[@]}" python3-sklearn python3-pytest python3-pytest-xdist python3-hypothesis python3-distributed python3-zarr qgis-server-wms qgis-server-wcs xvfb xauth qttools5-dev-tools)
        ;;
    bench) packages=("${run[@]}" python3-sklearn python3-distributed gdal-bin) ;;
    translations) packages=(python3 qttools5-dev-tools) ;;
    chroot) packages=(debootstrap debian-archive-keyring) ;;
    *) fail "Unknown step: $step" ;;
esac
if [ "$list" = yes ]; then
    say "${packages[@]}"
    exit
fi

imports() { "$PYTHON" -c "import $1" >/dev/null 2>&1; }

# Debian's /usr/bin/lrelease only passes on to the Qt that is set up, if any.
has_lrelease() { "$PYTHON" "$root/.ci/compile_translations.py" --find >/dev/null 2>&1; }

ready() {
    case $step in
        venv) imports "ensurepip, venv" ;;
        qt6)
            local name
            imports "ensurepip, venv" &&
                for name in dbus-1.so.3 EGL.so.1 fontconfig.so.1 GL.so.1 glib-2.0.so.0 xkbcommon.so.0; do
                    imports "ctypes; ctypes.CDLL('lib$name')" || return 1
                done
            ;;
        run) find_qgis_process >/dev/null && imports "qgis.core, numpy, rasterio, shapely, PIL" ;;
        test)
            find_qgis_process >/dev/null && command -v xvfb-run >/dev/null && has_lrelease &&
                ls /usr/lib/qgis/server/libwms.so /usr/lib/qgis/server/libwcs.so >/dev/null 2>&1 &&
                imports "qgis.core, numpy, rasterio, shapely, PIL, sklearn, pytest, xdist, hypothesis, distributed, zarr"
            ;;
        bench)
            find_qgis_process >/dev/null && command -v gdal_retile.py >/dev/null &&
                imports "qgis.core, numpy, rasterio, shapely, PIL, sklearn, distributed"
            ;;
        translations) imports sys && has_lrelease ;;
        chroot) command -v debootstrap >/dev/null && [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] ;;
    esac
}

if ready; then
    exit
fi
if ! command -v apt-get >/dev/null; then
    # Elsewhere QGIS brings its own Python, which this script cannot look into.
    if [ "$step" = run ] && find_qgis_process >/dev/null; then
        exit
    fi
    if [ "$step" = translations ]; then
        exec "$PYTHON" "$root/.ci/compile_translations.py" --find
    fi
    fail "Please install QGIS 3.22 or newer, and rasterio, shapely and Pillow for its Python;" \
        "this step ($step) installs things by itself on Debian and Ubuntu only."
fi

say "Installing: ${packages[*]}"
# A third-party source that is down must not stop us: the install below is what counts.
as_root apt-get -qq update || say "apt-get update had errors; going on."
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${packages[@]}" </dev/null >/dev/null
ready || fail "The packages are installed, but $PYTHON still misses something: set PYTHON to the system's Python."
