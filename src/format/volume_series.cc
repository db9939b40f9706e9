// SPDX-License-Identifier: Apache-2.0
#include "format/volume_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "core/error.h"
#include "core/file.h"
#include "format/shown.h"
#include "format/xml_pieces.h"

namespace stipple {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

bool is_plain_name(std::string_view file) {
  return !file.empty() && file != "." && file != ".." && std::ranges::none_of(file, [](char c) {
    return c == '/' || c == '\\' || static_cast<unsigned char>(c) < ' ';
  });
}

class SeriesParser {
 public:
  std::vector<SeriesEntry> read(std::string_view bytes, const std::string& name) {
    XmlPieces xml(
        name, {.begin = [this](std::string_view e, const XmlAttributes& a) { return begin(e, a); },
               .text = [](std::string_view t) { return text(t); },
               .end = [this](std::string_view) { return end(); }});
    xml.feed(bytes);
    xml.end();
    return std::move(entries_);
  }

 private:
  XmlFault begin(std::string_view name, const XmlAttributes& attributes) {
    constexpr std::array<std::string_view, 3> wanted{"VTKFile", "Collection", "DataSet"};
    if (depth_ == wanted.size() || name != wanted[depth_] || (depth_ < 2 && opened_ != depth_))
      return {"", fmt::format("<{}> may not stand here", shown(name))};
    ++depth_;
    opened_ = std::max(opened_, depth_);
    if (depth_ == 3) return begin_entry(attributes);
    if (depth_ == 2) return {"", attributes.empty() ? "" : "<Collection> has no attributes"};
    constexpr std::array<std::string_view, 3> names{"type", "version", "byte_order"};
    if (std::string wrong = wrong_attributes(attributes, names); !wrong.empty())
      return {"", "<VTKFile> " + wrong};
    if (attribute(attributes, "type") != "Collection" ||
        attribute(attributes, "version") != "0.1" ||
        attribute(attributes, "byte_order") != "LittleEndian")
      return {"", "is no collection of version 0.1, little endian"};
    return {};
  }

  XmlFault begin_entry(const XmlAttributes& attributes) {
    constexpr std::array<std::string_view, 4> names{"timestep", "group", "part", "file"};
    if (std::string wrong = wrong_attributes(attributes, names); !wrong.empty())
      return {"", "<DataSet> " + wrong};
    SeriesEntry entry{.file = attribute(attributes, "file")};
    const std::string& time = attribute(attributes, "timestep");
    const auto [last, error] = std::from_chars(time.data(), time.data() + time.size(), entry.time);
    if (error != std::errc{} || last != time.data() + time.size() || !std::isfinite(entry.time))
      return {"", fmt::format("timestep=\"{}\" is no number", shown(time))};
    if (!entries_.empty() && !(entries_.back().time < entry.time))
      return {"", fmt::format("timestep=\"{}\" is not later than the one before", shown(time))};
    if (!is_plain_name(entry.file))
      return {"", fmt::format("file=\"{}\" is no plain name", shown(entry.file))};
    if (!attribute(attributes, "group").empty() || attribute(attributes, "part") != "0")
      return {"", "only one part, of no group, is read"};
    entries_.push_back(std::move(entry));
    return {};
  }

  static XmlFault text(std::string_view piece) {
    if (piece.find_first_not_of(" \n\t\r") == std::string_view::npos) return {};
    return {"", fmt::format("\"{}\" may not stand between elements", shown(piece))};
  }

  XmlFault end() {
    --depth_;
    if (depth_ == 0 && opened_ < 2) return {"", "<VTKFile> holds no <Collection>"};
    return {};
  }

  std::vector<SeriesEntry> entries_{};
  std::size_t depth_{}, opened_{};  // where we are; the deepest that was begun
};

}  // namespace

void write_series(const std::string& path, std::span<const SeriesEntry> entries) {
  std::string text =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\" "
      "byte_order=\"LittleEndian\">\n<Collection>\n";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    STIPPLE_REQUIRE(std::isfinite(entries[i].time) && is_plain_name(entries[i].file));
    STIPPLE_REQUIRE(i == 0 || entries[i - 1].time < entries[i].time);
    text += fmt::format("<DataSet timestep=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n",
                        entries[i].time, xml_escaped(entries[i].file));
  }
  text += "</Collection>\n</VTKFile>\n";
  atomic_write(path, text);
}

std::vector<SeriesEntry> read_series(const std::string& path) {
  return parse_series(read_file(path, kMostBytes), path);
}

std::vector<SeriesEntry> parse_series(std::string_view bytes, const std::string& name) {
  return SeriesParser().read(bytes, name);
}

void add_to_series(const std::string& path, const SeriesEntry& entry) {
  std::vector<SeriesEntry> entries;
  if (std::filesystem::exists(path)) entries = read_series(path);
  std::erase_if(entries, [&](const SeriesEntry& e) { return e.time >= entry.time; });
  entries.push_back(entry);
  write_series(path, entries);
}

}  // namespace stipple
