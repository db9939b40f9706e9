// SPDX-License-Identifier: Apache-2.0
// The numbing of a course as the cream that one member of an ensemble gets: product and place with
// their draws, the set of diffusion constants, the channels that the needles of a visit leave.
#pragma once

#include <string_view>

#include "barrier/numbing.h"
#include "barrier/plasma.h"
#include "course/course.h"
#include "course/library.h"
#include "puncture/wound.h"

namespace stipple {

// The library must outlive the cream.
Cream cream_of(const Numbing&, const Library&, std::string_view zone, const MemberValues&);

// The set that a member draws, or the named one.
const NumbingSet& numbing_set_of(const Library&, const MemberValues&, std::string_view named = {});

// The channels of one visit, as a cream or a microbe would find them.
NeedledSkin needled_skin(const PuncturePattern&, const PunctureParameters&, const Patient&,
                         const MemberValues&);

}  // namespace stipple
