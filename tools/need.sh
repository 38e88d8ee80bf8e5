# SPDX-License-Identifier: BSD-2-Clause
# Sourced by the scripts beside it: makes sure that what they need is there. Root gets it installed by package
# name; anybody else is told what to install.

# need PACKAGE TEST...: remembers PACKAGE unless the command TEST... succeeds.
missing=
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_library() {
    pkg-config --exists "$1"
}

install_missing() {
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "These packages are missing. Install them and run this again:" >&2
        echo "    sudo apt-get install$missing" >&2
        exit 1
    fi
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word a package
    apt-get install -y -q $missing >/dev/null 2>&1 || {
        apt-get update -q >/dev/null
        apt-get install -y -q $missing >/dev/null
    } || {
        echo "apt-get could not install:$missing" >&2
        exit 1
    }
    missing=
}

need_build_tools() {
    need gcc command -v gcc
    need libc6-dev test -e /usr/include/stdio.h
    need binutils command -v objcopy
    need pkg-config command -v pkg-config
    need meson command -v meson
    need ninja-build command -v ninja
    need libpcap-dev has_library libpcap
    install_missing
}

# configure DIR OPTIONS...: once; says why if it cannot
configure() {
    [ ! -e "$1/build.ninja" ] || return 0
    mkdir -p "$(dirname "$1")"
    meson setup "$@" >"$1.setup.log" 2>&1 || {
        cat "$1.setup.log" >&2
        exit 1
    }
}
