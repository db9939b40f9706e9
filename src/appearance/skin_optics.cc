// SPDX-License-Identifier: Apache-2.0
#include "appearance/skin_optics.h"

#include <cmath>
#include <numbers>
#include <string>

#include "core/error.h"
#include "evidence/csv.h"
#include "evidence/data_files.h"

namespace stipple {
namespace {

constexpr double kMmPerCm = 10.0, kMmPerM = 1000.0;
constexpr double kMelaninNm = 694.0;  // where melanin is stated: the ruby laser's wavelength
constexpr double kScatterNm = 500.0;

double number_above_zero(const std::string& cell) {
  std::size_t read = 0;
  double value = 0.0;
  try {
    value = std::stod(cell, &read);
  } catch (const std::exception&) {
    return 0.0;
  }
  return read == cell.size() && std::isfinite(value) && value > 0.0 ? value : 0.0;
}

// Columns 1 to `columns` of a table over the bands.
std::vector<Spectrum> read_bands(const DataFiles& files, const std::string& name,
                                 std::size_t columns) {
  const CsvTable table = read_csv(files.text(name), name);
  std::vector<Problem> problems;
  std::vector<Spectrum> read(columns);
  if (table.header.size() <= columns || table.rows.size() != kBands)
    throw InvalidInput(
        std::vector<Problem>{{"", name, 0, "needs one row for each band, 400 to 700 nm by 10 nm"}});
  for (std::size_t band = 0; band < kBands; ++band) {
    const CsvRow& row = table.rows[band];
    if (number_above_zero(row.cells[0]) != wavelength_nm(static_cast<int>(band)))
      problems.push_back({table.header[0], name, row.line,
                          "bands go from 400 to 700 nm by 10 nm; found " + row.cells[0]});
    for (std::size_t c = 0; c < columns; ++c) {
      read[c][band] = number_above_zero(row.cells[c + 1]);
      if (read[c][band] == 0.0)
        problems.push_back({table.header[c + 1], name, row.line,
                            "must be a number above 0; found " + row.cells[c + 1]});
    }
  }
  if (!problems.empty()) throw InvalidInput(problems);
  return read;
}

double blood_absorption(const ParameterValues& optics, const OpticalTables& tables,
                        double saturated, std::size_t band) {
  const double extinction = saturated * tables.oxygenated[band] +
                            (1.0 - saturated) * tables.deoxygenated[band];  // 1/(cm M), decadic
  return std::numbers::ln10 * extinction * optics["haemoglobin"] /
         optics["haemoglobin_molar_mass"] / kMmPerCm;
}

}  // namespace

OpticalTables load_optical_tables(const DataFiles& files) {
  const auto blood = read_bands(files, "appearance/haemoglobin.csv", 2);
  return {blood[0], blood[1], read_bands(files, "appearance/daylight.csv", 1)[0]};
}

double SkinOptics::transmission(int band, const OpticalColumn& c) const {
  const auto i = static_cast<std::size_t>(band);
  const double met = melanin_layer * (melanin[i] * c.melanin + epidermis[i] * c.epidermis) +
                     blood[i] * c.hole_blood_mm;
  return std::exp(-path * met);
}

double SkinOptics::dermal_reflectance(int band, const OpticalColumn& c) const {
  const auto i = static_cast<std::size_t>(band);
  const double absorbed = base + blood[i] * c.dermal_blood + dermal_melanin[i] * c.dermal_melanin;
  const double albedo = scattering[i] / (absorbed + scattering[i]);
  const double k = std::sqrt(3.0 * (1.0 - albedo));
  return 0.5 * albedo * (1.0 + std::exp(-4.0 / 3.0 * boundary * k)) * std::exp(-k);
}

Spectrum SkinOptics::reflectance(const OpticalColumn& c) const {
  Spectrum r{};
  for (int band = 0; band < kBands; ++band) {
    const double t = transmission(band, c);
    r[static_cast<std::size_t>(band)] = t * dermal_reflectance(band, c) * t;
  }
  return r;
}

SkinOptics skin_optics(const ParameterValues& optics, const ParameterValues& healing,
                       const OpticalTables& tables, int phototype) {
  static constexpr const char* kRoman[] = {"I", "II", "III", "IV", "V", "VI"};
  STIPPLE_REQUIRE(phototype >= 1 && phototype <= 6);
  const double reflected = optics["surface_reflection"];
  SkinOptics s{.daylight = tables.daylight,
               .base = optics["base_absorption"] / kMmPerCm,
               .melanin_layer = optics["melanin_layer"],
               .path = optics["path"],
               .boundary = (1.0 + reflected) / (1.0 - reflected),
               .light_spread = optics["light_spread"],
               .dermal_blood = optics["dermal_blood"],
               .dilation = healing["erythema_dilation"],
               .clot = healing["erythema_blood"],
               .reach = healing["erythema_depth"]};
  const double melanin = optics[std::string("melanin_") + kRoman[phototype - 1]] / kMmPerM;
  for (std::size_t i = 0; i < kBands; ++i) {
    const double nm = wavelength_nm(static_cast<int>(i));
    s.melanin[i] = melanin * std::pow(kMelaninNm / nm, optics["melanin_power"]);
    s.dermal_melanin[i] = optics["dermal_melanin"] * s.melanin[i];
    s.blood[i] = blood_absorption(optics, tables, optics["oxygenation"], i);
    s.epidermis[i] = optics["epidermal_blood"] *
                     blood_absorption(optics, tables, optics["epidermal_oxygenation"], i);
    s.scattering[i] =
        (optics["scatter_small"] * std::pow(nm / kScatterNm, -4.0) +
         optics["scatter_large"] * std::pow(nm / kScatterNm, -optics["scatter_large_power"])) /
        kMmPerCm;
  }
  return s;
}

}  // namespace stipple
