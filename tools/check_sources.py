#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_sources.py [ROOT]: cited keys are in data/references.json, and every reference is cited.

Cited means: [Key1999] in text or comments below src/, docs/, data/, tests/ and web/, a key under
"sources" or "source" in a JSON file below data/, or in a column of such a name of a CSV file.
"""

import csv
import io
import json
import re

import tree

REFERENCES = "data/references.json"
KEY = re.compile(r"[A-Z][A-Za-z]*\d{4}[A-Za-z]*")
IN_TEXT = re.compile(rf"\[({KEY.pattern}(?:[,;]\s*{KEY.pattern})*)\]")
CITING = {"source", "sources", "study", "reference", "references"}


def in_json(value, known, under=""):
    """Keys cited in a JSON document: a list "sources" holds nothing else; a text "source" may also
    be a sentence."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from in_json(child, known, name if name in CITING else "")
    elif isinstance(value, list):
        for child in value:
            yield from in_json(child, known, under)
    elif isinstance(value, str) and under:
        if under == "sources" or value in known or KEY.fullmatch(value):
            yield value


def citations(root, known):
    """(where, key) for every citation of the project."""
    for path in tree.files(root, ".h", ".cc", ".md", ".json", ".csv", ".ts", ".tsx"):
        if path.parts[0] not in ("src", "docs", "data", "tests", "web"):
            continue
        if path.as_posix() == REFERENCES:
            continue
        text = tree.read(root, path)
        for number, line in enumerate(text.splitlines(), 1):
            for match in IN_TEXT.finditer(line):
                for key in KEY.findall(match.group(1)):
                    yield f"{path}:{number}", key
        if path.parts[0] != "data":
            continue
        if path.suffix == ".json":
            for key in in_json(json.loads(text), known):
                yield str(path), key
        elif path.suffix == ".csv":
            lines = [line for line in text.splitlines() if not line.startswith("#")]
            for row in csv.DictReader(io.StringIO("\n".join(lines))):
                for column in CITING & set(row):
                    for key in re.split(r"[;,\s]+", row[column] or ""):
                        if key in known or KEY.fullmatch(key):
                            yield str(path), key


def check(root):
    if not (root / REFERENCES).is_file():
        return [f"{REFERENCES}: missing"]
    known = json.loads(tree.read(root, REFERENCES))
    problems, cited = [], set()
    for where, key in citations(root, known):
        cited.add(key)
        if key not in known:
            problems.append(f"{where}: [{key}] is not in {REFERENCES}")
    for key in known:
        if key not in cited:
            problems.append(f"{REFERENCES}: nothing cites {key}")
    return problems


if __name__ == "__main__":
    tree.main(check, __doc__)
