// SPDX-License-Identifier: Apache-2.0
// XML that is read as it comes, without ever being held: the events of expat, with the place of
// whatever is wrong.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stipple {

using XmlAttributes = std::vector<std::pair<std::string, std::string>>;

// What is wrong: where in the document and what; nothing wrong: an empty message.
struct XmlFault {
  std::string path{};
  std::string message{};
};

// Called in the order of the document. A fault ends the reading.
struct XmlEvents {
  std::function<XmlFault(std::string_view name, const XmlAttributes&)> begin{};
  std::function<XmlFault(std::string_view text)> text{};  // in any number of pieces
  std::function<XmlFault(std::string_view name)> end{};
};

class XmlPieces {
 public:
  // `file`: its name, for messages.
  XmlPieces(std::string file, XmlEvents);
  ~XmlPieces();
  XmlPieces(const XmlPieces&) = delete;
  XmlPieces& operator=(const XmlPieces&) = delete;

  // InvalidInput with file and line: a fault of the events, or what is no XML. Document types are
  // refused: nothing is ever replaced by something longer.
  void feed(std::string_view piece);
  void end();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Empty where the attributes are these and no others, in any order; else what is wrong.
std::string wrong_attributes(const XmlAttributes&, std::span<const std::string_view> names);
// The attribute of that name, which is there.
const std::string& attribute(const XmlAttributes&, std::string_view name);

// Text that may stand between quotes.
std::string xml_escaped(std::string_view text);

}  // namespace stipple
