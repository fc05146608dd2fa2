#!/usr/bin/env bash
# Checks the code without running it. Usage: check.sh lint|types|scan|format
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

venv=$cache/venv
cd "$root"
if ! cmp -s .ci/requirements.txt "$venv/requirements.txt"; then
    .ci/install_debian.sh venv
    say "Making $venv"
    rm -rf "$venv"
    mkdir -p "$cache"
    "$PYTHON" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt
    # Copied last: a venv that was left half-made has no copy and is made again.
    cp .ci/requirements.txt "$venv/requirements.txt"
fi

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
        # The code that is shipped, with no waiver honoured.
        "$venv/bin/bandit" --quiet --ignore-nosec -r __init__.py plugin.py algorithms core ui
        say "Bandit found nothing."
        find . \( -name .git -o -name build -o -name __pycache__ \) -prune -o -type f -print0 |
            xargs -0 "$venv/bin/detect-secrets-hook"
        say "detect-secrets found nothing."
        ;;
    *) fail "Usage: check.sh lint|types|scan|format" ;;
esac
