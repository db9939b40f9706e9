// SPDX-License-Identifier: Apache-2.0
#include "outcome/cautions.h"

#include <fmt/format.h>

#include <algorithm>

#include "outcome/course_result.h"
#include "outcome/numbing_result.h"

namespace stipple {
namespace {

constexpr long kNumbingMembers = 64;

// What the model says of keloids; whether to needle is a matter of screening.
void about_keloid(std::vector<Caution>& out, const History& h, const KeloidMargin& k) {
  const std::string margin = fmt::format(
      "In the model a keloid persists from a tendency of {:.2f}; this history stands for about "
      "{:.2f} (± 0.1), a margin of {:.2f}.",
      k.critical, k.tendency, k.margin);
  const std::vector<Caution::Figure> figures{
      {"critical", k.critical, 2}, {"tendency", k.tendency, 2}, {"margin", k.margin, 2}};
  if (h.keloid == Keloid::unknown && h.raised_scars != Answer::yes)
    out.push_back({"Nobody has asked about keloids; the numbers assume none. " + margin,
                   "keloid_unknown", figures});
  else if (h.keloid != Keloid::none || h.raised_scars == Answer::yes || k.margin < 0.15)
    out.push_back(
        {"The margin to a keloid is small for this course. " + margin, "keloid_small", figures});
}

void about_concerns(std::vector<Caution>& out, const Patient& patient) {
  for (const Concern& c : patient.concerns)
    if (c.kind == ConcernKind::acne_scar_ice_pick)
      out.push_back(
          {"Ice-pick scars respond little to needling alone: combine or refer.", "ice_pick", {}});
}

void about_depth(std::vector<Caution>& out, const CoursePlan& plan, const CourseResult& result) {
  const LayerThickness& t = plan.stated_skin.layers;
  const double dermis_end = t.epidermis_mm + t.papillary_mm + t.reticular_mm;
  double deepest = 0.0, set = 0.0;
  for (const VisitSummary& v : result.visits) {
    deepest = std::max(deepest, v.true_depth_mm.median);
    set = std::max(set, v.set_depth_mm);
  }
  if (deepest > dermis_end)
    out.push_back({fmt::format("The needles reach {:.1f} mm, below the dermis of this zone ({:.1f} "
                               "mm by ultrasound, which reads thin).",
                               deepest, dermis_end),
                   "below_dermis",
                   {{"deepest", deepest, 1}, {"dermis", dermis_end, 1}}});
  if (set > 1.5)
    out.push_back({"Deeper than 1.5 mm was not evaluated for safety in the pens' approvals.",
                   "deeper_than_evaluated",
                   {}});
}

void about_numbing(std::vector<Caution>& out, const CoursePlan& plan, const Library& library,
                   const CourseResult& result) {
  if (!plan.course->numbing) return;
  // A look at the spread is enough here; the figures of their own stand in `stipple numb`.
  const NumbingResult numbing =
      numbing_result(plan, library, prior_members(library, Seed(result.seed), kNumbingMembers));
  for (const std::string& warning : numbing.warnings) {
    const auto keyed = std::ranges::find(numbing.cautions, warning, &Caution::says);
    out.push_back(keyed == numbing.cautions.end() ? Caution{warning, {}, {}} : *keyed);
  }
  if (!numbing.questions.empty())
    out.push_back(
        {fmt::format("Numbing: {} questions are open, none of them counts as answered. First: {}",
                     numbing.questions.size(), numbing.questions.front()),
         {},
         {}});
}

}  // namespace

std::vector<Caution> cautions_for(const CoursePlan& plan, const Library& library,
                                  const CourseResult& result, const KeloidMargin& keloid) {
  std::vector<Caution> out;
  const Patient& patient = *plan.patient;
  about_concerns(out, patient);
  about_keloid(out, patient.history, keloid);
  about_depth(out, plan, result);
  about_numbing(out, plan, library, result);
  if (result.ensemble.conditioned && result.ensemble.effective_sample_size < 50.0)
    out.push_back({fmt::format("The conditioned ensemble is worth only {:.0f} equal members: read "
                               "its bands with care.",
                               result.ensemble.effective_sample_size),
                   "few_members",
                   {{"members", result.ensemble.effective_sample_size, 0}}});
  return out;
}

}  // namespace stipple
