// SPDX-License-Identifier: Apache-2.0
#include "service/bench_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "calibrate/validation.h"
#include "core/error.h"
#include "outcome/assess.h"

namespace stipple {
namespace {

constexpr double kStep = 0.25;  // of the scale, mm
constexpr double kMmPerM = 1000.0;
constexpr std::array<double, 6> kGlides{5.0, 10.0, 20.0, 40.0, 60.0, 80.0};  // mm/s

double deepest_setting(const Device& device) {
  double most = std::min(device.max_depth, device.needle.length).in(mm);
  if (const auto* pen = std::get_if<Pen>(&device.drive)) most = std::min(most, pen->stroke.in(mm));
  return most;
}

// Steps of the scale that the device has, its deepest setting last.
std::vector<double> steps_of(const Device& device) {
  const double most = deepest_setting(device);
  std::vector<double> steps;
  for (int k = 1; k * kStep < most - 1e-6; ++k) steps.push_back(k * kStep);
  steps.push_back(most);
  return steps;
}

SessionSettings with_depth(SessionSettings s, double depth) {
  s.depth = Length(depth, mm);
  return s;
}

// The member's device where it goes that deep, else as deep as it goes.
PuncturePattern pattern_at(const PuncturedSkin& skin, const SessionSettings& settings, double depth,
                           const Skin& zone) {
  return wound_pattern(skin.device,
                       with_depth(settings, std::min(depth, deepest_setting(skin.device))), zone,
                       skin.parameters);
}

DepthStep depth_step(const PunctureStudy& study, const StudiedMembers& m, double set) {
  const PuncturePattern p = pattern_at(m.stated, study.settings, set, m.stated.skin);
  DepthStep s;
  s.set = set;
  s.mean = p.depth.mean;
  s.sd = p.depth.sd;
  s.p5 = depth_quantile(p.depth, 0.05);
  s.p95 = depth_quantile(p.depth, 0.95);
  s.entered = p.depth.entered;
  s.slit = p.slit;
  s.entry_speed = p.entry_speed / kMmPerM;
  NeedleOnSkin alone = p.needle;
  alone.neighbours = 0.0;
  s.force = largest_force(force_curve(m.stated.parameters.insertion, alone, set, kForceSteps));
  std::vector<double> means, deep;
  for (const PuncturedSkin& skin : m.skins) {
    const DepthDistribution d = pattern_at(skin, study.settings, set, skin.skin).depth;
    means.push_back(d.mean);
    deep.push_back(depth_quantile(d, 0.95));
  }
  s.mean_band = band_of(means);
  s.p95_band = band_of(deep);
  return s;
}

GlideStep glide_step(const PunctureStudy& study, const StudiedMembers& m, double glide) {
  SessionSettings settings = study.settings;
  settings.glide = Speed(glide, mm_per_s);
  const auto pattern = [&](const PuncturedSkin& s) {
    return pattern_at(s, settings, settings.depth.in(mm), s.skin);
  };
  GlideStep g;
  g.glide = glide;
  const PuncturePattern p = pattern(m.stated);
  g.density_cm2 = p.density_per_pass_cm2;
  g.slit = p.slit;
  if (const auto* pen = std::get_if<Pen>(&m.stated.device.drive))
    g.spacing = glide / pen->frequency.in(Hz);
  std::vector<double> densities, slits;
  for (const PuncturedSkin& s : m.skins) {
    const PuncturePattern one = pattern(s);
    densities.push_back(one.density_per_pass_cm2);
    slits.push_back(one.slit);
  }
  g.density_band = band_of(densities);
  g.slit_band = band_of(slits);
  return g;
}

// The depth that 95 of 100 punctures do not exceed, at the upper end of its band over the members.
double deep_end(const PunctureStudy& study, const StudiedMembers& m, const Skin& skin, double set) {
  std::vector<double> deep;
  for (const PuncturedSkin& s : m.skins)
    deep.push_back(depth_quantile(pattern_at(s, study.settings, set, skin).depth, 0.95));
  return band_of(deep).high;
}

// The deepest step whose punctures end within the dermis, and the first that does not.
struct Reach {
  std::optional<double> deepest{}, next{};
  double reached{}, next_reached{};
};
Reach reach_within(const PunctureStudy& study, const StudiedMembers& m, const Skin& skin,
                   const std::vector<double>& steps) {
  Reach r;
  const double dermis_end = (skin.epidermis + skin.dermis).in(mm);
  for (const double set : steps) {
    const double deep = deep_end(study, m, skin, set);
    if (deep > dermis_end) {
      r.next = set;
      r.next_reached = deep;
      return r;
    }
    r.deepest = set;
    r.reached = deep;
  }
  return r;
}

std::string reason_of(const Reach& r, bool more_room, double evaluated) {
  if (!r.deepest && r.next)
    return fmt::format("Even at {:.4g} mm some punctures may reach {:.2f} mm, below the dermis.",
                       *r.next, r.next_reached);
  if (more_room)
    return fmt::format(
        "95 of 100 punctures end above {:.2f} mm; the dermis has room, but nothing "
        "deeper than {:.4g} mm was evaluated.",
        r.reached, evaluated);
  if (!r.next)
    return fmt::format("95 of 100 punctures end above {:.2f} mm at the deepest setting.",
                       r.reached);
  return fmt::format("95 of 100 punctures end above {:.2f} mm; at {:.4g} mm they may reach {:.2f}.",
                     r.reached, *r.next, r.next_reached);
}

// `steps` go no deeper than was evaluated; `more` says whether the scale does.
SafeDepth safe_depth(const PunctureStudy& study, const StudiedMembers& m, const Zone& zone, Sex sex,
                     const std::vector<double>& steps, bool more, double evaluated) {
  const Parameter& dermis = sex == Sex::female ? zone.dermis_female : zone.dermis_male;
  SafeDepth d;
  d.zone = zone.name;
  d.sex = sex == Sex::female ? "women" : "men";
  d.dermis_end = zone.epidermis.value + dermis.value;
  d.thin_dermis_end = zone.epidermis.low + dermis.low;
  if (zone.id == "eyelid") {
    d.reason = "Not to be needled: the eye lies below the thinnest skin of the body.";
    return d;
  }
  const auto skin = [&](double epidermis, double corium) {
    return Skin{zone.id, Length(epidermis, mm), Length(corium, mm), study.patient.age};
  };
  const Reach usual = reach_within(study, m, skin(zone.epidermis.value, dermis.value), steps);
  const Reach thin = reach_within(study, m, skin(zone.epidermis.low, dermis.low), steps);
  d.deepest_usual = usual.deepest;
  d.deepest = thin.deepest;
  d.reason = reason_of(thin, more && !thin.next, evaluated);
  return d;
}

std::string published_text(const Published& p) {
  if (p.low < p.high) return fmt::format("{:.3g} to {:.3g}", p.low, p.high);
  const char* sign = p.relation == RowRelation::at_most    ? "at most "
                     : p.relation == RowRelation::at_least ? "at least "
                                                           : "";
  return fmt::format("{}{:.3g}", sign, p.value);
}

// The published rows of needles alone: none of them needs a run of healing.
void compare(BenchReport& out, const PunctureStudy& study) {
  std::vector<ValidationRow> rows;
  for (ValidationRow& row : load_validation_rows(study.library.files, study.library.bibliography))
    if (row.file.ends_with("insertion.csv")) rows.push_back(std::move(row));
  const Validation v =
      validate(study.library, rows, load_discrepancies(study.library.files), study.members, 1);
  for (const ValidatedRow& row : v.rows) {
    if (row.judgement == RowJudgement::limit) continue;
    if (row.judgement == RowJudgement::not_predicted) {
      out.not_compared.push_back(row.row.study + ", " + row.row.metric + ": " + row.reason);
      continue;
    }
    out.compared.push_back({row.row.study, row.row.metric, row.row.condition, row.row.unit,
                            row.median, row.low, row.high, published_text(*row.published), row.z,
                            row.row.use == RowUse::calibrate ? "fitted" : "checked",
                            row.judgement == RowJudgement::inside});
  }
}

Standing standing_of(Status status) {
  switch (status) {
    case Status::literature: return Standing::literature;
    case Status::tuned: return Standing::tuned;
    case Status::assumed: return Standing::assumed;
  }
  return Standing::assumed;
}

// Names of a record's figures in words.
constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
    {"diameter", "Needle diameter"},      {"tip_diameter", "Tip diameter"},
    {"length", "Needle length"},          {"taper", "Length of the taper"},
    {"needle_count", "Needles"},          {"pitch", "Distance between needles"},
    {"max_depth", "Deepest setting"},     {"depth_tolerance", "Tolerance of the depth scale"},
    {"frequency", "Strokes in a second"}, {"stroke", "Stroke of the motor"},
    {"swath", "Width of a swath"},        {"drum_radius", "Radius of the drum"},
    {"drum_width", "Width of the drum"},  {"needles_around", "Rows around the drum"},
    {"plate_area", "Area of the plate"},
};

std::string label_of(std::string_view symbol) {
  for (const auto& [name, label] : kLabels)
    if (name == symbol) return std::string(label);
  return std::string(symbol);
}

// As the case states them: the one who wrote it vouches for them.
std::vector<DeviceFigure> figures_of_case(const Device& d) {
  std::vector<DeviceFigure> list;
  const auto add = [&](const char* symbol, double value, const char* unit) {
    list.push_back({.label = label_of(symbol),
                    .unit = unit,
                    .value = value,
                    .low = value,
                    .high = value,
                    .basis = "as the case states it"});
  };
  add("diameter", d.needle.diameter.in(mm), "mm");
  add("tip_diameter", d.needle.tip_diameter.in(mm), "mm");
  add("length", d.needle.length.in(mm), "mm");
  add("taper", d.needle.taper.in(mm), "mm");
  add("needle_count", d.needle_count, "-");
  add("pitch", d.pitch.in(mm), "mm");
  add("max_depth", d.max_depth.in(mm), "mm");
  add("depth_tolerance", d.depth_tolerance.in(mm), "mm");
  if (const auto* pen = std::get_if<Pen>(&d.drive)) {
    add("frequency", pen->frequency.in(Hz), "Hz");
    add("stroke", pen->stroke.in(mm), "mm");
    add("swath", pen->swath.in(mm), "mm");
  } else if (const auto* roller = std::get_if<Roller>(&d.drive)) {
    add("drum_radius", roller->drum_radius.in(mm), "mm");
    add("drum_width", roller->drum_width.in(mm), "mm");
  } else {
    add("plate_area", std::get<Stamp>(d.drive).plate_area.in(cm2), "cm2");
  }
  return list;
}

}  // namespace

std::vector<DeviceFigure> device_figures(const DeviceSource& source) {
  const Device& d = source.stated;
  std::vector<DeviceFigure> list;
  if (source.record)
    for (const Parameter& p : source.record->figures.all())
      list.push_back({label_of(p.symbol), p.unit == "1" ? "-" : p.unit, "", p.value, p.low, p.high,
                      standing_of(p.status), p.basis, p.sources});
  else
    list = figures_of_case(d);
  if (std::holds_alternative<Roller>(d.drive)) return list;
  DeviceFigure arrangement{.label = "Arrangement of the needles",
                           .word = std::string(name_of(d.arrangement)),
                           .basis = "as the case states it"};
  if (source.record) {
    const StatedChoice& a = source.record->arrangement;
    arrangement.standing = standing_of(a.status);
    arrangement.basis = a.basis;
    arrangement.sources = a.sources;
  }
  list.push_back(std::move(arrangement));
  return list;
}

double evaluated_depth(const Library& library) {
  for (const ValidationRow& row : load_validation_rows(library.files, library.bibliography))
    if (row.use == RowUse::limit && row.metric == "deepest set depth evaluated for safety")
      return row.value.value();
  throw InvalidInput(std::vector<Problem>{
      {.path = "validation/insertion.csv",
       .message = "has no row for the deepest set depth evaluated for safety"}});
}

BenchReport bench_tables(const PunctureStudy& study, const StudiedMembers& m,
                         const Progress& progress) {
  BenchReport out;
  const Device& device = study.device.stated;
  const std::vector<double> steps = steps_of(device);
  const auto zones = study.library.zones.all();
  const std::size_t total = steps.size() + 2 * zones.size() + 1;
  std::size_t done = 0;
  const auto step = [&] {
    if (progress && !progress(done++, total)) throw Cancelled("stopped while filling the tables");
  };
  out.device = device_figures(study.device);
  out.tolerance = device.depth_tolerance.in(mm);
  for (const double set : steps) {
    step();
    out.depths.push_back(depth_step(study, m, set));
  }
  if (const auto* pen = std::get_if<Pen>(&device.drive)) {
    out.strokes_per_s = pen->frequency.in(Hz);
    out.punctures_per_s = out.strokes_per_s * device.needle_count;
    for (const double glide : kGlides) out.glides.push_back(glide_step(study, m, glide));
  } else {
    out.glides.push_back(glide_step(study, m, study.settings.glide.in(mm_per_s)));
  }
  const double evaluated = evaluated_depth(study.library);
  std::vector<double> allowed = steps;
  std::erase_if(allowed, [&](double set) { return set > evaluated + 1e-9; });
  for (const Zone& zone : zones)
    for (const Sex sex : {Sex::female, Sex::male}) {
      step();
      out.zones.push_back(
          safe_depth(study, m, zone, sex, allowed, allowed.size() < steps.size(), evaluated));
    }
  out.safe_rule = fmt::format(
      "A setting is held safe for a zone if 95 of 100 punctures end within the dermis, with the "
      "tolerance of the scale in their depths, at the upper end of the members' band; and if it is "
      "no deeper than {:.4g} mm, the deepest that an approval evaluated. It is given for skin as "
      "measured and for thin skin, the low end of what was measured; ultrasound reads the dermis "
      "thin. Eyelids are left out.",
      evaluated);
  step();
  out.verified = verified_laws();
  compare(out, study);
  return out;
}

}  // namespace stipple
