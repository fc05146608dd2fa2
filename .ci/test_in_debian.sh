#!/usr/bin/env bash
# Runs the tests in another Debian release, kept as a folder that is entered with chroot.
# Usage: test_in_debian.sh trixie|sid [arguments for pytest]
set -euo pipefail
# shellcheck source=.ci/common.sh
. "$(dirname "$0")/common.sh"

suite=${1:?which Debian release}
shift

if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Making and entering a Debian folder needs root: run this as root, or install sudo."
    exec sudo env TILEWRIGHT_CACHE="$cache" "$root/.ci/test_in_debian.sh" "$suite" "$@"
fi
# In a mount namespace of its own, whatever is mounted below goes away with this process.
# Where namespaces are refused so are mounts, and the tests have to do without them.
if [ -z "${TILEWRIGHT_UNSHARED:-}" ] && unshare --mount true 2>/dev/null; then
    exec env TILEWRIGHT_UNSHARED=1 unshare --mount "$root/.ci/test_in_debian.sh" "$suite" "$@"
fi

tree=$cache/debian-$suite
stamp=$tree/etc/tilewright-packages
packages=$("$root/.ci/install_debian.sh" --list test)
mkdir -p "$cache"
exec 9>"$tree.lock"
flock 9 # one run at a time

enter() {
    local tree=$1
    shift
    chroot "$tree" /usr/bin/env -i \
        HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" no_proxy="${no_proxy:-}" "$@"
}

mount_into() {
    [ -n "${TILEWRIGHT_UNSHARED:-}" ] || return 0
    mountpoint -q "$1/proc" || mount -t proc proc "$1/proc" 2>/dev/null || say "(no /proc in the Debian folder)"
    mountpoint -q "$1/dev" || mount --rbind /dev "$1/dev" 2>/dev/null || say "(no /dev in the Debian folder)"
}

copy_into() {
    rm -rf "$1/src"
    mkdir -p "$1/src/tilewright"
    tar -C "$root" -c --exclude=./.git --exclude=./build --exclude=__pycache__ . | tar -C "$1/src/tilewright" -x --no-same-owner
}

install_into() {
    mount_into "$1"
    copy_into "$1"
    enter "$1" /src/tilewright/.ci/install_debian.sh test
    say "$packages" >"$1/etc/tilewright-packages"
}

make_tree() {
    local new=$tree.partial mirror
    "$root/.ci/install_debian.sh" chroot
    # The mirror this machine itself uses; apt knows whose it is once its lists are there.
    apt-get -qq update || say "apt-get update had errors; going on."
    # shellcheck disable=SC2016
    mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(RELEASE) $(REPO_URI)' |
        awk '$1 == "Debian" && $2 == "main" && $3 !~ /-/ && !found { print $4; found = 1 }')}
    [ -n "$mirror" ] || fail "No Debian mirror found in apt's sources: set DEBIAN_MIRROR to the address of one."

    say "Making a Debian $suite folder in $tree (some minutes, once)"
    rm -rf --one-file-system "$new"
    debootstrap --variant=minbase "$suite" "$new" "$mirror" >"$tree.log" 2>&1 ||
        { tail -n 20 "$tree.log"; fail "debootstrap failed; the whole log is $tree.log"; }
    # Speed matters here and a crash costs nothing; and no service may start.
    echo force-unsafe-io >"$new/etc/dpkg/dpkg.cfg.d/unsafe-io"
    printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
    chmod +x "$new/usr/sbin/policy-rc.d"
    apt-config dump | grep -E '^Acquire::https?::Proxy' >"$new/etc/apt/apt.conf.d/90proxy" || true
    cp -L /etc/resolv.conf "$new/etc/resolv.conf"
    install_into "$new"

    rm -rf --one-file-system "$tree"
    mv "$new" "$tree"
}

# Made afresh once a month, so that sid stays near to what is current.
if [ -z "$(find "$stamp" -mtime -30 2>/dev/null)" ]; then
    make_tree
elif [ "$(cat "$stamp")" != "$packages" ]; then
    install_into "$tree"
fi

mount_into "$tree"
copy_into "$tree"
say "Debian $suite:"
enter "$tree" /src/tilewright/.ci/run_tests.sh "$@"
