// SPDX-License-Identifier: Apache-2.0
// W numbers that are computed side by side: the members of an ensemble share every instruction of a
// step. A formula that is written for `R` runs for double and for Lanes<T, W> alike, with the same
// bits in every lane (no fused multiply-add). GCC vector extensions: the compiler splits them for
// whatever instruction set a function is compiled for.
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

// Passing wide vectors differs between instruction sets; every function here is inlined, so nothing
// is passed.
#pragma GCC diagnostic ignored "-Wpsabi"

namespace stipple {

#define STIPPLE_INLINE __attribute__((always_inline)) inline

// Before a function with all its work inside: the instruction set is chosen when the program
// starts. Without fused multiply-add all give the same bits. Not under sanitizers (crash at start)
// nor clang.
#if defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__) && defined(__x86_64__) && defined(__OPTIMIZE__)
#define STIPPLE_CLONES \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4"), flatten))
#else
#define STIPPLE_CLONES
#endif

template <class T, int W>
struct alignas(sizeof(T) * W) Lanes {
  typedef T Vector __attribute__((vector_size(sizeof(T) * W)));
  using Value = T;
  static constexpr int width = W;
  Vector v;

  Lanes() = default;
  STIPPLE_INLINE Lanes(T x) : v(Vector{} + x) {}  // NOLINT: a number is a number in every lane
  STIPPLE_INLINE explicit Lanes(const Vector& x) : v(x) {}
  [[nodiscard]] STIPPLE_INLINE T operator[](int i) const { return v[i]; }
  STIPPLE_INLINE void set(int i, T x) { v[i] = x; }
  friend STIPPLE_INLINE Lanes operator+(const Lanes& a, const Lanes& b) { return Lanes(a.v + b.v); }
  friend STIPPLE_INLINE Lanes operator-(const Lanes& a, const Lanes& b) { return Lanes(a.v - b.v); }
  friend STIPPLE_INLINE Lanes operator*(const Lanes& a, const Lanes& b) { return Lanes(a.v * b.v); }
  friend STIPPLE_INLINE Lanes operator/(const Lanes& a, const Lanes& b) { return Lanes(a.v / b.v); }
  friend STIPPLE_INLINE Lanes operator-(const Lanes& a) { return Lanes(-a.v); }
  STIPPLE_INLINE Lanes& operator+=(const Lanes& b) {
    v += b.v;
    return *this;
  }
  STIPPLE_INLINE Lanes& operator-=(const Lanes& b) {
    v -= b.v;
    return *this;
  }
  STIPPLE_INLINE Lanes& operator*=(const Lanes& b) {
    v *= b.v;
    return *this;
  }
  friend STIPPLE_INLINE auto operator<(const Lanes& a, const Lanes& b) { return a.v < b.v; }
  friend STIPPLE_INLINE auto operator>(const Lanes& a, const Lanes& b) { return a.v > b.v; }
};

// What one lane of R holds, and how many there are: a plain number is one lane.
template <class R>
struct LaneTraits {
  using Value = R;
  static constexpr int width = 1;
};
template <class T, int W>
struct LaneTraits<Lanes<T, W>> {
  using Value = T;
  static constexpr int width = W;
};
template <class R>
STIPPLE_INLINE typename LaneTraits<R>::Value lane(const R& x, int i) {
  if constexpr (LaneTraits<R>::width == 1)
    return x;
  else
    return x[i];
}
template <class R>
STIPPLE_INLINE void set_lane(R& x, int i, typename LaneTraits<R>::Value value) {
  if constexpr (LaneTraits<R>::width == 1)
    x = value;
  else
    x.set(i, value);
}

STIPPLE_INLINE double select(bool mask, double a, double b) { return mask ? a : b; }
STIPPLE_INLINE float select(bool mask, float a, float b) { return mask ? a : b; }
template <class T, int W, class Mask>
STIPPLE_INLINE Lanes<T, W> select(const Mask& mask, const Lanes<T, W>& a, const Lanes<T, W>& b) {
  return Lanes<T, W>(mask ? a.v : b.v);
}
template <class R>
STIPPLE_INLINE R larger(const R& a, const R& b) {
  return select(a < b, b, a);
}
template <class R>
STIPPLE_INLINE R smaller(const R& a, const R& b) {
  return select(b < a, b, a);
}
template <class R>
STIPPLE_INLINE R positive(const R& a) {
  return larger(a, R(0));
}
template <class R>
STIPPLE_INLINE R magnitude(const R& a) {
  return larger(a, -a);
}
template <class R>
STIPPLE_INLINE typename LaneTraits<R>::Value largest_lane(const R& a) {
  auto m = lane(a, 0);
  for (int i = 1; i < LaneTraits<R>::width; ++i) m = lane(a, i) > m ? lane(a, i) : m;
  return m;
}
template <class R>
STIPPLE_INLINE typename LaneTraits<R>::Value smallest_lane(const R& a) {
  auto m = lane(a, 0);
  for (int i = 1; i < LaneTraits<R>::width; ++i) m = lane(a, i) < m ? lane(a, i) : m;
  return m;
}

// x^power for x >= 0 and power > 0, by 2^(power log2 x). The same polynomial in every width, so
// that lanes and scalars agree to the bit and no C library decides the result. Relative error below
// 2e-14 (double), 5e-6 (float) for x in [1e-6, 4] and powers up to 3.
namespace power_detail {

template <class T>
struct Bits;
template <>
struct Bits<double> {
  using Int = std::int64_t;
  static constexpr int mantissa = 52;
  static constexpr Int bias = 1023;
  static constexpr int log_terms = 10;
  static constexpr int exp_terms = 13;
};
template <>
struct Bits<float> {
  using Int = std::int32_t;
  static constexpr int mantissa = 23;
  static constexpr Int bias = 127;
  static constexpr int log_terms = 5;
  static constexpr int exp_terms = 7;
};

}  // namespace power_detail

template <class R>
STIPPLE_INLINE R power_of(const R& x, const R& power) {
  using T = typename LaneTraits<R>::Value;
  constexpr int W = LaneTraits<R>::width;
  using B = power_detail::Bits<T>;
  using Int = typename B::Int;
  using L = Lanes<T, W == 1 ? 2 : W>;  // a scalar is computed in the first of two lanes
  typedef Int IntVector __attribute__((vector_size(sizeof(typename L::Vector))));
  L base;
  L exponent;
  if constexpr (W == 1) {
    base = L(x);
    exponent = L(power);
  } else {
    base = x;
    exponent = power;
  }
  const L one(T(1));
  const L safe = larger(base, L(T(1e-30)));
  // x = m 2^k with m in [1/sqrt 2, sqrt 2)
  const IntVector bits = (IntVector)safe.v;
  // 1/sqrt 2 has the mantissa 0x3504f3 (of 23 bits) below exponent 0
  const Int root_half = ((B::bias - 1) << B::mantissa) + (Int(0x3504f3) << (B::mantissa - 23));
  const IntVector k = (bits - root_half) >> B::mantissa;
  const IntVector mbits = bits - (k << B::mantissa);
  const L m((typename L::Vector)mbits);
  // log m = 2 atanh s, s = (m - 1)/(m + 1), |s| < 0.172
  const L s = (m - one) / (m + one);
  const L s2 = s * s;
  L sum(T(1) / T(2 * B::log_terms + 1));
  for (int i = B::log_terms - 1; i >= 0; --i) sum = sum * s2 + L(T(1) / T(2 * i + 1));
  const L ln_m = (s + s) * sum;
  const typename L::Vector kv = __builtin_convertvector(k, typename L::Vector);
  const L log2_x = L(kv) + ln_m * L(T(1.4426950408889634074));
  // 2^t = 2^round(t) e^(frac ln 2)
  const L t = larger(exponent * log2_x, L(T(-100)));
  const L half(T(0.5));
  const IntVector n = __builtin_convertvector((t + select(t < L(T(0)), -half, half)).v, IntVector);
  const L frac =
      (t - L(__builtin_convertvector(n, typename L::Vector))) * L(T(0.69314718055994530942));
  L e(one);
  for (int i = B::exp_terms; i >= 1; --i) e = e * frac * L(T(1) / T(i)) + one;
  const IntVector scale_bits = (n + B::bias) << B::mantissa;
  const L scale((typename L::Vector)scale_bits);
  const L result = select(base > L(T(0)), e * scale, L(T(0)));
  if constexpr (W == 1)
    return result[0];
  else
    return result;
}

}  // namespace stipple
