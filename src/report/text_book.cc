// SPDX-License-Identifier: Apache-2.0
#include "report/text_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "evidence/node_checks.h"

namespace stipple {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kFolder = "text/", kEnding = ".json";
// Texts whose English stands in the rules themselves.
constexpr std::string_view kOfRules[] = {"rules", "questions", "contradictions"};

std::string file_of(std::string_view language) {
  return fmt::format("{}{}{}", kFolder, language, kEnding);
}

// Nested objects as keys with points; a number (a version) as its digits.
void flatten(const Node& node, const std::string& path, Texts& out, Problems& problems) {
  switch (node.kind()) {
    case Node::Kind::object:
      for (std::size_t k = 0; k < node.keys().size(); ++k)
        flatten(node.values()[k], path.empty() ? node.keys()[k] : path + "." + node.keys()[k], out,
                problems);
      return;
    case Node::Kind::text:
      if (node.text().empty()) problems.add(path, node.line(), "is empty");
      out[path] = node.text();
      return;
    case Node::Kind::number: out[path] = fmt::format("{:.0f}", node.number()); return;
    default: problems.add(path, node.line(), "is a text or an object of texts");
  }
}

// The {names} of a text, in order of name.
std::multiset<std::string> names_in(std::string_view text) {
  std::multiset<std::string> names;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == text.npos) break;
    names.emplace(text.substr(open + 1, close - open - 1));
  }
  return names;
}

std::set<std::string> distinct(const std::multiset<std::string>& names) {
  return {names.begin(), names.end()};
}

bool is_of_rules(std::string_view key) {
  return std::ranges::any_of(kOfRules, [&](std::string_view kind) {
    return key.starts_with(kind) && key.size() > kind.size() && key[kind.size()] == '.';
  });
}

// English texts of the screening rules under the keys that a translation gives them.
Texts texts_of_rules(const DataFiles& files) {
  Texts out;
  if (!files.has("rules/candidacy.json")) return out;
  const Node root = parse_data_object(files.text("rules/candidacy.json"), "rules/candidacy.json");
  const auto copy = [&](const Node& from, const std::string& key,
                        std::initializer_list<std::string_view> fields) {
    for (const std::string_view field : fields) {
      const Node* text = from.find(field);
      if (text && text->kind() == Node::Kind::text)
        out[fmt::format("{}.{}", key, field)] = text->text();
    }
  };
  for (const Node& rule : field_of(root, "rules").values()) {
    const std::string key = "rules." + field_of(rule, "id").text();
    out[key + ".version"] = fmt::format("{:.0f}", field_of(rule, "version").number());
    copy(rule, key, {"why", "asks", "changes_if", "until"});
  }
  const Node& questions = field_of(root, "questions");
  for (std::size_t k = 0; k < questions.keys().size(); ++k)
    copy(questions.values()[k], "questions." + questions.keys()[k], {"ask"});
  for (const Node& c : field_of(root, "contradictions").values())
    copy(c, "contradictions." + field_of(c, "id").text(), {"says"});
  return out;
}

Texts read_texts(const DataFiles& files, std::string_view language, Problems& problems) {
  Texts texts;
  const std::string name = file_of(language);
  flatten(parse_data_object(files.text(name), name), {}, texts, problems);
  return texts;
}

// Every text of English, with the same {names}, and no other.
void require_same_texts(const Texts& texts, const Texts& english, Problems& problems) {
  for (const auto& [key, text] : english) {
    const auto mine = texts.find(key);
    if (mine == texts.end())
      problems.add(key, 0, fmt::format("is missing; in English: \"{}\"", text));
    else if (distinct(names_in(mine->second)) != distinct(names_in(text)))
      problems.add(key, 0, fmt::format("has other {{names}} than in English: \"{}\"", text));
  }
  for (const auto& [key, text] : texts)
    if (!is_of_rules(key) && !english.contains(key))
      problems.add(key, 0, "is no text of the program");
}

// Drops translations of older versions; names what is left to English.
std::vector<std::string> drop_stale(Texts& texts, const Texts& english) {
  std::vector<std::string> missing;
  for (const auto& [key, text] : english) {
    if (!key.ends_with(".version")) continue;
    const auto mine = texts.find(key);
    if (mine != texts.end() && mine->second == text) continue;
    const std::string rule = key.substr(0, key.size() - std::string_view("version").size());
    std::erase_if(texts, [&](const auto& t) { return t.first.starts_with(rule); });
  }
  for (const auto& [key, text] : english)
    if (!texts.contains(key)) missing.push_back(key);
  return missing;
}

}  // namespace

std::vector<std::string> TextBook::languages(const DataFiles& files) {
  std::vector<std::string> found;
  for (const std::string& name : files.names(kFolder))
    if (name.ends_with(kEnding))
      found.push_back(name.substr(kFolder.size(), name.size() - kFolder.size() - kEnding.size()));
  return found;
}

TextBook TextBook::load(const DataFiles& files, std::string_view language) {
  const std::vector<std::string> known = languages(files);
  if (std::ranges::find(known, language) == known.end())
    throw InvalidInput(
        std::vector<Problem>{{.path = "language",
                              .message = fmt::format("\"{}\" is not at hand; known are {}",
                                                     language, fmt::join(known, ", "))}});
  Problems problems(file_of(language));
  TextBook book;
  book.language_ = language;
  book.texts_ = read_texts(files, language, problems);
  if (language != "en") {
    require_same_texts(book.texts_, read_texts(files, "en", problems), problems);
    book.untranslated_ = drop_stale(book.texts_, texts_of_rules(files));
  }
  problems.throw_if_any();
  return book;
}

bool TextBook::has(std::string_view key) const { return texts_.contains(key); }

std::string TextBook::say(std::string_view key, const Fill& fill) const {
  const auto found = texts_.find(key);
  STIPPLE_REQUIRE(found != texts_.end());
  const std::string& text = found->second;
  std::string said;
  std::size_t at = 0;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', at)) {
    const std::size_t close = text.find('}', open);
    STIPPLE_REQUIRE(close != text.npos);
    const std::string_view name = std::string_view(text).substr(open + 1, close - open - 1);
    const auto value = std::ranges::find(fill, name, &Fill::value_type::first);
    STIPPLE_REQUIRE(value != fill.end());
    said += text.substr(at, open - at) + value->second;
    at = close + 1;
  }
  return said + text.substr(at);
}

std::string TextBook::counted(std::string_view key, int n, const Fill& fill) const {
  Fill with = fill;
  with.emplace_back("n", std::to_string(n));
  return say(fmt::format("{}.{}", key, n == 1 ? "one" : "many"), with);
}

std::string TextBook::of_rule(std::string_view kind, std::string_view id, std::string_view field,
                              std::string_view english) const {
  const auto found = texts_.find(fmt::format("{}.{}.{}", kind, id, field));
  return found == texts_.end() ? std::string(english) : found->second;
}

std::string TextBook::long_date(Date date) const {
  const unsigned weekday = std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding();
  return say("date.long", {{"weekday", say(fmt::format("date.weekday.{}", weekday))},
                           {"date", short_date(date)},
                           {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string TextBook::short_date(Date date) const {
  return say("date.short",
             {{"day", std::to_string(static_cast<unsigned>(date.day()))},
              {"month", say(fmt::format("date.month.{}", static_cast<unsigned>(date.month())))}});
}

std::string TextBook::moment(const Moment& m) const {
  if (!m.minute) return short_date(m.date);
  return say("date.moment", {{"date", short_date(m.date)}, {"time", format_clock(*m.minute)}});
}

std::string TextBook::number(double value, int digits) const {
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (text.starts_with("-"))
    text = (text.find_first_not_of("-0.") == text.npos ? "" : "\u2212") + text.substr(1);
  const std::size_t point = text.find('.');
  return point == text.npos ? text : text.replace(point, 1, say("number.decimal"));
}

}  // namespace stipple
