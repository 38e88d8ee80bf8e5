#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# archives.sh SOURCE CC... -- LIB.a...: both libraries go into one program as archives, without a clash, whatever
# private names the program itself has.
set -eu
source=$1
shift
cc=
while [ "$1" != -- ]; do
    cc="$cc $1"
    shift
done
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/program.c" <<END
#include <skypedpi/kit.h>
#include <skypedpi/skypedpi.h>
int abi_read(void), allocate_zeroed(void), release(void), slab_open(void), walk_ip(void), store_open(void);
int abi_read(void) { return 0; }
int allocate_zeroed(void) { return 0; }
int release(void) { return 0; }
int slab_open(void) { return 0; }
int walk_ip(void) { return 0; }
int store_open(void) { return 0; }
int main(void)
{
    skypedpi_db *db;
    skypedpi_table *table;
    if (skypedpi_db_builtin(&db) != SKYPEDPI_OK || skypedpi_table_new(NULL, &table) != SKYPEDPI_OK)
        return 1;
    skypedpi_table_free(table);
    skypedpi_db_unref(db);
    return 0;
}
END
$cc -std=c11 -I "$source/include" "$scratch/program.c" "$@" -o "$scratch/program"
"$scratch/program"
