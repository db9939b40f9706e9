// SPDX-License-Identifier: Apache-2.0
// The result as a document for programs. Its names are a promise to scripts: docs/report.md lists
// them, tests hold them.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "report/report.h"
#include "report/verdict_node.h"

namespace stipple {
namespace {

using Json = nlohmann::ordered_json;

// A figure that is not finite is our mistake: JSON cannot say it and no reader could use it.
double finite(double value) {
  STIPPLE_REQUIRE(std::isfinite(value));
  return value;
}

Json of(const std::vector<double>& series) {
  Json list = Json::array();
  for (const double v : series) list.push_back(finite(v));
  return list;
}

Json of(const Band& band) {
  return {{"median", finite(band.median)}, {"low", finite(band.low)}, {"high", finite(band.high)}};
}

std::string_view word(Standing standing) {
  switch (standing) {
    case Standing::literature: return "literature";
    case Standing::tuned: return "tuned";
    case Standing::assumed: return "assumed";
    case Standing::no_benefit_modelled: return "no_benefit_modelled";
  }
  return "assumed";
}

Json program(const CourseResult& result) {
  const EnsembleSummary& e = result.ensemble;
  return {{"name", "stipple"},
          {"version", result.program_version},
          {"evidence_hash", result.evidence_hash},
          {"seed", result.seed},
          {"members", e.members},
          {"plausible", e.plausible},
          {"effective_sample_size", finite(e.effective_sample_size)},
          {"conditioned", e.conditioned},
          {"conditioning", e.conditioning},
          {"notice", kNotice}};
}

Json case_as_read(const CourseResult& result) {
  if (result.case_json.empty()) return nullptr;
  Json document = Json::parse(result.case_json, nullptr, false, true);
  STIPPLE_REQUIRE(!document.is_discarded());
  return document;
}

Json course(const CourseResult& result) {
  Json visits = Json::array();
  for (const VisitSummary& v : result.visits) {
    visits.push_back({{"day", finite(v.day)},
                      {"date", v.date.empty() ? Json(nullptr) : Json(v.date)},
                      {"set_depth_mm", finite(v.set_depth_mm)},
                      {"true_depth_mm", of(v.true_depth_mm)},
                      {"punctures_per_cm2", finite(v.punctures_per_cm2)},
                      {"coverage", finite(v.coverage)},
                      {"entry_speed_m_per_s", finite(v.entry_speed_m_per_s)},
                      {"slit_length_mm", of(v.slit_length_mm)},
                      {"insertion_force_mN", of(v.insertion_force_mN)},
                      {"bleeding_share", of(v.bleeding_share)},
                      {"epidermal_damage", of(v.epidermal_damage)},
                      {"papillary_damage", of(v.papillary_damage)},
                      {"erythema_days", of(v.erythema_days)},
                      {"barrier_open_hours", of(v.barrier_open_hours)}});
  }
  return {{"patient", result.who.title},
          {"device", result.who.device},
          {"course", result.who.course},
          {"numbing", result.who.numbing},
          {"visits", std::move(visits)}};
}

// The same names as in care.json.
Json recovery(const CourseResult& result) {
  Json visits = Json::array();
  for (const VisitRecovery& v : result.recovery) {
    Json signs = Json::array();
    for (const SignSpan& s : v.signs)
      signs.push_back({{"sign", kRecoverySigns[static_cast<std::size_t>(s.sign)]},
                       {"from_days", of(s.from_days)},
                       {"until_days", of(s.until_days)},
                       {"share_by_day", of(s.share)}});
    visits.push_back({{"visit", v.visit + 1},
                      {"signs", std::move(signs)},
                      {"crusts_per_cm2", of(v.crusts_per_cm2)}});
  }
  return visits;
}

Json outcome_points(const Outcome& outcome) {
  Json list = Json::array();
  for (const OutcomePoint& p : outcome.points) {
    const auto& day = p.days_after_last_visit;
    list.push_back({{"days_after_last_visit", day ? Json(finite(*day)) : Json(nullptr)},
                    {"median", finite(p.band.median)},
                    {"low", finite(p.band.low)},
                    {"high", finite(p.band.high)},
                    {"unit", outcome.unit},
                    {"control", finite(p.control)},
                    {"before_conditioning", of(p.before_conditioning)}});
  }
  return list;
}

Json outcomes(const CourseResult& result) {
  Json object = Json::object();
  for (const Outcome& o : result.outcomes) object[o.name] = outcome_points(o);
  return object;
}

// What the figures above rest on, by the same names.
Json outcome_basis(const CourseResult& result) {
  Json object = Json::object();
  for (const Outcome& o : result.outcomes) {
    object[o.name] = {{"label", o.label},
                      {"standing", word(o.standing)},
                      {"basis", o.basis},
                      {"sources", o.sources},
                      {"higher_is_better", o.higher_is_better}};
  }
  return object;
}

Json scales(const CourseResult& result) {
  Json list = Json::array();
  for (const ScaleScore& s : result.scales) {
    Json row = {{"name", s.name},
                {"label", s.label},
                {"days_after_last_visit", finite(s.days_after_last_visit)}};
    row.update(of(s.change));
    row["unit"] = s.unit;
    row["basis"] = s.basis;
    row["sources"] = s.sources;
    list.push_back(std::move(row));
  }
  return list;
}

Json trajectory(const CourseResult& result) {
  Json quantities = Json::object();
  for (const Curve& c : result.trajectory.curves) {
    quantities[c.name] = {{"label", c.label},
                          {"unit", c.unit},
                          {"median", of(c.median)},
                          {"low", of(c.low)},
                          {"high", of(c.high)},
                          {"before_conditioning_low", of(c.prior_low)},
                          {"before_conditioning_high", of(c.prior_high)},
                          {"control", of(c.control)}};
  }
  return {
      {"times", of(result.trajectory.days)}, {"unit", "d"}, {"quantities", std::move(quantities)}};
}

Json depth_profiles(const CourseResult& result) {
  Json list = Json::array();
  for (const DepthProfile& p : result.profiles) {
    list.push_back({{"day", finite(p.day)},
                    {"label", p.label},
                    {"median", of(p.median)},
                    {"low", of(p.low)},
                    {"high", of(p.high)}});
  }
  return {{"depth_mm", of(result.profile_depth_mm)}, {"collagen", std::move(list)}};
}

Json sensitivity(const CourseResult& result) {
  Json bars = Json::array();
  for (const TornadoBar& b : result.tornado) {
    bars.push_back({{"symbol", b.symbol},
                    {"help", b.help},
                    {"unit", b.unit},
                    {"low", finite(b.low)},
                    {"value", finite(b.value)},
                    {"high", finite(b.high)},
                    {"standing", word(b.standing)},
                    {"outcome_at_low", finite(b.outcome_at_low)},
                    {"outcome_at_high", finite(b.outcome_at_high)}});
  }
  return {{"outcome", result.tornado_outcome},
          {"base", finite(result.tornado_base)},
          {"parameters", std::move(bars)}};
}

Json references(const CourseResult& result) {
  Json list = Json::array();
  for (const CitedSource& r : result.references)
    list.push_back({{"key", r.key}, {"text", r.text}, {"id", r.id}, {"read", r.read}});
  return list;
}

Json of(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null: return nullptr;
    case Node::Kind::boolean: return node.boolean();
    case Node::Kind::text: return node.text();
    case Node::Kind::number:
      if (const double n = node.number(); n == std::floor(n)) return static_cast<long>(n);
      return node.number();
    case Node::Kind::list: {
      Json list = Json::array();
      for (const Node& value : node.values()) list.push_back(of(value));
      return list;
    }
    case Node::Kind::object: {
      Json object = Json::object();
      for (std::size_t i = 0; i < node.keys().size(); ++i)
        object[node.keys()[i]] = of(node.values()[i]);
      return object;
    }
  }
  return nullptr;
}

}  // namespace

std::string result_json(const CourseResult& result, const CourseVerdict* verdict,
                        const PatchResult* patch) {
  Json document = {{"program", program(result)},
                   {"case", case_as_read(result)},
                   {"verdict", verdict ? of(verdict_node(*verdict)) : Json(nullptr)},
                   {"course", course(result)},
                   {"recovery", recovery(result)},
                   {"outcomes", outcomes(result)},
                   {"outcome_basis", outcome_basis(result)},
                   {"scales", scales(result)},
                   {"trajectory", trajectory(result)},
                   {"depth_profiles", depth_profiles(result)},
                   {"sensitivity", sensitivity(result)},
                   {"warnings", result.warnings},
                   {"references", references(result)}};
  if (patch) document["patch"] = of(patch_node(*patch));
  // Text that is not UTF-8 is replaced rather than refused: the result matters more than a name.
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string screening_json(const CourseVerdict& verdict, const std::vector<CitedSource>& references,
                           const std::string& case_name, const std::string& evidence_hash) {
  const Json document = {{"program",
                          {{"name", "stipple"},
                           {"version", STIPPLE_VERSION},
                           {"evidence_hash", evidence_hash},
                           {"notice", kNotice}}},
                         {"case_name", case_name},
                         {"verdict", of(verdict_node(verdict))},
                         {"references", of(references_node(references))}};
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stipple
