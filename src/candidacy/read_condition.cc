// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "candidacy/condition.h"
#include "core/error.h"
#include "format/suggest.h"

namespace stipple {
namespace {

// Reads one tree; what is wrong goes to `problems`, with the rule as its path.
class ConditionReader {
 public:
  ConditionReader(const std::string& path, const Facts& kinds, const WordSets& sets,
                  Problems& problems)
      : path_(path), kinds_(kinds), sets_(sets), problems_(problems) {}

  Condition object(const Node& node) {
    Condition all;
    if (node.kind() != Node::Kind::object || node.keys().empty()) {
      problem(node, "a condition is an object with at least one field");
      return all;
    }
    for (std::size_t i = 0; i < node.keys().size(); ++i)
      all.children.push_back(field(node.keys()[i], node.values()[i]));
    if (all.children.size() > 1) return all;
    Condition only = std::move(all.children.front());
    return only;
  }

 private:
  void problem(const Node& node, std::string message) {
    problems_.add(path_, node.line(), std::move(message));
  }

  Condition field(const std::string& name, const Node& value) {
    if (name == "not") {
      Condition out{.kind = Condition::Kind::negation};
      out.children.push_back(object(value));
      return out;
    }
    if (name == "all" || name == "any") {
      Condition out{.kind = name == "all" ? Condition::Kind::all : Condition::Kind::any};
      if (value.kind() != Node::Kind::list || value.values().empty())
        problem(value, name + " is not a list of conditions");
      for (const Node& child : value.values()) out.children.push_back(object(child));
      return out;
    }
    const Fact* fact = kinds_.find(name);
    if (!fact) {
      std::vector<std::string_view> known;
      for (const auto& [key, any] : kinds_.by_name) known.push_back(key);
      const std::string_view meant = nearest_name(name, known);
      problem(value,
              fmt::format("the fact \"{}\" is not known{}", name,
                          meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant)));
      return {};
    }
    Condition out{.fact = name};
    if (value.kind() == Node::Kind::object)
      limits(out, *fact, value);
    else
      words(out, *fact, value);
    return out;
  }

  // One word or a list of them, each one that the fact may be.
  void words(Condition& out, const Fact& fact, const Node& value) {
    out.kind = Condition::Kind::words;
    if (fact.kind != Fact::Kind::word && fact.kind != Fact::Kind::list)
      problem(value, fmt::format("{} is no word", out.fact));
    const bool list = value.kind() == Node::Kind::list;
    const std::vector<Node> one{value};
    for (const Node& node : list ? value.values() : one) {
      if (node.kind() != Node::Kind::text) {
        problem(node, fmt::format("{} is compared with {}", out.fact, name_of(node.kind())));
        continue;
      }
      const auto& allowed = fact.words;
      if (!allowed.empty() && std::ranges::find(allowed, node.text()) == allowed.end())
        problem(node, fmt::format("{} is never \"{}\"; it is one of {}", out.fact, node.text(),
                                  fmt::join(allowed, ", ")));
      out.words.push_back(node.text());
      out.asks_unknown = out.asks_unknown || node.text() == "unknown";
    }
  }

  void limits(Condition& out, const Fact& fact, const Node& value) {
    // Without a limit it would hold for everybody.
    if (value.keys().empty()) problem(value, fmt::format("{} has no limit", out.fact));
    for (std::size_t i = 0; i < value.keys().size(); ++i) {
      const std::string& key = value.keys()[i];
      const Node& limit = value.values()[i];
      if (key == "is" && fact.kind == Fact::Kind::list) {
        const auto kind = out.kind;
        words(out, fact, limit);
        if (kind == Condition::Kind::window) out.kind = kind;
      } else if (key == "unlisted" && fact.kind == Fact::Kind::list) {
        words(out, fact, limit);
        out.kind = Condition::Kind::unlisted;
      } else if (key == "in" && fact.kind == Fact::Kind::word) {
        out.kind = Condition::Kind::words;
        const auto set = limit.kind() == Node::Kind::text ? sets_.find(limit.text()) : sets_.end();
        if (set == sets_.end())
          problem(limit, "there is no such set of words");
        else
          out.words = set->second;
      } else if (key == "within" &&
                 (fact.kind == Fact::Kind::date || fact.kind == Fact::Kind::list)) {
        window(out, limit);
      } else if (fact.kind == Fact::Kind::number) {
        number(out, fact, key, limit);
      } else {
        problem(limit, fmt::format("{} has no \"{}\"", out.fact, key));
      }
    }
    if (fact.kind == Fact::Kind::list && out.words.empty())
      problem(value, fmt::format("what of {} is meant stands under \"is\"", out.fact));
  }

  void window(Condition& out, const Node& limit) {
    out.kind = Condition::Kind::window;
    if (limit.kind() == Node::Kind::text && limit.text() == "wait") return;
    out.window = limit.kind() == Node::Kind::text ? parse_span(limit.text()) : std::nullopt;
    if (out.window) return;
    out.window = Span{};
    problem(limit, "within takes \"wait\" or a time such as \"28 days\" or \"6 months\"");
  }

  void number(Condition& out, const Fact& fact, const std::string& key, const Node& limit) {
    out.kind = Condition::Kind::number;
    const std::pair<std::string_view, std::optional<double>*> places[] = {
        {"below", &out.below},
        {"above", &out.above},
        {"at_least", &out.at_least},
        {"at_most", &out.at_most}};
    for (const auto& [name, place] : places) {
      if (key != name) continue;
      if (limit.kind() == Node::Kind::number && !fact.dimension) {
        *place = limit.number();
      } else if (limit.kind() == Node::Kind::text && fact.dimension) {
        const ParsedQuantity parsed = parse_quantity(limit.text(), *fact.dimension);
        if (!parsed.base) problem(limit, parsed.problem);
        *place = parsed.base.value_or(0.0);
      } else {
        problem(limit, fmt::format("{} is compared with {}", out.fact, name_of(limit.kind())));
      }
      return;
    }
    problem(limit, fmt::format("{} has no \"{}\"", out.fact, key));
  }

  const std::string& path_;
  const Facts& kinds_;
  const WordSets& sets_;
  Problems& problems_;
};

}  // namespace

std::optional<Span> parse_span(std::string_view text) {
  int count{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || count > 3650) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(stop - text.data()));
  if (unit == " days" || unit == " day") return Span{.days = count};
  if (unit == " weeks" || unit == " week") return Span{.days = 7 * count};
  if (unit == " months" || unit == " month") return Span{.months = count};
  if (unit == " years" || unit == " year") return Span{.months = 12 * count};
  return std::nullopt;
}

std::string to_text(const Span& span) {
  const auto counted = [](int n, const char* unit) {
    return fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s");
  };
  if (span.months == 0) return counted(span.days, "day");
  if (span.days == 0) return counted(span.months, "month");
  return counted(span.months, "month") + " and " + counted(span.days, "day");
}

Condition read_condition(const Node& node, const std::string& path, const Facts& kinds,
                         const WordSets& sets, Problems& problems) {
  return ConditionReader(path, kinds, sets, problems).object(node);
}

}  // namespace stipple
