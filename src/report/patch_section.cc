// SPDX-License-Identifier: Apache-2.0
// The patch in the report: what was resolved, what the needles did, and its pictures.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/embedded_picture.h"
#include "report/markup.h"
#include "report/sections.h"

namespace stipple {
namespace {

// Largest difference of a curve from the column's, over its largest change; none where it does not
// change.
std::optional<double> apart(const PatchResult& p, std::size_t q) {
  double most = 0.0, difference = 0.0;
  for (std::size_t r = 0; r < p.column.size(); ++r) {
    difference = std::max(difference, std::abs(p.record.rows[r].mean[q] - p.column[r][q]));
    most = std::max(most, std::abs(p.column[r][q] - p.column[0][q]));
  }
  if (most < 1e-6) return std::nullopt;
  return difference / most;
}

std::string visits_table(const PatchResult& p) {
  std::string rows;
  for (const PatchVisit& v : p.record.visits)
    rows += fmt::format("<tr><td>day {:.4g}</td><td>{}</td><td>{:.1f} %</td></tr>", v.day,
                        v.channels, 100.0 * v.torn_share);
  return "<table><thead><tr><th>Visit</th><th>Channels in the patch</th>"
         "<th>Surface torn</th></tr></thead><tbody>" +
         rows + "</tbody></table>";
}

std::string curves_table(const PatchResult& p) {
  constexpr Observed shown[] = {kPapillaryCollagen, kCollagen,    kElasticity,
                                kErythema,          kVesselsMean, kDisorderMax};
  std::string rows;
  const PatchRow &first = p.record.rows.front(), &last = p.record.rows.back();
  for (const Observed o : shown) {
    const auto q = static_cast<std::size_t>(o);
    const auto difference = apart(p, q);
    rows += fmt::format(
        "<tr><td>{}</td><td>{:.3f}</td><td>{:.3f} ({:.3f} to {:.3f})</td><td>{}</td></tr>",
        escaped(std::string(kObservedTexts[q].label)), first.mean[q], last.mean[q], last.low[q],
        last.high[q], difference ? fmt::format("{:.1f} %", 100.0 * *difference) : "–");
  }
  return fmt::format(
      "<table><thead><tr><th>Mean over the patch</th><th>Before</th>"
      "<th>Day {:.4g} (places: 5 % to 95 %)</th><th>Largest difference from a column with the same "
      "mean damage, of the largest change</th></tr></thead><tbody>{}</tbody></table>",
      last.day, rows);
}

}  // namespace

std::string patch_section(const PatchResult& p, const std::vector<NamedPicture>& pictures) {
  std::string out = fmt::format(
      R"(<section id="patch"><h2>The patch, every channel resolved</h2>
<p>{:.2g} × {:.2g} mm of skin, {:.2g} mm deep, in {} × {} × {} cells, {:.1f} µm wide: one course
with the stated parameters. The range shows how places in the patch differ, not what is not known;
that is the range of the figures above.</p>)",
      p.nx * p.side_mm, p.ny * p.side_mm, p.edges_mm.back(), p.nx, p.ny, p.edges_mm.size() - 1,
      1000.0 * p.side_mm);
  out += visits_table(p) + curves_table(p);
  if (!pictures.empty())
    out += R"(<h3>The film</h3><p class="small">Moments of this patch, from before the first needle
to its last day. They lie as files in the folder pictures beside this page.</p>)";
  // Titles stand in the pictures.
  for (const NamedPicture& picture : pictures)
    out += fmt::format(R"(<figure class="film" id="film-{}">{}</figure>)", escaped(picture.name),
                       embedded_picture(picture.png, picture.words));
  return out + "</section>";
}

}  // namespace stipple
