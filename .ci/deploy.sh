#!/usr/bin/env bash
# Links this folder into a QGIS profile, or takes the link away. Usage: deploy.sh link|unlink
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

if [ "$(uname)" = Darwin ]; then
    data="$HOME/Library/Application Support"
else
    data=${XDG_DATA_HOME:-$HOME/.local/share}
fi
link=$data/QGIS/QGIS3/profiles/${QGIS_PROFILE:-default}/python/plugins/tilewright

if [ -e "$link" ] && [ ! -L "$link" ]; then
    fail "$link is not a link: remove that installed copy first."
fi
case ${1:-} in
    link)
        mkdir -p "$(dirname "$link")"
        ln -sfn "$root" "$link"
        say "$link -> $root" "- enable Tilewright in QGIS' plugin manager."
        ;;
    unlink)
        rm -f "$link"
        say "Removed $link"
        ;;
    *) fail "Usage: deploy.sh link|unlink" ;;
esac
