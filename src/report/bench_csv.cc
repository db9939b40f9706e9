// SPDX-License-Identifier: Apache-2.0
// The bench report as one tidy table: table,row,quantity,unit,value,low,high.
#include <fmt/format.h>

#include "core/error.h"
#include "report/puncture_result.h"

namespace stipple {
namespace {

// A field of a table: in quotes where it needs them.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

class Table {
 public:
  void add(const char* table, const std::string& row, const std::string& quantity,
           const std::string& unit, double value, double low, double high) {
    out_ += fmt::format("{},{},{},{},{:.6g},{:.6g},{:.6g}\n", table, field(row), field(quantity),
                        field(unit), value, low, high);
  }
  void add(const char* table, const std::string& row, const std::string& quantity,
           const std::string& unit, double value) {
    out_ += fmt::format("{},{},{},{},{:.6g},,\n", table, field(row), field(quantity), field(unit),
                        value);
  }
  void add_word(const char* table, const std::string& row, const std::string& quantity,
                const std::string& word) {
    out_ += fmt::format("{},{},{},,{},,\n", table, field(row), field(quantity), field(word));
  }
  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  std::string out_{"table,row,quantity,unit,value,low,high\n"};
};

void add_depths(Table& t, const BenchReport& b) {
  for (const DepthStep& s : b.depths) {
    const std::string row = fmt::format("{:.4g} mm", s.set);
    t.add("depth", row, "true_depth_mean", "mm", s.mean, s.mean_band.low, s.mean_band.high);
    t.add("depth", row, "true_depth_sd", "mm", s.sd);
    t.add("depth", row, "true_depth_p5", "mm", s.p5);
    t.add("depth", row, "true_depth_p95", "mm", s.p95, s.p95_band.low, s.p95_band.high);
    t.add("depth", row, "tolerance", "mm", b.tolerance);
    t.add("depth", row, "share_entered", "1", s.entered);
    t.add("depth", row, "slit_length", "mm", s.slit);
    t.add("depth", row, "force", "mN", s.force);
    t.add("depth", row, "entry_speed", "m/s", s.entry_speed);
  }
}

void add_rates(Table& t, const BenchReport& b) {
  t.add("rate", "device", "strokes", "1/s", b.strokes_per_s);
  t.add("rate", "device", "punctures", "1/s", b.punctures_per_s);
  for (const GlideStep& g : b.glides) {
    const std::string row = fmt::format("{:.4g} mm/s", g.glide);
    t.add("rate", row, "density_of_a_pass", "1/cm2", g.density_cm2, g.density_band.low,
          g.density_band.high);
    t.add("rate", row, "slit_length", "mm", g.slit, g.slit_band.low, g.slit_band.high);
  }
}

}  // namespace

std::string bench_report_csv(const PunctureResult& result) {
  STIPPLE_REQUIRE(result.bench.has_value());
  const BenchReport& b = *result.bench;
  Table t;
  for (const DeviceFigure& f : b.device) {
    if (f.word.empty())
      t.add("device", f.label, "figure", f.unit, f.value, f.low, f.high);
    else
      t.add_word("device", f.label, "figure", f.word);
  }
  add_depths(t, b);
  add_rates(t, b);
  for (const PunctureFigure& f : result.figures)
    t.add("setting", f.label, f.name, f.unit, f.value, f.band.low, f.band.high);
  for (const SafeDepth& d : b.zones) {
    const std::string row = d.zone + ", " + d.sex;
    t.add("zone", row, "dermis_end", "mm", d.dermis_end);
    t.add("zone", row, "thin_dermis_end", "mm", d.thin_dermis_end);
    for (const auto& [name, setting] : {std::pair{"deepest_setting", d.deepest_usual},
                                        {"deepest_setting_thin_skin", d.deepest}}) {
      if (setting)
        t.add("zone", row, name, "mm", *setting);
      else
        t.add_word("zone", row, name, "none");
    }
  }
  for (const ComparedFigure& c : b.compared)
    t.add("compared", c.study + ", " + c.what + ", " + c.setting, "predicted", c.unit, c.predicted,
          c.low, c.high);
  return std::move(t).text();
}

}  // namespace stipple
