// SPDX-License-Identifier: Apache-2.0
#include "course/run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "core/error.h"
#include "healing/pack.h"

namespace stipple {
namespace {

using R = EnsembleLanes;

// Keeps the watched values at the grid days, by straight lines between steps, and when redness and
// openness end.
class Keeper {
 public:
  Keeper(const Timeline& timeline, const Watch<R>& watch, std::vector<RunRecord>& records,
         const std::vector<RunThresholds>& thresholds)
      : timeline_(timeline), watch_(watch), records_(records), thresholds_(thresholds) {
    for (RunRecord& r : records_)
      for (auto& values : r.watched) values.assign(timeline_.grid.size(), 0.0);
  }

  // The state changed at once (start, visit): what the grid keeps for this day is the new state.
  void jump(const Tissue<R>& t) {
    read(t);
    while (next_ > 0 && timeline_.grid[next_ - 1] >= t.day) --next_;
    store_until(t.day);
  }

  void step(const Tissue<R>& t) {
    std::copy(std::begin(now_), std::end(now_), std::begin(then_));
    then_day_ = day_;
    read(t);
    follow_endpoints();
    store_until(t.day);
  }

  void begin_visit(const Tissue<R>& t) {
    visit_day_ = t.day;
    for (RunRecord& r : records_) {
      r.erythema_days.push_back(0.0);
      r.closed_hours.push_back(0.0);
    }
  }

  void keep_before(const Tissue<R>& t) {
    read(t);
    for (std::size_t j = 0; j < records_.size(); ++j)
      for (int o = 0; o < kObservedCount; ++o)
        records_[j].before[o] = lane(now_[o], static_cast<int>(j));
    redness_before_ = now_[kErythema];
  }

 private:
  void read(const Tissue<R>& t) {
    watch_(t, now_);
    day_ = t.day;
    for (std::size_t j = 0; j < records_.size(); ++j)
      records_[j].disorder_peak = std::max<double>(records_[j].disorder_peak,
                                                   lane(now_[kDisorderMax], static_cast<int>(j)));
  }

  void store_until(double day) {
    for (; next_ < timeline_.grid.size() && timeline_.grid[next_] <= day; ++next_) {
      const double g = timeline_.grid[next_];
      const double share =
          g >= day_ || day_ <= then_day_ ? 1.0 : (g - then_day_) / (day_ - then_day_);
      for (int o = 0; o < kObservedCount; ++o)
        for (std::size_t j = 0; j < records_.size(); ++j) {
          const double a = lane(then_[o], static_cast<int>(j));
          const double b = lane(now_[o], static_cast<int>(j));
          records_[j].watched[o][next_] = share >= 1.0 ? b : a + share * (b - a);
        }
    }
  }

  // The last day on which an index falls through its threshold, by a straight line within the step.
  void follow_endpoints() {
    const auto crossing = [&](double a, double b, double level) {
      return then_day_ + (day_ - then_day_) * (a - level) / (a - b) - visit_day_;
    };
    for (std::size_t j = 0; j < records_.size(); ++j) {
      if (records_[j].erythema_days.empty()) return;
      const int l = static_cast<int>(j);
      const double visible = thresholds_[j].erythema_visible + lane(redness_before_, l);
      const double red_a = lane(then_[kErythema], l), red_b = lane(now_[kErythema], l);
      if (red_b > visible)
        records_[j].erythema_days.back() = day_ - visit_day_;
      else if (red_a > visible)
        records_[j].erythema_days.back() = crossing(red_a, red_b, visible);
      const double open = 1.0 - thresholds_[j].epidermis_closed;
      const double w_a = lane(then_[kOpenShare], l), w_b = lane(now_[kOpenShare], l);
      if (w_b > open)
        records_[j].closed_hours.back() = 24.0 * (day_ - visit_day_);
      else if (w_a > open)
        records_[j].closed_hours.back() = 24.0 * crossing(w_a, w_b, open);
    }
  }

  const Timeline& timeline_;
  const Watch<R>& watch_;
  std::vector<RunRecord>& records_;
  const std::vector<RunThresholds>& thresholds_;
  R now_[kObservedCount]{}, then_[kObservedCount]{};
  R redness_before_{0.0};
  double day_{}, then_day_{}, visit_day_{};
  std::size_t next_{};
};

// Everything a batch needs, in lanes.
struct Batch {
  Column<R> column{};
  std::vector<HealingModel<R>> models{};
  InjuryParameters<R> injury{};
  IndexParameters<R> index{};
  std::vector<std::vector<R>> damage{};
  std::vector<R> hole_radius{};  // of each visit, mm
  std::vector<R> disorder_home{};
};

Batch packed_batch(const std::vector<const RunInput*>& runs) {
  Batch b;
  std::vector<Column<double>> columns;
  std::vector<InjuryParameters<double>> injuries;
  std::vector<IndexParameters<double>> indices;
  std::vector<const std::vector<double>*> homes;
  for (const RunInput* r : runs) {
    columns.push_back(r->column);
    injuries.push_back(r->injury);
    indices.push_back(r->index);
    homes.push_back(&r->disorder_home);
  }
  b.column = pack_columns(columns);
  b.injury = pack_struct<InjuryParameters<R>>(std::span<const InjuryParameters<double>>(injuries));
  b.index = pack_struct<IndexParameters<R>>(std::span<const IndexParameters<double>>(indices));
  b.disorder_home = pack_vectors(homes);
  for (std::size_t phase = 0; phase < runs.front()->models.size(); ++phase) {
    std::vector<HealingModel<double>> models;
    for (const RunInput* r : runs) models.push_back(r->models[phase]);
    b.models.push_back(pack_struct<HealingModel<R>>(std::span<const HealingModel<double>>(models)));
  }
  for (std::size_t visit = 0; visit < runs.front()->damage.size(); ++visit) {
    std::vector<const std::vector<double>*> parts;
    for (const RunInput* r : runs) parts.push_back(&r->damage[visit]);
    b.damage.push_back(pack_vectors(parts));
  }
  std::vector<const std::vector<double>*> radii;
  for (const RunInput* r : runs) radii.push_back(&r->hole_radius_mm);
  b.hole_radius = pack_vectors(radii);
  return b;
}

// Ten years (rest_days) under the habits; what the slow pools still drift by is then held still, so
// that the patient's own state is at rest and the control shows the course alone (docs/decisions).
bool rest_under_habits(Tissue<R>& t, const Batch& b, double days, const StepControl& control) {
  t.barrier_watched = false;
  t.day = -days;
  Workspace<R> w(t);
  if (days > 0.0 && !heal(t, b.models.front(), b.column, w, 0.0, control)) return false;
  t.day = 0.0;
  for (std::size_t s = 0; s < t.epidermis_rest.size(); ++s)
    t.epidermis_rest[s] = R(1) + t.skin(kEpidermis)[s];
  Rates<R> rates;
  rates.resize(t.cells, t.sites);
  compute_rates<true>(b.models.front(), b.column, t, t.volume.data(), t.surface.data(), rates);
  const R* drift = rates.volume.data();
  for (int i = 0; i < t.cells; ++i) {
    const auto k = static_cast<std::size_t>(i);
    t.balance_mature[k] = drift[kMatureCollagen * t.cells + i];
    t.balance_elastin[k] = drift[kElastin * t.cells + i];
    t.balance_disorder[k] = drift[kDisorder * t.cells + i];
  }
  t.barrier_watched = true;
  return true;
}

void keep_profile(const Tissue<R>& t, const Batch& b, std::vector<RunRecord>& records) {
  for (std::size_t j = 0; j < records.size(); ++j) {
    const int l = static_cast<int>(j);
    std::vector<double> collagen;
    for (int i = 0; i < t.cells; ++i) {
      const double theta = lane(b.index.theta, l);
      collagen.push_back(1.0 + theta * lane(t.field(kYoungCollagen)[i], l) +
                         (1.0 - theta) * lane(t.field(kMatureCollagen)[i], l));
    }
    records[j].profiles.push_back(std::move(collagen));
  }
}

void fail(std::vector<RunRecord>& records) {
  for (RunRecord& r : records) r.failed = true;
}

}  // namespace

std::vector<double> watched_days(const std::vector<double>& visits) {
  static constexpr double after[] = {
      0,   0.125, 0.25, 0.5, 0.75, 1,   1.25, 1.5, 1.75, 2,   2.5, 3,   3.5, 4,   4.5, 5,
      6,   7,     8,    9,   10,   11,  12,   13,  14,   15,  16,  18,  20,  22,  24,  26,
      28,  30,    35,   42,  49,   56,  63,   70,  77,   84,  90,  100, 110, 120, 135, 150,
      165, 180,   200,  220, 240,  270, 300,  330, 365,  450, 540, 640, 730};
  std::vector<double> days{0.0};
  const std::vector<double> from = visits.empty() ? std::vector<double>{0.0} : visits;
  for (std::size_t k = 0; k < from.size(); ++k) {
    const double until = k + 1 < from.size() ? from[k + 1] : from[k] + 1e9;
    for (const double a : after)
      if (from[k] + a < until && from[k] + a > days.back()) days.push_back(from[k] + a);
    if (k + 1 < from.size() && until > days.back()) days.push_back(until);
  }
  return days;
}

std::vector<RunRecord> simulate_batch(const Timeline& timeline,
                                      const std::vector<const RunInput*>& runs,
                                      const std::vector<RunThresholds>& thresholds,
                                      const StepControl& control) {
  STIPPLE_REQUIRE(!runs.empty() && runs.size() <= R::width);
  std::vector<RunRecord> records(runs.size());
  for (std::size_t j = 0; j < runs.size(); ++j) records[j].depth_mm = runs[j]->column.depth;
  const Batch b = packed_batch(runs);
  Tissue<R> t = healthy_tissue(b.column);
  t.disorder_home = b.disorder_home;
  if (!rest_under_habits(t, b, timeline.rest_days, control)) {
    fail(records);
    return records;
  }
  const Watch<R> watch(b.column, b.index, t.disorder_home);
  Keeper keeper(timeline, watch, records, thresholds);
  keeper.keep_before(t);
  if (!timeline.profiles.empty()) keep_profile(t, b, records);
  keeper.jump(t);
  if (!b.damage.empty()) follow_holes(t);
  Workspace<R> w(t);

  // Every day on which something happens, in order.
  std::vector<double> stops = timeline.visits;
  for (const auto* more : {&timeline.phases, &timeline.profiles})
    stops.insert(stops.end(), more->begin(), more->end());
  stops.push_back(timeline.grid.back());
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  const Observer<R> observe = [&](const Tissue<R>& now) { keeper.step(now); };
  std::size_t visit = 0, phase = 0;
  for (const double stop : stops) {
    if (stop > t.day && !heal(t, b.models[phase], b.column, w, stop, control, observe)) {
      fail(records);
      return records;
    }
    if (visit < timeline.visits.size() && timeline.visits[visit] == stop) {
      wound(t, b.column, b.injury, b.damage[visit], b.hole_radius[visit]);
      ++visit;
      restart_steps(w, t, control);
      keeper.begin_visit(t);
      keeper.jump(t);
    }
    while (phase < timeline.phases.size() && timeline.phases[phase] <= stop) ++phase;
    if (std::find(timeline.profiles.begin(), timeline.profiles.end(), stop) !=
        timeline.profiles.end())
      keep_profile(t, b, records);
  }
  for (RunRecord& r : records) {
    r.steps = w.accepted + w.rejected;
    r.made_positive = w.made_positive;
  }
  return records;
}

std::vector<RunRecord> simulate_runs(const Timeline& timeline, const std::vector<RunInput>& runs,
                                     const std::vector<RunThresholds>& thresholds,
                                     const StepControl& control, int threads,
                                     const Progress& progress) {
  // Batches are cut by order, never by thread: the same members always share a batch.
  constexpr std::size_t width = R::width;
  const std::size_t batches = (runs.size() + width - 1) / width;
  std::vector<RunRecord> records(runs.size());
  std::atomic<std::size_t> next{0}, done{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::exception_ptr first_error;
  const auto work = [&] {
    try {
      for (std::size_t k = next++; k < batches && !stop; k = next++) {
        const std::size_t first = k * width, last = std::min(runs.size(), first + width);
        std::vector<const RunInput*> inputs;
        for (std::size_t i = first; i < last; ++i) inputs.push_back(&runs[i]);
        const std::vector<RunThresholds> limits(thresholds.begin() + static_cast<long>(first),
                                                thresholds.begin() + static_cast<long>(last));
        std::vector<RunRecord> batch = simulate_batch(timeline, inputs, limits, control);
        std::move(batch.begin(), batch.end(), records.begin() + static_cast<long>(first));
        const std::lock_guard lock(mutex);
        done += last - first;
        if (progress && !progress(done, runs.size())) stop = true;
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first_error) first_error = std::current_exception();
      stop = true;
    }
  };
  {
    std::vector<std::jthread> team;
    for (int i = 1; i < threads; ++i) team.emplace_back(work);
    work();
  }
  if (first_error) std::rethrow_exception(first_error);
  if (stop) throw Cancelled("stopped before all members were simulated");
  return records;
}

}  // namespace stipple
