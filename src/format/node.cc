// SPDX-License-Identifier: Apache-2.0
#include "format/node.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace stipple {
namespace {

constexpr std::size_t kLineLength = 100;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
          out += c;
    }
  }
  return out += '"';
}

std::string number_text(double x) {
  // Whole numbers without an exponent as far as they are exact.
  if (x == std::floor(x) && std::abs(x) < 0x1.0p53)
    return fmt::format("{}", static_cast<long long>(x));
  return fmt::format("{}", x);
}

bool is_plain(const Node& n) {
  return n.kind() != Node::Kind::list && n.kind() != Node::Kind::object;
}

class Printer {
 public:
  std::string text{};

  void print(const Node& n) {
    switch (n.kind()) {
      case Node::Kind::null: text += "null"; return;
      case Node::Kind::boolean: text += n.boolean() ? "true" : "false"; return;
      case Node::Kind::number: text += number_text(n.number()); return;
      case Node::Kind::text: text += quoted(n.text()); return;
      case Node::Kind::list: print_list(n); return;
      case Node::Kind::object: print_object(n); return;
    }
  }

 private:
  void new_line() {
    text += '\n';
    text.append(2 * depth_, ' ');
    line_start_ = text.size() - 2 * depth_;
  }

  void print_object(const Node& n) {
    if (n.values().empty()) {
      text += "{}";
      return;
    }
    text += '{';
    ++depth_;
    for (std::size_t i = 0; i < n.values().size(); ++i) {
      if (i > 0) text += ',';
      new_line();
      text += quoted(n.keys()[i]) + ": ";
      print(n.values()[i]);
    }
    --depth_;
    new_line();
    text += '}';
  }

  void print_list(const Node& n) {
    if (std::ranges::all_of(n.values(), is_plain)) {
      print_plain_list(n);
      return;
    }
    text += '[';
    ++depth_;
    for (std::size_t i = 0; i < n.values().size(); ++i) {
      if (i > 0) text += ',';
      new_line();
      print(n.values()[i]);
    }
    --depth_;
    new_line();
    text += ']';
  }

  void print_plain_list(const Node& n) {
    text += '[';
    ++depth_;
    for (std::size_t i = 0; i < n.values().size(); ++i) {
      Printer value;
      value.print(n.values()[i]);
      if (i > 0) text += ',';
      if (text.size() - line_start_ + value.text.size() + 2 > kLineLength)
        new_line();
      else if (i > 0)
        text += ' ';
      text += value.text;
    }
    --depth_;
    text += ']';
  }

  std::size_t depth_{};
  std::size_t line_start_{};
};

}  // namespace

Node::Node(double value) : kind_(Kind::number), number_(value) {
  STIPPLE_REQUIRE(std::isfinite(value));
}

bool Node::boolean() const {
  STIPPLE_REQUIRE(kind_ == Kind::boolean);
  return number_ != 0.0;
}

double Node::number() const {
  STIPPLE_REQUIRE(kind_ == Kind::number);
  return number_;
}

const std::string& Node::text() const {
  STIPPLE_REQUIRE(kind_ == Kind::text);
  return text_;
}

const Node* Node::find(std::string_view key) const {
  const auto at = std::ranges::find(keys_, key);
  return at == keys_.end() ? nullptr : &values_[static_cast<std::size_t>(at - keys_.begin())];
}

Node& Node::push(Node value) {
  STIPPLE_REQUIRE(kind_ == Kind::list);
  return values_.emplace_back(std::move(value));
}

Node& Node::add(std::string key, Node value) {
  STIPPLE_REQUIRE(kind_ == Kind::object);
  keys_.push_back(std::move(key));
  return values_.emplace_back(std::move(value));
}

Node& Node::set(std::string_view key, Node value) {
  if (const Node* old = find(key)) {
    Node& place = values_[static_cast<std::size_t>(old - values_.data())];
    return place = std::move(value);
  }
  return add(std::string(key), std::move(value));
}

bool operator==(const Node& a, const Node& b) {
  return a.kind_ == b.kind_ && a.number_ == b.number_ && a.text_ == b.text_ && a.keys_ == b.keys_ &&
         a.values_ == b.values_;
}

std::string_view name_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null: return "null";
    case Node::Kind::boolean: return "true or false";
    case Node::Kind::number: return "a number";
    case Node::Kind::text: return "a text";
    case Node::Kind::list: return "a list";
    case Node::Kind::object: return "an object";
  }
  return "a value";
}

std::string to_json(const Node& n) {
  Printer p;
  p.print(n);
  return p.text;
}

}  // namespace stipple
