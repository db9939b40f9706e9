// SPDX-License-Identifier: Apache-2.0
#include "service/puncture_study.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "outcome/assess.h"
#include "puncture/channel.h"
#include "puncture/coverage.h"

namespace stipple {
namespace {

// A member's patch is no larger: its band needs no whole face.
constexpr double kMemberPatch = 20.0;  // mm
constexpr double kAMinute = 60.0;      // s after the needle has left
constexpr int kChannelPoints = 120;

struct FigureOf {
  const char *name, *label, *unit;
  double ObservedPunctures::*value;
  const char* basis;
  std::vector<std::string> sources;
};

const std::vector<FigureOf>& figures_of() {
  using O = ObservedPunctures;
  static const std::vector<FigureOf> kFigures{
      {"density_per_cm2",
       "Punctures",
       "1/cm2",
       &O::density_cm2,
       "Passes times the density of one, or what is asked for; all passes together.",
       {"Schwarz2011"}},
      {"counted_per_cm2",
       "Punctures counted on the patch",
       "1/cm2",
       &O::counted_cm2,
       "As the hand lays the passes on the patch.",
       {}},
      {"punctures_per_s",
       "Punctures in a second",
       "1/s",
       &O::punctures_per_s,
       "Strokes of the motor times needles; 0 where the hand sets the pace.",
       {}},
      {"true_depth_mm.mean",
       "True depth, mean",
       "mm",
       &O::depth_mean,
       "Travel less the dimple of the skin: what holds the needle back against what the skin "
       "gives.",
       {"Shergold2004", "Roemgens2014", "Kalluri2011"}},
      {"true_depth_mm.sd",
       "True depth, standard deviation",
       "mm",
       &O::depth_sd,
       "From puncture to puncture: spread of the dimple and tolerance of the scale.",
       {}},
      {"true_depth_mm.p5",
       "True depth, 5 % are shallower",
       "mm",
       &O::depth_p5,
       "Depths spread evenly about the mean.",
       {}},
      {"true_depth_mm.p95",
       "True depth, 5 % are deeper",
       "mm",
       &O::depth_p95,
       "Depths spread evenly about the mean.",
       {}},
      {"share_entered",
       "Needles that break through",
       "1",
       &O::entered,
       "Share of the needles whose tips are through the horny layer at this travel.",
       {"Roemgens2014"}},
      {"slit_length_mm",
       "Torn length at the surface",
       "mm",
       &O::slit,
       "Way of the hand while the needle is in, or of the rolling needle, less what skin moves "
       "along.",
       {}},
      {"coverage",
       "Surface under a hole or slit",
       "1",
       &O::coverage,
       "Capsules as wide as the needle along each slit, overlaps counted once.",
       {}},
      {"insertion_force_mN",
       "Force to break through, one needle",
       "mN",
       &O::insertion_force,
       "A line through two measured tips; the tip of most devices is assumed.",
       {"Roemgens2014"}},
      {"largest_force_mN",
       "Largest force on the way in, one needle",
       "mN",
       &O::largest_force,
       "Cutting layer by layer and friction on the shaft.",
       {"Shergold2004"}},
      {"array_force_mN",
       "Largest force of all needles at once",
       "mN",
       &O::array_force,
       "What holds back each needle that is in the skin, among its neighbours.",
       {"Shergold2004"}},
      {"array_work_mJ",
       "Work of one stroke or press, all needles",
       "mJ",
       &O::array_work,
       "Area under the curve of force, all needles that are in the skin.",
       {"Shergold2004"}},
      {"entry_speed_m_per_s",
       "Speed at the surface",
       "m/s",
       &O::entry_speed_m_per_s,
       "Crank of the motor; 0 where the hand presses.",
       {}},
      {"time_in_skin_ms",
       "Time in the skin, one stroke",
       "ms",
       &O::time_in_skin_ms,
       "Part of a turn of the crank below the surface; 0 where the hand presses.",
       {}},
      {"entry_angle_deg",
       "Angle of entry from upright",
       "deg",
       &O::angle_deg,
       "Needle of a drum as it meets the skin.",
       {}},
      {"bleeding_share",
       "Punctures that bleed",
       "1",
       &O::bleeding,
       "Chance to meet a capillary loop or a vessel of the plexus; densities of vessels are "
       "assumed.",
       {"Braverman1997"}},
      {"nearest_neighbour_mm",
       "Distance to the nearest puncture",
       "mm",
       &O::nearest,
       "Mean over the punctures away from the edge of the patch.",
       {}},
      {"clark_evans_index",
       "Evenness of the pattern (index R)",
       "-",
       &O::clark_evans,
       "Mean distance to the nearest over that of chance: 1 chance, 2 a square grid, 0 clusters.",
       {"ClarkEvans1954"}},
  };
  return kFigures;
}

// Values of all members at each point of the travel, as a band.
void add_force_band(ForcePanel& panel, const std::vector<ObservedPunctures>& members,
                    std::vector<double> ObservedPunctures::*line) {
  if (members.size() < 2) return;
  for (std::size_t i = 0; i < panel.curve.travel.size(); ++i) {
    std::vector<double> values;
    for (const ObservedPunctures& o : members) values.push_back((o.*line)[i]);
    const Band band = band_of(values);
    panel.low.push_back(band.low);
    panel.high.push_back(band.high);
  }
}

std::string array_title(double needles) {
  return needles == 1.0 ? "The one needle in the skin"
                        : fmt::format("All {:.0f} needles in the skin at once", needles);
}

void add_force(PunctureResult& out, const StudiedMembers& m) {
  const ForceCurves curves = force_curves(m.stated, m.stated.pattern.travel);
  out.force.title = out.device + ", " + out.setting;
  out.force.needle = {"One needle", curves.needle, {}, {}};
  out.force.array = {array_title(curves.load.needles), curves.array, {}, {}};
  add_force_band(out.force.needle, m.observed, &ObservedPunctures::needle_force);
  add_force_band(out.force.array, m.observed, &ObservedPunctures::array_forces);
}

void add_channels(PunctureResult& out, const PunctureStudy& study, const StudiedMembers& m) {
  const SkinValues skin = skin_values(study.patient, study.library, stated_member(study.library));
  const LayerThickness& t = skin.layers;
  const double junction = t.epidermis_mm, reticular = junction + t.papillary_mm,
               fat = reticular + t.reticular_mm;
  ChannelPicture& c = out.channels;
  c.title = out.device;
  c.setting = out.setting + ", " + out.zone + "; channels a minute after the needle has left";
  c.layers = {{"epidermis", 0.0, junction},
              {"papillary dermis", junction, reticular},
              {"reticular dermis", reticular, fat},
              {"fat", fat, fat + t.fat_mm}};
  c.needle = m.stated.device.needle;
  c.set_depth = m.stated.pattern.travel;
  const DepthDistribution& depth = m.stated.pattern.depth;
  c.true_depth = {depth.mean, depth_quantile(depth, 0.05), depth_quantile(depth, 0.95)};
  for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95})
    c.channels.push_back(channel_section(m.stated.pattern, m.stated.parameters, m.stated.skin,
                                         depth_quantile(depth, share), kAMinute, kChannelPoints));
}

}  // namespace

StudiedMembers study_members(const PunctureStudy& study, const Progress& progress) {
  StudiedMembers out;
  const MemberValues stated = stated_member(study.library);
  const auto skin_of = [&](const Patient& patient, const MemberValues& m) {
    return as_skin(patient, skin_values(patient, study.library, m));
  };
  const std::size_t total = study.members.size() + 1;
  const auto step = [&](std::size_t done) {
    if (progress && !progress(done, total)) throw Cancelled("stopped while placing punctures");
  };
  step(0);
  out.stated =
      punctured_skin(study.device.stated, study.settings, skin_of(study.patient, stated), stated);
  out.map = placed(out.stated, study.settings, study.width, study.height, study.seed);
  const double travel = out.stated.pattern.travel;
  out.at_stated = observed(out.stated, out.map, travel);
  const double width = std::min(study.width, kMemberPatch);
  const double height = std::min(study.height, kMemberPatch);
  for (const MemberValues& m : study.members) {
    step(out.skins.size() + 1);
    Patient patient = study.patient;
    SessionSettings settings = study.settings;
    if (study.person) {
      const Person person = study.person(m.member);
      patient = person.patient;
      settings = person.course.visits.at(study.visit).settings;
    }
    const DrawnDevice device = drawn_device(study.device, settings, m);
    out.replaced += device.replaced ? 1 : 0;
    out.skins.push_back(punctured_skin(device.device, settings, skin_of(patient, m), m));
    const PunctureMap map = placed(out.skins.back(), settings, width, height,
                                   Seed(m.seed.stream("punctures", m.member).bits()));
    out.observed.push_back(observed(out.skins.back(), map, travel));
  }
  step(total);
  return out;
}

void add_punctures(PunctureResult& out, const PunctureStudy& study, const StudiedMembers& m) {
  for (const FigureOf& f : figures_of()) {
    std::vector<double> values;
    for (const ObservedPunctures& o : m.observed) values.push_back(o.*f.value);
    out.figures.push_back(
        {f.name, f.label, f.unit, m.at_stated.*f.value, band_of(values), f.basis, f.sources});
  }
  out.set_depth = m.stated.pattern.travel;
  out.needle_radius = m.stated.pattern.needle_radius;
  out.map = m.map;
  out.covered_times = coverage_of(m.map, out.needle_radius).times;
  add_force(out, m);
  add_channels(out, study, m);
}

}  // namespace stipple
