// SPDX-License-Identifier: Apache-2.0
// What a device really does to the skin at one visit, as data: figures with bands and their
// reasons, every puncture, forces, channels, and the tables of a bench report. Immutable once made;
// pictures, tables and the JSON only show it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcome/result.h"
#include "puncture/puncture_map.h"
#include "report/channel_picture.h"
#include "report/force_chart.h"
#include "report/puncture_picture.h"

namespace stipple {

// "true_depth_mm.p95" is shown below "true_depth_mm".
struct PunctureFigure {
  std::string name{};   // "density_per_cm2": stable, for scripts
  std::string label{};  // "Punctures": for people
  std::string unit{};   // "1/cm2", "mm"; "1" is shown in percent
  double value{};       // at the stated parameters
  Band band{};          // over the members
  std::string basis{};  // how it is computed and what is assumed, in a sentence
  std::vector<std::string> sources{};
};

// A figure of the device as its data state it.
struct DeviceFigure {
  std::string label{}, unit{};
  std::string word{};  // where it is no number
  double value{}, low{}, high{};
  Standing standing{Standing::assumed};
  std::string basis{};
  std::vector<std::string> sources{};
};

// One step of the depth scale.
struct DepthStep {
  double set{};                           // mm
  double mean{}, sd{}, p5{}, p95{};       // true depth of single punctures, mm
  Band mean_band{}, p95_band{};           // over the members
  double entered{};                       // share of needles that break through
  double slit{}, force{}, entry_speed{};  // mm; mN, largest of one needle; m/s
};

// One speed of the hand.
struct GlideStep {
  double glide{};        // mm/s
  double density_cm2{};  // of one pass
  Band density_band{};   // over the members
  double spacing{};      // mm from stroke to stroke of one needle
  double slit{};         // mm
  Band slit_band{};
};

// How deep a device may be set at one place.
struct SafeDepth {
  std::string zone{}, sex{};
  double dermis_end{}, thin_dermis_end{};  // below the surface, mm: stated, and of thin skin
  // Settings, mm; none: no step of the scale. In skin as stated, and in thin skin.
  std::optional<double> deepest_usual{}, deepest{};
  std::string reason{};
};

// A published figure beside what the model says.
struct ComparedFigure {
  std::string study{}, what{}, setting{}, unit{};
  double predicted{}, low{}, high{};
  std::string published{};
  double z{};
  std::string use{};  // "fitted", "checked"
  bool inside{};
};

// A law that a test of the program holds.
struct VerifiedLaw {
  std::string law{}, test{};
};

struct BenchReport {
  std::vector<DeviceFigure> device{};
  std::vector<DepthStep> depths{};
  double tolerance{};  // of the scale, mm
  std::vector<GlideStep> glides{};
  double strokes_per_s{}, punctures_per_s{};  // 0 for what no motor drives
  std::vector<SafeDepth> zones{};
  std::string safe_rule{};  // how the deepest setting is reasoned, in words
  std::vector<VerifiedLaw> verified{};
  std::vector<ComparedFigure> compared{};
  std::vector<std::string> not_compared{};  // what no published figure is at hand for, or no law
};

struct PunctureResult {
  std::string program_version{}, evidence_hash{};
  unsigned long long seed{};
  EnsembleSummary ensemble{};
  std::string case_name{};
  std::size_t visit{1};  // counted from 1
  double day{};
  std::string device{}, setting{}, zone{};  // as said in a title
  double set_depth{}, needle_radius{};      // mm
  std::vector<PunctureFigure> figures{};    // in the order of showing
  PunctureMap map{};
  std::vector<double> covered_times{};  // share of the patch under none, one, two ... punctures
  ForceChart force{};
  ChannelPicture channels{};
  std::optional<BenchReport> bench{};
  std::vector<std::string> warnings{};
  std::vector<AssumedParameter> assumed{};
  std::vector<CitedSource> references{};
};

// Nothing where there is no figure of that name.
const PunctureFigure* find_figure(const PunctureResult&, std::string_view name);

// The whole result but for the single punctures, as JSON text; names as in docs/command-line.md.
std::string puncture_json(const PunctureResult&);
// Every puncture, one a row: x_mm,y_mm,time_s,true_depth_mm,angle_deg,slit_mm,direction_deg,pass.
std::string punctures_csv(const PunctureMap&);
// A table for a terminal.
std::string puncture_table(const PunctureResult&);

// The map of the result as a picture.
Canvas map_picture(const PunctureResult&);

// A page to print and a tidy table: table,row,quantity,unit,value,low,high. The result has a bench
// report.
std::string bench_report_html(const PunctureResult&);
std::string bench_report_csv(const PunctureResult&);

}  // namespace stipple
