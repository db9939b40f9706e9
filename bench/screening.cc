// SPDX-License-Identifier: Apache-2.0
// How long a screening takes: the verdict alone, and with the rules read anew.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "candidacy/screen.h"
#include "casefile/case.h"
#include "core/file.h"

namespace stipple {
namespace {

Case shipped_case() {
  // From the root of the tree or from the build folder below it.
  for (const char* folder : {"cases", "../../cases"}) {
    const std::string path = std::string(folder) + "/fine-lines.json";
    if (std::filesystem::exists(path))
      return read_case(parse_document(read_file(path, kDocumentLimit), path));
  }
  throw std::runtime_error("run it from the root of the source tree");
}

RuleSet shipped_rules() {
  const DataFiles files = DataFiles::embedded();
  return load_rules(files, load_bibliography(files));
}

void screen_one_visit(benchmark::State& state) {
  const Case c = shipped_case();
  const RuleSet rules = shipped_rules();
  for (auto _ : state)
    benchmark::DoNotOptimize(screen(c.patient, c.course, c.screening, rules).at_least);
}
BENCHMARK(screen_one_visit)->Unit(benchmark::kMicrosecond);

void screen_with_rules_read(benchmark::State& state) {
  const Case c = shipped_case();
  for (auto _ : state)
    benchmark::DoNotOptimize(screen(c.patient, c.course, c.screening, shipped_rules()).at_least);
}
BENCHMARK(screen_with_rules_read)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace stipple
