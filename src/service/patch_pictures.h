// SPDX-License-Identifier: Apache-2.0
// What a patch run leaves to look at: its moments as volume files, and pictures made from them.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "report/patch_film.h"

namespace stipple {

// A run begins: moments of an earlier one in the same folder are no part of its series.
void forget_moments(const std::string& out_folder);

// Of moments and pictures that a killed run left half written.
void remove_parts_of_moments(const std::string& out_folder);

// Into the folder of the run, at the days of picture_days(). A run that goes on from a checkpoint
// writes the days after it again, with the same bytes.
void write_picture_day(const std::string& out_folder, const TissueBlock&);

// Bytes on disk of one such day.
double picture_day_bytes(double cells);

// All pictures of a run, from its volume files. Failure{cannot_read} where there are none.
std::vector<NamedPicture> run_pictures(const std::string& out_folder, const PatchAbout&,
                                       const PictureEvidence&, Seed, int threads);
// One field over the moments of a run: maps at a depth, and the opened block. InvalidInput where
// the patch is not so deep.
std::vector<NamedPicture> field_film(const std::string& out_folder, const PatchAbout&,
                                     const PictureEvidence&, const std::string& field,
                                     double depth_mm, int threads);
// Writes them as PNG files into a folder; gives their paths.
std::vector<std::string> write_pictures(const std::string& folder,
                                        const std::vector<NamedPicture>&);

}  // namespace stipple
