// SPDX-License-Identifier: Apache-2.0
// An implicit line of cells factored once and solved for many right-hand sides. Row i reads
//   (1 + extra_i + before_i + after_i) x_i - before_i x_(i-1) - after_i x_(i+1) = b_i
// Solved by f_i = b_i inverse_i + forward_i f_(i-1), then x_i = f_i + back_i x_(i+1). No factor is
// negative, so no x is where no b is, whatever is rounded. A line that closes on itself is bordered
// by its last cell [Press2007]: X = f_last + inverse_last sum gather_i f_i, and x_i gains spike_i X
// (the Sherman-Morrison correction, without its second pass over the line).
#pragma once

#include <span>
#include <vector>

namespace stipple {

template <class T>
struct LineFactors {
  // One number a cell; zero in the padding.
  std::vector<T> inverse{}, forward{}, back{}, gather{}, spike{};
};

// The same as plain pointers, for kernels.
template <class T>
struct LineView {
  const T* inverse{};
  const T* forward{};
  const T* back{};
  const T* gather{};
  const T* spike{};
};

template <class T>
LineView<T> view(const LineFactors<T>& f) {
  return {f.inverse.data(), f.forward.data(), f.back.data(), f.gather.data(), f.spike.data()};
}

struct LineCouplings {
  std::vector<double> before{}, after{}, extra{};  // none negative, one of each a cell
};

// Ends of a line that does not close on itself: before_0 and after_last couple to a zero outside.
// padded: how many factors of each kind are kept.
template <class T>
LineFactors<T> factor_line(const LineCouplings& line, bool closes, std::size_t padded);

extern template LineFactors<float> factor_line(const LineCouplings&, bool, std::size_t);
extern template LineFactors<double> factor_line(const LineCouplings&, bool, std::size_t);

}  // namespace stipple
