// SPDX-License-Identifier: Apache-2.0
#include "format/xml_pieces.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "format/shown.h"

namespace stipple {

struct XmlPieces::Impl {
  std::string file{};
  XmlEvents events{};
  XML_Parser parser{};
  XmlFault fault{};
  int fault_line{};

  ~Impl() {
    if (parser != nullptr) XML_ParserFree(parser);
  }

  void stop(XmlFault found) {
    if (found.message.empty() || !fault.message.empty()) return;
    fault = std::move(found);
    fault_line = static_cast<int>(XML_GetCurrentLineNumber(parser));
    XML_StopParser(parser, XML_FALSE);
  }
  static Impl& of(void* user) { return *static_cast<Impl*>(user); }
  static void on_begin(void* user, const char* name, const char** attributes) {
    XmlAttributes list;
    for (; *attributes != nullptr; attributes += 2) list.emplace_back(attributes[0], attributes[1]);
    of(user).stop(of(user).events.begin(name, list));
  }
  static void on_end(void* user, const char* name) { of(user).stop(of(user).events.end(name)); }
  static void on_text(void* user, const char* text, int length) {
    // What was stopped still hands over the rest of its piece.
    if (!of(user).fault.message.empty()) return;
    of(user).stop(of(user).events.text({text, static_cast<std::size_t>(length)}));
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) {
    of(user).stop({"", "has a document type, which is not allowed"});
  }

  [[noreturn]] void fail(bool at_end) const {
    Problem problem{.file = file};
    if (!fault.message.empty()) {
      problem.path = fault.path;
      problem.line = fault_line;
      problem.message = fault.message;
    } else {
      problem.line = static_cast<int>(XML_GetCurrentLineNumber(parser));
      problem.message = at_end ? std::string("is cut off: the file ends too early")
                               : fmt::format("is damaged or no XML: {}",
                                             XML_ErrorString(XML_GetErrorCode(parser)));
    }
    throw InvalidInput(std::vector<Problem>{std::move(problem)});
  }
};

XmlPieces::XmlPieces(std::string file, XmlEvents events) : impl_(std::make_unique<Impl>()) {
  impl_->file = std::move(file);
  impl_->events = std::move(events);
  impl_->parser = XML_ParserCreate("UTF-8");
  if (impl_->parser == nullptr) throw Failure(FailureCode::out_of_memory, "no memory to read XML");
  XML_SetUserData(impl_->parser, impl_.get());
  XML_SetElementHandler(impl_->parser, Impl::on_begin, Impl::on_end);
  XML_SetCharacterDataHandler(impl_->parser, Impl::on_text);
  XML_SetStartDoctypeDeclHandler(impl_->parser, Impl::on_doctype);
}

XmlPieces::~XmlPieces() = default;

void XmlPieces::feed(std::string_view piece) {
  // Expat takes lengths as int.
  constexpr std::size_t most = 1 << 20;
  while (!piece.empty()) {
    const std::string_view part = piece.substr(0, most);
    piece.remove_prefix(part.size());
    if (XML_Parse(impl_->parser, part.data(), static_cast<int>(part.size()), XML_FALSE) !=
        XML_STATUS_OK)
      impl_->fail(false);
  }
}

void XmlPieces::end() {
  if (XML_Parse(impl_->parser, nullptr, 0, XML_TRUE) != XML_STATUS_OK) impl_->fail(true);
}

std::string wrong_attributes(const XmlAttributes& attributes,
                             std::span<const std::string_view> names) {
  for (const auto& [name, value] : attributes)
    if (std::ranges::find(names, name) == names.end())
      return fmt::format("has an attribute \"{}\" that is not known", shown(name));
  for (const std::string_view name : names)
    if (std::ranges::find(attributes, name, &XmlAttributes::value_type::first) == attributes.end())
      return fmt::format("lacks its attribute \"{}\"", name);
  return {};
}

const std::string& attribute(const XmlAttributes& attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, &XmlAttributes::value_type::first);
  STIPPLE_REQUIRE(found != attributes.end());
  return found->second;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\t':
      case '\n':
      case '\r': out += fmt::format("&#{};", int{c}); break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace stipple
