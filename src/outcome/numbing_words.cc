// SPDX-License-Identifier: Apache-2.0
#include "outcome/numbing_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

std::string spelled(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string start_of(const DoseCheck& c) {
  const char* verdict = c.verdict == DoseVerdict::refuse ? "Do not use this cream" : "Take care";
  return fmt::format("{} ({}): {}.", verdict, c.check, c.text);
}

const Band& depth_at_removal(const NumbingResult& r, const Course& course) {
  const double on = course.numbing->time_on.in(minute);
  std::size_t best = 0;
  for (std::size_t i = 0; i < r.minutes.size(); ++i)
    if (std::abs(r.minutes[i] - on) < std::abs(r.minutes[best] - on)) best = i;
  return r.numb_depth_mm[best];
}

void warn(NumbingResult& r, Caution caution) {
  r.warnings.push_back(caution.says);
  r.cautions.push_back(std::move(caution));
}

void warn_of_depth(NumbingResult& r, const Course& course) {
  if (!course.numbing) {
    r.warnings.push_back(fmt::format(
        "No numbing is planned and the needles reach {:.1f} mm: pain of {:.1f} out of ten is to be "
        "expected ({:.1f} to {:.1f}).",
        r.needle_depth_mm.median, r.pain.median, r.pain.low, r.pain.high));
    return;
  }
  const Band& numb = depth_at_removal(r, course);
  if (r.needle_depth_mm.high > numb.low)
    warn(r, {fmt::format("After {:.0f} minutes the cream numbs {:.1f} mm ({:.1f} to {:.1f}); the "
                         "needles reach {:.1f} mm.",
                         course.numbing->time_on.in(minute), numb.median, numb.low, numb.high,
                         r.needle_depth_mm.median),
             "cream_too_shallow",
             {{"minutes", course.numbing->time_on.in(minute), 0},
              {"numb", numb.median, 1},
              {"low", numb.low, 1},
              {"high", numb.high, 1},
              {"needles", r.needle_depth_mm.median, 1}}});
}

void warn_of_product(NumbingResult& r, const Numbing& n) {
  if (n.product == NumbingProduct::compounded)
    warn(r, {"Compounded numbing creams have caused deaths: keep to a licensed product.",
             "compounded",
             {}});
  if (n.product == NumbingProduct::lidocaine_prilocaine || n.product == NumbingProduct::compounded)
    warn(r,
         {"Prilocaine and benzocaine can cause methaemoglobinaemia, 1 to 2 hours after the cream: "
          "grey "
          "or blue lips, short of breath. Wipe it off and call the emergency number.",
          "methaemoglobin",
          {}});
  if (n.after_needling)
    warn(r, {"Cream on needled skin: the channels let in more than whole skin does. The cream "
             "comes off "
             "before the first pass.",
             "needled_skin",
             {}});
  if (n.occluded)
    warn(r, {"Under a film more is taken up: put it on in the practice, watch it, no heat on it.",
             "under_film",
             {}});
}

}  // namespace

std::string words_of(const Numbing& n) {
  return fmt::format("{} {:.1f} %, {:.4g} g on {:.4g} cm², on for {:.0f} min{}{}",
                     spelled(name_of(n.product)), n.strength.in(percent), n.amount.in(gram),
                     n.area.in(cm2), n.time_on.in(minute), n.occluded ? " under a film" : "",
                     n.after_needling ? ", after the needles" : "");
}

void add_numbing_words(NumbingResult& r, const Course& course) {
  r.cream = course.numbing ? words_of(*course.numbing) : "No numbing cream";
  for (const DoseVerdict wanted : {DoseVerdict::refuse, DoseVerdict::warn})
    for (const DoseCheck& c : r.checks)
      if (c.verdict == wanted) r.warnings.push_back(start_of(c));
  if (course.numbing) warn_of_product(r, *course.numbing);
  warn_of_depth(r, course);
  for (const DoseCheck& c : r.checks)
    if (c.verdict == DoseVerdict::cannot_tell && c.text.find('?') != std::string::npos &&
        std::ranges::find(r.questions, c.text) == r.questions.end())
      r.questions.push_back(c.text);
}

}  // namespace stipple
