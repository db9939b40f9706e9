// SPDX-License-Identifier: Apache-2.0
#include "report/block_fields.h"

namespace stipple {

bool lives_in(Field field, Layer layer) {
  const bool dermis = layer == Layer::papillary || layer == Layer::reticular;
  switch (field) {
    case kInflammation:
    case kMitogens:
    case kTgfBeta1:
    case kTgfBeta3:
    case kCollagenase: return true;
    case kNeutrophils:
    case kMacrophages1:
    case kMacrophages2:
    case kFibroblasts:
    case kMyofibroblasts:
    case kClot:
    case kVessels: return dermis || layer == Layer::fat;
    case kYoungCollagen:
    case kMatureCollagen:
    case kElastin:
    case kDisorder: return dermis;
    case kDermalMelanin: return layer == Layer::papillary;
    case kFieldCount: break;
  }
  return false;
}

}  // namespace stipple
