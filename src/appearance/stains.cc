// SPDX-License-Identifier: Apache-2.0
#include "appearance/stains.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/error.h"

namespace stipple {
namespace {

constexpr std::array<std::string_view, kDyes> kDyeNames{
    "haematoxylin", "eosin",      "iron_haematoxylin", "ponceau_fuchsin",
    "methyl_blue",  "sirius_red", "picric_acid",       "verhoeff_haematoxylin",
    "acid_fuchsin", "silver",     "fast_red",          "melanin"};
constexpr std::array<std::string_view, 3> kLights{"red", "green", "blue"};

// What stains alike: one name in the data for all kinds of nuclei.
constexpr std::array<std::string_view, kConstituentCount> kTakers{
    "nuclei",  "nuclei", "nuclei",    "keratinocytes", "horny", "mature_collagen", "young_collagen",
    "elastin", "clot",   "cytoplasm", "vessels",       "fat",   "melanin"};

constexpr std::array kHaematoxylinEosin{Dye::haematoxylin, Dye::eosin, Dye::melanin};
constexpr std::array kMasson{Dye::iron_haematoxylin, Dye::ponceau_fuchsin, Dye::methyl_blue,
                             Dye::melanin};
constexpr std::array kPicrosirius{Dye::sirius_red, Dye::picric_acid, Dye::melanin};
constexpr std::array kVanGieson{Dye::verhoeff, Dye::acid_fuchsin, Dye::picric_acid, Dye::melanin};
constexpr std::array kFontanaMasson{Dye::silver, Dye::fast_red, Dye::melanin};

// Which dye binds to what at all. Everything else stays clear.
struct Affinity {
  Dye dye{};
  std::string_view taker{};
};
constexpr std::array kAffinities{
    Affinity{Dye::haematoxylin, "nuclei"},
    Affinity{Dye::haematoxylin, "keratinocytes"},
    Affinity{Dye::eosin, "keratinocytes"},
    Affinity{Dye::eosin, "horny"},
    Affinity{Dye::eosin, "mature_collagen"},
    Affinity{Dye::eosin, "young_collagen"},
    Affinity{Dye::eosin, "elastin"},
    Affinity{Dye::eosin, "clot"},
    Affinity{Dye::eosin, "cytoplasm"},
    Affinity{Dye::eosin, "vessels"},
    Affinity{Dye::eosin, "fat"},
    Affinity{Dye::iron_haematoxylin, "nuclei"},
    Affinity{Dye::iron_haematoxylin, "keratinocytes"},
    Affinity{Dye::ponceau_fuchsin, "keratinocytes"},
    Affinity{Dye::ponceau_fuchsin, "horny"},
    Affinity{Dye::ponceau_fuchsin, "clot"},
    Affinity{Dye::ponceau_fuchsin, "cytoplasm"},
    Affinity{Dye::ponceau_fuchsin, "vessels"},
    Affinity{Dye::ponceau_fuchsin, "elastin"},
    Affinity{Dye::methyl_blue, "mature_collagen"},
    Affinity{Dye::methyl_blue, "young_collagen"},
    Affinity{Dye::methyl_blue, "fat"},
    Affinity{Dye::sirius_red, "mature_collagen"},
    Affinity{Dye::sirius_red, "young_collagen"},
    Affinity{Dye::sirius_red, "fat"},
    Affinity{Dye::picric_acid, "keratinocytes"},
    Affinity{Dye::picric_acid, "horny"},
    Affinity{Dye::picric_acid, "clot"},
    Affinity{Dye::picric_acid, "cytoplasm"},
    Affinity{Dye::picric_acid, "vessels"},
    Affinity{Dye::picric_acid, "nuclei"},
    Affinity{Dye::picric_acid, "fat"},
    Affinity{Dye::picric_acid, "mature_collagen"},
    Affinity{Dye::picric_acid, "young_collagen"},
    Affinity{Dye::verhoeff, "elastin"},
    Affinity{Dye::verhoeff, "nuclei"},
    Affinity{Dye::verhoeff, "keratinocytes"},
    Affinity{Dye::acid_fuchsin, "mature_collagen"},
    Affinity{Dye::acid_fuchsin, "young_collagen"},
    Affinity{Dye::acid_fuchsin, "fat"},
    Affinity{Dye::silver, "melanin"},
    Affinity{Dye::fast_red, "nuclei"},
    Affinity{Dye::fast_red, "keratinocytes"},
    Affinity{Dye::fast_red, "horny"},
    Affinity{Dye::fast_red, "mature_collagen"},
    Affinity{Dye::fast_red, "young_collagen"},
    Affinity{Dye::fast_red, "clot"},
    Affinity{Dye::fast_red, "cytoplasm"},
    Affinity{Dye::fast_red, "fat"},
    Affinity{Dye::melanin, "melanin"},
};

constexpr std::size_t at(Dye d) { return static_cast<std::size_t>(d); }

// Reads the table and remembers what it read, so that a symbol too many is found.
class Reader {
 public:
  explicit Reader(const ParameterTable& table) : table_(table) {}
  double operator()(std::string symbol) {
    const Parameter* found = table_.find(symbol);
    wanted_.push_back(std::move(symbol));
    return found == nullptr ? 0.0 : found->value;
  }
  [[nodiscard]] bool is_assumed(const std::string& symbol) const {
    const Parameter* found = table_.find(symbol);
    return found != nullptr && found->status == Status::assumed;
  }
  void require_all() const {
    const std::vector<std::string_view> symbols(wanted_.begin(), wanted_.end());
    table_.require_exactly(symbols);
  }

 private:
  const ParameterTable& table_;
  std::vector<std::string> wanted_{};
};

OpticalDensity of_length_one(OpticalDensity v) {
  const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  for (double& x : v) x = length > 0.0 ? x / length : 0.0;
  return v;
}

void read_dyes(Reader& read, StainParameters& p) {
  for (std::size_t d = 0; d < p.vectors.size(); ++d) {
    for (std::size_t light = 0; light < kLights.size(); ++light)
      p.vectors[d][light] = read(std::string(kDyeNames[d]).append("_").append(kLights[light]));
    p.vectors[d] = of_length_one(p.vectors[d]);
    p.vector_assumed[d] = read.is_assumed(std::string(kDyeNames[d]) + "_red");
  }
  for (const Affinity& a : kAffinities) {
    const double density = read(std::string(kDyeNames[at(a.dye)]).append("_in_").append(a.taker));
    for (std::size_t c = 0; c < kTakers.size(); ++c)
      if (kTakers[c] == a.taker) p.uptake[at(a.dye)][c] = density;
  }
}

OpticalDensity cross(const OpticalDensity& a, const OpticalDensity& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const OpticalDensity& a, const OpticalDensity& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

}  // namespace

StainParameters make_stain_parameters(const ParameterTable& histology,
                                      const ParameterTable& healing) {
  Reader read(histology);
  StainParameters p;
  read_dyes(read, p);
  TissueMakeUp& t = p.tissue;
  t.young_share = healing.value("th3");
  t.horny_mm = read("horny_layer");
  t.melanin_depth_mm = read("melanin_depth");
  t.keratinocytes_per_mm2 = read("keratinocytes");
  t.fibroblast_profiles = read("fibroblast_profiles");
  t.vessel_profiles = read("vessel_profiles");
  t.leukocyte_profiles = read("leukocyte_profiles");
  t.nucleus_um = read("nucleus_diameter");
  t.slice_um = read("section_thickness");
  t.clot_displaces = read("clot_displaces");
  t.papillary_blend_mm = read("papillary_blend");
  t.layers = {{{},
               {read("collagen_papillary"), read("elastin_papillary"),
                healing.value("Xf_papillary"), healing.value("Xv_papillary")},
               {1.0, 1.0, 1.0, healing.value("Xv_reticular")},
               {read("collagen_fat"), read("elastin_fat"), healing.value("Xf_fat"),
                healing.value("Xv_fat")}}};
  p.grain = {.reticular_um = read("grain_reticular"),
             .papillary_um = read("grain_papillary"),
             .horny_um = read("grain_horny"),
             .fat_cell_um = read("fat_cell"),
             .contrast = read("grain_contrast")};
  read.require_all();
  return p;
}

StainParameters load_stain_parameters(const DataFiles& files, const Bibliography& bibliography) {
  return make_stain_parameters(load_parameters(files, kHistologyFile, bibliography),
                               load_parameters(files, "parameters/healing.json", bibliography));
}

std::span<const Dye> dyes_of(Stain s) {
  switch (s) {
    case Stain::haematoxylin_eosin: return kHaematoxylinEosin;
    case Stain::masson: return kMasson;
    case Stain::picrosirius: return kPicrosirius;
    case Stain::van_gieson: return kVanGieson;
    case Stain::fontana_masson: return kFontanaMasson;
  }
  STIPPLE_REQUIRE(false);
}

std::string_view name_of(Stain s) {
  switch (s) {
    case Stain::haematoxylin_eosin: return "Haematoxylin and eosin";
    case Stain::masson: return "Masson's trichrome";
    case Stain::picrosirius: return "Picrosirius red, bright field";
    case Stain::van_gieson: return "Verhoeff's elastic stain with van Gieson's";
    case Stain::fontana_masson: return "Fontana-Masson for melanin";
  }
  STIPPLE_REQUIRE(false);
}

std::string_view key_of(Stain s) {
  switch (s) {
    case Stain::haematoxylin_eosin: return "he";
    case Stain::masson: return "masson";
    case Stain::picrosirius: return "picrosirius";
    case Stain::van_gieson: return "elastic";
    case Stain::fontana_masson: return "fontana";
  }
  STIPPLE_REQUIRE(false);
}

std::string_view name_of(Dye d) { return kDyeNames[at(d)]; }

double dye_density(Dye d, const Amounts& amounts, const StainParameters& p) {
  double sum = 0.0;
  for (std::size_t c = 0; c < amounts.size(); ++c) sum += p.uptake[at(d)][c] * amounts[c];
  return sum;
}

OpticalDensity optical_density(Stain stain, const Amounts& amounts, const StainParameters& p) {
  OpticalDensity sum{};
  for (const Dye d : dyes_of(stain)) {
    const double density = dye_density(d, amounts, p);
    for (std::size_t light = 0; light < sum.size(); ++light)
      sum[light] += density * p.vectors[at(d)][light];
  }
  return sum;
}

std::array<std::uint8_t, 3> seen_through(const OpticalDensity& density) {
  std::array<std::uint8_t, 3> rgb{};
  for (std::size_t light = 0; light < rgb.size(); ++light)
    rgb[light] = static_cast<std::uint8_t>(
        std::lround(255.0 * std::pow(10.0, -std::max(density[light], 0.0))));
  return rgb;
}

std::array<double, 3> unmixed(Stain stain, const std::array<std::uint8_t, 3>& rgb,
                              const StainParameters& p) {
  OpticalDensity seen{};
  for (std::size_t light = 0; light < seen.size(); ++light)
    seen[light] = -std::log10(std::max<double>(rgb[light], 0.5) / 255.0);
  const auto dyes = dyes_of(stain);
  const OpticalDensity a = p.vectors[at(dyes[0])], b = p.vectors[at(dyes[1])];
  const OpticalDensity c = dyes.size() > 3 ? p.vectors[at(dyes[2])] : of_length_one(cross(a, b));
  // Cramer's rule: seen = x a + y b + z c.
  const double volume = dot(a, cross(b, c));
  return {dot(seen, cross(b, c)) / volume, dot(a, cross(seen, c)) / volume,
          dot(a, cross(b, seen)) / volume};
}

}  // namespace stipple
