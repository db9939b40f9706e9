// SPDX-License-Identifier: Apache-2.0
// Published results that the model is held against: one row is one measured figure. The columns and
// the meaning of `use` and `relation` are in data/validation/README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/bibliography.h"
#include "evidence/data_files.h"

namespace stipple {

enum class RowUse {
  calibrate,     // fit to it
  check,         // compare, never fit, never reject with it
  plausibility,  // a wide window that a believable parameter set must respect
  limit,         // a limit, or an input itself: shown, never scored
};

enum class RowRelation {
  equal,
  at_most,
  at_least,
  sign_only,  // only the direction of the change counts
};

struct ValidationRow {
  std::string file{};
  int line{};
  std::string study{};  // key of the bibliography, or the name of a compiled window
  std::string id{};
  std::string population{};
  std::string site{};
  std::string sex{};        // skin.csv: M, F or all
  std::string condition{};  // what was treated, or the setting of a measurement
  std::string device{};
  std::optional<double> patients{};
  std::optional<double> needle_mm{};
  std::optional<double> sessions{};
  std::optional<double> interval_day{};
  std::optional<double> after_last_day{};
  std::string metric{};
  std::string unit{};
  // The measured figure: for a course of sessions the change, else the value. Empty when it is not
  // at hand.
  std::optional<double> value{}, low{}, high{};
  std::optional<double> spread{};
  std::string spread_kind{};  // sd, se, ci95, ci99, range; empty where none was published
  std::optional<double> before{}, before_spread{}, after{}, after_spread{};
  RowRelation relation{RowRelation::equal};
  RowUse use{RowUse::check};
  std::string tag{};         // R read, R2 second-hand, U unconfirmed, D derived
  std::string needle_tag{};  // the same for the needle length
  std::string note{};
  friend bool operator==(const ValidationRow&, const ValidationRow&) = default;
};

// InvalidInput with every problem: an unknown column, a number that is none, an unknown word, a
// study without source.
std::vector<ValidationRow> read_validation_rows(std::string_view csv, std::string_view file,
                                                const Bibliography&);
// All tables below data/validation.
std::vector<ValidationRow> load_validation_rows(const DataFiles&, const Bibliography&);

}  // namespace stipple
