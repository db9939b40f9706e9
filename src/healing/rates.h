// SPDX-License-Identifier: Apache-2.0
// The right-hand side of the whole column: reactions of every cell and surface site, and transport
// between cells. Finite volumes, second order: flux J = -D X grad(u) + chi X u grad H, X harmonic
// on faces, so layered densities drive nothing at rest. Where chemotaxis outruns diffusion within a
// cell, the face diffuses as much as keeps the matrix an M-matrix.
#pragma once

#include <algorithm>
#include <type_traits>

#include "healing/tissue.h"

namespace stipple {

// How many cells one evaluation of the reactions takes: a lane type holds members, so one; for
// double, eight neighbours are computed side by side with the same bits.
template <class R>
struct CellBlock {
  using Value = R;
  static constexpr int width = 1;
  STIPPLE_INLINE static R load(const R* from, int) { return *from; }
  STIPPLE_INLINE static void store(const R& x, R* to, int) { *to = x; }
};
template <>
struct CellBlock<double> {
  using Value = Lanes<double, 8>;
  static constexpr int width = 8;
  STIPPLE_INLINE static Value load(const double* from, int count) {
    Value x(from[0]);  // lanes past the last cell repeat its first: computed and dropped
    if (count == width)
      __builtin_memcpy(&x.v, from, sizeof(x.v));
    else
      for (int j = 0; j < count; ++j) x.set(j, from[j]);
    return x;
  }
  STIPPLE_INLINE static void store(const Value& x, double* to, int count) {
    if (count == width)
      __builtin_memcpy(to, &x.v, sizeof(x.v));
    else
      for (int j = 0; j < count; ++j) to[j] = x[j];
  }
};

// Rates of all fields with their loss coefficients, and the face coefficients that the implicit
// step needs.
template <class R>
struct Rates {
  std::vector<R> volume{}, volume_loss{};
  std::vector<R> surface{}, surface_loss{};
  std::vector<R> drive_inflammation{}, drive_mitogens{};  // H(I), H(g) of each cell
  std::vector<R> open{};                                  // w felt by each cell
  // Per mobile field and face i: J_i = down[i] (u_{i-1} + home) - up[i] (u_i + home), both >= 0.
  std::vector<R> down{}, up{};

  void resize(int cells, int sites, std::size_t surface_values = 0) {  // 0: without rings
    const auto n = static_cast<std::size_t>(cells);
    volume.assign(n * kFieldCount, R(0));
    volume_loss.assign(n * kFieldCount, R(0));
    surface.assign(std::max(surface_values, static_cast<std::size_t>(sites) * kSurfaceFieldCount),
                   R(0));
    surface_loss = surface;
    drive_inflammation.assign(n, R(0));
    drive_mitogens.assign(n, R(0));
    open.assign(n, R(0));
    down.assign((n + 1) * kMobile.size(), R(0));
    up = down;
  }
};

// The same model in every lane of B.
template <class B, class R>
STIPPLE_INLINE HealingModel<B> widened(const HealingModel<R>& model) {
  if constexpr (std::is_same_v<B, R>) {
    return model;
  } else {
    HealingModel<B> wide;
    static_assert(sizeof(HealingModel<R>) % sizeof(R) == 0);
    constexpr std::size_t count = sizeof(HealingModel<R>) / sizeof(R);
    static_assert(sizeof(HealingModel<B>) == count * sizeof(B));
    const R* from = &model.rates.dI;
    B* to = &wide.rates.dI;
    for (std::size_t k = 0; k < count; ++k) to[k] = B(from[k]);
    return wide;
  }
}

template <class B, class R>
STIPPLE_INLINE CellRole<B> role_at(const Column<R>& column, int first, int count) {
  if constexpr (std::is_same_v<B, R>) {
    return column.roles[static_cast<std::size_t>(first)];
  } else {
    CellRole<B> wide;
    for (int j = 0; j < count; ++j) {
      const CellRole<R>& p = column.roles.data()[first + j];
      wide.fibroblasts.set(j, p.fibroblasts);
      wide.fibroblast_signals.set(j, p.fibroblast_signals);
      wide.neutrophil_influx.set(j, p.neutrophil_influx);
      wide.vessels.set(j, p.vessels);
      wide.sun.set(j, p.sun);
      wide.dermal.set(j, p.dermal);
      wide.melanin_drop.set(j, p.melanin_drop);
    }
    return wide;
  }
}

template <class R>
struct Transport {  // diffusivity and chemotaxis of each mobile field, in the order of kMobile
  R diffusivity[kMobile.size()];
  R chemotaxis[kMobile.size()];
};

template <class R>
STIPPLE_INLINE Transport<R> transport_of(const RateParameters<R>& p) {
  return {{p.D_I, p.D_g, p.D_b, p.D_r, p.D_p, p.D_n, p.D_m1, p.D_m2, p.D_f, p.D_y, p.D_v},
          {R(0), R(0), R(0), R(0), R(0), p.chi_n, p.chi_m1, p.chi_m2, p.chi_f, R(0), R(0)}};
}

// The open share w of the epidermis of a site: what it lacks of its own rest value.
// T: a Tissue, or what has the same members.
template <class T, class R>
STIPPLE_INLINE R open_share(const T& t, const R* surface, std::size_t site) {
  if (!t.barrier_watched) return R(0);
  const auto open = [&](const R& de) {
    return positive(R(1) - (R(1) + de) / t.epidermis_rest[site]);
  };
  if constexpr (requires { t.holes; })
    if (t.holes.known())
      return mean_of_rings(t.holes, [&](int k) { return open(rings_of(t, surface)[k]); });
  return open(surface[kEpidermis * t.sites + static_cast<int>(site)]);
}

// The reactions of every cell. `with_loss`: also the loss coefficients (the first stage of a step
// needs them).
template <bool with_loss, class R, class T>
STIPPLE_INLINE void react_column(const HealingModel<R>& model, const Column<R>& column, const T& t,
                                 const R* volume, const R* surface, Rates<R>& out) {
  using Block = CellBlock<R>;
  using B = typename Block::Value;
  const int n = t.cells;
  const auto sites = static_cast<std::size_t>(t.sites);
  const R* melanin = surface + static_cast<std::size_t>(kMelanin) * sites;
  const R exposed = column.melanin_above ? (R(1) + melanin[0]) * open_share(t, surface, 0) : R(0);
  for (R& w : out.open) w = R(0);
  for (std::size_t s = 0; s < sites; ++s) {
    const R w = open_share(t, surface, s);
    for (int i = column.sites[s].first; i < column.sites[s].last; ++i)
      out.open[static_cast<std::size_t>(i)] = w;
  }
  const HealingModel<B> wide = widened<B>(model);
  B u[kFieldCount];
  Reaction<B> reaction;
  for (int i = 0; i < n; i += Block::width) {
    const int count = n - i < Block::width ? n - i : Block::width;
    const auto c = static_cast<std::size_t>(i);
    for (int f = 0; f < kFieldCount; ++f) u[f] = Block::load(volume + f * n + i, count);
    react(wide, role_at<B>(column, i, count), Block::load(&out.open[c], count), B(exposed),
          Block::load(&t.disorder_home[c], count), u, reaction);
    reaction.rate[kMatureCollagen] -= Block::load(&t.balance_mature[c], count);
    reaction.rate[kElastin] -= Block::load(&t.balance_elastin[c], count);
    reaction.rate[kDisorder] -= Block::load(&t.balance_disorder[c], count);
    for (int f = 0; f < kFieldCount; ++f) {
      Block::store(reaction.rate[f], &out.volume.data()[f * n + i], count);
      if constexpr (with_loss)
        Block::store(reaction.loss[f], &out.volume_loss.data()[f * n + i], count);
    }
    Block::store(saturating(u[kInflammation]), &out.drive_inflammation[c], count);
    Block::store(saturating(u[kMitogens]), &out.drive_mitogens[c], count);
  }
}

// Mean of C - 1 over the papillary dermis.
template <class R>
STIPPLE_INLINE R papillary_excess(const HealingModel<R>& model, const Column<R>& column,
                                  const R* volume, int n) {
  R sum(0);
  R depth(0);
  for (int i = column.papillary_first; i < column.papillary_last; ++i) {
    const R dz = column.thickness[static_cast<std::size_t>(i)];
    sum += dz * (model.rates.th3 * volume[kYoungCollagen * n + i] +
                 (R(1) - model.rates.th3) * volume[kMatureCollagen * n + i]);
    depth += dz;
  }
  return sum / depth;
}

// e of every ring, and the column's e as their mean.
template <class R>
STIPPLE_INLINE void react_rings(const EpidermisGrowth<R>& growth, const R& diffusivity,
                                const Tissue<R>& t, const R* surface, Rates<R>& out) {
  const R* e = rings_of(t, surface);
  R* rate = rings_of(t, out.surface.data());
  R* loss = rings_of(t, out.surface_loss.data());
  for (int k = 0; k < HoleRings<R>::kCount; ++k) {
    loss[k] = growth.loss(e[k]);
    rate[k] = growth.rate(e[k]) + diffusivity * spread_into(t.holes, e, k);
  }
  out.surface[kEpidermis] = mean_of_rings(t.holes, [&](int k) { return rate[k]; });
}

template <class R, class T>
STIPPLE_INLINE void react_sites(const HealingModel<R>& model, const Column<R>& column, const T& t,
                                const R* volume, const R* surface, Rates<R>& out) {
  const auto sites = static_cast<std::size_t>(t.sites);
  const R papillary =
      column.papillary_coupling ? papillary_excess(model, column, volume, t.cells) : R(0);
  for (std::size_t s = 0; s < sites; ++s) {
    R HI(0), Hg(0), HI2(0), depth(0);
    for (int i = column.sites[s].first; i < column.sites[s].last; ++i) {
      const auto c = static_cast<std::size_t>(i);
      const R dz = column.thickness[c];
      const R drive = out.drive_inflammation[c];
      HI += dz * drive;
      HI2 += dz * drive * drive;
      Hg += dz * out.drive_mitogens[c];
      depth += dz;
    }
    const R share = R(1) / depth;
    R u[kSurfaceFieldCount];
    for (std::size_t f = 0; f < kSurfaceFieldCount; ++f) u[f] = surface[f * sites + s];
    SurfaceReaction<R> reaction;
    react_surface(model, HI * share, Hg * share, HI2 * share, papillary, u, reaction);
    for (std::size_t f = 0; f < kSurfaceFieldCount; ++f) {
      out.surface[f * sites + s] = reaction.rate[f];
      out.surface_loss[f * sites + s] = reaction.loss[f];
    }
    if constexpr (requires { t.holes; })
      if (t.holes.known())
        react_rings(epidermis_growth(model, HI * share, Hg * share, papillary), model.rates.D_e, t,
                    surface, out);
  }
}

// J = down (u_above + home) - up (u_below + home) of one face.
template <class R>
struct Face {
  R down{}, up{};
};

// Face i of a mobile field at the present signals.
template <class R>
STIPPLE_INLINE Face<R> face_at(const R& conductance, const R& diffusivity, const R& chemotaxis,
                               const R* drive, int i) {
  if (!drive) return {diffusivity * conductance, diffusivity * conductance};
  const R half = R(0.5) * chemotaxis * conductance * (drive[i] - drive[i - 1]);
  const R g = larger(diffusivity * conductance, magnitude(half));
  return {g + half, g - half};
}

// The flux divergence of every mobile field, added to the rates; `with_faces`: its face
// coefficients are kept for the implicit step.
template <bool with_faces, class R>
STIPPLE_INLINE void move_column(const HealingModel<R>& model, const Column<R>& column,
                                const R* volume, Rates<R>& out) {
  const int n = column.cells;
  const Transport<R> transport = transport_of(model.rates);
  for (std::size_t m = 0; m < kMobile.size(); ++m) {
    const Mobile& mobile = kMobile[m];
    const auto cargo = static_cast<std::size_t>(mobile.cargo);
    const R* faces = column.faces[cargo].data();
    const R* per_capacity = column.per_capacity[cargo].data();
    const R home(home_of(mobile.field));
    const R* u = volume + mobile.field * n;
    R* rate = out.volume.data() + mobile.field * n;
    R* down = out.down.data() + m * static_cast<std::size_t>(n + 1);
    R* up = out.up.data() + m * static_cast<std::size_t>(n + 1);
    const R* drive = mobile.attractant < 0 || !column.chemotaxis ? nullptr
                     : mobile.attractant == kMitogens            ? out.drive_mitogens.data()
                                                                 : out.drive_inflammation.data();
    R in(0);
    for (int i = 1; i < n; ++i) {
      const Face<R> face =
          face_at(faces[i], transport.diffusivity[m], transport.chemotaxis[m], drive, i);
      if constexpr (with_faces) down[i] = face.down, up[i] = face.up;
      // Deviations diffuse; the home value moves only where down and up differ, so rest is exact.
      const R flux = drive ? face.down * u[i - 1] - face.up * u[i] + (face.down - face.up) * home
                           : face.down * (u[i - 1] - u[i]);
      rate[i - 1] += (in - flux) * per_capacity[i - 1];
      in = flux;
    }
    // Signals leave through the bottom, towards zero.
    const R bottom = transport.diffusivity[m] * faces[n];
    if constexpr (with_faces) down[n] = bottom;
    rate[n - 1] += (in - bottom * u[n - 1]) * per_capacity[n - 1];
  }
}

template <bool with_loss, class R, class T>
STIPPLE_INLINE void compute_rates(const HealingModel<R>& model, const Column<R>& column, const T& t,
                                  const R* volume, const R* surface, Rates<R>& out) {
  react_column<with_loss>(model, column, t, volume, surface, out);
  react_sites(model, column, t, volume, surface, out);
  if (!column.no_transport) move_column<with_loss>(model, column, volume, out);
}

}  // namespace stipple
