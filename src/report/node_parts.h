// SPDX-License-Identifier: Apache-2.0
// Short ways to write a document of nodes. Only .cc files of this module include it.
#pragma once

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "core/date.h"
#include "format/node.h"
#include "outcome/band.h"

namespace stipple {

inline Node object(std::initializer_list<std::pair<const char*, Node>> members) {
  Node node = Node::object();
  for (const auto& [name, value] : members) node.add(name, value);
  return node;
}

template <class T, class Make>
Node list(const std::vector<T>& values, Make make) {
  Node node = Node::list();
  for (const T& value : values) node.push(make(value));
  return node;
}

inline Node dated(const std::optional<Date>& date) {
  return date ? Node(format_date(*date)) : Node();
}

inline Node band_node(const Band& b) {
  return object({{"median", b.median}, {"low", b.low}, {"high", b.high}});
}

}  // namespace stipple
