// SPDX-License-Identifier: Apache-2.0
// The result of `stipple puncture` for programs. Its names are a promise to scripts:
// docs/command-line.md lists them, tests hold them.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "report/puncture_result.h"

namespace stipple {
namespace {

using Json = nlohmann::ordered_json;

double finite(double value) {
  STIPPLE_REQUIRE(std::isfinite(value));
  return value;
}

Json of(const Band& band) {
  return {{"median", finite(band.median)}, {"low", finite(band.low)}, {"high", finite(band.high)}};
}

// "true_depth_mm.mean" goes below "true_depth_mm".
Json& place(Json& root, const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? root[name] : root[name.substr(0, dot)][name.substr(dot + 1)];
}

Json program(const PunctureResult& result) {
  const EnsembleSummary& e = result.ensemble;
  return {{"name", "stipple"},
          {"version", result.program_version},
          {"evidence_hash", result.evidence_hash},
          {"seed", result.seed},
          {"members", e.members},
          {"conditioned", e.conditioned},
          {"conditioning", e.conditioning},
          {"notice", kNotice}};
}

Json force(const ForcePanel& panel) {
  const ForceCurve& c = panel.curve;
  Json object = {{"label", panel.title}, {"travel_mm", c.travel}, {"force_mN", c.force},
                 {"low_mN", panel.low},  {"high_mN", panel.high}, {"work_mJ", finite(c.work)}};
  if (c.cutting.empty()) return object;
  object["depth_mm"] = c.depth;
  object["cutting_mN"] = c.cutting;
  object["friction_mN"] = c.friction;
  object["puncture_travel_mm"] = finite(c.puncture_travel);
  object["puncture_force_mN"] = finite(c.puncture_force);
  return object;
}

Json assumed(const PunctureResult& result) {
  Json list = Json::array();
  for (const AssumedParameter& a : result.assumed)
    list.push_back({{"symbol", a.symbol},
                    {"help", a.help},
                    {"unit", a.unit},
                    {"value", finite(a.value)},
                    {"low", finite(a.low)},
                    {"high", finite(a.high)},
                    {"basis", a.basis}});
  return list;
}

Json references(const PunctureResult& result) {
  Json list = Json::array();
  for (const CitedSource& r : result.references)
    list.push_back({{"key", r.key}, {"text", r.text}, {"id", r.id}, {"read", r.read}});
  return list;
}

Json safe_depths(const BenchReport& bench) {
  Json list = Json::array();
  for (const SafeDepth& d : bench.zones)
    list.push_back(
        {{"zone", d.zone},
         {"sex", d.sex},
         {"dermis_end_mm", finite(d.dermis_end)},
         {"thin_dermis_end_mm", finite(d.thin_dermis_end)},
         {"deepest_setting_mm", d.deepest_usual ? Json(*d.deepest_usual) : Json(nullptr)},
         {"deepest_setting_thin_skin_mm", d.deepest ? Json(*d.deepest) : Json(nullptr)},
         {"reason", d.reason}});
  return list;
}

Json bench_tables(const BenchReport& bench) {
  Json depths = Json::array(), glides = Json::array(), compared = Json::array();
  for (const DepthStep& s : bench.depths)
    depths.push_back({{"set_depth_mm", finite(s.set)},
                      {"mean", finite(s.mean)},
                      {"sd", finite(s.sd)},
                      {"p5", finite(s.p5)},
                      {"p95", finite(s.p95)},
                      {"mean_band", of(s.mean_band)},
                      {"p95_band", of(s.p95_band)},
                      {"share_entered", finite(s.entered)},
                      {"slit_length_mm", finite(s.slit)},
                      {"force_mN", finite(s.force)},
                      {"entry_speed_m_per_s", finite(s.entry_speed)}});
  for (const GlideStep& g : bench.glides)
    glides.push_back({{"glide_mm_per_s", finite(g.glide)},
                      {"density_of_a_pass_per_cm2", finite(g.density_cm2)},
                      {"band", of(g.density_band)},
                      {"spacing_mm", finite(g.spacing)},
                      {"slit_length_mm", finite(g.slit)},
                      {"slit_band", of(g.slit_band)}});
  for (const ComparedFigure& c : bench.compared)
    compared.push_back({{"study", c.study},
                        {"what", c.what},
                        {"setting", c.setting},
                        {"unit", c.unit},
                        {"predicted", finite(c.predicted)},
                        {"low", finite(c.low)},
                        {"high", finite(c.high)},
                        {"published", c.published},
                        {"z", finite(c.z)},
                        {"use", c.use},
                        {"inside", c.inside}});
  return {{"depth_tolerance_mm", finite(bench.tolerance)},
          {"depths", std::move(depths)},
          {"strokes_per_s", finite(bench.strokes_per_s)},
          {"punctures_per_s", finite(bench.punctures_per_s)},
          {"glides", std::move(glides)},
          {"deepest_settings", safe_depths(bench)},
          {"compared", std::move(compared)}};
}

}  // namespace

const PunctureFigure* find_figure(const PunctureResult& result, std::string_view name) {
  for (const PunctureFigure& f : result.figures)
    if (f.name == name) return &f;
  return nullptr;
}

std::string puncture_json(const PunctureResult& result) {
  Json root = {{"program", program(result)},
               {"case", result.case_name},
               {"visit", {{"number", result.visit}, {"day", finite(result.day)}}},
               {"device", result.device},
               {"setting", result.setting},
               {"zone", result.zone},
               {"set_depth_mm", finite(result.set_depth)}};
  Json bands = Json::object(), units = Json::object(), basis = Json::object();
  for (const PunctureFigure& f : result.figures) {
    place(root, f.name) = finite(f.value);
    place(bands, f.name) = of(f.band);
    place(units, f.name) = f.unit;
    place(basis, f.name) = {{"label", f.label}, {"basis", f.basis}, {"sources", f.sources}};
  }
  root["bands"] = std::move(bands);
  root["units"] = std::move(units);
  root["basis"] = std::move(basis);
  root["patch"] = {{"width_mm", finite(result.map.width)},
                   {"height_mm", finite(result.map.height)},
                   {"punctures", result.map.size()},
                   {"share_covered_times", result.covered_times}};
  root["force"] = {{"needle", force(result.force.needle)}, {"array", force(result.force.array)}};
  if (result.bench) root["bench"] = bench_tables(*result.bench);
  root["warnings"] = result.warnings;
  root["assumed"] = assumed(result);
  root["references"] = references(result);
  return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stipple
