// SPDX-License-Identifier: Apache-2.0
// A JSON value as a small tree: objects keep the order of their members, values read from a file
// know their line. The same tree is what we write; its text is the same on every machine.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stipple {

class Node {
 public:
  enum class Kind { null, boolean, number, text, list, object };

  Node() = default;
  template <std::same_as<bool> B>
  Node(B value) : kind_(Kind::boolean), number_(value ? 1.0 : 0.0) {}
  Node(double value);  // finite, or it is our bug
  template <std::integral I>
  requires(!std::same_as<I, bool>) Node(I value)
      : Node(static_cast<double>(value)) {}  // exact to 2^53
  Node(std::string value) : kind_(Kind::text), text_(std::move(value)) {}
  Node(std::string_view value) : Node(std::string(value)) {}
  Node(const char* value) : Node(std::string(value)) {}
  template <class T>
  Node(const std::optional<T>& value) : Node(value ? Node(*value) : Node()) {}
  template <class T>
  Node(const std::vector<T>& values) : kind_(Kind::list), values_(values.begin(), values.end()) {}
  static Node list() { return Node(Kind::list); }
  static Node object() { return Node(Kind::object); }

  [[nodiscard]] Kind kind() const { return kind_; }
  // Ask only for what kind() says.
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] const std::string& text() const;
  // Elements of a list, or the values of an object in the order of its keys.
  [[nodiscard]] const std::vector<Node>& values() const { return values_; }
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  // The first member of that name, or none.
  [[nodiscard]] const Node* find(std::string_view key) const;

  Node& push(Node value);                  // on a list; returns the element
  Node& add(std::string key, Node value);  // on an object, at the end; returns the member's value
  Node& set(std::string_view key, Node value);  // replaces the member, or adds it

  [[nodiscard]] int line() const { return line_; }  // 1-based; 0 when not from a file
  void set_line(int line) { line_ = line; }

  friend bool operator==(const Node& a, const Node& b);  // lines aside

 private:
  explicit Node(Kind kind) : kind_(kind) {}

  Kind kind_{Kind::null};
  int line_{};
  double number_{};
  std::string text_{};
  std::vector<std::string> keys_{};
  std::vector<Node> values_{};
};

// "a number", "an object" ...: for messages.
std::string_view name_of(Node::Kind);

// Indented by two; a list of plain values runs along lines of 100. Ends without a line break.
std::string to_json(const Node&);

}  // namespace stipple
