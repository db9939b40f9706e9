// SPDX-License-Identifier: Apache-2.0
// Plans of the days, drawn or made by hand, and a reader of calendars that shares nothing with the
// library that writes them.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aftercare/care_plan.h"
#include "core/random.h"

namespace stipple::sample {

struct Drawn {
  int visits{3};
  bool timed{true};
  AddHours clock{plain_hours};
};

inline DatedInstruction instruction(const std::string& id, InstructionKind kind, int before,
                                    int after, const Moment& visit, const AddHours& clock,
                                    bool reminder = true) {
  DatedInstruction i{.id = id, .kind = kind, .hours_before = before, .hours_after = after};
  i.reminder = reminder;
  if (kind == InstructionKind::never) return i;
  i.from = clock(visit, kind == InstructionKind::begin ? 0 : -before);
  i.until = clock(visit, after);
  return i;
}

inline CareVisit care_visit(std::size_t k, const Moment& when, const AddHours& clock,
                            RandomStream& draw) {
  using enum InstructionKind;
  const auto hours = [&](int least, int most) {
    return least + static_cast<int>(draw.uniform() * (most - least + 1));
  };
  CareVisit v{.visit = k, .when = when};
  v.instructions = {instruction("actives", pause, hours(24, 168), hours(120, 168), when, clock),
                    instruction("antiviral", keep, hours(1, 24), hours(24, 240), when, clock),
                    instruction("make-up", pause, 0, hours(48, 72), when, clock),
                    instruction("sunscreen", begin, 0, hours(24, 31), when, clock),
                    instruction("wash", begin, 0, hours(6, 8), when, clock, false),
                    instruction("no-home-rolling", never, 0, 0, when, clock),
                    instruction("tell-us", keep, hours(24, 48), 0, when, clock)};
  std::erase_if(v.instructions, [&](const auto&) { return draw.uniform() < 0.2; });
  v.social_safe_days = hours(0, 9);
  v.social_safe = Moment{days_after(when.date, v.social_safe_days), when.minute};
  return v;
}

inline CarePlan care_plan(std::uint64_t seed, const Drawn& drawn = {}) {
  RandomStream draw = Seed(seed).stream("calendar for tests");
  CarePlan plan{.case_name = "case " + std::to_string(seed)};
  Date day = days_after(*parse_date("2026-01-05"), static_cast<int>(draw.uniform() * 900));
  for (int k = 0; k < drawn.visits; ++k) {
    const Moment when{day, drawn.timed
                               ? std::optional(8 * 60 + 15 * static_cast<int>(draw.uniform() * 40))
                               : std::nullopt};
    plan.visits.push_back(care_visit(static_cast<std::size_t>(k), when, drawn.clock, draw));
    day = days_after(day, 28 + static_cast<int>(draw.uniform() * 20));
  }
  return plan;
}

// One part of a calendar: its lines by name with parameters, and the parts in it.
struct Part {
  std::string kind{};
  std::multimap<std::string, std::string> lines{};
  std::vector<Part> parts{};

  [[nodiscard]] std::string line(std::string_view name) const {
    for (const auto& [key, value] : lines)
      if (key == name || key.starts_with(std::string(name) + ";")) return value;
    return {};
  }
  [[nodiscard]] int sequence() const { return std::stoi(line("SEQUENCE")); }
  [[nodiscard]] std::vector<Part> all(std::string_view wanted) const {
    std::vector<Part> found;
    std::ranges::copy_if(parts, std::back_inserter(found),
                         [&](const Part& p) { return p.kind == wanted; });
    return found;
  }
};

// Lines as they were before folding (RFC 5545, 3.1).
inline std::vector<std::string> unfolded(std::string_view ics) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < ics.size();) {
    const std::size_t end = std::min(ics.find("\r\n", at), ics.size());
    const std::string_view line = ics.substr(at, end - at);
    if (!line.empty() && line.front() == ' ' && !lines.empty())
      lines.back() += line.substr(1);
    else
      lines.emplace_back(line);
    at = end + 2;
  }
  return lines;
}

inline Part part_from(const std::vector<std::string>& lines, std::size_t& at) {
  Part part{.kind = lines.at(at++).substr(6)};
  while (!lines.at(at).starts_with("END:")) {
    if (lines[at].starts_with("BEGIN:")) {
      part.parts.push_back(part_from(lines, at));
      continue;
    }
    const std::size_t colon = lines[at].find(':');
    part.lines.emplace(lines[at].substr(0, colon), lines[at].substr(colon + 1));
    ++at;
  }
  ++at;
  return part;
}

inline Part calendar_in(std::string_view ics) {
  std::size_t at = 0;
  return part_from(unfolded(ics), at);
}

inline std::map<std::string, Part> events_in(std::string_view ics) {
  std::map<std::string, Part> events;
  for (const Part& event : calendar_in(ics).all("VEVENT")) events.emplace(event.line("UID"), event);
  return events;
}

}  // namespace stipple::sample
