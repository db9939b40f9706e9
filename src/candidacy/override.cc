// SPDX-License-Identifier: Apache-2.0
#include "candidacy/override.h"

namespace stipple {

void describe(Visitor& v, Override& o) {
  v.field("rule", o.rule, {.help = "id of the one rule, as screening names it", .most = 60});
  v.field("name", o.name, {.help = "who decides", .most = 120});
  v.field("role", o.role, {.help = "professional role, such as \"dermatologist\"", .most = 120});
  v.field("reason", o.reason, {.help = "why, in one or two sentences", .most = 2000});
  v.field("date", o.date, {.help = "of the decision"});
  v.check(!o.name.empty(), "name", "is empty: an override has a name");
  v.check(!o.role.empty(), "role", "is empty: an override has a professional role");
  v.check(!o.reason.empty(), "reason", "is empty: an override has a reason");
}

void describe(Visitor& v, Screening& s) {
  v.field(
      "overrides", s.overrides,
      {.help = "decisions of a professional against one rule each", .required = false, .most = 50});
}

}  // namespace stipple
