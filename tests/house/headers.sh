#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# headers.sh SOURCE CC CXX: each public header alone, as strict C99 and as C++11.
set -eu
source=$1 cc=$2 cxx=$3
for header in "$source"/include/skypedpi/*.h "$source"/include/skypedpi/kit/*.h; do
    name=${header#"$source/include/"}
    echo "#include <$name>
#include <$name>
int nothing;" >headers_test.tmp.c
    # -Wpadded: value structs look the same to every compiler
    $cc -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wpadded -Werror -I "$source/include" -fsyntax-only headers_test.tmp.c
    if command -v "$cxx" >/dev/null; then
        $cxx -std=c++11 -Wall -Wextra -Wpedantic -Werror -I "$source/include" -fsyntax-only -x c++ headers_test.tmp.c
    else
        echo "no C++ compiler: $name not tried as C++"
    fi
done
rm -f headers_test.tmp.c
