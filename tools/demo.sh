#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds everything and runs the main job: a capture goes in, a table of flows and verdicts comes out.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh
need_build_tools

build=build/demo
configure $build -Dbuildtype=release -Dtests=false
echo "building in $build ..."
ninja -C $build --quiet
mkdir -p out
sample=out/synthetic-sample.pcap
$build/tests/synth/skypedpi-synth sample -o $sample --truth out/synthetic-sample.truth.csv

echo
echo "SYNTHETIC traffic, made by the project's own generator from published facts ($sample):"
echo
$build/tools/skypedpi classify $sample
echo
echo "Why? Every piece of evidence, packet by packet:"
echo "    $build/tools/skypedpi classify --explain $sample"
echo "Your own capture:"
echo "    $build/tools/skypedpi classify FILE.pcap"
