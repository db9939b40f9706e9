// SPDX-License-Identifier: Apache-2.0
// How long a leaflet takes: on paper, where the size of type is searched for, and as a page.
#include <benchmark/benchmark.h>

#include "report/leaflet_for_tests.h"

namespace stipple {
namespace {

struct Leaflet {
  DataFiles files{DataFiles::embedded()};
  TextBook book{TextBook::load(files, "de")};
  CarePlan plan;
  CareSettings settings{sample_settings()};

  explicit Leaflet(std::size_t visits) : plan(sample_care(visits)) {}
  [[nodiscard]] LeafletInput input() const {
    return {.plan = plan,
            .settings = settings,
            .files = files,
            .zone = "Wange",
            .draft = "3f9a2c71b0",
            .day = *parse_date("2026-02-20")};
  }
};

void leaflet_on_paper(benchmark::State& state) {
  const Leaflet leaflet(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(leaflet_pdf(leaflet.input(), leaflet.book).size());
}
BENCHMARK(leaflet_on_paper)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond);

void leaflet_as_page(benchmark::State& state) {
  const Leaflet leaflet(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(leaflet_html(leaflet.input(), leaflet.book).size());
}
BENCHMARK(leaflet_as_page)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stipple
