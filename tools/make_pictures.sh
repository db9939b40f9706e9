#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# make_pictures.sh: makes the pictures of docs/pictures anew from the program (./run --build-only).
set -euo pipefail
cd "$(dirname "$0")/.."
tools/setup.sh e2e

# picture NAME CASE WIDTH HEIGHT: the first page of a case's report, 1.3 dots to a point.
picture() {
  build/release/stipple --quiet simulate "cases/$2.json" --out "$folder/$2"
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
    --disable-background-networking --disable-component-update --disable-sync \
    --force-device-scale-factor=1.3 --window-size="$3,$4" --user-data-dir="$folder/profile" \
    --screenshot="$folder/$1.png" "file://$folder/$2/report.html" 2>"$folder/browser.log"
  if [ "$(stat -c %s "$folder/$1.png")" -gt 300000 ]; then
    echo "make_pictures: $1.png is over 300 kB" >&2
    exit 1
  fi
  cp "$folder/$1.png" "docs/pictures/$1.png"
  echo "docs/pictures/$1.png"
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
picture acne-scars acne-scars 900 1258

# drawing NAME: a picture that the program draws by itself.
drawing() {
  if [ "$(stat -c %s "$folder/needle/$1.png")" -gt 300000 ]; then
    echo "make_pictures: $1.png is over 300 kB" >&2
    exit 1
  fi
  cp "$folder/needle/$1.png" "docs/pictures/$1.png"
  echo "docs/pictures/$1.png"
}
build/release/stipple --quiet puncture cases/acne-scars-roller.json --visit 4 \
  --out "$folder/needle"
drawing puncture-map
drawing channels

# The first page of the sheet that a case gets whose verdict is to ask a doctor (status 5).
build/release/stipple --quiet care cases/age-spots-unexamined.json --out "$folder/care" ||
  [ $? -eq 5 ]
pdftoppm -r 80 -png -f 1 -l 1 -singlefile "$folder/care/doctor-summary.pdf" \
  docs/pictures/doctor-summary
echo "docs/pictures/doctor-summary.png"

# The papers of a case that is treated: both sides of the leaflet, and the first page of the plan.
build/release/stipple --quiet care cases/acne-scars.json --issued 2026-02-20 --out "$folder/papers"
pdftoppm -r 80 -png -f 1 -l 1 -singlefile "$folder/papers/leaflet.pdf" docs/pictures/leaflet-front
pdftoppm -r 80 -png -f 2 -l 2 -singlefile "$folder/papers/leaflet.pdf" docs/pictures/leaflet-back
pdftoppm -r 80 -png -f 1 -l 1 -singlefile "$folder/papers/plan.pdf" docs/pictures/plan-1
echo "docs/pictures/leaflet-front.png docs/pictures/leaflet-back.png docs/pictures/plan-1.png"

# The patch: some minutes on two cores, 2 GB in the temporary folder. The section is made smaller
# with ImageMagick where it is installed.
build/release/stipple --quiet simulate cases/acne-scars.json --resolution patch \
  --out "$folder/patch"
cp "$folder/patch/pictures/block.png" docs/pictures/patch-block.png
if command -v convert >/dev/null; then
  convert "$folder/patch/pictures/section-haematoxylin-eosin.png" -resize 50% -colors 256 \
    docs/pictures/patch-section.png
fi
echo docs/pictures/patch-block.png
