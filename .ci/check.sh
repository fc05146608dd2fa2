#!/usr/bin/env bash
# Checks the code with tools of its own, in a venv. Usage: check.sh lint|types|scan|format|qt6
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

step=venv venv=$cache/venv requirements=.ci/requirements.txt
if [ "${1:-}" = qt6 ]; then
    step=qt6 venv=$cache/venv-qt6 requirements=.ci/requirements-qt6.txt
fi
cd "$root"
cmp -s "$requirements" "$venv/requirements.txt" || .ci/install_debian.sh "$step"
make_venv "$venv" "$requirements"

case ${1:-} in
    lint)
        "$venv/bin/ruff" check --no-cache .
        "$venv/bin/ruff" format --no-cache --check .
        for script in .ci/run .ci/*.sh; do
            bash -n "$script"
        done
        ;;
    types)
        # numpy alone brings types; other libraries need not be installed.
        "$venv/bin/mypy" --cache-dir "$cache/mypy"
        ;;
    format)
        "$venv/bin/ruff" check --no-cache --fix --exit-zero .
        "$venv/bin/ruff" format --no-cache .
        ;;
    scan)
        find . \( -name .git -o -name build -o -name __pycache__ \) -prune -o -type f -print0 |
            xargs -0 "$venv/bin/detect-secrets-hook"
        say "detect-secrets found nothing."
        # The zip as plugins.qgis.org takes and scans it, with no waiver honoured.
        package=$("$PYTHON" .ci/package_plugin.py --name)
        "$PYTHON" .ci/check_package.py "$package"
        unpacked=$(mktemp -d)
        trap 'rm -rf "$unpacked"' EXIT
        "$PYTHON" -m zipfile -e "$package" "$unpacked"
        "$venv/bin/bandit" --quiet --ignore-nosec -r "$unpacked"
        say "Bandit found nothing."
        # Those of Flake8's rules that are errors or warnings there.
        "$venv/bin/ruff" check --isolated --no-cache --ignore-noqa --quiet --select \
            E101,E711,E712,E713,E714,E721,E722,E731,E741,E742,E743,E902,F402,F403,F404,F405,F811,F821,F822,F823,F901,W605 \
            "$unpacked"
        say "Ruff found nothing that the site's Flake8 would."
        ;;
    qt6)
        # Not QGIS's Python, and not the tests' conftest.py, which needs QGIS. Short tracebacks
        # would parse sources while Qt deletes widgets, which Python 3.11 takes amiss.
        PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest --quiet --tb=native \
            --confcutdir=tests/qt6 tests/qt6
        ;;
    *) fail "Usage: check.sh lint|types|scan|format|qt6" ;;
esac
