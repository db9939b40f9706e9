// SPDX-License-Identifier: Apache-2.0
// A verdict in a few English words, for a line of a terminal or a heading.
#pragma once

#include <string>
#include <string_view>

#include "candidacy/verdict.h"

namespace stipple {

// "Go ahead", "Do not treat": what the kind says.
std::string_view words_for(VerdictKind);
// "Precaution", "Wait": what one rule says.
std::string_view rule_words(const FiredRule&);
// "Changes if weaned", "Nothing changes it".
std::string change_words(const FiredRule&);
// "this zone", "this cream": what a rule is about.
std::string scope_words(const FiredRule&);
// "Wait until 2026-04-02, and until weaned"; "Incomplete; at least: refer to a doctor".
std::string headline_of(const Verdict&);

}  // namespace stipple
