// SPDX-License-Identifier: Apache-2.0
#include "outcome/cautions.h"

#include <fmt/format.h>

#include "outcome/course_result.h"
#include "outcome/numbing_result.h"

namespace stipple {
namespace {

constexpr long kNumbingMembers = 64;

// What the model says of keloids; whether to needle is a matter of screening.
void about_keloid(std::vector<std::string>& out, const History& h, const KeloidMargin& k) {
  const std::string margin = fmt::format(
      "In the model a keloid persists from a tendency of {:.2f}; this history stands for about "
      "{:.2f} (± 0.1), a margin of {:.2f}.",
      k.critical, k.tendency, k.margin);
  if (h.keloid == Keloid::unknown && h.raised_scars != Answer::yes)
    out.push_back("Nobody has asked about keloids; the numbers assume none. " + margin);
  else if (h.keloid != Keloid::none || h.raised_scars == Answer::yes || k.margin < 0.15)
    out.push_back("The margin to a keloid is small for this course. " + margin);
}

void about_concerns(std::vector<std::string>& out, const Patient& patient) {
  for (const Concern& c : patient.concerns)
    if (c.kind == ConcernKind::acne_scar_ice_pick)
      out.push_back("Ice-pick scars respond little to needling alone: combine or refer.");
}

void about_depth(std::vector<std::string>& out, const CoursePlan& plan,
                 const CourseResult& result) {
  const LayerThickness& t = plan.stated_skin.layers;
  const double dermis_end = t.epidermis_mm + t.papillary_mm + t.reticular_mm;
  double deepest = 0.0, set = 0.0;
  for (const VisitSummary& v : result.visits) {
    deepest = std::max(deepest, v.true_depth_mm.median);
    set = std::max(set, v.set_depth_mm);
  }
  if (deepest > dermis_end)
    out.push_back(fmt::format(
        "The needles reach {:.1f} mm, below the dermis of this zone ({:.1f} mm by ultrasound, "
        "which reads thin).",
        deepest, dermis_end));
  if (set > 1.5)
    out.push_back("Deeper than 1.5 mm was not evaluated for safety in the pens' approvals.");
}

void about_numbing(std::vector<std::string>& out, const CoursePlan& plan, const Library& library,
                   const CourseResult& result) {
  if (!plan.course->numbing) return;
  // A look at the spread is enough here; the figures of their own stand in `stipple numb`.
  const NumbingResult numbing =
      numbing_result(plan, library, prior_members(library, Seed(result.seed), kNumbingMembers));
  for (const std::string& warning : numbing.warnings) out.push_back(warning);
  if (!numbing.questions.empty())
    out.push_back(
        fmt::format("Numbing: {} questions are open, none of them counts as answered. First: {}",
                    numbing.questions.size(), numbing.questions.front()));
}

}  // namespace

std::vector<std::string> cautions_for(const CoursePlan& plan, const Library& library,
                                      const CourseResult& result, const KeloidMargin& keloid) {
  std::vector<std::string> out;
  const Patient& patient = *plan.patient;
  about_concerns(out, patient);
  about_keloid(out, patient.history, keloid);
  about_depth(out, plan, result);
  about_numbing(out, plan, library, result);
  if (result.ensemble.conditioned && result.ensemble.effective_sample_size < 50.0)
    out.push_back(fmt::format(
        "The conditioned ensemble is worth only {:.0f} equal members: read its bands with care.",
        result.ensemble.effective_sample_size));
  return out;
}

}  // namespace stipple
