#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# setup.sh GROUP...: installs what is missing of the groups of tools/packages.txt. Downloads nothing
# when nothing is missing; asks for sudo only when something is and this is not root.
set -euo pipefail
list="$(dirname "$0")/packages.txt"

wanted=()
for group in "$@"; do
  mapfile -t names < <(awk -v group="[$group]" '
    { sub(/#.*/, "") } /^\[/ { inside = ($1 == group); next } inside && NF { print $1 }' "$list")
  if [ ${#names[@]} -eq 0 ]; then
    echo "setup: there is no group '$group' in tools/packages.txt" >&2
    exit 2
  fi
  wanted+=("${names[@]}")
done

if ! command -v dpkg-query >/dev/null; then
  echo "setup: this is not Debian. Install the equivalents of: ${wanted[*]}" >&2
  exit 3
fi
missing=()
for name in "${wanted[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: missing packages, and neither root nor sudo to install them. As root, run:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
  fi
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "setup: the packages above could not be installed (is the package mirror reachable?)" >&2
  exit 3
fi
