// SPDX-License-Identifier: Apache-2.0
#include "course/patch_run.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "healing/pack.h"
#include "healing/patch_block.h"
#include "healing/patch_wound.h"

namespace stipple {
namespace {

bool drifts(const Tissue<double>& t) {
  const auto moved = [](double x) { return x != 0.0; };
  return std::any_of(t.volume.begin(), t.volume.end(), moved) ||
         std::any_of(t.surface.begin(), t.surface.end(), moved);
}

// The drift at rest that is held still. That of q depends on q_h: of each column where set points
// differ, of one alone where they do not.
void hold_at_rest(const PatchInput& in, bool has_scar, PatchTissue& t) {
  const auto column = pack_columns({&in.column, 1});
  const auto model = pack_struct<HealingModel<PatchLanes>>(
      std::span<const HealingModel<double>>(&in.models.front(), 1));
  const std::size_t cells = t.cells_of_pencil();
  t.one_balance = !has_scar;
  if (!t.one_balance)
    t.balance_disorder = AlignedArray<float>(cells * static_cast<std::size_t>(t.pencils.count()));
  Rates<PatchLanes> rates;
  rates.resize(t.pencils.cells(), 1);
  t.barrier_watched = false;
  for (int p = 0; p < (t.one_balance ? 1 : t.pencils.count()); ++p) {
    const PencilTissue pencil = t.at(p);
    compute_rates<true>(model, column, pencil, pencil.volume, pencil.surface, rates);
    const auto keep = [&](Field f, float* to) {
      const auto* from =
          reinterpret_cast<const float*>(rates.volume.data() + int{f} * pencil.cells);
      std::copy(from, from + cells, to);
    };
    if (p == 0) {
      keep(kMatureCollagen, t.balance.data());
      keep(kElastin, t.balance.data() + cells);
    }
    keep(kDisorder, t.balance_disorder.data() + static_cast<std::size_t>(p) * cells);
  }
  t.barrier_watched = true;
}

// Watches the whole patch: a row of the record.
class PatchWatch {
 public:
  PatchWatch(const PatchInput& in, PatchState& state, Team& team)
      : state_(state),
        team_(team),
        column_(pack_columns({&in.column, 1})),
        watch_(column_,
               pack_struct<IndexParameters<PatchLanes>>(
                   std::span<const IndexParameters<double>>(&in.index, 1)),
               {}),
        plain_(static_cast<std::size_t>(in.column.cells), PatchLanes(0.0F)),
        seen_(static_cast<std::size_t>(state.tissue.pencils.count())) {}

  void keep_row(bool after_visit) {
    look();
    PatchRow row;
    row.day = state_.tissue.day;
    row.after_visit = after_visit;
    const Pencils& p = state_.tissue.pencils;
    std::vector<float> values;
    for (int o = 0; o < kObservedCount; ++o) {
      values.clear();
      double sum = 0.0;
      for (int j = 0; j < p.ny(); ++j)
        for (int i = 0; i < p.nx(); ++i) {
          const Seen& at = seen_[static_cast<std::size_t>(p.pencil(i, j))];
          values.push_back(at.value[o][Pencils::lane(i)]);
          sum += static_cast<double>(values.back());
        }
      const auto k = static_cast<std::size_t>(o);
      row.mean[k] = sum / static_cast<double>(values.size());
      row.low[k] = percentile(values, 0.05);
      row.high[k] = percentile(values, 0.95);
      if (o == kDisorderMax)
        state_.record.disorder_peak =
            std::max(state_.record.disorder_peak,
                     static_cast<double>(*std::max_element(values.begin(), values.end())));
    }
    state_.record.rows.push_back(row);
  }

  // A row for every step would be many: not before a thirtieth of the time since the last visit.
  [[nodiscard]] bool due(double visit_day) const {
    const double last = state_.record.rows.back().day;
    const double day = state_.tissue.day;
    return day - last >= std::max(0.02, (day - visit_day) / 30.0);
  }

 private:
  struct Seen {
    PatchLanes value[kObservedCount];
  };

  static double percentile(std::vector<float>& values, double share) {
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(at)]);
  }

  void look() {
    PatchTissue& t = state_.tissue;
    team_.share(t.pencils.count(), [&](int first, int last) {
      for (int p = first; p < last; ++p) {
        const float* before =
            state_.disorder_before.size() == 0
                ? nullptr
                : state_.disorder_before.data() + static_cast<std::size_t>(p) * t.cells_of_pencil();
        watch_pencil(watch_, t.at(p),
                     before ? reinterpret_cast<const PatchLanes*>(before) : plain_.data(),
                     seen_[static_cast<std::size_t>(p)].value);
      }
    });
  }

  PatchState& state_;
  Team& team_;
  Column<PatchLanes> column_;
  Watch<PatchLanes> watch_;
  std::vector<PatchLanes> plain_;
  std::vector<Seen> seen_;
};

void needle(const PatchInput& in, PatchState& state, std::size_t visit) {
  const std::vector<Channel>& channels = in.channels[visit];
  const double junction = in.edges_mm[static_cast<std::size_t>(in.column.first_dermal)];
  const ChannelDamage damage(channels, in.pencils, in.edges_mm, junction);
  wound_patch(state.tissue, in.column, in.injury,
              [&](int pencil, std::span<float> out) { damage.of_pencil(pencil, out); });
  PatchVisit kept;
  kept.day = state.tissue.day;
  kept.channels = static_cast<long>(channels.size());
  kept.damage = mean_damage(damage);
  kept.torn_share = kept.damage.front();
  state.record.visits.push_back(std::move(kept));
}

TissueBlock picture_of(const PatchInput& in, PatchState& state, bool after_visit) {
  TissueBlock block = block_of(state.tissue, in.edges_mm, in.column.layers);
  block.after_visit = after_visit;
  SetPointMaps maps = set_points_of(in);
  block.collagen_home = std::move(maps.collagen_home);
  block.elastin_home = std::move(maps.elastin_home);
  block.melanin_home = std::move(maps.melanin_home);
  return block;
}

bool is_in(const std::vector<double>& days, double day) {
  return std::find(days.begin(), days.end(), day) != days.end();
}

}  // namespace

SetPointMaps set_points_of(const PatchInput& in) {
  return in.set_points ? in.set_points() : SetPointMaps{};
}

Tissue<double> column_at_rest(const PatchInput& in) {
  Tissue<double> t = healthy_tissue(in.column);
  t.barrier_watched = false;
  t.day = -in.rest_days;
  Workspace<double> w(t);
  if (in.rest_days > 0.0 && !heal(t, in.models.front(), in.column, w, 0.0, in.control))
    throw Failure(FailureCode::cannot_compute, "the skin at rest could not be computed");
  t.day = 0.0;
  t.epidermis_rest[0] = 1.0 + t.skin(kEpidermis)[0];
  // What the slow pools still drift by is held still (docs/decisions).
  Rates<double> rates;
  rates.resize(t.cells, t.sites);
  compute_rates<true>(in.models.front(), in.column, t, t.volume.data(), t.surface.data(), rates);
  const auto cells = static_cast<std::size_t>(t.cells);
  const auto drift_of = [&](Field f) {
    const auto first = rates.volume.begin() + int{f} * t.cells;
    return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(cells));
  };
  t.balance_mature = drift_of(kMatureCollagen);
  t.balance_elastin = drift_of(kElastin);
  t.balance_disorder = drift_of(kDisorder);
  t.barrier_watched = true;
  return t;
}

std::vector<double> stops_of(const PatchInput& in) {
  std::vector<double> stops = in.visits;
  for (const auto* more : {&in.phases, &in.pictures})
    stops.insert(stops.end(), more->begin(), more->end());
  stops.push_back(in.end_day);
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  return stops;
}

PatchState::PatchState(const PatchInput& in, Team& team) : tissue(in.pencils) {
  const std::vector<float> disorder = set_points_of(in).disorder_home;
  if (!disorder.empty()) {
    set_disorder_home(tissue, disorder);
    disorder_before = tissue.disorder_home;
  }
  const Tissue<double> rest = column_at_rest(in);
  if (drifts(rest)) {
    fill_patch(tissue, rest);
    hold_at_rest(in, !disorder.empty(), tissue);
  }
  PatchWatch(in, *this, team).keep_row(false);
}

PatchEnd run_patch(const PatchInput& in, PatchState& state, Team& team, const PatchHooks& hooks) {
  PatchWatch watch(in, state, team);
  PatchHealer healer(state.tissue, in.column, team);
  if (state.steps.scale[0] > 0.0F) healer.steps() = state.steps;  // else it begins
  const std::vector<double> stops = stops_of(in);
  const auto put_down = [&](bool after_visit) {
    if (!hooks.picture) return;
    healer.give_room_back();
    hooks.picture(picture_of(in, state, after_visit));
  };
  while (state.stops_done < stops.size()) {
    const double stop = stops[state.stops_done];
    const auto phase = static_cast<std::size_t>(
        std::upper_bound(in.phases.begin(), in.phases.end(), state.tissue.day) - in.phases.begin());
    const std::size_t visits_done = state.record.visits.size();
    const double visit_day = visits_done ? state.record.visits.back().day : 0.0;
    const auto after_step = [&](const PatchTissue&, const PatchSteps& steps) {
      state.steps = steps;
      if (watch.due(visit_day)) watch.keep_row(false);
      return !hooks.step || hooks.step(state);
    };
    const Healed healed = healer.heal(in.models[phase], stop, in.control, after_step);
    if (healed == Healed::stopped) return PatchEnd::stopped;
    if (healed == Healed::failed) return PatchEnd::failed;
    const bool visit = is_in(in.visits, stop);
    if (state.record.rows.back().day < stop) watch.keep_row(false);
    if (visit) {
      if (visits_done == 0) put_down(false);
      needle(in, state, visits_done);
      healer.restart(in.control);
      state.steps = healer.steps();
      watch.keep_row(true);
    }
    if (is_in(in.pictures, stop)) put_down(visit);
    ++state.stops_done;
  }
  return PatchEnd::done;
}

std::size_t patch_bytes(const Pencils& p, int threads, bool set_points, bool habits) {
  const std::size_t stored =
      static_cast<std::size_t>(p.count()) * Pencils::width * static_cast<std::size_t>(p.cells());
  const std::size_t cells =
      static_cast<std::size_t>(p.columns()) * static_cast<std::size_t>(p.cells());
  const std::size_t kept =
      stored * sizeof(float) *
      (set_points ? 1 + (habits ? 1U : 0U) : 0U);  // q_h before, drift of q at rest
  const std::size_t put_down =
      cells * sizeof(float) * (std::size_t{kFieldCount} + 1 + (set_points ? 3U : 0U));
  return PatchHealer::bytes_at_rest(p) + kept +
         std::max(PatchHealer::bytes_of_room(p, threads), put_down);
}

}  // namespace stipple
