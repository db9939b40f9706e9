// SPDX-License-Identifier: Apache-2.0
// What is planned: the device, the visits on their days, numbing and aftercare.
// A file may name the visits one by one or as an even series; after reading,
// `visits` holds each of them with its day.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/describe.h"
#include "core/quantity.h"
#include "device/device.h"
#include "device/session.h"
#include "patient/patient.h"

namespace stipple {

struct Visit {
  Duration day{};              // since the first visit
  std::optional<Date> date{};  // where the calendar is known
  SessionSettings settings{};
  friend bool operator==(const Visit&, const Visit&) = default;
};

// The short form in a file: the same settings, so many times, so far apart.
struct Series {
  int count{};
  Duration interval{};
  SessionSettings settings{};
  friend bool operator==(const Series&, const Series&) = default;
};

enum class NumbingProduct { lidocaine, lidocaine_prilocaine, lidocaine_tetracaine, compounded };

struct Numbing {
  NumbingProduct product{};
  Fraction strength{};  // of all anaesthetics together, by mass
  Mass amount{};
  Area area{};
  Duration time_on{};
  bool occluded{};
  std::optional<Duration> after_needling{};  // put on so long after the needles; none: before
  bool at_home{};                            // put on before coming
  bool heated{};                             // under a warm pack
  friend bool operator==(const Numbing&, const Numbing&) = default;
};

struct Course {
  std::string device{};  // id in data/devices; empty with a device of one's own
  std::optional<Device> custom_device{};
  std::optional<Date> start{};     // day of the first visit
  std::optional<Series> series{};  // empty after reading: laid out in `visits`
  std::vector<Visit> visits{};     // at least one, days increasing, the first is day 0
  std::optional<Numbing> numbing{};
  std::vector<std::string> through_channels{};  // put on while the skin is open: none is proven
  Habits aftercare{};
  friend bool operator==(const Course&, const Course&) = default;
};

// The series as visits, and days from dates.
Course laid_out(Course);
// Nothing where the calendar is not known.
std::optional<Date> date_of(const Visit&, const Course&);

void describe(Visitor&, Visit&);
void describe(Visitor&, Series&);
void describe(Visitor&, Numbing&);
void describe(Visitor&, Course&);

template <>
struct EnumNames<NumbingProduct> {
  static constexpr std::array<std::string_view, 4> names{"lidocaine", "lidocaine_prilocaine",
                                                         "lidocaine_tetracaine", "compounded"};
};

}  // namespace stipple
