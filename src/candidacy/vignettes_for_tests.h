// SPDX-License-Identifier: Apache-2.0
// The people of vignettes.json, each read with what is expected of the screening.
#pragma once

#include <string>
#include <vector>

#include "candidacy/rules_for_tests.h"
#include "core/file.h"
#include "format/document.h"
#include "format/reader.h"

namespace stipple {

// Members of `change` replace those of `base`; objects are merged, null takes away.
inline Node merged(const Node& base, const Node& change) {
  if (base.kind() != Node::Kind::object || change.kind() != Node::Kind::object) return change;
  Node out = Node::object();
  for (std::size_t i = 0; i < base.keys().size(); ++i) {
    const Node* other = change.find(base.keys()[i]);
    if (!other)
      out.add(base.keys()[i], base.values()[i]);
    else if (other->kind() != Node::Kind::null)
      out.add(base.keys()[i], merged(base.values()[i], *other));
  }
  for (std::size_t i = 0; i < change.keys().size(); ++i)
    if (!base.find(change.keys()[i]) && change.values()[i].kind() != Node::Kind::null)
      out.add(change.keys()[i], change.values()[i]);
  return out;
}

struct Vignette {
  std::string name{};
  std::size_t visit{};
  Screened person{};
  const Node* expect{};
};

inline const Node& vignette_table() {
  static const Node root =
      parse_document(read_file("src/candidacy/vignettes.json", kDocumentLimit), "vignettes.json")
          .root;
  return root;
}

inline std::vector<Vignette> vignettes() {
  std::vector<Vignette> list;
  for (const Node& row : vignette_table().find("vignettes")->values()) {
    Vignette v{.name = row.find("name")->text(), .expect = row.find("expect")};
    if (const Node* visit = row.find("visit")) v.visit = std::size_t(visit->number()) - 1;
    const Document document{v.name, merged(*vignette_table().find("base"), *row.find("change"))};
    v.person = read<Screened>(document);
    v.person.course = laid_out(v.person.course);
    list.push_back(std::move(v));
  }
  return list;
}

inline Verdict verdict_of(const Vignette& v, const RuleSet& rules = shipped_rules()) {
  return screen(v.person.patient, v.person.course, v.person.screening, rules, v.visit);
}

}  // namespace stipple
