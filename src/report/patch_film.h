// SPDX-License-Identifier: Apache-2.0
// The pictures of a patch run, moment by moment: the skin from above, the opened block, stained
// sections through a channel, maps at a depth. Blocks come one after another and are not kept.
#pragma once

#include <string>
#include <vector>

#include "evidence/data_files.h"
#include "report/cut_block_picture.h"
#include "report/field_picture.h"
#include "report/patch_result.h"
#include "report/section_strip.h"
#include "report/skin_face_picture.h"

namespace stipple {

// What pictures are computed from, beside the tissue.
struct PictureEvidence {
  StainParameters stains{};
  SkinOptics optics{};
  ReliefParameters relief{};
  double young_share{};
};
PictureEvidence picture_evidence(const DataFiles&, const Bibliography&, int phototype);

// The channel that sections go through: where most clot lies just after the needles. mm.
struct PatchFocus {
  double x_mm{}, y_mm{};
};
PatchFocus focus_of(const TissueBlock&);

struct NamedPicture {
  std::string name{};   // of the file, without its ending
  std::string words{};  // for those who cannot see it
  std::string png{};    // the bytes of the file: a canvas takes ten times as much
};

// The block with its corner cut away, over its moments, with that field on its walls. `file`:
// without its ending.
NamedPicture block_film(const PatchAbout&, const BlockField&, const std::string& file,
                        const std::vector<CutBlock>&, Team&);
// One moment of it.
CutBlock block_frame(const TissueBlock&, const BlockField&, const PictureEvidence&, SkinFace);

class PatchFilm {
 public:
  PatchFilm(const PatchAbout&, const PictureEvidence&, PatchFocus, Seed, Team&);
  // Moments in order. `in_strips`: also in the strips of sections and blocks, which hold few.
  void add(const TissueBlock&, bool in_strips);
  // At least one moment has been added.
  [[nodiscard]] std::vector<NamedPicture> pictures() const;

 private:
  const PatchAbout& about_;
  const PictureEvidence& evidence_;
  PatchFocus focus_;
  Seed seed_;
  Team& team_;
  std::vector<FaceFrame> faces_{};
  std::vector<std::vector<CutBlock>> blocks_{};
  std::vector<SectionStrip> sections_{};
  std::vector<std::vector<FieldFrame>> maps_{};
};

}  // namespace stipple
