// SPDX-License-Identifier: Apache-2.0
#include "course/patch_input.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "puncture/puncture_map.h"

namespace stipple {
namespace {

// A run that is not told otherwise shows half a year after its last visit, and a year in all.
constexpr double kDaysAfter = 180.0, kYear = 365.0;

double deepest_tips(const MemberRuns& member) {
  double tips = 0.0;
  for (const PuncturePattern& p : member.patterns)
    tips = std::max(tips, p.depth.mean + std::sqrt(3.0) * p.depth.sd);
  return tips;
}

ColumnSpec depth_cells(const CoursePlan& plan, const MemberRuns& member, const Length& cell) {
  return patch_column(member.skin.layers, member.skin.densities, deepest_tips(member),
                      plan.grid.uv_depth_mm, cell.in(mm));
}

Pencils grid_of(const PatchRequest& request, int cells) {
  const double width = request.width.in(mm);
  int columns = std::max(1, static_cast<int>(std::ceil(width / request.cell.in(mm)-1e-9)));
  if (columns > Pencils::width)
    columns = (columns + Pencils::width - 1) / Pencils::width * Pencils::width;
  return {columns, columns, cells, width / columns, Sides::periodic};
}

std::vector<Channel> channels_of_visit(const CoursePlan& plan, const MemberRuns& member,
                                       std::size_t visit, const PatchRequest& request) {
  const PuncturePattern& pattern = member.patterns[visit];
  const double width = request.width.in(mm);
  const Seed seed(request.seed.stream("punctures of a patch", visit).bits());
  const PunctureMap map =
      place_punctures(plan.device, member.person.course.visits[visit].settings, pattern,
                      member.puncture, hand_motion(member.values.puncture), width, width, seed);
  return channels_of(map, pattern, member.puncture);
}

// Puts the concern into the middle of the patch.
void put_concern(const CoursePlan& plan, const Library& library, const MemberRuns& member,
                 const PatchRequest& request, const ColumnSpec& spec, PatchInput& in) {
  const Concern& concern = member.person.patient.concerns[*request.concern];
  const LesionForm form = form_of(concern.kind);
  const std::string path = "patient.concerns[" + std::to_string(*request.concern) + "]";
  if (form == LesionForm::none)
    throw InvalidInput({{.path = path, .message = "has no place of its own to show in a patch"}});
  LesionValues lesion;
  lesion.width_mm = 0.5 * request.width.in(mm);
  const std::vector<SkinSite> sites = sites_of(*plan.patient, library);
  for (std::size_t site = 1; site < sites.size(); ++site)
    if (sites[site].concern == &plan.patient->concerns[*request.concern]) {
      lesion = member.lesions[site];
      in.index = member.runs[site].index;
    }
  const LesionBorder border =
      border_of(lesion_borders(library.files, library.bibliography), form, concern.severity);
  in.set_points = [=, pencils = in.pencils] {
    return set_point_maps(form, lesion, border, pencils, spec.edges_mm, spec.layers);
  };
}

void leave_out_from(double end_day, std::vector<double>& days) {
  std::erase_if(days, [=](double day) { return day >= end_day; });
}

}  // namespace

std::vector<double> picture_days(const std::vector<double>& visits, double end_day) {
  std::vector<double> days = visits;
  const double first = visits.empty() ? 0.0 : visits.front();
  const double last = visits.empty() ? 0.0 : visits.back();
  for (const double d : {0.0, 1.0, 3.0, 7.0, 14.0, 28.0, kYear}) days.push_back(first + d);
  for (const double d : {28.0, 90.0, 180.0}) days.push_back(last + d);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  days.erase(std::upper_bound(days.begin(), days.end(), end_day), days.end());
  return days;
}

Pencils patch_grid(const CoursePlan& plan, const MemberRuns& member, const PatchRequest& request) {
  return grid_of(request, static_cast<int>(depth_cells(plan, member, request.cell).layers.size()));
}

double patch_depth_mm(const CoursePlan& plan, const MemberRuns& member,
                      const PatchRequest& request) {
  return depth_cells(plan, member, request.cell).edges_mm.back();
}

double patch_end_day(const CoursePlan& plan, const PatchRequest& request) {
  return request.end_day.value_or(std::max(plan.visit_days.back() + kDaysAfter, kYear));
}

PatchInput patch_input(const CoursePlan& plan, const Library& library, const MemberRuns& member,
                       const PatchRequest& request) {
  const ColumnSpec spec = depth_cells(plan, member, request.cell);
  const RunInput& plain = member.runs.front();
  PatchInput in{.pencils = grid_of(request, static_cast<int>(spec.layers.size()))};
  in.edges_mm = spec.edges_mm;
  in.column = make_column(spec);
  in.models = plain.models;
  in.visits = plan.visit_days;
  in.phases = plan.phases.days;
  in.end_day = patch_end_day(plan, request);
  leave_out_from(in.end_day, in.visits);
  leave_out_from(in.end_day, in.phases);
  in.pictures = picture_days(in.visits, in.end_day);
  in.rest_days = member.values.healing["habit_years"] * 365.25;
  in.injury = plain.injury;
  in.index = plain.index;
  for (std::size_t v = 0; v < in.visits.size(); ++v)
    in.channels.push_back(channels_of_visit(plan, member, v, request));
  in.control = request.control;
  if (request.concern) put_concern(plan, library, member, request, spec, in);
  return in;
}

}  // namespace stipple
