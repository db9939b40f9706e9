// SPDX-License-Identifier: Apache-2.0
#include "candidacy/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "evidence/node_checks.h"
#include "format/suggest.h"

namespace stipple {
namespace {

// Letters that German and French names write in two ways.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kSpelled{{{"ä", "ae"},
                                                                                  {"ö", "oe"},
                                                                                  {"ü", "ue"},
                                                                                  {"ß", "ss"},
                                                                                  {"Ä", "ae"},
                                                                                  {"Ö", "oe"},
                                                                                  {"Ü", "ue"},
                                                                                  {"é", "e"},
                                                                                  {"è", "e"},
                                                                                  {"ï", "i"},
                                                                                  {"µ", "u"},
                                                                                  {"®", ""},
                                                                                  {"™", ""}}};

// Small letters and digits, in words; what stands between them is lost.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = std::ranges::find_if(
        kSpelled, [&](const auto& s) { return text.substr(i).starts_with(s.first); });
    if (letter != kSpelled.end()) {
      words.back() += letter->second;
      i += letter->first.size();
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[i++]);
    if (std::isalnum(byte))
      words.back() += static_cast<char>(std::tolower(byte));
    else if (byte >= 0x80)
      words.back() += static_cast<char>(byte);  // a letter that no table knows stays unknown
    else if (byte != '\'' && !words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// "5", "12mg", "2x", "0": figures, with a unit or without.
bool is_dose(std::string_view word) {
  static constexpr std::array<std::string_view, 13> units{"",  "mg", "g", "ug", "mcg", "ml",  "l",
                                                          "x", "h",  "d", "ie", "iu",  "mmol"};
  const auto digits = word.find_first_not_of("0123456789");
  if (digits == 0) return false;
  return std::ranges::find(units, digits == std::string_view::npos ? "" : word.substr(digits)) !=
         units.end();
}

std::set<std::string, std::less<>> texts_in(const Node& list, const std::string& path,
                                            Problems& problems) {
  std::set<std::string, std::less<>> found;
  if (list.kind() != Node::Kind::list) problems.add(path, list.line(), "this is not a list");
  for (const Node& node : list.values()) {
    if (node.kind() != Node::Kind::text || words_of(node.text()).empty())
      problems.add(path, node.line(), "an entry is not a name");
    else if (!found.insert(fmt::format("{}", fmt::join(words_of(node.text()), " "))).second)
      problems.add(path, node.line(), "the name " + node.text() + " stands here twice");
  }
  return found;
}

}  // namespace

NameTable NameTable::read(std::string_view json, std::string_view file) {
  Problems problems(file);
  NameTable table;
  const Node root = parse_data_object(json, file);
  if (!has_fields(root, "", {"version", "fill", "none", "classes"}, {}, problems))
    problems.throw_if_any();
  table.version_ = text_in(root, "version", "version", problems);
  table.fill_ = texts_in(field_of(root, "fill"), "fill", problems);
  table.none_ = texts_in(field_of(root, "none"), "none", problems);
  const Node& classes = field_of(root, "classes");
  std::map<std::string, Name> by_text;
  for (std::size_t k = 0; k < classes.keys().size(); ++k) {
    const std::string& name = classes.keys()[k];
    const Node& row = classes.values()[k];
    if (!has_fields(row, name, {"help", "names"}, {}, problems)) continue;
    table.help_[name] = text_in(row, "help", name, problems);
    for (const std::string& text : texts_in(field_of(row, "names"), name, problems)) {
      Name& known = by_text[text];
      known.words = words_of(text);
      known.classes.insert(name);
    }
  }
  problems.throw_if_any();
  for (auto& [text, name] : by_text)
    table.by_first_word_[name.words.front()].push_back(std::move(name));
  for (auto& [word, names] : table.by_first_word_)
    std::ranges::stable_sort(names, std::ranges::greater{},
                             [](const Name& n) { return n.words.size(); });
  return table;
}

const NameTable::Name* NameTable::name_at(const Words& words, std::size_t from) const {
  const auto found = by_first_word_.find(words[from]);
  if (found == by_first_word_.end()) return nullptr;
  for (const Name& name : found->second)
    if (name.words.size() <= words.size() - from &&
        std::ranges::equal(name.words.begin(), name.words.end(),
                           words.begin() + static_cast<std::ptrdiff_t>(from),
                           words.begin() + static_cast<std::ptrdiff_t>(from + name.words.size())))
      return &name;
  return nullptr;
}

Recognised NameTable::recognise(std::string_view text) const {
  const Words words = words_of(text);
  Recognised out{.whole = true};
  out.none = none_.contains(fmt::format("{}", fmt::join(words, " ")));
  if (out.none) return out;
  std::string_view strange;
  std::size_t named = 0;
  for (std::size_t i = 0; i < words.size();) {
    if (const Name* name = name_at(words, i)) {
      out.classes.insert(name->classes.begin(), name->classes.end());
      i += name->words.size();
      ++named;
      continue;
    }
    if (!is_dose(words[i]) && !fill_.contains(words[i])) {
      out.whole = false;
      if (words[i].size() > strange.size()) strange = words[i];
    }
    ++i;
  }
  if (named == 0) out.whole = false;
  if (!out.whole && named == 0) out.did_you_mean = nearest_name(strange, names());
  return out;
}

std::vector<std::string_view> NameTable::names() const {
  std::vector<std::string_view> list;
  for (const auto& [word, names] : by_first_word_) list.push_back(word);
  return list;
}

NameTables load_names(const DataFiles& files) {
  const auto table = [&](const char* file) { return NameTable::read(files.text(file), file); };
  return {table("rules/medicines.json"), table("rules/allergies.json"),
          table("rules/procedures.json")};
}

}  // namespace stipple
