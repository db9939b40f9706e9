// SPDX-License-Identifier: Apache-2.0
#include "healing/patch_heal.h"

#include <algorithm>
#include <array>

#include "healing/pack.h"
#include "healing/patch_step.h"
#include "healing/step_size.h"

namespace stipple {
namespace {

using R = PatchLanes;

Column<R> in_every_lane(const Column<double>& column) { return pack_columns({&column, 1}); }

HealingModel<R> in_every_lane(const HealingModel<double>& model) {
  return pack_struct<HealingModel<R>>(std::span<const HealingModel<double>>(&model, 1));
}

void merge(FieldReport& all, const FieldReport& part) {
  for (int f = 0; f < kAllFields; ++f) {
    all.error[f] = larger(all.error[f], part.error[f]);
    all.lowest[f] = smaller(all.lowest[f], part.lowest[f]);
    all.highest[f] = larger(all.highest[f], part.highest[f]);
  }
}

}  // namespace

struct PatchHealer::Impl {
  PatchTissue& tissue;
  Column<R> column;
  Team& team;
  AlignedArray<float> k1, k2, s1, s2;
  std::vector<PatchRoom> rooms{};
  PatchSteps steps{};
  PatchStep step{};
  FieldReport report{};
  std::vector<float> skin{};  // the epidermis' increments, one a column
  RateParameters<double> rates{};

  Impl(PatchTissue& t, const Column<double>& c, Team& members);
  void begin(const HealingModel<double>& model);
  void take_room();
  double attempt(double dt);
  void accept(double day);
  void grow_scales();
  void keep_positive();
  [[nodiscard]] bool all_finite() const;
  void epidermis_lines(float* increments);

  // Calls work(task, room) for all tasks, shared by the team.
  template <class Work>
  void share(int tasks, const Work& work) {
    const int members = team.members();
    team.share(members, [&](int first, int last) {
      for (int c = first; c < last; ++c)
        for (int k = static_cast<int>(std::int64_t{tasks} * c / members);
             k < static_cast<int>(std::int64_t{tasks} * (c + 1) / members); ++k)
          work(k, rooms[static_cast<std::size_t>(c)]);
    });
  }
};

PatchHealer::Impl::Impl(PatchTissue& t, const Column<double>& c, Team& members)
    : tissue(t), column(in_every_lane(c)), team(members) {
  STIPPLE_REQUIRE(c.cells == t.pencils.cells() && c.sites.size() == 1);
  rooms.assign(static_cast<std::size_t>(team.members()),
               PatchRoom(healthy_tissue(column), t.pencils));
  skin.resize(static_cast<std::size_t>(t.pencils.columns()));
  for (int f = 0; f < kAllFields; ++f) steps.scale[f] = static_cast<float>(kScaleFloor[f]);
  step = patch_step(tissue, column);
  grow_scales();
}

void PatchHealer::Impl::take_room() {
  if (k1.size() > 0) return;
  const PatchTissue& t = tissue;
  k1 = AlignedArray<float>(t.volume.size());
  k2 = AlignedArray<float>(static_cast<std::size_t>(t.pencils.count()) * kMobile.size() *
                           t.cells_of_pencil());
  s1 = AlignedArray<float>(t.surface.size());
  s2 = AlignedArray<float>(t.surface.size());
}

void PatchHealer::Impl::begin(const HealingModel<double>& model) {
  take_room();
  step.model = in_every_lane(model);
  rates = model.rates;
}

// Largest |u| of every field so far.
void PatchHealer::Impl::grow_scales() {
  const int n = tissue.pencils.cells();
  FieldReport all;
  all.clear();
  for (int p = 0; p < tissue.pencils.count(); ++p) {
    const PencilTissue t = tissue.at(p);
    for (int f = 0; f < kFieldCount; ++f)
      for (int i = 0; i < n; ++i) all.highest[f] = larger(all.highest[f], magnitude(t.field(f)[i]));
    for (int f = 0; f < kSurfaceFieldCount; ++f)
      all.highest[kFieldCount + f] = larger(all.highest[kFieldCount + f], magnitude(t.skin(f)[0]));
  }
  for (int f = 0; f < kAllFields; ++f)
    steps.scale[f] = std::max(steps.scale[f], largest_lane(all.highest[f]));
}

// The lines of the epidermis in x and y: a thousandth of the patch, done by one.
void PatchHealer::Impl::epidermis_lines(float* increments) {
  const Pencils& p = tissue.pencils;
  const auto number = [&](int i, int j) -> float& {
    return increments[(p.pencil(i, j) * kSurfaceFieldCount + kEpidermis) * Pencils::width +
                      Pencils::lane(i)];
  };
  std::size_t at = 0;
  for (int j = 0; j < p.ny(); ++j)
    for (int i = 0; i < p.nx(); ++i) skin[at++] = number(i, j);
  solve_skin(p, step.lines, skin);
  at = 0;
  for (int j = 0; j < p.ny(); ++j)
    for (int i = 0; i < p.nx(); ++i) number(i, j) = skin[at++];
}

double PatchHealer::Impl::attempt(double dt) {
  constexpr double g = 0.29289321881345247;  // 1 - 1/sqrt 2
  const Pencils& p = tissue.pencils;
  step.dt = dt;
  step.h = g * dt;
  step.lines = sideways_lines(rates, p, step.h);
  step.k1 = k1.data();
  step.k2 = k2.data();
  step.s1 = s1.data();
  step.s2 = s2.data();
  for (PatchRoom& room : rooms) room.report.clear();
  const int places = p.in_row() * static_cast<int>(kMobile.size());
  const auto place = [&](int k) { return k / static_cast<int>(kMobile.size()); };
  const auto moving = [&](int k) { return static_cast<std::size_t>(k) % kMobile.size(); };
  share(p.ny(), [&](int j, PatchRoom& room) { first_stage_of_row(step, j, room); });
  share(places, [&](int k, PatchRoom&) { first_stage_of_place(step, place(k), moving(k)); });
  epidermis_lines(step.s1);
  share(p.ny(), [&](int j, PatchRoom& room) { second_stage_of_row(step, j, room); });
  share(places, [&](int k, PatchRoom& room) {
    second_stage_of_place(step, place(k), moving(k), room.report);
  });
  epidermis_lines(step.s2);
  report.clear();
  finish_surface(step, report);
  for (const PatchRoom& room : rooms) merge(report, room.report);
  double worst = 0.0;
  for (int f = 0; f < kAllFields; ++f) {
    const double error = 0.5 * static_cast<double>(largest_lane(report.error[f]));
    worst = std::max(worst, error / static_cast<double>(steps.scale[f]));
  }
  keep_positive();
  return worst;
}

void PatchHealer::Impl::accept(double day) {
  std::swap(tissue.volume, k1);
  std::swap(tissue.surface, s1);
  tissue.day = day;
  for (int f = 0; f < kAllFields; ++f)
    steps.scale[f] = std::max(steps.scale[f], largest_lane(report.highest[f]));
}

void PatchHealer::Impl::keep_positive() {
  const Pencils& p = tissue.pencils;
  std::vector<int> fell;
  std::vector<std::size_t> moving;
  for (int f = 0; f < kFieldCount; ++f) {
    if (!(smallest_lane(report.lowest[f]) < 0)) continue;
    fell.push_back(f);
    if (const int line = step_detail::line_of(f); line >= 0)
      moving.push_back(static_cast<std::size_t>(line));
    report.highest[f] = R(0.0F);
  }
  if (fell.empty()) return;
  ++steps.made_positive;
  step.positive_lines = sideways_lines(rates, p, step.dt);
  for (PatchRoom& room : rooms) room.report.clear();
  share(p.ny(), [&](int j, PatchRoom& room) { positive_row(step, fell, j, room); });
  const int fields = static_cast<int>(moving.size());
  share(p.in_row() * fields, [&](int k, PatchRoom& room) {
    positive_place(step, k / fields, moving[static_cast<std::size_t>(k % fields)], room.report);
  });
  for (const PatchRoom& room : rooms)
    for (const int f : fell) report.highest[f] = larger(report.highest[f], room.report.highest[f]);
}

// Comparisons lose a NaN, so the error estimate may not show one; it stays in the state for good.
bool PatchHealer::Impl::all_finite() const {
  float sum = 0.0F;
  for (const AlignedArray<float>* numbers : {&tissue.volume, &tissue.surface})
    for (const float* x = numbers->data(); x != numbers->data() + numbers->size(); ++x)
      sum += 0.0F * *x;
  return sum == 0.0F;
}

PatchHealer::PatchHealer(PatchTissue& tissue, const Column<double>& column, Team& team)
    : impl_(std::make_unique<Impl>(tissue, column, team)) {}
PatchHealer::~PatchHealer() = default;

Healed PatchHealer::heal(const HealingModel<double>& model, double until_day,
                         const StepControl& control, const PatchObserver& observe) {
  impl_->begin(model);
  const Stepped end = step_until(
      impl_->tissue.day, until_day, control, impl_->steps,
      [&](double dt) { return impl_->attempt(dt); },
      [&](double day) {
        impl_->accept(day);
        return !observe || observe(impl_->tissue, impl_->steps);
      });
  if (end == Stepped::failed || !impl_->all_finite()) return Healed::failed;
  return end == Stepped::landed ? Healed::done : Healed::stopped;
}

void PatchHealer::restart(const StepControl& control) {
  impl_->steps.next_step = control.first_step_day;
  impl_->grow_scales();
}

PatchSteps& PatchHealer::steps() { return impl_->steps; }

void PatchHealer::give_room_back() {
  for (AlignedArray<float>* room : {&impl_->k1, &impl_->k2, &impl_->s1, &impl_->s2}) *room = {};
}

namespace {

std::size_t stored_cells(const Pencils& p) {
  return static_cast<std::size_t>(p.count()) * Pencils::width * static_cast<std::size_t>(p.cells());
}

}  // namespace

std::size_t PatchHealer::bytes_at_rest(const Pencils& p) {
  return stored_cells(p) * (kFieldCount + 1) * sizeof(float);  // and the set point of disorder
}

std::size_t PatchHealer::bytes_of_room(const Pencils& p, int members) {
  // The first increment of every field, the second of those that move; what members work in: rates,
  // losses, a state, increments, 1 / (1 + h L); both face coefficients and the factored lines.
  const std::size_t column = static_cast<std::size_t>(p.cells()) * sizeof(PatchLanes);
  const std::size_t room = column * (5 * kFieldCount + 5 * kMobile.size() + 3);
  return stored_cells(p) * (kFieldCount + kMobile.size()) * sizeof(float) +
         static_cast<std::size_t>(members) * room;
}

}  // namespace stipple
