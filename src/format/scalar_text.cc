// SPDX-License-Identifier: Apache-2.0
#include "format/scalar_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <functional>

namespace stipple {
namespace {

std::string limits(const FieldSpec& spec, const std::function<std::string(double)>& text) {
  const bool low = std::isfinite(spec.low), high = std::isfinite(spec.high);
  if (low && spec.low_open)
    return fmt::format("above {}{}", text(spec.low),
                       high ? ", at most " + text(spec.high) : std::string());
  if (low && high) return fmt::format("{} to {}", text(spec.low), text(spec.high));
  if (low) return fmt::format("at least {}", text(spec.low));
  return high ? fmt::format("at most {}", text(spec.high)) : std::string();
}

}  // namespace

std::string quantity_text(double base, Dimension d, const FieldSpec& spec) {
  if (!spec.unit.empty() && std::isfinite(base)) {
    for (const UnitName& u : units_of(d)) {
      if (u.symbol != spec.unit) continue;
      // The shortest digits that read back exactly; the base unit when there are none.
      for (int digits = 1; digits <= 17; ++digits) {
        const std::string short_text = fmt::format("{:.{}g}", base / u.in_base, digits);
        double rounded = 0.0;
        std::from_chars(short_text.data(), short_text.data() + short_text.size(), rounded);
        std::string text = fmt::format("{} {}", rounded, u.symbol);
        if (parse_quantity(text, d).base == base) return text;
      }
    }
  }
  return format_quantity(base, d);
}

std::string limits_text(const FieldSpec& spec) {
  return limits(spec, [](double x) { return fmt::format("{}", x); });
}

std::string limits_text(Dimension d, const FieldSpec& spec) {
  return limits(spec, [&](double x) { return quantity_text(x, d, spec); });
}

std::string units_text(Dimension d) {
  std::string list;
  for (const UnitName& u : units_of(d))
    if (!u.symbol.empty()) list += (list.empty() ? "" : ", ") + std::string(u.symbol);
  return list;
}

}  // namespace stipple
