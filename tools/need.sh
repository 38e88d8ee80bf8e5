# SPDX-License-Identifier: BSD-2-Clause
# Sourced by the scripts beside it: --help, and makes sure that what they need is there. Root gets it installed by
# package name; anybody else is told what to install.

# usage: what stands at the top of the script
usage() {
    sed -n '3,/^[^#]/s/^# \{0,1\}//p' "tools/${0##*/}"
}

# no_options ARGUMENT...: of a script that has none but --help
no_options() {
    case ${1:-} in
    '') ;;
    --help) usage; exit 0 ;;
    *) echo "${0##*/}: unknown option $1" >&2; exit 1 ;;
    esac
}

# need PACKAGE TEST...: remembers PACKAGE unless the command TEST... succeeds.
missing=
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

# want PACKAGE TEST...: the same for what can be done without. Only root gets it.
wanted=
want() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || wanted="$wanted $package"
}

# Without them some tests are skipped, and say so.
install_wanted() {
    [ -n "$wanted" ] && [ "$(id -u)" -eq 0 ] || return 0
    echo "installing, if they can be had:$wanted"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word a package
    apt-get install -y -q --no-install-recommends $wanted >/dev/null 2>&1 || echo "apt-get could not install all of them" >&2
    wanted=
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
    need libsodium-dev has_library libsodium
    install_missing
}

# What the probe's report needs, and with `all` everything it can tell others.
need_probe() {
    need librrd-dev has_library librrd
    need fonts-dejavu-core test -e /usr/share/fonts/truetype/dejavu
    if [ "${1:-}" = all ]; then
        need libcurl4-openssl-dev has_library libcurl
        need libssl-dev has_library openssl
        need libfixbuf-dev has_library libfixbuf
    fi
    install_missing
}

# What this library is measured against, and what counts instructions.
need_bench() {
    need libndpi-dev has_library libndpi
    need valgrind command -v valgrind
    need python3 command -v python3
    install_missing
}

# Real servers, collectors and a browser, for the probe's tests.
want_probe_tests() {
    want rsyslog command -v rsyslogd
    want rsyslog-openssl test -e /usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_ossl.so
    want vsftpd command -v vsftpd
    want python3-pyftpdlib /usr/bin/python3 -c 'import pyftpdlib'
    want python3-openssl /usr/bin/python3 -c 'import OpenSSL'
    want nfdump command -v nfcapd
    want pmacct command -v nfacctd
    want libfixbuf-tools command -v ipfixDump
    want rrdtool command -v rrdtool
    want tcpreplay command -v tcpreplay
    want tshark command -v tshark
    want iproute2 command -v ip
    want chromium command -v chromium
    install_wanted
}

# Compilers and emulators of other machines, the C library of routers, and what looks for memory that was never written.
want_machines() {
    want valgrind command -v valgrind
    want gcc-i686-linux-gnu command -v i686-linux-gnu-gcc
    want libc6-dev-i386-cross test -e /usr/i686-linux-gnu/include/stdio.h
    want gcc-s390x-linux-gnu command -v s390x-linux-gnu-gcc
    want libc6-dev-s390x-cross test -e /usr/s390x-linux-gnu/include/stdio.h
    want qemu-user command -v qemu-s390x
    want musl-tools command -v musl-gcc
    install_wanted
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
