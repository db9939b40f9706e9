#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""draw_layers.py: draws docs/architecture.svg from src/LAYERS.

Modules stand in rows, each one row below the lowest module that includes it. Lines show the
includes that do not follow from others.
"""

import pathlib

import tree

PICTURE = "docs/architecture.svg"
WIDTH, ROW, BOX_WIDTH, BOX_HEIGHT = 760, 84, 104, 34
INK, LINE, FILL = "#20303c", "#9fb0bc", "#eef4f7"


def rows_of(rows):
    """[[modules of the lowest row], ...]"""
    depth = {}  # rows below the top
    for module, _, _ in reversed(rows):
        above = [other for other, below, _ in rows if module in below]
        depth[module] = 1 + max((depth.get(other, 0) for other in above), default=-1)
    lowest = max(depth.values())
    levels = [[] for _ in range(lowest + 1)]
    for module, _, _ in rows:
        levels[lowest - depth[module]].append(module)
    return levels


def essential_includes(rows):
    """(module, lower) pairs without those that another module in between already gives."""
    below = {module: set(lower) for module, lower, _ in rows}
    reach = {}
    for module, lower, _ in rows:
        reach[module] = set(lower).union(*(reach[name] for name in lower if name in reach))
    for module, lower, _ in rows:
        for name in lower:
            if not any(name in reach.get(other, ()) for other in below[module] - {name}):
                yield module, name


def draw(rows):
    levels = rows_of(rows)
    height = len(levels) * ROW + 20
    place = {}
    for number, level in enumerate(levels):
        gap = WIDTH / len(level)
        for column, module in enumerate(level):
            place[module] = (gap * (column + 0.5), height - 20 - ROW * number - BOX_HEIGHT / 2 - 10)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="DejaVu Sans, sans-serif" font-size="14">',
        "<title>The modules of Stipple: each may include those that its lines lead down to</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    for module, lower in essential_includes(rows):
        (x1, y1), (x2, y2) = place[module], place[lower]
        top, bottom = y1 + BOX_HEIGHT / 2, y2 - BOX_HEIGHT / 2
        turn = bottom - ROW + BOX_HEIGHT  # a long line first runs straight down past other rows
        middle = (turn + bottom) / 2
        parts.append(f'<path d="M{x1:.0f} {top:.0f} V{turn:.0f} C{x1:.0f} {middle:.0f} '
                     f'{x2:.0f} {middle:.0f} {x2:.0f} {bottom:.0f}" fill="none" '
                     f'stroke="{LINE}" stroke-width="1.5"/>')
    for module, (x, y) in place.items():
        parts.append(
            f'<rect x="{x - BOX_WIDTH / 2:.0f}" y="{y - BOX_HEIGHT / 2:.0f}" width="{BOX_WIDTH}" '
            f'height="{BOX_HEIGHT}" rx="6" fill="{FILL}" stroke="{INK}"/>')
        parts.append(f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" fill="{INK}">'
                     f"{module}</text>")
    return "\n".join(parts + ["</svg>"]) + "\n"


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / PICTURE).write_text(draw(tree.layers(root)), encoding="utf-8")
