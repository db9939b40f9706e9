#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_layers.py [ROOT]: modules include only what their line in src/LAYERS allows."""

import re

import tree

# Who may include what is heavy or foreign: domain modules never see JSON or the command line.
# Headers never include these at all, so that they stay cheap to include. Tests may.
FOREIGN = {
    "nlohmann/": {"format", "evidence", "calibrate", "casefile", "report", "service", "apps"},
    "CLI/": {"apps"},
    "Eigen/": {"numerics", "calibrate"},
    "boost/": {"puncture"},
    "sodium.h": {"format", "evidence", "report", "service"},
    "expat.h": {"format"},
    "zlib.h": {"format"},
    "cairo": {"report"},
    "pango/": {"report"},
    "librsvg/": {"report"},
    "qpdf/": {"report"},
    "libical/": {"report"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def check_layer_lines(rows):
    problems, known = [], []
    for module, below, number in rows:
        where = f"src/LAYERS:{number}:"
        if module in known:
            problems.append(f"{where} module {module} stands here twice")
        for lower in below:
            if lower not in known:
                problems.append(f"{where} {module} may not name {lower}: it is not a module below")
        known.append(module)
    return problems


def check_include(root, path, module, allowed, kind, target):
    """What is wrong with one include, or None."""
    is_test = path.name.endswith("_test.cc")
    if kind == "<":
        for foreign, modules in FOREIGN.items():
            if target.startswith(foreign) and not is_test:
                if path.suffix == ".h":
                    return f"<{target}> is too heavy for a header: include it in .cc files only"
                if module not in modules:
                    return f"<{target}> belongs to {', '.join(sorted(modules))}, not to {module}"
        return None
    if "/" not in target or not (root / "src" / target).is_file():
        return f'"{target}" is no file below src/'
    lower = target.split("/")[0]
    if lower != module and lower not in allowed:
        return f"{module} may not include {lower} ({target}): see its line in src/LAYERS"
    return None


def check_file_cycles(graph):
    """Headers that include one another, within a module or across."""
    problems, done = [], set()

    def visit(node, trail):
        if node in trail:
            cycle = trail[trail.index(node):] + [node]
            problems.append("headers include one another: " + " -> ".join(cycle))
            return
        if node in done:
            return
        for child in graph.get(node, []):
            visit(child, trail + [node])
        done.add(node)

    for node in sorted(graph):
        visit(node, [])
    return problems


def check(root):
    rows = tree.layers(root)
    if not rows:
        return ["src/LAYERS: missing or empty"]
    problems = check_layer_lines(rows)
    allowed = {module: below for module, below, _ in rows}
    graph = {}
    for path in tree.files(root, *tree.CODE):
        if path.parts[0] != "src":
            continue
        if len(path.parts) != 3 or path.parts[1] not in allowed:
            problems.append(f"{path}: lies in no module of src/LAYERS (src/<module>/<noun>)")
            continue
        module = path.parts[1]
        text = tree.read(root, path)
        for match in INCLUDE.finditer(text):
            kind, target = match.groups()
            line = text.count("\n", 0, match.start(1)) + 1
            wrong = check_include(root, path, module, allowed[module], kind, target)
            if wrong:
                problems.append(f"{path}:{line}: {wrong}")
            if kind == '"' and path.suffix == ".h":
                graph.setdefault("/".join(path.parts[1:]), []).append(target)
    return problems + check_file_cycles(graph)


if __name__ == "__main__":
    tree.main(check, __doc__)
