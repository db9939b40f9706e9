// SPDX-License-Identifier: Apache-2.0
#include "course/set_point_maps.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "course/test_course.h"

namespace stipple {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr LesionForm kForms[] = {LesionForm::bowl, LesionForm::cylinder, LesionForm::cone,
                                 LesionForm::band};

// Skin of even cells: epidermis, papillary, reticular dermis, fat.
struct Depths {
  std::vector<double> edges{};
  std::vector<Layer> layers{};
  double cell{};
};
Depths depths(double cell) {
  Depths d{.cell = cell};
  const int cells = static_cast<int>(std::lround(2.4 / cell));
  for (int k = 0; k <= cells; ++k) d.edges.push_back(k * cell);
  for (int k = 0; k < cells; ++k) {
    const double z = (k + 0.5) * cell;
    d.layers.push_back(z < 0.1   ? Layer::epidermis
                       : z < 0.3 ? Layer::papillary
                       : z < 1.9 ? Layer::reticular
                                 : Layer::fat);
  }
  return d;
}

double between(RandomStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}
LesionValues some_lesion(RandomStream& random) {
  return {.depth_mm = between(random, 0.3, 1.2),
          .width_mm = between(random, 0.8, 2.4),
          .C_h = between(random, 0.3, 0.9),
          .L_h = between(random, 0.3, 0.9),
          .q_h = between(random, 0.1, 0.6)};
}

// Of a patch of n x n columns, 3.2 mm wide.
struct Patch {
  int n{};
  Depths d{};
  Pencils pencils;
  explicit Patch(int columns, double cell = 0.05)
      : n(columns),
        d(depths(cell)),
        pencils(n, n, static_cast<int>(d.layers.size()), 3.2 / n, Sides::periodic) {}
  [[nodiscard]] SetPointMaps maps(LesionForm form, const LesionValues& lesion, double edge,
                                  int points = 4) const {
    return set_point_maps(form, lesion, {edge, 2.0}, pencils, d.edges, d.layers, points);
  }
  [[nodiscard]] std::size_t at(int i, int j, std::size_t k = 0) const {
    return (k * static_cast<std::size_t>(n) + static_cast<std::size_t>(j)) *
               static_cast<std::size_t>(n) +
           static_cast<std::size_t>(i);
  }
  // Distance of a column's middle from that of the patch, along x.
  [[nodiscard]] double off(int i) const { return (i + 0.5) * 3.2 / n - 1.6; }
};

double volume_of(LesionForm form, const LesionValues& lesion, double edge) {
  const double W = lesion.width_mm, D = lesion.depth_mm;
  switch (form) {
    case LesionForm::bowl: return kPi * W * W * D / 8.0;
    case LesionForm::cone: return kPi * W * W * D / 12.0;
    case LesionForm::cylinder: return kPi * D * (W * W / 4.0 + edge * edge / 12.0);
    case LesionForm::band: return 3.2 * W * D;
    case LesionForm::none:
    case LesionForm::spot: return 0.0;
  }
  return 0.0;
}

}  // namespace

TEST_CASE("what a lesion lacks of collagen is its volume, at every resolution") {
  RandomStream random = Seed(1).stream("volume");
  for (const LesionForm form : kForms) {
    double error[2]{};
    for (int round = 0; round < 4; ++round) {
      const LesionValues lesion = some_lesion(random);
      const double edge = between(random, 0.05, 0.25);
      const double volume = volume_of(form, lesion, edge);
      for (int level = 0; level < 2; ++level) {
        const Patch patch(level == 0 ? 40 : 128);
        const double cell = patch.d.cell * (3.2 / patch.n) * (3.2 / patch.n);
        double lack = 0.0, disorder = 0.0;
        for (const float C : patch.maps(form, lesion, edge).collagen_home) lack += 1.0 - double{C};
        for (const float q : patch.maps(form, lesion, edge).disorder_home) disorder += double{q};
        error[level] += std::abs(lack * cell / (1.0 - lesion.C_h) / volume - 1.0) / 4;
        CHECK(disorder * cell / lesion.q_h ==
              doctest::Approx(lack * cell / (1.0 - lesion.C_h)).epsilon(1e-4));
      }
    }
    CAPTURE(static_cast<int>(form));
    MESSAGE("relative error at 80 and 25 micrometres: " << error[0] << ", " << error[1]);
    CHECK(error[0] < 0.001);
    CHECK(error[1] < error[0] / 5.0);
  }
}

TEST_CASE("a coarse cell holds the mean of the fine cells in it") {
  RandomStream random = Seed(2).stream("means");
  const Patch coarse(40, 0.1), fine(80, 0.05);
  for (const LesionForm form : kForms) {
    const LesionValues lesion = some_lesion(random);
    const auto whole = coarse.maps(form, lesion, 0.15, 8);
    const auto parts = fine.maps(form, lesion, 0.15, 4);
    double worst = 0.0;
    for (std::size_t k = 0; k < coarse.d.layers.size(); ++k)
      for (int j = 0; j < 40; ++j)
        for (int i = 0; i < 40; ++i) {
          double mean = 0.0;
          for (int n = 0; n < 8; ++n)
            mean += double{parts.elastin_home[fine.at(2 * i + n % 2, 2 * j + n / 2 % 2,
                                                      2 * k + static_cast<std::size_t>(n / 4))]} /
                    8;
          worst = std::max(worst, std::abs(mean - double{whole.elastin_home[coarse.at(i, j, k)]}));
        }
    CHECK(worst < 1e-6);
  }
}

TEST_CASE("nothing outside the stated size and the dermis, nothing beyond the stated values") {
  RandomStream random = Seed(3).stream("outside");
  const Patch patch(64);
  const double cell = 3.2 / 64, half = 0.5 * std::numbers::sqrt2 * cell;
  for (const LesionForm form : kForms)
    for (int round = 0; round < 4; ++round) {
      const LesionValues lesion = some_lesion(random);
      const double edge = between(random, 0.02, 0.2);
      const SetPointMaps maps = patch.maps(form, lesion, edge);
      bool reached = false;
      for (std::size_t k = 0; k < patch.d.layers.size(); ++k)
        for (int j = 0; j < 64; ++j)
          for (int i = 0; i < 64; ++i) {
            const std::size_t at = patch.at(i, j, k);
            const float q = maps.disorder_home[at], C = maps.collagen_home[at];
            const double r = form == LesionForm::band ? std::abs(patch.off(i))
                                                      : std::hypot(patch.off(i), patch.off(j));
            const bool outside = r - half > 0.5 * (lesion.width_mm + edge) ||
                                 patch.d.edges[k] - 0.1 > lesion.depth_mm + 0.5 * edge ||
                                 patch.d.layers[k] == Layer::epidermis ||
                                 patch.d.layers[k] == Layer::fat;
            if (outside) CHECK_MESSAGE((q == 0.0F && C == 1.0F), at);
            CHECK_MESSAGE((q >= 0.0F && q <= static_cast<float>(lesion.q_h)), at);
            CHECK_MESSAGE((C <= 1.0F && C >= static_cast<float>(lesion.C_h)), at);
            reached = reached || double{q} > 0.8 * lesion.q_h;
          }
      CHECK(reached);
    }
}

TEST_CASE("mirrored or turned, a lesion is the same; a band is the same all along") {
  RandomStream random = Seed(4).stream("mirror");
  const Patch patch(50);
  for (const LesionForm form : kForms) {
    const auto map = patch.maps(form, some_lesion(random), 0.1).collagen_home;
    double worst = 0.0;
    for (std::size_t k = 0; k < patch.d.layers.size(); ++k)
      for (int j = 0; j < 50; ++j)
        for (int i = 0; i < 50; ++i) {
          const float here = map[patch.at(i, j, k)];
          const float other =
              form == LesionForm::band ? map[patch.at(i, 7, k)] : map[patch.at(j, i, k)];
          for (const float there :
               {map[patch.at(49 - i, j, k)], map[patch.at(i, 49 - j, k)], other})
            worst = std::max(worst, std::abs(double{here} - double{there}));
        }
    CHECK(worst < 1e-6);
  }
}

TEST_CASE("below the middle of a scar lies as much disorder as in the column of its kind") {
  Patient patient = some_patient();
  patient.concerns = {concern(ConcernKind::acne_scar_boxcar), concern(ConcernKind::surgical_scar)};
  const PlannedCourse p(patient, some_course({0.0}), 30.0);
  for (std::size_t member = 0; member < 6; ++member) {
    const MemberRuns m = p.member(drawn_member(member));
    for (std::size_t site = 1; site < m.runs.size(); ++site) {
      const Column<double>& column = m.runs[site].column;
      std::vector<double> edges{0.0};
      for (const double dz : column.thickness) edges.push_back(edges.back() + dz);
      const LesionForm form = form_of(patient.concerns[site - 1].kind);
      const SetPointMaps maps =
          set_point_maps(form, m.lesions[site], {0.05},
                         Pencils(1, 1, column.cells, 0.02, Sides::periodic), edges, column.layers);
      double map = 0.0, alone = 0.0;
      for (std::size_t k = 0; k < column.thickness.size(); ++k) {
        map += double{maps.disorder_home[k]} * column.thickness[k];
        alone += m.runs[site].disorder_home[k] * column.thickness[k];
      }
      // A scar that ends within half an edge of the fat loses what its floor has below.
      CHECK(map == doctest::Approx(alone).epsilon(0.01));
      if (m.lesions[site].depth_mm <
          0.9 * (m.skin.layers.papillary_mm + m.skin.layers.reticular_mm))
        CHECK(map == doctest::Approx(alone).epsilon(1e-6));
    }
  }
}

TEST_CASE("a lesion wider than the patch fills it, one deeper than the dermis ends at the fat") {
  const Patch patch(32);
  const LesionValues lesion{.depth_mm = 3.0, .width_mm = 6.0, .C_h = 0.5, .L_h = 0.5, .q_h = 0.4};
  for (const LesionForm form : {LesionForm::cylinder, LesionForm::band}) {
    const auto q = patch.maps(form, lesion, 0.1).disorder_home;
    for (std::size_t n = 0; n < q.size(); ++n) {
      const Layer layer = patch.d.layers[n / 1024];
      const bool dermis = layer == Layer::papillary || layer == Layer::reticular;
      CHECK_MESSAGE(q[n] == (dermis ? 0.4F : 0.0F), n);
    }
    LesionValues whole = lesion;
    whole.depth_mm = 0.0;  // the whole dermis
    CHECK(patch.maps(form, whole, 0.1).disorder_home == q);
  }
}

TEST_CASE("a spot darkens its disc and leaves the dermis alone; the worse, the darker") {
  const Library& library = shipped_library();
  const ParameterTable table = lesion_borders(library.files, library.bibliography);
  double last = 1.0;
  for (const Severity severity : {Severity::mild, Severity::moderate, Severity::severe}) {
    const LesionBorder border = border_of(table, LesionForm::spot, severity);
    CHECK(border.melanin > last);
    last = border.melanin;
  }
  CHECK(border_of(table, LesionForm::cone, Severity::mild).melanin == 1.0);
  for (const double edge : {0.05, 0.3}) {
    const Patch patch(80);
    const LesionValues lesion{.depth_mm = 0.1, .width_mm = 2.0};
    const SetPointMaps maps = patch.maps(LesionForm::spot, lesion, edge);
    CHECK(maps.disorder_home.empty());
    CHECK(maps.collagen_home.empty());
    CHECK(maps.elastin_home.empty());
    double more = 0.0;
    for (const float M : maps.melanin_home) {
      more += (double{M} - 1.0) * 0.04 * 0.04;
      CHECK_MESSAGE((M >= 1.0F && M <= 2.0F), M);
    }
    CHECK(more == doctest::Approx(kPi * (1.0 + edge * edge / 12.0)).epsilon(0.001));
    CHECK(maps.melanin_home[patch.at(40, 40)] == 2.0F);
    CHECK(maps.melanin_home[patch.at(0, 0)] == 1.0F);
  }
}

TEST_CASE("every lesion of the dermis has a form, what is read from plain skin has none") {
  const Patch patch(8);
  Patient patient = some_patient();
  for (std::size_t k = 0; k < EnumNames<ConcernKind>::names.size(); ++k) {
    const auto kind = static_cast<ConcernKind>(k);
    patient.concerns = {concern(kind)};
    const bool followed = sites_of(patient, shipped_library()).size() == 2;
    const LesionForm form = form_of(kind);
    CHECK(followed == (form != LesionForm::none && form != LesionForm::spot));
    if (form == LesionForm::none) CHECK(patch.maps(form, {}, 0.1) == SetPointMaps{});
  }
}

}  // namespace stipple
