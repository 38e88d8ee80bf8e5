#!/bin/bash -eu
# SPDX-License-Identifier: BSD-2-Clause
# What OSS-Fuzz runs in its container: targets, dictionaries and seed corpora go to $OUT. Nothing of the container is
# there where they run, so what they need is built from source and linked in.
deps=$WORK/deps
export PKG_CONFIG_PATH=$deps/lib/pkgconfig
export ASAN_OPTIONS=detect_leaks=0 # of programs that run during the build

# dependency NAME OPTIONS...: a checkout in $SRC, instrumented as the rest
dependency() {
    cd "$SRC/$1"
    shift
    ./autogen.sh
    ./configure --prefix="$deps" --disable-shared "$@"
    make -j"$(nproc)" install
}

if [ -d "$SRC/libpcap" ]; then
    dependency libpcap --disable-dbus --disable-rdma --disable-usb --disable-bluetooth --without-libnl
    dependency libsodium --disable-asm
fi

cd "$SRC/libskypedpi"
rm -rf "$WORK/build"
meson setup "$WORK/build" -Dbuildtype=plain -Dwerror=false -Db_lundef=false -Dexamples=false \
    -Dfuzz_engine="$LIB_FUZZING_ENGINE"
ninja -C "$WORK/build" fuzz-targets

cd "$WORK/build/tests/fuzz"
for corpus in *_seed_corpus; do
    target=${corpus%_seed_corpus}
    cp "$target" "$OUT/"
    zip -q -j "$OUT/$corpus.zip" "$corpus"/*
done
cp ./*.dict "$OUT/"
