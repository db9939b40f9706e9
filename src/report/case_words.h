// SPDX-License-Identifier: Apache-2.0
// What a case names, in words of one language: the identifiers of a case file are for programs.
#pragma once

#include <string>
#include <string_view>

#include "candidacy/verdict.h"
#include "patient/patient.h"
#include "report/text_book.h"

namespace stipple {

// "words.zone.cheek"; an identifier without a word is said as it is.
std::string word_of(std::string_view section, std::string_view id, const TextBook&);
// "rolling acne scars (moderate); seen by a doctor: yes".
std::string concern_words(const Concern&, const TextBook&);
// As many decimals as the value needs, three at most.
std::string plain_number(double, const TextBook&);
// "2 March 2026".
std::string day_words(Date, const TextBook&);
// The value of a fact as screening read it: "yes, now", "August 2025", "17,8 Jahre".
std::string value_words(const ReadFact&, const TextBook&);

}  // namespace stipple
