// SPDX-License-Identifier: Apache-2.0
#include "report/patch_film.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/error.h"

namespace stipple {
namespace {

constexpr double kMapDepth = 0.25, kSectionWidth = 1.14, kSectionDepth = 1.5;  // mm
constexpr double kSectionScale = 3.0;                                          // um a pixel
constexpr double kReliefExaggeration = 3.0;

struct NamedStain {
  Stain stain{};
  const char *file{}, *words{};
};
constexpr NamedStain kSections[] = {
    {Stain::haematoxylin_eosin, "section-haematoxylin-eosin",
     "Vertical sections through one channel over time, stained with haematoxylin and eosin."},
    {Stain::masson, "section-masson",
     "The same sections with Masson's trichrome: collagen in blue."},
    {Stain::picrosirius, "section-picrosirius",
     "The same sections with picrosirius red: collagen in red."},
    {Stain::van_gieson, "section-elastic", "The same sections with elastic fibres in black."},
    {Stain::fontana_masson, "section-fontana-masson",
     "The same sections with Fontana-Masson: melanin in black."}};

// Fields that are drawn on the walls of the block, and as maps.
constexpr const char* kWalls[] = {"collagen_gain", "cells"};
constexpr const char* kMaps[] = {"collagen_gain", "I", "cells", "q"};

RakingLight raking_light() {
  RakingLight light;
  light.exaggeration = kReliefExaggeration;
  return light;
}

SectionPlane plane_through(const TissueBlock& b, PatchFocus focus) {
  SectionPlane plane;
  const double width = b.nx * b.side_mm;
  plane.width_mm = std::min(kSectionWidth, width);
  plane.left_mm = std::clamp(focus.x_mm - 0.5 * plane.width_mm, 0.0, width - plane.width_mm);
  plane.y_mm = focus.y_mm;
  plane.depth_mm = std::min(kSectionDepth, b.edges_mm.back());
  return plane;
}

double depth_where(const TissueBlock& b, Layer below) {
  for (int k = 0; k < b.nz(); ++k)
    if (b.layers[static_cast<std::size_t>(k)] >= below)
      return b.edges_mm[static_cast<std::size_t>(k)];
  return b.edges_mm.back();
}

}  // namespace

PictureEvidence picture_evidence(const DataFiles& files, const Bibliography& bibliography,
                                 int phototype) {
  const ParameterTable optics = load_parameters(files, kOpticsFile, bibliography);
  const ParameterTable healing = load_parameters(files, "parameters/healing.json", bibliography);
  const ParameterValues o(optics), h(healing);
  return {load_stain_parameters(files, bibliography),
          skin_optics(o, h, load_optical_tables(files), phototype), relief_parameters(o, h),
          h["th3"]};
}

PatchFocus focus_of(const TissueBlock& b) {
  double most = -1.0;
  PatchFocus focus;
  for (int j = 0; j < b.ny; ++j)
    for (int i = 0; i < b.nx; ++i) {
      double clot = 0.0;
      for (int k = 0; k < b.nz(); ++k)
        clot +=
            static_cast<double>(b.volume[kClot][b.at(i, j, k)]) *
            (b.edges_mm[static_cast<std::size_t>(k) + 1] - b.edges_mm[static_cast<std::size_t>(k)]);
      if (clot <= most) continue;
      most = clot;
      focus = {(i + 0.5) * b.side_mm, (j + 0.5) * b.side_mm};
    }
  return focus;
}

PatchFilm::PatchFilm(const PatchAbout& about, const PictureEvidence& evidence, PatchFocus focus,
                     Seed seed, Team& team)
    : about_(about),
      evidence_(evidence),
      focus_(focus),
      seed_(seed),
      team_(team),
      blocks_(std::size(kWalls)),
      maps_(std::size(kMaps)) {}

void PatchFilm::add(const TissueBlock& block, bool in_strips) {
  const SkinFace face = skin_face(block, evidence_.optics, evidence_.relief, team_);
  faces_.push_back({face, block.day, block.after_visit});
  if (!in_strips) return;
  for (std::size_t m = 0; m < maps_.size(); ++m)
    maps_[m].push_back(map_frame(block, block_field(kMaps[m]), evidence_.young_share, kMapDepth));
  for (std::size_t w = 0; w < blocks_.size(); ++w)
    blocks_[w].push_back(block_frame(block, block_field(kWalls[w]), evidence_, face));
  if (sections_.empty())
    for (const NamedStain& s : kSections) {
      SectionStrip strip;
      strip.stain = s.stain;
      strip.title = about_.setting;
      strip.view.plane = plane_through(block, focus_);
      strip.view.micrometres_per_pixel = kSectionScale;
      strip.view.decorated = true;
      strip.view.seed = seed_;
      strip.view.threads = team_.members();
      strip.cell_um = 1000.0 * block.side_mm;
      strip.junction_um = 1000.0 * depth_where(block, Layer::papillary);
      strip.reticular_um = 1000.0 * depth_where(block, Layer::reticular);
      strip.fat_um = 1000.0 * depth_where(block, Layer::fat);
      sections_.push_back(std::move(strip));
    }
  add_day(sections_, block, evidence_.stains);
}

CutBlock block_frame(const TissueBlock& block, const BlockField& field,
                     const PictureEvidence& evidence, SkinFace face) {
  return cut_block(block, values_of(block, field, evidence.young_share), std::move(face),
                   BlockView{});
}

NamedPicture block_film(const PatchAbout& about, const BlockField& field, const std::string& file,
                        const std::vector<CutBlock>& blocks, Team& team) {
  const std::string shown(field.title);
  const BlockPicture picture{shown + ": the block with a corner cut away", about.setting, &field,
                             raking_light(), BlockView{}};
  return {file, "The block of skin over time with a corner cut away. On its walls: " + shown + ".",
          cut_block_strip(picture, blocks, team).png()};
}

std::vector<NamedPicture> PatchFilm::pictures() const {
  STIPPLE_REQUIRE(!faces_.empty());
  std::vector<NamedPicture> all;
  const FacePicture face{"The skin from above", about_.setting, colour_caution(about_.phototype),
                         raking_light()};
  all.push_back({"face",
                 "The patch from above over time: redness, blood in the channels, pigment and "
                 "relief.",
                 skin_face_strip(face, faces_).png()});
  if (sections_.empty()) return all;
  for (std::size_t w = 0; w < blocks_.size(); ++w) {
    const BlockField& field = block_field(kWalls[w]);
    all.push_back(block_film(about_, field, w == 0 ? "block" : "block-" + std::string(field.name),
                             blocks_[w], team_));
  }
  for (std::size_t s = 0; s < sections_.size(); ++s)
    all.push_back({kSections[s].file, kSections[s].words,
                   section_strip(sections_[s], evidence_.stains).png()});
  for (std::size_t m = 0; m < maps_.size(); ++m) {
    const BlockField& field = block_field(kMaps[m]);
    const FieldPicture map{std::string(field.title), about_.setting, depth_name(kMapDepth), &field};
    all.push_back({"map-" + std::string(field.name),
                   fmt::format("Over time: {}, {}.", map.title, map.place),
                   field_strip(map, maps_[m]).png()});
  }
  return all;
}

}  // namespace stipple
