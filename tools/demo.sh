#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds everything and runs the main job: a capture goes in, a table of flows and verdicts comes out.
set -eu
cd "$(dirname "$0")/.."
. tools/need.sh

no_options "$@"
need_build_tools
need_probe

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
echo
echo "The probe's report of the same capture, a page for a browser:"
rm -rf out/graphs out/report
$build/examples/probe/skypedpi-probe -r $sample --graphs out/graphs --report out/report
echo "    $PWD/out/report/index.html"
echo
echo "Your own capture:"
echo "    $build/tools/skypedpi classify FILE.pcap"
echo "    $build/examples/probe/skypedpi-probe -r FILE.pcap --report DIR"
