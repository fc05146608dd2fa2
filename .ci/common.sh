# shellcheck shell=bash
# Shared by the scripts beside it: source it, do not run it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${TILEWRIGHT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tilewright}
# QGIS on Linux is bound to the system's Python, which need not be the first on PATH.
PYTHON=${PYTHON:-/usr/bin/python3}
export PYTHON root cache

# Qt 5 cannot open paths with accents unless the locale is a UTF-8 one.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    export LC_ALL=C.UTF-8
fi

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "This step needs root: run it as root, or install sudo."
    fi
}

# Prints the program that runs Processing algorithms without a window. Debian's wrapper
# /usr/bin/qgis_process adds an option that the program refuses, so the .bin goes first.
find_qgis_process() {
    local name
    for name in "${QGIS_PROCESS:-}" qgis_process.bin /usr/bin/qgis_process.bin qgis_process \
        /Applications/QGIS*.app/Contents/MacOS/bin/qgis_process; do
        if [ -n "$name" ] && command -v "$name"; then
            return 0
        fi
    done
    return 1
}

# Qt needs to be told when there is no screen to draw on.
without_screen() {
    if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        export QT_QPA_PLATFORM=offscreen
    fi
}

# Makes a venv with what a file names, unless it is there as the file says; false where that cannot
# be. Usage: make_venv FOLDER FILE [options of venv]
make_venv() {
    local venv=$1 needs=$2
    shift 2
    cmp -s "$needs" "$venv/requirements.txt" && return
    "$root/.ci/install_debian.sh" venv
    say "Making $venv"
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    # Copied last: a venv that was left half-made has no copy and is made again.
    "$PYTHON" -m venv "$@" "$venv" &&
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$needs" &&
        cp "$needs" "$venv/requirements.txt"
}

# Makes the environment of `make mutate` and `make coverage` once: "$measuring". It sees the
# libraries that QGIS uses.
make_measuring_venv() {
    measuring=$cache/measuring
    "$root/.ci/install_debian.sh" test
    make_venv "$measuring" "$root/.ci/measuring_requirements.txt" --system-site-packages
}

# Makes the folder of optional libraries that tests need and Debian has not, once: "$libraries".
# Tests append what is in it to Python's path, so that Debian's own come first.
make_test_libraries() {
    libraries=$cache/libraries
    make_venv "$libraries" "$root/.ci/test_libraries.txt" && return
    rm -rf "$libraries"
    say "The libraries of .ci/test_libraries.txt cannot be installed here: WHAT USES THEM IS NOT TRIED."
}
