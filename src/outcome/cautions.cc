// SPDX-License-Identifier: Apache-2.0
#include "outcome/cautions.h"

#include <fmt/format.h>

#include "outcome/course_result.h"
#include "outcome/numbing_result.h"

namespace stipple {
namespace {

constexpr long kNumbingMembers = 64;

void about_keloid(std::vector<std::string>& out, const History& h, const KeloidMargin& k) {
  const std::string margin = fmt::format(
      "In the model a keloid persists from a tendency of {:.2f}; this history stands for about "
      "{:.2f} (± 0.1), a margin of {:.2f}.",
      k.critical, k.tendency, k.margin);
  if (h.keloid == Keloid::active || h.keloid == Keloid::former)
    out.push_back("Do not needle: this person has had a keloid. " + margin);
  else if (h.keloid == Keloid::family || h.raised_scars == Answer::yes)
    out.push_back("Keloids in the family or raised scars: a doctor decides first. " + margin);
  else if (h.keloid == Keloid::unknown)
    out.push_back("Nobody has asked about keloids; the numbers assume none. Ask before needling. " +
                  margin);
  else if (k.margin < 0.15)
    out.push_back("The margin to a keloid is small for this course. " + margin);
}

void about_concerns(std::vector<std::string>& out, const Patient& patient) {
  for (const Concern& c : patient.concerns) {
    const bool spot = c.kind == ConcernKind::dark_spots || c.kind == ConcernKind::age_spots;
    if (spot && c.examined != Answer::yes)
      out.push_back(
          "Do not needle: these spots have not been examined. A dark spot that nobody has "
          "diagnosed may be a skin cancer; a doctor looks first.");
    else if (spot && c.diagnosis.empty())
      out.push_back("The spots were examined, but no diagnosis is given: record it first.");
    if (c.kind == ConcernKind::acne_scar_ice_pick)
      out.push_back("Ice-pick scars respond little to needling alone: combine or refer.");
  }
  const History& h = patient.history;
  const bool cancer = h.skin_cancer == Place::in_field || h.actinic_keratosis == Place::in_field;
  if (cancer) out.push_back("Do not needle: skin cancer or its forerunner in the field.");
  if (h.infection_in_field == Answer::yes || h.cold_sore_now == Answer::yes)
    out.push_back("Wait: there is an infection in the field.");
  if (h.isotretinoin == Taking::now)
    out.push_back("Isotretinoin is being taken: a doctor decides.");
  if (h.pregnant == Answer::yes) out.push_back("Pregnant: a doctor decides.");
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
