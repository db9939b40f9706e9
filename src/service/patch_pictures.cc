// SPDX-License-Identifier: Apache-2.0
#include "service/patch_pictures.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/error.h"
#include "core/file.h"
#include "format/volume_series.h"
#include "report/block_files.h"
#include "service/folder.h"

namespace stipple {
namespace {

constexpr const char* kSeries = "tissue";

std::string volumes_of(const std::string& out_folder) { return out_folder + "/volumes"; }

// Strips of sections and of blocks hold the first moments and the last ones.
bool is_in_strips(std::size_t moment, std::size_t moments) {
  return moment < 6 || moment + 2 >= moments;
}

// At least one.
std::vector<SeriesEntry> moments_of(const std::string& folder) {
  std::vector<SeriesEntry> moments = read_series(folder + "/" + std::string(kSeries) + ".pvd");
  if (moments.empty())
    throw Failure(FailureCode::not_found, folder + " holds no moment of a patch");
  return moments;
}

}  // namespace

void forget_moments(const std::string& out_folder) {
  std::error_code error;
  for (const char* kind : {"", "-even", "-surface"})
    std::filesystem::remove(volumes_of(out_folder) + "/" + kSeries + kind + ".pvd", error);
}

void remove_parts_of_moments(const std::string& out_folder) {
  for (const char* ending : {".vtr", ".vti", ".pvd"})
    remove_parts(volumes_of(out_folder), kSeries, ending);
  remove_parts(out_folder + "/pictures", "", ".png");
}

void write_picture_day(const std::string& out_folder, const TissueBlock& block) {
  make_folder(volumes_of(out_folder));
  add_to_block_series(volumes_of(out_folder), kSeries, block, EvenFiles::written);
}

// Of a patch full of life: 17 fields of 4 bytes in both files, base64, hardly compressed.
double picture_day_bytes(double cells) {
  return 2.0 * cells * (kFieldCount + 1) * sizeof(float) * 4.0 / 3.0;
}

std::vector<NamedPicture> run_pictures(const std::string& out_folder, const PatchAbout& about,
                                       const PictureEvidence& evidence, Seed seed, int threads) {
  const std::string folder = volumes_of(out_folder);
  const std::vector<SeriesEntry> moments = moments_of(folder);
  const auto block = [&](std::size_t m) { return read_block(folder + "/" + moments[m].file); };
  // Sections go through a channel of the first visit: the moment after the first.
  const PatchFocus focus = focus_of(block(moments.size() > 1 ? 1 : 0));
  Team team(threads);
  PatchFilm film(about, evidence, focus, seed, team);
  for (std::size_t m = 0; m < moments.size(); ++m)
    film.add(block(m), is_in_strips(m, moments.size()));
  return film.pictures();
}

std::vector<NamedPicture> field_film(const std::string& out_folder, const PatchAbout& about,
                                     const PictureEvidence& evidence, const std::string& field,
                                     double depth_mm, int threads) {
  const std::string folder = volumes_of(out_folder);
  const BlockField& what = block_field(field);
  const std::vector<SeriesEntry> moments = moments_of(folder);
  Team team(threads);
  std::vector<FieldFrame> frames;
  std::vector<CutBlock> blocks;
  for (std::size_t m = 0; m < moments.size(); ++m) {
    const TissueBlock block = read_block(folder + "/" + moments[m].file);
    if (depth_mm >= block.edges_mm.back())
      throw InvalidInput(
          {{.path = "--depth",
            .message = fmt::format("{:.4g} mm is below the patch, which is {:.3g} mm deep",
                                   depth_mm, block.edges_mm.back())}});
    frames.push_back(map_frame(block, what, evidence.young_share, depth_mm));
    if (is_in_strips(m, moments.size()))
      blocks.push_back(block_frame(block, what, evidence,
                                   skin_face(block, evidence.optics, evidence.relief, team)));
  }
  const FieldPicture map{std::string(what.title), about.setting, depth_name(depth_mm), &what};
  std::vector<NamedPicture> pictures;
  pictures.push_back({"map-" + field, "Over time: " + map.title + ", " + map.place + ".",
                      field_strip(map, frames).png()});
  pictures.push_back(block_film(about, what, "block-" + field, blocks, team));
  return pictures;
}

std::vector<std::string> write_pictures(const std::string& folder,
                                        const std::vector<NamedPicture>& pictures) {
  make_folder(folder);
  std::vector<std::string> paths;
  for (const NamedPicture& p : pictures) {
    paths.push_back(folder + "/" + p.name + ".png");
    atomic_write(paths.back(), p.png);
  }
  return paths;
}

}  // namespace stipple
