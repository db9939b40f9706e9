// SPDX-License-Identifier: Apache-2.0
// The main() of every test program.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

// The library that finds letters keeps its tables to the end of the program: no leak of ours.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the leak sanitizer's
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
