// SPDX-License-Identifier: Apache-2.0
// The course of healing in the full model against the figures that a prototype of the same
// equations gave (docs/theory/healing.md, "Checks"): peaks, modulators, intervals, keloid
// threshold, series. Figures are compared as they were printed there, to two digits or a quarter of
// a day, so the tolerances are theirs; they do not come from this program.
#include <doctest/doctest.h>

#include <cstdio>

#include "healing/test_setup.h"

namespace stipple {
namespace {

const HealingSetup& setup() {
  static const HealingSetup stated = stated_setup(healing_table());
  return stated;
}

struct WellMixed {
  HealingModel<double> model{};
  Column<double> column{well_mixed_cell()};
  Tissue<double> tissue{healthy_tissue(column)};
  Workspace<double> steps{tissue};
  StepControl control{.tolerance = 3e-4};

  explicit WellMixed(const Modulators& m) : model(make_model(setup().rates, setup().keloid, m)) {}
  void session(double damage) {
    wound(tissue, column, setup().injury, {damage});
    restart_steps(steps, tissue, control);
  }
  void until(double day, const Observer<double>& observe = {}) {
    REQUIRE(heal(tissue, model, column, steps, day, control, observe));
  }
  [[nodiscard]] double deviation(int field) const {
    return field < kFieldCount ? tissue.field(field)[0] : tissue.skin(field - kFieldCount)[0];
  }
  [[nodiscard]] double collagen() const { return collagen_gain(setup().rates, tissue, 0); }
  // Redness of one cell: vessels, widened by inflammation.
  [[nodiscard]] double erythema() const {
    return (1.0 + deviation(kVessels)) * (1.0 + 3.0 * hill2(deviation(kInflammation))) - 1.0;
  }
};

struct Gain {
  double day28{}, day180{};  // C - 1 after the last session
  double melanin{};          // largest M - 1
};

Gain course(const Modulators& m, double damage = 0.12, int sessions = 4, double interval = 28.0) {
  WellMixed skin(m);
  Gain gain;
  const auto watch = [&](const Tissue<double>& t) {
    gain.melanin = std::max(gain.melanin, t.skin(kMelanin)[0]);
  };
  for (int k = 0; k < sessions; ++k) {
    skin.until(interval * k, watch);
    skin.session(damage);
  }
  const double last = interval * (sessions > 0 ? sessions - 1 : 3);
  skin.until(last + 28.0, watch);
  gain.day28 = skin.collagen();
  skin.until(last + 180.0, watch);
  gain.day180 = skin.collagen();
  return gain;
}

Modulators with(void (*change)(Modulators&)) {
  Modulators m = phototype_three();
  change(m);
  return m;
}

void check_near(const char* what, double ours, double published, double tolerance) {
  std::printf("  %-34s %8.2f  published %8.2f\n", what, ours, published);
  CAPTURE(what);
  CHECK(std::abs(ours - published) <= tolerance);
}

// A percentage "to 10 % of the published number", or to the half percent to which it was printed.
void check_percent(const char* what, double ours, double published) {
  check_near(what, 100.0 * ours, published, std::max(0.5, 0.1 * std::abs(published)));
}

}  // namespace

TEST_CASE("after one session every field peaks on its published day") {
  struct Peak {
    int field{};
    double day{}, height{}, day_tolerance{};
  };
  // A height of 0 was not published. Days were read off steps of a quarter of a day or more.
  const Peak published[] = {{kNeutrophils, 1.5, 0.0, 0.3},     {kMacrophages1, 2.8, 0.0, 0.3},
                            {kMacrophages2, 5.0, 0.0, 0.3},    {kMitogens, 3.8, 0.0, 0.3},
                            {kTgfBeta1, 5.8, 0.0, 0.3},        {kTgfBeta3, 7.5, 0.0, 0.3},
                            {kCollagenase, 2.8, 0.0, 0.3},     {kMyofibroblasts, 9.5, 0.12, 0.3},
                            {kFibroblasts, 13.8, 0.70, 0.3},   {kVessels, 13.5, 0.23, 0.3},
                            {kYoungCollagen, 25.8, 0.56, 0.3}, {kMatureCollagen, 129.0, 0.0, 2.0}};
  WellMixed skin(phototype_three());
  skin.control.fixed_step_day = 0.05;
  skin.session(0.12);
  double height[kFieldCount] = {}, day[kFieldCount] = {}, at_14[kFieldCount] = {};
  double at_30[kFieldCount] = {}, macrophages = 0.0, macrophage_day = 0.0;
  double most_collagen = 0.0, collagen_day = 0.0;
  check_near("redness at once", skin.erythema(), 0.81, 0.01);
  for (int k = 1; k <= 20 * 200; ++k) {
    skin.until(0.05 * k);
    for (int f = 0; f < kFieldCount; ++f) {
      if (skin.deviation(f) > height[f]) height[f] = skin.deviation(f), day[f] = 0.05 * k;
      if (k == 20 * 14) at_14[f] = skin.deviation(f);
      if (k == 20 * 30) at_30[f] = skin.deviation(f);
    }
    const double total = skin.deviation(kMacrophages1) + skin.deviation(kMacrophages2);
    if (total > macrophages) macrophages = total, macrophage_day = 0.05 * k;
    if (skin.collagen() > most_collagen) most_collagen = skin.collagen(), collagen_day = 0.05 * k;
    if (k == 20 * 3) check_near("redness on day 3", skin.erythema(), 0.39, 0.01);
    if (k == 20 * 7) check_near("redness on day 7", skin.erythema(), 0.17, 0.01);
    if (k == 20 * 180) check_percent("collagen on day 180", skin.collagen(), 12.5);
  }
  for (const Peak& peak : published) {
    const std::string name(symbol_of(peak.field));
    check_near((name + ", day of its peak").c_str(), day[peak.field], peak.day, peak.day_tolerance);
    if (peak.height > 0.0)
      check_near((name + ", height").c_str(), height[peak.field], peak.height, 0.005);
  }
  check_near("macrophages, day of their peak", macrophage_day, 3.8, 0.3);
  check_near("collagen, day of its peak", collagen_day, 47.0, 1.0);
  check_percent("collagen, height", most_collagen, 15.0);
  check_near("r on day 14 of its peak", at_14[kTgfBeta3] / height[kTgfBeta3], 0.55, 0.01);
  for (const int signal : {kInflammation, kMitogens, kTgfBeta1, kTgfBeta3, kCollagenase})
    CHECK(at_30[signal] < 0.04 * height[signal]);
}

TEST_CASE("modulators change the gain of four sessions as published") {
  const auto both = [](const char* what, const Gain& gain, double day28, double day180) {
    check_percent((std::string(what) + ", +28 d").c_str(), gain.day28, day28);
    check_percent((std::string(what) + ", +180 d").c_str(), gain.day180, day180);
  };
  both("reference", course(phototype_three()), 50, 42);
  both("smoker", course(with([](Modulators& m) { m.collagen = 0.8, m.mmp = 1.5, m.vigour = 0.9; })),
       18, 8);
  both("age factor 0.75", course(with([](Modulators& m) { m.vigour = 0.75; })), 26, 22);
  both("age factor 1.1", course(with([](Modulators& m) { m.vigour = 1.1; })), 60, 50);
  const Modulators sun = with([](Modulators& m) { m.uv_med_per_day = 0.3; });
  both("0.3 MED a day", course(sun), 32, 22);
  const Gain only_sun = course(sun, 0.0, 0);
  check_percent("only sun, day 264", only_sun.day180, -1.5);
  check_percent("only sun, tan", only_sun.melanin, 21);
  const Modulators retinoid =
      with([](Modulators& m) { m.collagen = 1.15, m.mmp = 0.7, m.turnover = 1.3; });
  both("retinoid", course(retinoid), 65, 63);
  check_percent("only retinoid, day 264", course(retinoid, 0.0, 0).day180, 19);
}

TEST_CASE("melanin after four sessions rises by phototype as published") {
  check_percent("type I", course(with([](Modulators& m) { m.pigment_response = 0.05; })).melanin,
                0.7);
  check_percent("type III", course(phototype_three()).melanin, 4);
  Modulators five = with([](Modulators& m) { m.pigment_response = 1.0; });
  check_percent("type V", course(five).melanin, 13);
  check_percent("type V, damage 0.35", course(five, 0.35).melanin, 32);
  five.uv_med_per_day = 0.3;
  check_percent("type V, damage 0.35, sun", course(five, 0.35).melanin, 51);
}

TEST_CASE("the interval between sessions matters as published: a week is too short") {
  const std::pair<double, double> published[] = {{7, 33},  {14, 45}, {21, 49},
                                                 {28, 50}, {42, 48}, {56, 46}};
  for (const auto& [days, percent] : published) {
    const double gain = course(phototype_three(), 0.12, 4, days).day28;
    check_near((std::to_string(static_cast<int>(days)) + " days apart").c_str(), 100.0 * gain,
               percent, 0.6);
  }
}

TEST_CASE("myofibroblasts persist above the published keloid tendency, to 0.03") {
  const auto persists = [](double tendency, double damage) {
    Modulators m = phototype_three();
    m.keloid_tendency = tendency;
    WellMixed skin(m);
    skin.session(damage);
    skin.until(730.0);
    return skin.deviation(kMyofibroblasts) > 0.3;
  };
  const auto critical = [&](double damage) {
    double low = 0.0, high = 1.0;
    while (high - low > 1e-3)
      (persists(0.5 * (low + high), damage) ? high : low) = 0.5 * (low + high);
    return high;
  };
  // Published for 0.30, 0.35, 0.40 and 0.60 only: the threshold lies between two of them.
  struct Bracket {
    double damage{}, resolves{}, persists{};
  };
  for (const Bracket& b : {Bracket{0.35, 0.30, 0.35}, Bracket{0.20, 0.30, 0.35},
                           Bracket{0.12, 0.35, 0.40}, Bracket{0.06, 0.40, 0.60}}) {
    const double found = critical(b.damage);
    std::printf("  damage %.2f: persists from tendency %.3f, published %.2f to %.2f\n", b.damage,
                found, b.resolves, b.persists);
    CHECK(found >= b.resolves - 0.03);
    CHECK(found <= b.persists + 0.03);
  }
  CHECK_FALSE(persists(0.6, 0.03));  // a light session forms none
  CHECK_FALSE(persists(0.30, 0.60));
}

TEST_CASE("an established keloid resolves to tendency 0.25 and persists from 0.30, to 0.03") {
  const auto persists = [](double tendency) {
    WellMixed skin(with([](Modulators& m) { m.keloid_tendency = 0.6; }));
    skin.session(0.35);
    skin.until(730.0);
    REQUIRE(skin.deviation(kMyofibroblasts) > 1.0);
    Modulators m = phototype_three();
    m.keloid_tendency = tendency;
    skin.model = make_model(setup().rates, setup().keloid, m);
    skin.until(5 * 365.0);
    return skin.deviation(kMyofibroblasts) > 0.3;
  };
  CHECK_FALSE(persists(0.22));
  CHECK(persists(0.33));
}

namespace {

struct Series {
  double day28{}, day180{};  // mean of C - 1 over the dermis
  double red_until{};        // day, E > 0.25 after the first session
  double disorder{};         // largest q
};

double redness(const Column<double>& column, const Tissue<double>& t) {
  const double junction = column.depth[static_cast<std::size_t>(column.first_dermal)] -
                          0.5 * column.thickness[static_cast<std::size_t>(column.first_dermal)];
  double sum = 0.0, weights = 0.0;
  for (int i = column.first_dermal; i < column.cells; ++i) {
    const auto c = static_cast<std::size_t>(i);
    const double weight = column.thickness[c] * std::exp(-(column.depth[c] - junction) / 0.3);
    sum += weight *
           ((1.0 + t.field(kVessels)[i]) * (1.0 + 3.0 * hill2(t.field(kInflammation)[i])) - 1.0);
    weights += weight;
  }
  return sum / weights;
}

double dermal_gain(const Column<double>& column, const Tissue<double>& t) {
  double sum = 0.0, depth = 0.0;
  for (int i = column.first_dermal; i < column.cells; ++i) {
    const auto c = static_cast<std::size_t>(i);
    if (column.layers[c] == Layer::fat) continue;
    sum += column.thickness[c] * collagen_gain(setup().rates, t, i);
    depth += column.thickness[c];
  }
  return sum / depth;
}

Series series(double damage, int sessions) {
  const Column<double> column = make_column(usual_column(setup().densities));
  const HealingModel<double> model = make_model(setup().rates, setup().keloid, phototype_three());
  Tissue<double> t = healthy_tissue(column);
  Workspace<double> w(t);
  const StepControl control;
  Series s;
  const auto watch = [&](const Tissue<double>& now) {
    for (int i = column.first_dermal; i < column.cells; ++i)
      s.disorder = std::max(s.disorder, now.field(kDisorder)[i]);
    if (now.day < 28.0 && redness(column, now) > 0.25) s.red_until = now.day;
  };
  for (int k = 0; k < sessions; ++k) {
    REQUIRE(heal(t, model, column, w, 28.0 * k, control, watch));
    wound(t, column, setup().injury, damage_to(column, damage, 1.5));
    restart_steps(w, t, control);
  }
  const double last = 28.0 * (sessions - 1);
  REQUIRE(heal(t, model, column, w, last + 28.0, control, watch));
  s.day28 = dermal_gain(column, t);
  REQUIRE(heal(t, model, column, w, last + 180.0, control, watch));
  s.day180 = dermal_gain(column, t);
  return s;
}

}  // namespace

TEST_CASE("series in the layered column gain collagen as published, within 10 %") {
  struct Row {
    double damage{};
    int sessions{};
    double day28{}, day180{}, red_until{}, disorder{};
  };
  // The thickness of the prototype's dermis is not stated; 1.5 mm of reticular dermis here. Redness
  // was read off at half days, disorder to one digit.
  for (const Row& row : {Row{0.06, 4, 13, 11, 0.5, 0.0002}, Row{0.12, 3, 23, 19, 3.0, 0.002},
                         Row{0.12, 4, 29, 25, 3.0, 0.002}, Row{0.12, 6, 40, 34, 3.0, 0.003},
                         Row{0.18, 4, 39, 33, 3.5, 0.006}, Row{0.25, 6, 59, 50, 3.5, 0.014}}) {
    const Series ours = series(row.damage, row.sessions);
    const std::string name =
        std::to_string(row.sessions) + " x " + std::to_string(row.damage).substr(0, 4);
    check_near((name + ", +28 d %").c_str(), 100.0 * ours.day28, row.day28, 0.1 * row.day28);
    check_near((name + ", +180 d %").c_str(), 100.0 * ours.day180, row.day180, 0.1 * row.day180);
    check_near((name + ", red until day").c_str(), ours.red_until, row.red_until, 0.5);
    CHECK(ours.disorder <= 1.2 * row.disorder + 0.0005);
    CHECK(ours.disorder >= 0.5 * row.disorder);
  }
}

}  // namespace stipple
