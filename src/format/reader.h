// SPDX-License-Identifier: Apache-2.0
// Fills a described struct from a document, strictly: every problem at once, each with its path and
// line, what was found and what is allowed. Numbers given as distributions are drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/describe.h"
#include "core/error.h"
#include "core/random.h"
#include "format/distribution.h"
#include "format/document.h"

namespace stipple {

// How distributions become numbers: without a seed their nominal value, with one a draw that
// depends on seed, member and the path of the number alone.
struct ReadMode {
  std::optional<Seed> seed{};
  std::uint64_t member{};  // of the cohort
};

class Reader final : public Visitor {
 public:
  Reader(const Document& document, const ReadMode& mode);
  // What another judge of the same document found: it joins the list.
  void report(Problem problem);
  // Those found so far, in the order of finding.
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  // Throws InvalidInput when there were problems, in the order of their lines.
  void finish();

  void check(bool holds, std::string_view field, std::string_view message) override;
  bool begin_field(std::string_view name, const FieldSpec&) override;
  bool begin_optional(std::string_view name, const FieldSpec&, bool present) override;
  void end_field() override;
  bool begin_object() override;
  void end_object() override;
  std::size_t begin_list(std::size_t size, const FieldSpec&) override;
  bool begin_element(std::size_t index) override;
  void end_element() override;
  void end_list() override {}
  void quantity(double& base, Dimension, const FieldSpec&) override;
  void number(double& value, const FieldSpec&) override;
  void integer(long& value, const FieldSpec&) override;
  void boolean(bool& value, const FieldSpec&) override;
  void text(std::string& value, const FieldSpec&) override;
  void date(Date& value, const FieldSpec&) override;
  void past_date(PastDate& value, const FieldSpec&) override;
  void choice(int& index, std::span<const std::string_view> names, const FieldSpec&) override;

 private:
  struct Object {
    const Node* node{};
    std::vector<std::string_view> asked{};
    std::size_t problems_before{};
  };
  // Reads one plain value; reports and gives nothing when it is wrong.
  using ReadPlain = std::function<std::optional<double>(const Node&, bool limited)>;

  void problem(int line, std::string message, std::string_view below = {});
  void wrong_type(const Node&, std::string_view wanted);
  std::optional<double> within(const Node&, double value, const FieldSpec&,
                               const std::function<std::string(double)>& text);
  void scalar(double& value, const FieldSpec&, std::string_view wanted, const ReadPlain&);
  std::optional<Distribution> distribution(const Node&, std::string_view wanted, const ReadPlain&);
  std::optional<Distribution> uniform(const Node&, const ReadPlain&);
  std::optional<Distribution> spread(const Node&, std::string_view kind, const ReadPlain&);
  std::optional<Distribution> pick(const Node&, const ReadPlain&);
  void push(std::string_view step, const Node&);
  void pop();

  std::string file_;
  ReadMode mode_;
  std::string path_{};
  std::vector<std::size_t> path_sizes_{};
  std::vector<const Node*> values_;
  std::vector<Object> objects_{};
  std::vector<Problem> problems_{};
  std::size_t unlisted_{};
};

// The struct, as far as the document is in order; the problems stay in the reader.
template <class T>
T read(Reader& reader) {
  T value{};
  if (reader.begin_object()) {
    describe(reader, value);
    reader.end_object();
  }
  return value;
}

template <class T>
T read(const Document& document, const ReadMode& mode = {}) {
  Reader reader(document, mode);
  T value = read<T>(reader);
  reader.finish();
  return value;
}

}  // namespace stipple
