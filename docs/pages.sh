#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# pages.sh DOXYGEN SOURCE DOXYFILE FOLDER: the API pages, in FOLDER/html.
set -eu
doxyfile=$(realpath "$3") folder=$(realpath "$4")
cd "$2"
{ cat "$doxyfile"; echo "OUTPUT_DIRECTORY = \"$folder\""; } | "$1" -
