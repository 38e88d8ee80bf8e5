#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# installed.sh SOURCE BUILD CC...: what is installed can be linked: shared and static with pkg-config, and from a meson
# project that has this one as a subproject.
set -eu
source=$(realpath "$1") build=$(realpath "$2")
shift 2
for program in meson pkg-config; do
    command -v $program >/dev/null || { echo "$program is not installed"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

DESTDIR=$scratch/root meson install -C "$build" --no-rebuild --quiet
facts=$(dirname "$(find "$scratch/root" -name skypedpi.pc)")
PKG_CONFIG_PATH=$facts
PKG_CONFIG_SYSROOT_DIR=$scratch/root
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
LD_LIBRARY_PATH=$(dirname "$facts")
export LD_LIBRARY_PATH

cat >"$scratch/kit.c" <<'C'
#include <stdio.h>
#include <skypedpi/kit.h>
#include <skypedpi/skypedpi.h>
int main(void)
{
    skypedpi_table *table;
    if (skypedpi_table_new(NULL, &table) != SKYPEDPI_OK)
        return 1;
    skypedpi_table_free(table);
    printf("%s %s\n", skypedpi_action_name(SKYPEDPI_ACTION_BLOCK), skypedpi_version());
    return 0;
}
C
version=$(pkg-config --modversion skypedpi)
[ "$(pkg-config --modversion skypedpi-kit)" = "$version" ] || { echo "two versions"; exit 1; }

# links NAME OPTION CC...: the example, and the kit beside the library, with what pkg-config says with that option
links() {
    name=$1 option=$2
    shift 2
    # shellcheck disable=SC2046,SC2086
    "$@" "$source/examples/minimal.c" -o "$scratch/minimal" $(pkg-config --cflags $option --libs skypedpi)
    "$scratch/minimal" | grep -q '^skype, udp-direct, ' || { echo "$name: another verdict"; exit 1; }
    # shellcheck disable=SC2046,SC2086
    "$@" "$scratch/kit.c" -o "$scratch/kit" $(pkg-config --cflags $option --libs skypedpi-kit)
    [ "$("$scratch/kit")" = "block $version" ] || { echo "$name: the kit answers otherwise"; exit 1; }
    echo "$name: the example and the kit run"
}
links shared '' "$@"
links static --static "$@" -static

for page in skypedpi.1 skypedpi-probe.1; do
    [ ! -e "$build/examples/probe" ] || [ -n "$(find "$scratch/root" -name "$page*")" ] || { echo "no $page"; exit 1; }
done

unset PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
mkdir -p "$scratch/embedder/subprojects"
ln -s "$source" "$scratch/embedder/subprojects/skypedpi"
cat >"$scratch/embedder/meson.build" <<'M'
project('embedder', 'c')
foreach library : ['skypedpi', 'skypedpi-kit']
  found = dependency(library, fallback: 'skypedpi')
  assert(found.type_name() == 'internal', library + ' is not that of the subproject')
endforeach
M
meson setup "$scratch/embedder/build" "$scratch/embedder" --wrap-mode=forcefallback >"$scratch/log" 2>&1 ||
    { cat "$scratch/log"; exit 1; }
echo "subproject: its dependencies are found"
