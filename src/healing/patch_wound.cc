// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_wound.h"

#include "healing/pack.h"

namespace stipple {

void wound_patch(PatchTissue& tissue, const Column<double>& column,
                 const InjuryParameters<double>& injury,
                 const std::function<void(int pencil, std::span<float> damage)>& fill) {
  const auto wide = pack_columns({&column, 1});
  const auto parameters = pack_struct<InjuryParameters<PatchLanes>>(
      std::span<const InjuryParameters<double>>(&injury, 1));
  std::vector<PatchLanes> damage(static_cast<std::size_t>(tissue.pencils.cells()));
  for (int p = 0; p < tissue.pencils.count(); ++p) {
    fill(p, {reinterpret_cast<float*>(damage.data()), tissue.cells_of_pencil()});
    PencilTissue pencil = tissue.at(p);
    wound(pencil, wide, parameters, damage);
  }
}

}  // namespace stipple
