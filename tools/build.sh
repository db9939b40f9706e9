#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh PRESET [TARGET...]: configures and builds; quiet unless something goes wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
start=$SECONDS
echo "build: $preset ..."
mkdir -p build
log=build/$preset-configure.log
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  echo "build: cmake could not configure the preset '$preset'" >&2
  exit 1
fi
# Only two lines when all is well; every line of what went wrong.
log=build/$preset-build.log
if ! cmake --build "build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} >"$log" 2>&1; then
  grep -v '^\[[0-9]*/[0-9]*\] ' "$log" >&2 || true
  echo "build: preset '$preset' does not build; the whole output is in $log" >&2
  exit 1
fi
echo "build: $preset in $((SECONDS - start)) s"
