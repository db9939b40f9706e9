// SPDX-License-Identifier: Apache-2.0
// What a simulated course gives, as data: outcomes with bands against the untreated control,
// curves, depth profiles, what moves the answer, how sure it is and where it comes from. Immutable
// once made; the report and the JSON only show it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcome/band.h"
#include "outcome/recovery.h"

namespace stipple {

// How well founded a formula or a figure is. `no_benefit_modelled`: there is no evidence of a gain,
// so none is computed.
enum class Standing { literature, tuned, assumed, no_benefit_modelled };

// One outcome at one time: the change from the state before the course, as a fraction unless the
// unit says otherwise.
struct OutcomePoint {
  std::optional<double> days_after_last_visit{};  // none for scalars
  Band band{};                                    // conditioned on evidence
  Band before_conditioning{};                     // from the parameters' ranges alone
  double control{};                               // median change of the untreated run by then
};

struct Outcome {
  std::string name{};   // "dermal_collagen_gain": stable, for scripts
  std::string label{};  // "Collagen of the whole dermis": for people
  std::string unit{};   // "1" for fractions, "d", "h"
  Standing standing{Standing::assumed};
  std::string basis{};  // how it is computed and what is assumed, one or two sentences
  std::vector<OutcomePoint> points{};  // empty: does not apply to this patient (a warning says why)
  std::vector<std::string> sources{};  // reference keys
  bool higher_is_better{true};
};

// A clinical scale mapped from tissue: an estimate with the error of the mapping inside its band.
struct ScaleScore {
  std::string name{};   // "goodman_baron_quantitative"
  std::string label{};  // "Goodman & Baron acne-scar score"
  std::string unit{};   // "points", "grade"
  double days_after_last_visit{};
  Band change{};
  std::string basis{};
  std::vector<std::string> sources{};
};

struct Curve {
  std::string name{};                             // "collagen_total"
  std::string label{};                            // "Collagen, whole dermis"
  std::string unit{};                             // "1", relative to healthy skin
  std::vector<double> median{}, low{}, high{};    // one value per day of the trajectory
  std::vector<double> prior_low{}, prior_high{};  // band before conditioning; may be empty
  std::vector<double> control{};                  // median of the untreated run
};

struct Trajectory {
  std::vector<double> days{};  // since the first visit, increasing
  std::vector<Curve> curves{};
};

// Collagen against depth at one day (relative to healthy skin of the same place).
struct DepthProfile {
  double day{};
  std::string label{};  // "before", "28 days after the last visit"
  std::vector<double> median{}, low{}, high{};
};

struct SkinLayer {
  std::string name{};  // epidermis, papillary dermis, reticular dermis, fat
  double top_mm{}, bottom_mm{};
};

struct VisitSummary {
  double day{};
  std::string date{};  // ISO, empty when the case has none
  double set_depth_mm{};
  Band true_depth_mm{};
  double punctures_per_cm2{};
  double coverage{};  // share of the surface under a channel
  double entry_speed_m_per_s{};
  Band slit_length_mm{};      // torn at the surface by a moving needle
  Band insertion_force_mN{};  // largest on one needle on its way
  Band bleeding_share{};      // of the punctures
  Band epidermal_damage{};    // fraction
  Band papillary_damage{};
  Band erythema_days{};
  Band barrier_open_hours{};
};

// How one parameter alone moves the headline outcome between the ends of its sourced range (others
// at their values).
struct TornadoBar {
  std::string symbol{}, help{}, unit{};
  double low{}, value{}, high{};
  Standing standing{Standing::assumed};
  double outcome_at_low{}, outcome_at_high{};
};

struct EnsembleSummary {
  long members{};
  long plausible{};                // share inside the plausibility windows
  double effective_sample_size{};  // of the weights
  bool conditioned{};
  std::string conditioning{};  // one sentence: which evidence, which file
};

struct CitedSource {
  std::string key{}, text{}, id{};  // id: doi or the like
  std::string read{};               // "read", "second-hand", "unconfirmed"
};

struct AssumedParameter {
  std::string symbol{}, help{}, unit{}, basis{};
  double low{}, value{}, high{};
};

struct PatientSummary {
  std::string title{};  // "Woman, 29 years, phototype IV, cheek"
  std::vector<std::string> concerns{}, history{}, habits{};
  std::string device{}, course{}, numbing{};  // one sentence each
};

// A warning that can be said in another language: its key below "caution" in data/text/, and the
// figures to fill in there.
struct Caution {
  struct Figure {
    std::string name{};
    double value{};
    int digits{};  // after the point
  };
  std::string says{};  // in English, as among the warnings
  std::string key{};   // empty: in English only
  std::vector<Figure> figures{};
};

struct CourseResult {
  std::string program_version{}, evidence_hash{};
  unsigned long long seed{};
  std::string case_name{}, case_json{};  // the case as read, for result.json
  PatientSummary who{};
  std::vector<VisitSummary> visits{};
  std::vector<VisitRecovery> recovery{};  // of each visit
  std::vector<SkinLayer> layers{};
  std::vector<Outcome> outcomes{};
  std::vector<ScaleScore> scales{};
  Trajectory trajectory{};
  std::vector<double> profile_depth_mm{};
  std::vector<DepthProfile> profiles{};
  std::string tornado_outcome{};  // label of the outcome that the bars move
  std::string tornado_of{};       // its name
  double tornado_days{};          // after the last visit
  double tornado_base{};
  std::vector<TornadoBar> tornado{};
  EnsembleSummary ensemble{};
  std::vector<std::string> warnings{};  // most serious first
  std::vector<Caution> cautions{};      // those of them that have a key
  std::vector<AssumedParameter> assumed{};
  std::vector<CitedSource> references{};
};

// The line that stands once in the program, each report and the interface.
inline constexpr const char* kNotice =
    "For research and education. Not a medical device. A professional decides.";

}  // namespace stipple
