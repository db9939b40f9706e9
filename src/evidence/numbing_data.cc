// SPDX-License-Identifier: Apache-2.0
#include "evidence/numbing_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "evidence/node_checks.h"

namespace stipple {
namespace {

constexpr std::string_view kFolder = "numbing/";

std::vector<std::string> texts_in(const Node& object, const char* field, const std::string& path,
                                  Problems& problems) {
  std::vector<std::string> out;
  const Node& list = field_of(object, field);
  if (list.kind() != Node::Kind::list)
    problems.add(path, object.line(), std::string(field) + " is not a list");
  for (const Node& value : list.values())
    if (value.kind() == Node::Kind::text)
      out.push_back(value.text());
    else
      problems.add(path, value.line(), std::string(field) + " holds something that is no text");
  return out;
}

std::vector<std::string> sources_in(const Node& object, const std::string& path,
                                    const Bibliography& bibliography, Problems& problems) {
  std::vector<std::string> keys = texts_in(object, "sources", path, problems);
  for (const std::string& key : keys)
    if (bibliography.find(key) == nullptr)
      problems.add(path, object.line(), "the source " + key + " is not in references.json");
  return keys;
}

bool flag_in(const Node& object, const char* field, const std::string& path, Problems& problems) {
  const Node& found = field_of(object, field);
  if (found.kind() == Node::Kind::boolean) return found.boolean();
  problems.add(path, object.line(), std::string(field) + " is not true or false");
  return false;
}

std::optional<double> known_number(const Node& object, const char* field, const std::string& path,
                                   Problems& problems) {
  if (field_of(object, field).kind() == Node::Kind::null) return std::nullopt;
  return number_in(object, field, path, problems);
}

NumbingLabel label_in(const Node& object, const std::string& path, const Bibliography& bibliography,
                      Problems& problems) {
  NumbingLabel l;
  if (!has_fields(object, path,
                  {"amount_g", "area_cm2", "minutes_low", "minutes_high", "age_years", "weight_kg",
                   "status", "basis", "sources"},
                  {}, problems))
    return l;
  const auto number = [&](const char* field) {
    return known_number(object, field, path, problems);
  };
  l.amount_g = number("amount_g");
  l.area_cm2 = number("area_cm2");
  l.minutes_low = number("minutes_low");
  l.minutes_high = number("minutes_high");
  l.age_years = number("age_years");
  l.weight_kg = number("weight_kg");
  const std::string status = text_in(object, "status", path, problems);
  if (status == "literature")
    l.status = Status::literature;
  else if (status != "assumed")
    problems.add(path, object.line(), "status is not one of literature, assumed");
  l.basis = text_in(object, "basis", path, problems);
  l.sources = sources_in(object, path, bibliography, problems);
  return l;
}

// Every member of the file's object, by a reader of one of them.
template <class T, class Read>
std::vector<T> records_in(const DataFiles& files, const char* name, Problems& problems, Read read) {
  const std::string file = std::string(kFolder) + name;
  std::vector<T> out;
  const Node document = parse_data_object(files.text(file), file);
  for (std::size_t i = 0; i < document.keys().size(); ++i)
    out.push_back(read(document.values()[i], document.keys()[i], problems));
  return out;
}

NumbingSet read_set(const Node& object, const std::string& name, Problems& problems) {
  NumbingSet s{.name = name};
  if (!has_fields(object, name, {"D_cm2_s", "k_per_s", "lag_min", "threshold_ug_ml", "misfit_mm"},
                  {}, problems))
    return s;
  const auto number = [&](const char* field) {
    const auto found = number_in(object, field, name, problems);
    if (found && !(*found >= 0.0))
      problems.add(name, object.line(), std::string(field) + " is below 0");
    return found.value_or(0.0);
  };
  s.D_cm2_s = number("D_cm2_s");
  s.k_per_s = number("k_per_s");
  s.lag_min = number("lag_min");
  s.threshold = number("threshold_ug_ml");
  s.misfit = number("misfit_mm");
  if (!(s.D_cm2_s > 0.0 && s.lag_min > 0.0 && s.threshold > 0.0))
    problems.add(name, object.line(), "D_cm2_s, lag_min and threshold_ug_ml must be above 0");
  return s;
}

NumbingProductRecord read_product(const Node& object, const std::string& id,
                                  const Bibliography& bibliography, Problems& problems) {
  NumbingProductRecord p{.id = id};
  if (!has_fields(
          object, id,
          {"name", "strength", "lidocaine", "methaemoglobin", "licensed", "relative_flux", "label"},
          {}, problems))
    return p;
  p.name = text_in(object, "name", id, problems);
  p.strength = known_number(object, "strength", id, problems);
  p.lidocaine = number_in(object, "lidocaine", id, problems).value_or(0.0);
  p.methaemoglobin = flag_in(object, "methaemoglobin", id, problems);
  p.licensed = flag_in(object, "licensed", id, problems);
  if (auto flux = parameter_in(field_of(object, "relative_flux"), "relative_flux",
                               id + ".relative_flux", bibliography, false, problems))
    p.relative_flux = std::move(*flux);
  p.label = label_in(field_of(object, "label"), id + ".label", bibliography, problems);
  return p;
}

template <class T>
std::string known_names(const std::vector<T>& list, std::string T::*name) {
  std::string out;
  for (const T& item : list) out += (out.empty() ? "" : ", ") + item.*name;
  return out;
}

template <class T>
const T& find_named(const std::vector<T>& list, std::string T::*name, std::string_view wanted,
                    const char* what) {
  for (const T& item : list)
    if (item.*name == wanted) return item;
  Problems problems("");
  problems.add(
      what, 0,
      "\"" + std::string(wanted) + "\" is not known; known are " + known_names(list, name));
  problems.throw_if_any();
  STIPPLE_REQUIRE(false);
}

}  // namespace

const NumbingSet& NumbingData::set_named(std::string_view name) const {
  if (name == "default") return sets.front();
  return find_named(sets, &NumbingSet::name, name, "set");
}

const NumbingProductRecord& NumbingData::product(std::string_view id) const {
  return find_named(products, &NumbingProductRecord::id, id, "product");
}

const MedicineList& NumbingData::medicine_list(std::string_view id) const {
  return find_named(medicines, &MedicineList::id, id, "medicines");
}

const NumbingSite& NumbingData::site_of_zone(std::string_view zone) const {
  for (const NumbingSite& site : sites)
    if (std::ranges::find(site.zones, zone) != site.zones.end()) return site;
  Problems problems("numbing/sites.json");
  problems.add("zones", 0, "the zone " + std::string(zone) + " stands under no site");
  problems.throw_if_any();
  STIPPLE_REQUIRE(false);
}

const NumbingSet& NumbingData::set_at(double place) const {
  const double n = static_cast<double>(sets.size());
  return sets[static_cast<std::size_t>(std::clamp(std::floor(place * n), 0.0, n - 1.0))];
}

NumbingData load_numbing(const DataFiles& files, const Bibliography& bibliography) {
  NumbingData out;
  Problems problems("numbing/");
  out.sets = records_in<NumbingSet>(files, "sets.json", problems, read_set);
  if (out.sets.empty()) problems.add("sets", 0, "there is no set");
  out.products = records_in<NumbingProductRecord>(
      files, "products.json", problems, [&](const Node& n, const std::string& id, Problems& p) {
        return read_product(n, id, bibliography, p);
      });
  out.sites = records_in<NumbingSite>(
      files, "sites.json", problems, [&](const Node& n, const std::string& id, Problems& p) {
        NumbingSite s{.id = id};
        if (!has_fields(n, id, {"flux", "zones"}, {}, p)) return s;
        if (auto flux =
                parameter_in(field_of(n, "flux"), "flux", id + ".flux", bibliography, false, p))
          s.flux = std::move(*flux);
        s.zones = texts_in(n, "zones", id, p);
        return s;
      });
  out.medicines = records_in<MedicineList>(
      files, "medicines.json", problems, [&](const Node& n, const std::string& id, Problems& p) {
        MedicineList m{.id = id};
        if (!has_fields(n, id, {"names", "why", "sources"}, {}, p)) return m;
        m.names = texts_in(n, "names", id, p);
        m.why = text_in(n, "why", id, p);
        m.sources = sources_in(n, id, bibliography, p);
        return m;
      });
  problems.throw_if_any();
  out.limits = load_parameters(files, "numbing/limits.json", bibliography);
  return out;
}

std::string write_numbing_sets(std::span<const NumbingSet> sets) {
  std::string out;
  for (const NumbingSet& s : sets)
    out += fmt::format(
        "{}  \"{}\": {{\"D_cm2_s\": {:g}, \"k_per_s\": {:g}, \"lag_min\": {:g}, "
        "\"threshold_ug_ml\": {:.4g}, \"misfit_mm\": {:.3f}}}",
        out.empty() ? "{\n" : ",\n", s.name, s.D_cm2_s, s.k_per_s, s.lag_min, s.threshold,
        s.misfit);
  return out + "\n}\n";
}

}  // namespace stipple
