// SPDX-License-Identifier: Apache-2.0
// The sources behind every figure: data/references.json, keyed like Babraj2005, each with how far
// it was read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/data_files.h"

namespace stipple {

// How far a source was followed before a figure was taken from it.
enum class Reading {
  read,         // the figure was read in the source itself
  second_hand,  // read in something that restates it
  unconfirmed,  // recalled, not confirmed: figures carry wide ranges
};

struct Reference {
  std::string key{};
  std::string authors{};
  std::optional<int> year{};
  std::string published{};  // journal and place, or what kind of document it is
  std::string id{};         // DOI, PMC or PMID number, file number; empty where none is at hand
  Reading reading{};
  friend bool operator==(const Reference&, const Reference&) = default;
};

// "Babraj et al. (2005), Am J Physiol Endocrinol Metab 289:E864"
std::string to_text(const Reference&);

class Bibliography {
 public:
  explicit Bibliography(std::vector<Reference> references);
  [[nodiscard]] const Reference* find(std::string_view key) const;
  [[nodiscard]] std::span<const Reference> all() const& { return references_; }
  std::span<const Reference> all() && = delete;  // it would outlive the table

 private:
  std::vector<Reference> references_;  // sorted by key
};

// InvalidInput with every problem: a missing or unknown field, a wrong type, a key given twice.
Bibliography read_bibliography(std::string_view json, std::string_view file);
Bibliography load_bibliography(const DataFiles&);

}  // namespace stipple
