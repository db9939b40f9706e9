// SPDX-License-Identifier: Apache-2.0
#include "service/picture_run.h"

#include <algorithm>
#include <thread>

#include "core/error.h"
#include "core/file.h"
#include "evidence/bibliography.h"
#include "format/document.h"
#include "format/volume_series.h"
#include "report/block_files.h"
#include "service/patch_pictures.h"

namespace stipple {
namespace {

struct RunRead {
  PatchAbout about{};
  Seed seed{};
};

RunRead read_run(const std::string& folder) {
  const std::string path = folder + "/result.json";
  const Document document = parse_document(read_file(path, std::size_t{256} << 20), path);
  const Node* patch = document.root.find("patch");
  const Node* about = patch ? patch->find("about") : nullptr;
  const Node* setting = about ? about->find("setting") : nullptr;
  const Node* phototype = about ? about->find("phototype") : nullptr;
  if (!setting || !phototype || setting->kind() != Node::Kind::text ||
      phototype->kind() != Node::Kind::number || phototype->number() < 1.0 ||
      phototype->number() > 6.0)
    throw InvalidInput(std::vector<Problem>{
        {.file = path, .message = "holds no patch: run simulate with --resolution patch"}});
  RunRead run{{setting->text(), static_cast<int>(phototype->number())}, Seed{}};
  if (const Node* seed = document.root.find("seed"); seed && seed->kind() == Node::Kind::number)
    run.seed = Seed(static_cast<std::uint64_t>(seed->number()));
  return run;
}

}  // namespace

std::vector<std::string> picture_run(const PictureJob& job) {
  if (job.field) (void)block_field(*job.field);  // its names are known before the long reading
  const RunRead run = read_run(job.run_folder);
  const DataFiles files = DataFiles::choose(job.data_folder);
  const PictureEvidence evidence =
      picture_evidence(files, load_bibliography(files), run.about.phototype);
  const int threads = job.threads > 0
                          ? job.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const std::string folder = job.out_folder.value_or(job.run_folder + "/pictures");
  std::vector<NamedPicture> pictures;
  if (job.field)
    pictures =
        field_film(job.run_folder, run.about, evidence, *job.field, job.depth.in(mm), threads);
  else
    pictures = run_pictures(job.run_folder, run.about, evidence, run.seed, threads);
  return write_pictures(folder, pictures);
}

}  // namespace stipple
