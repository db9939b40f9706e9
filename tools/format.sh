#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# format.sh [FILE...]: formats these C++ files, or all of the project's.
set -euo pipefail
if [ $# -eq 0 ]; then
  cd "$(dirname "$0")/.."
  mapfile -d '' files < <(git ls-files -z -co --exclude-standard '*.h' '*.cc')
  set -- "${files[@]}"
fi
exec clang-format -i -- "$@"
