#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_docs.py [ROOT]: the documents agree with the tree.

The architecture picture is the one that tools/draw_layers.py draws, each module is explained, links
between documents lead somewhere, decisions are numbered without gaps, theory pages stand in their
index, and change notes stand under the four headings of the change log.
"""

import re

import draw_layers
import tree

PAGE = "docs/architecture.md"
INDEX = "docs/theory/README.md"
HEADINGS = {"Added", "Changed", "Fixed", "Results"}
LINK = re.compile(r"\]\(([^)\s]+)\)")


def mend(root):
    """Draws the picture anew (for draw_layers.py and the self-test)."""
    (root / draw_layers.PICTURE).write_text(draw_layers.draw(tree.layers(root)), encoding="utf-8")


def check_links(root):
    for path in tree.files(root, ".md"):
        text = re.sub(r"```.*?```|`[^`\n]*`", "", tree.read(root, path), flags=re.S)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (root / path.parent / target.split("#")[0]).exists():
                yield f"{path}: the link to {target} leads nowhere"


def check_decisions(root):
    names = [path.name for path in tree.files(root, ".md")
             if path.parent.as_posix() == "docs/decisions"]
    for number, name in enumerate(sorted(names), 1):
        if not re.match(rf"{number:04d}-[a-z0-9-]+\.md$", name):
            yield f"docs/decisions/{name}: expected number {number:04d}, and a-z, 0-9, - after it"


def check_index(root):
    """Theory pages are in the index."""
    pages = [path.name for path in tree.files(root, ".md")
             if path.parent.as_posix() == "docs/theory" and path.name != "README.md"]
    index = tree.read(root, INDEX) if (root / INDEX).is_file() else ""
    for name in pages:
        if f"]({name})" not in index:
            yield f"{INDEX}: does not link {name}"


def check_changes(root):
    for path in tree.files(root, ".md"):
        if path.parent.as_posix() != "docs/changes" or path.name == "README.md":
            continue
        headings = re.findall(r"^#+\s*(.*)$", tree.read(root, path), re.M)
        if not headings or set(headings) - HEADINGS:
            yield f"{path}: headings {headings}, expected of {sorted(HEADINGS)}"


def check(root):
    problems = []
    picture = root / draw_layers.PICTURE
    if not picture.is_file() or tree.read(root, draw_layers.PICTURE) != draw_layers.draw(
            tree.layers(root)):
        problems.append(f"{draw_layers.PICTURE}: not drawn from src/LAYERS as it is now: "
                        "run tools/draw_layers.py")
    page = tree.read(root, PAGE) if (root / PAGE).is_file() else ""
    for module, _, _ in tree.layers(root):
        if f"`{module}/`" not in page:
            problems.append(f"{PAGE}: does not explain `{module}/`")
    for part in (check_links, check_decisions, check_index, check_changes):
        problems += part(root)
    return problems


if __name__ == "__main__":
    tree.main(check, __doc__)
