#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_sizes.py [ROOT]: lines of at most 100 characters, functions of 60 lines, files of 500.

A function counts the lines between its braces. One without any branch or loop may be longer: a list
of equations or of fields is easiest to read in one piece.
"""

import ast
import re

import tree

LINE, FUNCTION, FILE = 100, 60, 500
BRANCH = re.compile(r"\b(?:if|for|while|switch|do|catch|goto)\b")
# What opens a brace that is no function body.
NO_FUNCTION = re.compile(
    r"^\s*(?:\w+::)*(?:namespace|class|struct|union|enum|extern|if|else|for|while|switch|do|try|"
    r"catch|return|template\s*<[^;]*>\s*(?:class|struct))\b")
ENDS_LIKE_FUNCTION = re.compile(
    r"\)\s*(?:const|noexcept|override|final|mutable|&{1,2}|->\s*[\w:<>,\s*&]+|"
    r":\s*[\w:]+\s*[({].*|\s)*$", re.S)


def is_function(head):
    """Whether the text before a brace opens a function's body."""
    return ENDS_LIKE_FUNCTION.search(head) and not NO_FUNCTION.match(head)


def cpp_functions(text):
    """(first line, lines, whether it branches) of each outermost function, by counting braces."""
    text = tree.without_comments(text)
    text = re.sub(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group().count("\n"), text,
                  flags=re.M)
    depth, body_depth, begin, head = 0, None, 0, ""
    line, body_begin = 1, 0
    for position, character in enumerate(text):
        if character == "\n":
            line += 1
        if character == "{":
            if body_depth is None and is_function(head):
                body_depth, begin, body_begin = depth, line, position
            depth += 1
            head = ""
        elif character == "}":
            depth -= 1
            if depth == body_depth:
                yield begin, line - begin - 1, bool(BRANCH.search(text, body_begin, position))
                body_depth = None
            head = ""
        elif character == ";":
            head = ""
        else:
            head += character


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno, True


def check(root):
    problems = []
    for path in tree.files(root, ".h", ".cc", ".py", ".sh", ".cmake", ".ts", ".tsx", ".css"):
        text = tree.read(root, path)
        lines = text.splitlines()
        if len(lines) > FILE:
            problems.append(f"{path}: {len(lines)} lines, at most {FILE}: it holds two ideas")
        for number, line in enumerate(lines, 1):
            if len(line) > LINE:
                problems.append(f"{path}:{number}: {len(line)} characters, at most {LINE}")
        functions = ()
        if path.suffix in tree.CODE:
            functions = cpp_functions(text)
        elif path.suffix == ".py":
            functions = python_functions(text)
        for number, length, branches in functions:
            if length > FUNCTION and branches:
                problems.append(f"{path}:{number}: a function of {length} lines, "
                                f"at most {FUNCTION}")
    return problems


if __name__ == "__main__":
    tree.main(check, __doc__)
