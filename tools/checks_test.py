#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checks can fail: each is shown a clean little project and then one with a single fault."""

import pathlib
import shutil
import sys
import tempfile
import unittest

import check_docs
import check_format
import check_headers
import check_layers
import check_sizes
import check_sources
import check_tidy
import check_words

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
CLEAN = {
    "src/LAYERS": "core:\nnumerics: core\nhealing: core numerics\n",
    "src/core/quantity.h": SPDX + "#pragma once\n\nstruct Length {\n  double mm{};\n};\n",
    "src/numerics/grid.h": SPDX + '#pragma once\n\n#include "core/quantity.h"\n',
    "src/numerics/grid.cc": SPDX + '#include "numerics/grid.h"\n\n// Rates of [Davis2004].\n',
    "data/references.json": '{"Davis2004": {"year": 2004}, "Aust2008": {}, "Sharma": {}}\n',
    "data/parameters/healing.json":
        '{"dI": {"sources": ["Aust2008"], "help": "x"}, "a": {"source": "a guess"}}\n',
    "data/validation/trials.csv": "study,value\nSharma,1\n",
}


class Check(unittest.TestCase):
    """A temporary project; faults are files on top of the clean one."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.write(CLEAN)

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def expect(self, check, files, fragment):
        """Clean passes; with these files the one problem found contains the fragment."""
        self.assertEqual(check(self.root), [])
        self.write(files)
        problems = check(self.root)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(fragment, problems[0])


class Layers(Check):
    def fault(self, files, fragment):
        self.expect(check_layers.check, files, fragment)

    def test_including_upwards(self):
        self.fault({"src/core/time.h": SPDX + '#pragma once\n#include "numerics/grid.h"\n'},
                   "core may not include numerics")

    def test_line_number_is_that_of_the_include(self):
        self.fault({"src/core/time.h": SPDX + '#pragma once\n\n\n#include "numerics/grid.h"\n'},
                   "time.h:5:")

    def test_unknown_module(self):
        self.fault({"src/common/misc.h": SPDX}, "lies in no module")

    def test_dependency_on_a_module_above(self):
        self.fault({"src/LAYERS": "core: healing\nnumerics: core\nhealing: core numerics\n"},
                   "core may not name healing")

    def test_module_twice(self):
        self.fault({"src/LAYERS": CLEAN["src/LAYERS"] + "core:\n"}, "stands here twice")

    def test_missing_file(self):
        self.fault({"src/core/time.cc": SPDX + '#include "core/nothing.h"\n'}, "no file below src/")

    def test_file_beside_named_without_its_module(self):
        self.fault({"src/core/time.cc": SPDX + '#include "quantity.h"\n'}, "no file below src/")

    def test_headers_in_a_circle(self):
        self.fault({"src/core/a.h": SPDX + '#include "core/b.h"\n',
                    "src/core/b.h": SPDX + '#include "core/a.h"\n'}, "include one another")

    def test_heavy_header_in_a_header(self):
        self.fault({"src/core/time.h": SPDX + "#include <nlohmann/json.hpp>\n"}, "too heavy")

    def test_json_in_a_domain_module(self):
        self.fault({"src/healing/x.cc": SPDX + "#include <nlohmann/json.hpp>\n"}, "belongs to")


class Sources(Check):
    def fault(self, files, fragment):
        self.expect(check_sources.check, files, fragment)

    def test_unknown_key_in_code(self):
        self.fault({"src/core/time.cc": "// [Nobody1999]\n"}, "time.cc:1: [Nobody1999]")

    def test_unknown_key_beside_a_known_one(self):
        self.fault({"docs/theory/x.md": "See [Davis2004; Nobody1999].\n"}, "[Nobody1999]")

    def test_unknown_key_in_parameters(self):
        self.fault({"data/parameters/x.json": '{"k": {"sources": ["Nobody1999"]}}'}, "[Nobody1999]")

    def test_unknown_key_without_a_year_in_a_list(self):
        self.fault({"data/parameters/x.json": '{"k": {"sources": ["Nobody"]}}'}, "[Nobody]")

    def test_unknown_key_in_a_table(self):
        self.fault({"data/validation/x.csv": "# why\nsource,y\nNobody1999,2\n"}, "[Nobody1999]")

    def test_reference_that_nothing_cites(self):
        self.fault({"data/references.json":
                    '{"Davis2004": {}, "Aust2008": {}, "Sharma": {}, "Lonely2001": {}}'},
                   "nothing cites Lonely2001")


class Sizes(Check):
    def fault(self, files, fragment):
        self.expect(check_sizes.check, files, fragment)

    def test_long_line(self):
        self.fault({"src/core/x.cc": SPDX + "// " + "x" * 98 + "\n"}, "x.cc:2: 101 characters")

    def test_longest_allowed_line_and_file(self):
        self.write({"src/core/x.cc": ("/" * 100 + "\n") * 500})
        self.assertEqual(check_sizes.check(self.root), [])

    def test_long_file(self):
        self.fault({"src/core/x.cc": "\n" * 501}, "501 lines")

    def test_long_functions_of_many_shapes(self):
        body = "{\n" + "  f(\"}\");  // {\n" * 61 + "}\n"
        for head in ("void f() ", "int A::f(int x) const noexcept ",
                     "auto f() -> std::vector<int> ", "A::A(int x) : x_(x) ",
                     "template <class T>\nvoid f(T t) ",
                     'TEST_CASE("a claim") ', "[[nodiscard]] double f(\n    int x) override "):
            text = "namespace a {\n" + head + body + "}\n"
            found = list(check_sizes.cpp_functions(text))
            self.assertEqual([lines for _, lines, _ in found], [61], head)

    def test_what_is_no_function(self):
        body = "{\n" + "  int x{};\n" * 80 + "}"
        for head in ("struct A ", "namespace a ", "class B final : public C ", "enum class E ",
                     "constexpr int x[] = "):
            self.assertEqual(list(check_sizes.cpp_functions(head + body + ";\n")), [], head)

    def test_long_function_is_reported(self):
        self.fault({"src/core/x.cc": "void f() {\n  if (h())\n" + "  g();\n" * 60 + "}\n"},
                   "x.cc:1: a function of 61 lines")

    def test_longest_allowed_function_and_a_long_list(self):
        self.write({"src/core/x.cc": "void f() {\n  if (h())\n" + "  g();\n" * 59 + "}\n",
                    "src/core/y.cc": "void f() {\n" + "  g();\n" * 90 + "}\nint x = 1 ? 2 : 3;\n"})
        self.assertEqual(check_sizes.check(self.root), [])

    def test_long_python_function(self):
        self.fault({"tools/x.py": "def f():\n" + "    g()\n" * 61}, "61 lines")


class Words(Check):
    def fault(self, files, fragment):
        self.expect(check_words.check, files, fragment)

    def test_machine_paths(self):
        for folder in ("home", "work", "tmp", "root"):
            with self.subTest(folder):
                for before in ("see ", "file://", '"'):
                    self.write({"docs/x.md": f"{before}/{folder}/me/stipple\n"})
                    self.assertEqual(len(check_words.check(self.root)), 1)

    def test_relative_paths_and_addresses_are_fine(self):
        self.write({"docs/x.md": "a/work/b and https://example.org/home/x and $DIR/tmp/x\n"})
        self.assertEqual(check_words.check(self.root), [])

    def test_left_for_later(self):
        self.fault({"src/core/x.cc": SPDX + "// TO" + "DO: mend\n"}, "left for later")

    def test_switched_off(self):
        self.fault({"src/core/x.cc": SPDX + 'TEST_CASE("x" * doctest::sk' + "ip()) {}\n"},
                   "switched off")

    def test_registry_in_a_lock_file(self):
        self.fault({"web/package-lock.json": '"resolved": "https://r.example/x.tgz"\n'}, "registry")

    def test_no_licence_line(self):
        self.fault({"src/core/x.cc": "int x;\n"}, "does not open with")

    def test_no_pragma_once(self):
        self.fault({"src/core/x.h": SPDX}, "no #pragma once")


class Headers(Check):
    def test_header_that_leans_on_its_includer(self):
        self.expect(check_headers.check,
                    {"src/core/x.h": SPDX + "#pragma once\nstd::string name();\n"},
                    "does not compile alone")

    def test_header_that_cannot_be_included_twice(self):
        self.expect(check_headers.check, {"src/core/x.h": SPDX + "struct A {};\n"},
                    "does not compile alone")


class Format(Check):
    def test_other_spacing(self):
        here = pathlib.Path(__file__).resolve().parent.parent
        shutil.copy(here / ".clang-format", self.root)
        self.expect(check_format.check, {"src/core/x.cc": SPDX + "int  x ;\n"}, "src/core/x.cc")


class Tidy(Check):
    def test_copy_in_a_loop(self):
        here = pathlib.Path(__file__).resolve().parent.parent
        shutil.copy(here / ".clang-tidy", self.root)
        loop = "#include <string>\n#include <vector>\nint f(const std::vector<std::string>& v) {\n"
        loop += "  int n = 0;\n  for (const std::string s : v) n += s.empty();\n  return n;\n}\n"
        self.expect(check_tidy.check, {"src/core/x.cc": SPDX + loop}, "performance-for-range-copy")


class Docs(Check):
    def setUp(self):
        super().setUp()
        self.write({"docs/architecture.md": "core numerics healing " + " ".join(
            f"`{name}/`" for name in ("core", "numerics", "healing")) + "\n"})
        check_docs.mend(self.root)

    def test_picture_of_other_layers(self):
        self.expect(check_docs.check,
                    {"src/LAYERS": "core:\nnumerics: core\nhealing: core\n"}, "architecture.svg")

    def test_module_without_a_word(self):
        self.assertEqual(check_docs.check(self.root), [])
        self.write({"docs/architecture.md": "`core/` `healing/`"})
        self.assertIn("does not explain `numerics/`", check_docs.check(self.root)[0])

    def test_broken_link(self):
        self.expect(check_docs.check, {"docs/x.md": "[a](theory/nothing.md)\n"}, "nothing.md")

    def test_theory_page_outside_the_index(self):
        self.expect(check_docs.check, {"docs/theory/healing.md": "# Healing\n"}, "healing.md")

    def test_change_under_another_heading(self):
        self.expect(check_docs.check, {"docs/changes/x.md": "# Improved\n\nAll.\n"}, "Improved")

    def test_decision_out_of_order(self):
        self.expect(check_docs.check, {"docs/decisions/0003-x.md": "# x\n"}, "0003-x.md")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
