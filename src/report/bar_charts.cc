// SPDX-License-Identifier: Apache-2.0
#include "report/bar_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/axes.h"
#include "report/markup.h"
#include "report/wording.h"

namespace stipple {
namespace {

constexpr double kRow = 40;   // a label line and a bar below it
constexpr double kFoot = 40;  // tick figures and the axis title

void draw_percent_axis(Svg& svg, const Axis& x, double top, double bottom, const char* title) {
  const std::vector<double> marks =
      round_ticks(x.low * 100, x.high * 100, std::max(3, static_cast<int>((x.to - x.from) / 75)));
  const double step = marks.size() > 1 ? marks[1] - marks[0] : 1.0;
  for (const double v : marks) {
    svg.line({x.at(v / 100), top}, {x.at(v / 100), bottom}, "grid");
    svg.text({x.at(v / 100), bottom + 16}, (v > 0 ? "+" : "") + tick_text(v, step), "tick",
             Anchor::middle);
  }
  svg.text({(x.from + x.to) / 2, bottom + 33}, title, "axis-title", Anchor::middle);
}

double swing(const TornadoBar& bar) { return std::abs(bar.outcome_at_high - bar.outcome_at_low); }

// Each end of a bar names the value of the parameter that leads there.
void draw_bar(Svg& svg, const TornadoBar& bar, const Axis& x, double base, double y) {
  const std::string name = bar.help.empty() ? bar.symbol : bar.help;
  svg.text({x.from, y + 13}, name, "label ink");
  svg.text({x.to, y + 13}, std::string(words_for(bar.standing)), "tick over", Anchor::end);
  const auto piece = [&](double outcome, const char* style) {
    const double from = std::min(x.at(base), x.at(outcome));
    svg.rect({from, y + 19}, std::abs(x.at(outcome) - x.at(base)), 13, style);
  };
  piece(bar.outcome_at_low, "bar-low");
  piece(bar.outcome_at_high, "bar-high");
  const bool low_is_left = bar.outcome_at_low <= bar.outcome_at_high;
  const double left = x.at(std::min({bar.outcome_at_low, bar.outcome_at_high, base}));
  const double right = x.at(std::max({bar.outcome_at_low, bar.outcome_at_high, base}));
  svg.text({left - 5, y + 30}, parameter_value(low_is_left ? bar.low : bar.high, ""), "tick over",
           Anchor::end);
  svg.text({right + 5, y + 30}, parameter_value(low_is_left ? bar.high : bar.low, bar.unit),
           "tick over");
}

}  // namespace

std::string interval_chart(const std::string& title, const std::vector<IntervalRow>& rows,
                           double width) {
  const double bottom = 6 + kRow * static_cast<double>(rows.size());
  Svg svg(width, bottom + kFoot, title);
  if (rows.empty()) return svg.finish();
  Range range{0, 0};
  for (const IntervalRow& r : rows)
    for (const double v : {r.band.low, r.band.high, r.before_conditioning.low,
                           r.before_conditioning.high, r.control})
      range.include(v);
  range = padded(range, 0.03);
  const Axis x{range.low, range.high, 10, width - 10};
  draw_percent_axis(svg, x, 4, bottom, "change from before the course, %");
  svg.line({x.at(0), 4}, {x.at(0), bottom}, "zero");
  double y = 6;
  for (const IntervalRow& r : rows) {
    svg.text({x.from, y + 13}, r.label, "label ink");
    svg.text({x.to, y + 13}, figure_and_ends(r.band, "1", Sign::always), "tick over", Anchor::end);
    const double mid = y + 26;
    svg.line({x.at(r.before_conditioning.low), mid}, {x.at(r.before_conditioning.high), mid},
             "prior-bar");
    svg.rect({x.at(r.band.low), mid - 4}, x.at(r.band.high) - x.at(r.band.low), 8, "band-bar", 4);
    svg.line({x.at(r.control), mid - 7}, {x.at(r.control), mid + 7}, "control-mark");
    svg.circle({x.at(r.band.median), mid}, 4.5, "dot");
    y += kRow;
  }
  return svg.finish();
}

std::string tornado_chart(const std::string& title, double base, std::vector<TornadoBar> bars,
                          double width) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const TornadoBar& a, const TornadoBar& b) { return swing(a) > swing(b); });
  const double bottom = 6 + kRow * static_cast<double>(bars.size());
  Svg svg(width, bottom + kFoot, title);
  if (bars.empty()) return svg.finish();
  Range range{base, base};
  for (const TornadoBar& b : bars)
    for (const double v : {b.outcome_at_low, b.outcome_at_high}) range.include(v);
  range = padded(range, 0.0);
  // Room beside the widest bar for the figures at its ends.
  const double room = width < 500 ? 46 : 70;
  Axis x{range.low, range.high, room, width - room};
  const double per_px = (x.high - x.low) / (x.to - x.from);
  x = {x.low - per_px * (room - 4), x.high + per_px * (room - 4), 4, width - 4};
  draw_percent_axis(svg, x, 4, bottom, "outcome when only this parameter moves, %");
  double y = 6;
  for (const TornadoBar& b : bars) {
    draw_bar(svg, b, x, base, y);
    y += kRow;
  }
  svg.line({x.at(base), 4}, {x.at(base), bottom}, "zero");
  return svg.finish();
}

}  // namespace stipple
