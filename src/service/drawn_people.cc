// SPDX-License-Identifier: Apache-2.0
#include "service/drawn_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace stipple {
namespace {

// Strict reading has let these keys stand only where a distribution may.
bool holds_distribution(const Node& node) {
  if (node.kind() == Node::Kind::object && node.keys().size() == 1)
    for (const char* kind : {"uniform", "normal", "lognormal", "choice"})
      if (node.find(kind)) return true;
  return std::ranges::any_of(node.values(), [](const Node& n) { return holds_distribution(n); });
}

// Takes the middle for what must be the same for all members, and notes what would have differed.
class SharedParts {
 public:
  explicit SharedParts(const Case& nominal) : nominal_(nominal.course) {}

  void apply_to(Course& drawn) {
    take("the number of visits", drawn.visits.size() != nominal_.visits.size());
    const std::vector<Visit> own = std::move(drawn.visits);
    drawn.visits = nominal_.visits;
    bool moved = false;
    for (std::size_t k = 0; k < drawn.visits.size(); ++k) {
      moved = moved || (k < own.size() && own[k].day != drawn.visits[k].day);
      drawn.visits[k].settings = own[std::min(k, own.size() - 1)].settings;
    }
    take("the days of the visits", moved);
    take("the device", drawn.custom_device != nominal_.custom_device);
    drawn.custom_device = nominal_.custom_device;
    const Habits& middle = nominal_.aftercare;
    Habits& habits = drawn.aftercare;
    take("the retinoid's pause", habits.retinoid_pause != middle.retinoid_pause);
    habits.retinoid_pause = middle.retinoid_pause;
    // Phases of an irritant are laid out only where the nominal case has one.
    take("the irritant", middle.irritant <= 0.0 && habits.irritant > 0.0);
    if (middle.irritant <= 0.0) habits.irritant = middle.irritant;
    take("the days of the irritant", habits.irritant_days != middle.irritant_days);
    habits.irritant_days = middle.irritant_days;
    take("the days of the anti-inflammatory medicine",
         habits.anti_inflammatory_days != middle.anti_inflammatory_days);
    habits.anti_inflammatory_days = middle.anti_inflammatory_days;
  }

  [[nodiscard]] std::vector<std::string> warnings() const {
    if (differing_.empty()) return {};
    return {fmt::format(
        "The case gives a distribution for {}. All members share one calendar and one device, so "
        "the middle of that distribution is taken for everyone.",
        fmt::join(differing_, ", "))};
  }

 private:
  void take(const char* what, bool differs) {
    if (differs && std::ranges::find(differing_, what) == differing_.end())
      differing_.emplace_back(what);
  }

  const Course& nominal_;
  std::vector<std::string> differing_{};
};

Case drawn_case(const Document& document, const CaseNames& known, Seed seed, std::size_t member) {
  try {
    return read_case(document, ReadMode{seed, member}, &known);
  } catch (const InvalidInput& e) {
    std::vector<Problem> problems = e.problems();
    for (Problem& p : problems)
      p.message = fmt::format("as drawn for member {} of the ensemble: {}", member, p.message);
    throw InvalidInput(std::move(problems));
  }
}

}  // namespace

bool holds_distribution(const Document& document) { return holds_distribution(document.root); }

DrawnPeople draw_people(const Document& document, const Case& nominal, const CaseNames& known,
                        Seed seed, const std::vector<std::size_t>& members) {
  DrawnPeople people;
  SharedParts shared(nominal);
  for (const std::size_t member : std::set<std::size_t>(members.begin(), members.end())) {
    Case drawn = drawn_case(document, known, seed, member);
    shared.apply_to(drawn.course);
    people.by_member.emplace(member, Person{std::move(drawn.patient), std::move(drawn.course)});
  }
  people.warnings = shared.warnings();
  return people;
}

}  // namespace stipple
