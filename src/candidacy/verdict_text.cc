// SPDX-License-Identifier: Apache-2.0
#include "candidacy/verdict_text.h"

#include <fmt/format.h>

namespace stipple {
namespace {

std::string waiting_words(const Verdict& v) {
  std::string text;
  if (v.until_date)
    text = " until " + format_date(*v.until_date);
  else if (v.until_days)
    text = fmt::format(" for {} days more", *v.until_days);
  for (const std::string& condition : v.until)
    text += (text.empty() ? " until " : ", and until ") + condition;
  return text;
}

std::string kind_words(const Verdict& v, VerdictKind kind) {
  std::string text(words_for(kind));
  if (kind == VerdictKind::wait_until) text += waiting_words(v);
  return text;
}

}  // namespace

std::string_view words_for(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::go_ahead: return "Go ahead";
    case VerdictKind::with_precautions: return "Go ahead with precautions";
    case VerdictKind::wait_until: return "Wait";
    case VerdictKind::refer: return "Refer to a doctor first";
    case VerdictKind::do_not_treat: return "Do not treat";
    case VerdictKind::incomplete: return "Incomplete: questions are open";
  }
  return {};
}

std::string_view rule_words(const FiredRule& rule) {
  switch (rule.verdict) {
    case VerdictKind::go_ahead: return "Note";
    case VerdictKind::with_precautions: return "Precaution";
    case VerdictKind::wait_until: return "Wait";
    case VerdictKind::refer: return "Refer to a doctor";
    case VerdictKind::do_not_treat: return "Do not treat";
    case VerdictKind::incomplete: return "Question";
  }
  return {};
}

std::string change_words(const FiredRule& rule) {
  if (rule.changes_if == "nothing") return "Nothing changes it";
  return "Changes if " + rule.changes_if;
}

std::string scope_words(const FiredRule& rule) {
  if (rule.scope == RuleScope::person) return "this person";
  if (rule.scope == RuleScope::zone) return "this zone";
  return "this " + std::string(name_of(rule.product));
}

std::string headline_of(const Verdict& v) {
  if (v.verdict != VerdictKind::incomplete) return kind_words(v, v.verdict);
  std::string text(words_for(v.verdict));
  if (v.at_least == VerdictKind::go_ahead) return text;
  std::string certain = kind_words(v, v.at_least);
  certain[0] = static_cast<char>(certain[0] - 'A' + 'a');
  return text + "; at least: " + certain;
}

}  // namespace stipple
