// SPDX-License-Identifier: Apache-2.0
// The part of the reader that takes an object standing where a number may stand.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "format/reader.h"
#include "format/shown.h"

namespace stipple {
namespace {

constexpr double kLargestSigma = 5.0;  // a factor of 148 each way: wider is a slip of the pen
constexpr std::array<std::string_view, 4> kKinds{"uniform", "normal", "lognormal", "choice"};

}  // namespace

std::optional<Distribution> Reader::distribution(const Node& node, std::string_view wanted,
                                                 const ReadPlain& plain) {
  const std::vector<std::string>& keys = node.keys();
  if (keys.size() != 1 || std::ranges::find(kKinds, keys[0]) == kKinds.end()) {
    problem(node.line(),
            fmt::format("an object here is a distribution with exactly one of {}; or write {}",
                        fmt::join(kKinds, ", "), wanted));
    return std::nullopt;
  }
  const Node& body = node.values()[0];
  push(keys[0], body);
  std::optional<Distribution> result;
  if (keys[0] == "uniform")
    result = uniform(body, plain);
  else if (keys[0] == "choice")
    result = pick(body, plain);
  else
    result = spread(body, keys[0], plain);
  pop();
  return result;
}

std::optional<Distribution> Reader::uniform(const Node& body, const ReadPlain& plain) {
  if (body.kind() != Node::Kind::list || body.values().size() != 2) {
    wrong_type(body, "a list of two values, the lower one first,");
    return std::nullopt;
  }
  const auto low = plain(body.values()[0], true);
  const auto high = plain(body.values()[1], true);
  if (!low || !high) return std::nullopt;
  if (*low < *high) return Uniform{*low, *high};
  problem(body.line(), "the first value must be below the second");
  return std::nullopt;
}

std::optional<Distribution> Reader::spread(const Node& body, std::string_view kind,
                                           const ReadPlain& plain) {
  const bool normal = kind == "normal";
  const std::array<std::string_view, 2> names{normal ? "mean" : "median", normal ? "sd" : "sigma"};
  const Node* centre = body.find(names[0]);
  const Node* width = body.find(names[1]);
  if (body.kind() != Node::Kind::object || body.keys().size() != 2 || !centre || !width) {
    wrong_type(body, fmt::format("an object with exactly \"{}\" and \"{}\"", names[0], names[1]));
    return std::nullopt;
  }
  const auto middle = plain(*centre, true);
  std::optional<double> by;
  if (normal) {
    by = plain(*width, false);
  } else if (width->kind() == Node::Kind::number) {
    by = width->number();
  } else {
    wrong_type(*width, "a number without a unit");
  }
  if (!middle || !by) return std::nullopt;
  if (!(*by > 0.0)) {
    problem(width->line(), fmt::format("{} must be above 0", names[1]));
    return std::nullopt;
  }
  if (normal) return Normal{*middle, *by};
  if (*by > kLargestSigma) {
    problem(width->line(), fmt::format("sigma {} is above the allowed {}", *by, kLargestSigma));
    return std::nullopt;
  }
  if (*middle > 0.0) return Lognormal{*middle, *by};
  problem(centre->line(), "the median of a lognormal must be above 0");
  return std::nullopt;
}

std::optional<Distribution> Reader::pick(const Node& body, const ReadPlain& plain) {
  if (body.kind() != Node::Kind::list || body.values().empty()) {
    wrong_type(body, "a list of one value or more");
    return std::nullopt;
  }
  Choice choice;
  bool all = true;
  for (const Node& value : body.values()) {
    const auto x = plain(value, true);
    all = all && x.has_value();
    if (x) choice.values.push_back(*x);
  }
  if (!all) return std::nullopt;
  return choice;
}

}  // namespace stipple
