// SPDX-License-Identifier: Apache-2.0
#include "course/cream.h"

#include "barrier/closure.h"
#include "barrier/open_path.h"

namespace stipple {

Cream cream_of(const Numbing& n, const Library& library, std::string_view zone,
               const MemberValues& member) {
  const NumbingProductRecord& product = library.numbing.product(name_of(n.product));
  Cream c{.product = &product,
          .strength = n.strength.in(ratio),
          .amount_g = n.amount.in(gram),
          .area_cm2 = n.area.in(cm2),
          .minutes_on = n.time_on.in(minute),
          .occluded = n.occluded};
  c.product_flux = member.draw(product.relative_flux, "flux of the product");
  c.site_flux = member.draw(library.numbing.site_of_zone(zone).flux, "flux of the place");
  if (n.after_needling) c.hours_after_needling = n.after_needling->in(hour);
  return c;
}

const NumbingSet& numbing_set_of(const Library& library, const MemberValues& member,
                                 std::string_view named) {
  return named.empty() ? library.numbing.set_at(member.barrier["numbing_set"])
                       : library.numbing.set_named(named);
}

NeedledSkin needled_skin(const PuncturePattern& pattern, const PunctureParameters& puncture,
                         const Patient& patient, const MemberValues& member) {
  const ClosureConditions at{.depth = pattern.depth.mean,
                             .age_years = patient.age.in(year),
                             .phototype = patient.phototype};
  return {.channel_share = open_channel_share(pattern, puncture),
          .path_half_life_h = path_half_life_h(path_parameters(member.barrier),
                                               barrier_parameters(member.barrier), at)};
}

}  // namespace stipple
