// SPDX-License-Identifier: Apache-2.0
#include "format/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "format/shown.h"

namespace stipple {
namespace {

constexpr std::size_t kDepthLimit = 64;
constexpr std::size_t kValueLimit = 1'000'000;

int line_at(std::string_view bytes, std::size_t position) {
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(position, bytes.size()));
  return 1 + static_cast<int>(std::count(bytes.begin(), end, '\n'));
}

struct Progress {
  int line{1};
  char last{};
};

// Hands nlohmann one byte after the other and counts the lines that went by.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, Progress* progress) : at_(at), progress_(progress) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    progress_->last = *at_;
    if (*at_ == '\n') ++progress_->line;
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  Progress* progress_;
};

// "[json.exception...] parse error at line 1, column 2: syntax error ..." -> what comes after.
std::string plain_message(std::string_view what, std::string_view around) {
  if (what.find("unexpected end of input") != std::string_view::npos)
    return "the file is cut off: it ends in the middle of a value";
  if (const auto column = what.find(", column "); column != std::string_view::npos)
    if (const auto colon = what.find(": ", column); colon != std::string_view::npos)
      what.remove_prefix(colon + 2);
  std::string text = fmt::format("not valid JSON: {}", shown(what, 200));
  for (const char* name : {"NaN", "nan", "Inf", "inf"})
    if (around.find(name) != std::string_view::npos)
      return text + " (numbers such as NaN and Infinity are not allowed)";
  return text;
}

// What nlohmann calls while it reads: builds our tree.
class Builder {
 public:
  Builder(std::string_view bytes, Progress& progress) : bytes_(bytes), progress_(progress) {}

  bool null() { return take(Node(), 0); }
  bool boolean(bool x) { return take(Node(x), 0); }
  bool number_integer(std::int64_t x) { return take(Node(static_cast<double>(x)), 1); }
  bool number_unsigned(std::uint64_t x) { return take(Node(static_cast<double>(x)), 1); }
  bool number_float(double x, const std::string&) { return take(Node(x), 1); }
  bool string(std::string& x) { return take(Node(std::move(x)), 0); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Node::object()); }
  bool start_array(std::size_t) { return open(Node::list()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& x) {
    key_ = std::move(x);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) {
    const std::string_view around = bytes_.substr(position < 5 ? 0 : position - 5, 10);
    const bool too_large = std::string_view(e.what()).find("out_of_range") != std::string::npos;
    return refuse(
        line_at(bytes_, position == 0 ? 0 : position - 1),
        too_large ? "a number is too large to be represented" : plain_message(e.what(), around));
  }

  Node root{};
  Problem problem{};

 private:
  bool refuse(int line, std::string message) {
    problem.line = line;
    problem.message = std::move(message);
    return false;
  }

  Node* place(Node value, int line) {
    value.set_line(line);
    if (open_.empty()) return &(root = std::move(value));
    Node& parent = *open_.back();
    return parent.kind() == Node::Kind::list ? &parent.push(std::move(value))
                                             : &parent.add(std::move(key_), std::move(value));
  }

  // The reader of numbers looks one byte ahead; that byte may be the end of the line.
  bool take(Node value, int ahead) {
    const int line = progress_.line - ((ahead > 0 && progress_.last == '\n') ? 1 : 0);
    if (++values_ > kValueLimit) return refuse(line, "the file holds more than a million values");
    place(std::move(value), line);
    return true;
  }

  bool open(Node value) {
    if (open_.size() == kDepthLimit)
      return refuse(progress_.line, fmt::format("nested more than {} levels deep", kDepthLimit));
    if (++values_ > kValueLimit)
      return refuse(progress_.line, "the file holds more than a million values");
    open_.push_back(place(std::move(value), progress_.line));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view bytes_;
  Progress& progress_;
  std::string key_{};
  std::vector<Node*> open_{};  // stays valid: an open node is the last of its parent
  std::size_t values_{};
};

}  // namespace

Document parse_document(std::string_view bytes, std::string_view name) {
  const auto refuse = [&](int line, std::string message) {
    return InvalidInput(std::vector<Problem>{
        {.file = std::string(name), .line = line, .message = std::move(message)}});
  };
  if (bytes.size() > kDocumentLimit)
    throw refuse(0, fmt::format("is larger than the {} MiB allowed", kDocumentLimit >> 20));
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
    throw refuse(1, "is UTF-16 text; save it as UTF-8");
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);  // a byte order mark is harmless
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw refuse(0, "the file is empty");
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos)
    throw refuse(line_at(bytes, nul), "holds a NUL byte; the file must be UTF-8 text");
  if (const auto bad = find_bad_utf8(bytes); bad != std::string_view::npos)
    throw refuse(line_at(bytes, bad),
                 fmt::format("holds a byte (0x{:02x}) that is not UTF-8; save the file as UTF-8",
                             static_cast<unsigned char>(bytes[bad])));
  Progress progress;
  Builder builder(bytes, progress);
  const CountingIterator begin(bytes.data(), &progress);
  const CountingIterator end(bytes.data() + bytes.size(), &progress);
  if (!nlohmann::json::sax_parse(begin, end, &builder, nlohmann::json::input_format_t::json, true,
                                 true))
    throw refuse(builder.problem.line, builder.problem.message);
  return {std::string(name), std::move(builder.root)};
}

}  // namespace stipple
