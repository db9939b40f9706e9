// SPDX-License-Identifier: Apache-2.0
// A small strict check that a text is well-formed XML, and the places of a picture's elements. The
// end-to-end test repeats the first with a full XML parser.
#pragma once

#include <cctype>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

// Empty when well formed, else what is wrong.
inline std::string well_formed(std::string_view s) {
  std::vector<std::string> open;
  const auto entity_ok = [](std::string_view rest) {
    for (const char* e : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
      if (rest.rfind(e, 0) == 0) return true;
    return false;
  };
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '&' && !entity_ok(s.substr(i))) return "bare & at " + std::to_string(i);
    if (s[i] == '>') return "bare > at " + std::to_string(i);
    if (s[i] != '<') continue;
    if (s.substr(i, 9) == "<!DOCTYPE") {
      i = s.find('>', i);
      continue;
    }
    const bool closing = s[i + 1] == '/';
    size_t end = i + (closing ? 2 : 1);
    const size_t name_from = end;
    while (end < s.size() && std::isalnum(static_cast<unsigned char>(s[end]))) ++end;
    const std::string name(s.substr(name_from, end - name_from));
    if (name.empty()) return "a < that opens nothing at " + std::to_string(i);
    bool quoted = false;
    while (end < s.size() && (quoted || s[end] != '>')) {
      if (s[end] == '<') return "a < inside <" + name;
      if (s[end] == '&' && !entity_ok(s.substr(end))) return "bare & inside <" + name;
      if (s[end] == '"') quoted = !quoted;
      ++end;
    }
    if (end >= s.size()) return "<" + name + " never ends";
    if (closing) {
      if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
      open.pop_back();
    } else if (s[end - 1] != '/') {
      open.push_back(name);
    }
    i = end;
    // The style sheet is text without < and &; its > are part of it.
    if (!closing && name == "style") i = s.find("</style>", i) - 1;
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

// Every number that follows one of these attributes, in order.
inline std::vector<double> attribute_values(std::string_view s, std::string_view attribute) {
  std::vector<double> out;
  const std::string key = " " + std::string(attribute) + "=\"";
  for (size_t at = s.find(key); at != std::string_view::npos; at = s.find(key, at + 1))
    out.push_back(std::strtod(std::string(s.substr(at + key.size(), 24)).c_str(), nullptr));
  return out;
}

struct Places {
  std::vector<double> x{}, y{};
};

inline Places places(std::string_view s) {
  Places out;
  for (const char* a : {"x", "x1", "x2", "cx"})
    for (const double v : attribute_values(s, a)) out.x.push_back(v);
  for (const char* a : {"y", "y1", "y2", "cy"})
    for (const double v : attribute_values(s, a)) out.y.push_back(v);
  const std::string key = " points=\"";
  for (size_t at = s.find(key); at != std::string_view::npos; at = s.find(key, at + 1)) {
    const size_t from = at + key.size();
    const std::string list(s.substr(from, s.find('"', from) - from));
    const char* p = list.c_str();
    while (*p != '\0') {
      char* next = nullptr;
      out.x.push_back(std::strtod(p, &next));
      p = next + 1;
      out.y.push_back(std::strtod(p, &next));
      p = *next == '\0' ? next : next + 1;
    }
  }
  return out;
}

}  // namespace stipple
