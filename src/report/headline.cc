// SPDX-License-Identifier: Apache-2.0
#include "report/headline.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

// People come for what is seen and felt; what only a microscope shows comes after.
size_t rank(const Outcome& outcome) {
  // The mean over the types of scar speaks for each of them.
  if (outcome.name.starts_with("scar_depth_change_")) return 100;
  static constexpr std::array<std::string_view, 7> seen{
      "scar_depth", "wrinkle", "stri", "laxity", "firmness", "elasticity", "texture"};
  const auto it = std::find_if(seen.begin(), seen.end(), [&](std::string_view word) {
    return outcome.name.find(word) != std::string::npos;
  });
  return static_cast<size_t>(it - seen.begin());
}

// The time most trials report last: half a year, or the nearest there is.
double chosen_day(const CourseResult& result) {
  double best = 180.0;
  double distance = INFINITY;
  for (const Outcome& o : result.outcomes) {
    for (const OutcomePoint& p : o.points) {
      if (!p.days_after_last_visit) continue;
      const double d = std::abs(*p.days_after_last_visit - 180.0);
      if (d < distance) {
        distance = d;
        best = *p.days_after_last_visit;
      }
    }
  }
  return best;
}

bool is_worse(Direction way) { return way == Direction::worse || way == Direction::probably_worse; }

bool is_better(Direction way) {
  return way == Direction::better || way == Direction::probably_better;
}

// How far the middle figure lies on the bad side of the untreated course.
double harm(const Outcome& outcome, const OutcomePoint& point) {
  const double surplus = point.band.median - point.control;
  return outcome.higher_is_better ? -surplus : surplus;
}

// Less than half a percent is not worth a line among the costs.
bool worsens_for_a_while(const Outcome& outcome) {
  // The mix of young and mature collagen is neither good nor bad.
  if (outcome.name.find("share") != std::string::npos) return false;
  const OutcomePoint& worst = worst_point(outcome);
  return is_worse(direction(outcome, worst)) && harm(outcome, worst) > 0.005;
}

}  // namespace

bool is_scalar(const Outcome& outcome) {
  return outcome.points.size() == 1 && !outcome.points.front().days_after_last_visit;
}

const OutcomePoint& worst_point(const Outcome& outcome) {
  STIPPLE_REQUIRE(!outcome.points.empty());
  return *std::max_element(outcome.points.begin(), outcome.points.end(),
                           [&](const OutcomePoint& a, const OutcomePoint& b) {
                             return harm(outcome, a) < harm(outcome, b);
                           });
}

const OutcomePoint* point_near(const Outcome& outcome, double days_after) {
  const OutcomePoint* best = nullptr;
  for (const OutcomePoint& p : outcome.points) {
    if (!p.days_after_last_visit) continue;
    if (!best || std::abs(*p.days_after_last_visit - days_after) <
                     std::abs(*best->days_after_last_visit - days_after))
      best = &p;
  }
  return best;
}

Headline headline(const CourseResult& result) {
  Headline out;
  out.days_after = chosen_day(result);
  for (const Outcome& o : result.outcomes) {
    if (o.standing == Standing::no_benefit_modelled) {
      out.unknown.push_back(&o);
    } else if (o.points.empty()) {
      continue;  // a warning says why
    } else if (is_scalar(o)) {
      out.costs.push_back(&o);
    } else {
      const bool costs = worsens_for_a_while(o);
      if (costs) out.costs.push_back(&o);
      const OutcomePoint* then = point_near(o, out.days_after);
      if (then && (!costs || is_better(direction(o, *then)))) out.gains.push_back(&o);
    }
  }
  std::stable_sort(out.gains.begin(), out.gains.end(),
                   [](const Outcome* a, const Outcome* b) { return rank(*a) < rank(*b); });
  if (out.gains.size() > 4) out.gains.resize(4);
  return out;
}

Direction direction(const Outcome& outcome, const OutcomePoint& point) {
  const double sign = outcome.higher_is_better ? 1.0 : -1.0;
  const double middle = sign * (point.band.median - point.control);
  const double one = sign * (point.band.low - point.control);
  const double other = sign * (point.band.high - point.control);
  const double worst = std::min(one, other);
  const double best = std::max(one, other);
  if (worst > 0) return Direction::better;
  if (best < 0) return Direction::worse;
  // The band reaches the untreated course: only a median well to one side says "probably".
  const double width = best - worst;
  if (middle > 0.2 * width) return Direction::probably_better;
  if (middle < -0.2 * width) return Direction::probably_worse;
  return Direction::unclear;
}

std::string_view words_for(Direction direction) {
  switch (direction) {
    case Direction::better: return "Better than no treatment over the whole range.";
    case Direction::probably_better: return "Probably better; the range also holds no difference.";
    case Direction::unclear: return "No clear difference from no treatment.";
    case Direction::probably_worse: return "Probably worse; the range also holds no difference.";
    case Direction::worse: return "Worse than no treatment over the whole range.";
  }
  return "";
}

std::string_view style_for(Direction direction) {
  if (is_better(direction)) return "better";
  return is_worse(direction) ? "worse" : "unclear";
}

const Curve* find_curve(const CourseResult& result, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const Curve& c : result.trajectory.curves)
      if (c.name == name) return &c;
  return nullptr;
}

}  // namespace stipple
