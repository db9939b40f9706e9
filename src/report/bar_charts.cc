// SPDX-License-Identifier: Apache-2.0
#include "report/bar_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "report/axes.h"
#include "report/markup.h"
#include "report/wording.h"

namespace stipple {
namespace {

constexpr double kBar = 30;   // a bar and the space below it
constexpr double kLine = 14;  // a line of a label above its bar
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

// Remarks stand at the right of the labels where there is room beside every one, else nowhere.
bool remarks_fit(const std::vector<std::string>& labels, const std::vector<std::string>& remarks,
                 double width) {
  for (size_t i = 0; i < labels.size(); ++i)
    if (label_width(labels[i]) + 0.9 * label_width(remarks[i]) + 8 > width) return false;
  return true;
}

// A label over its bar in as many lines as it needs. Returns the height that it took.
double draw_label(Svg& svg, const Axis& x, double y, const std::string& label,
                  const std::string& remark) {
  const std::vector<std::string> lines = wrapped(label, x.to - x.from);
  for (size_t i = 0; i < lines.size(); ++i)
    svg.text({x.from, y + 13 + kLine * static_cast<double>(i)}, lines[i], "label ink");
  if (!remark.empty()) svg.text({x.to, y + 13}, remark, "tick over", Anchor::end);
  return kLine * static_cast<double>(lines.size());
}

double label_height(const std::string& label, double width) {
  return kLine * static_cast<double>(wrapped(label, width).size());
}

std::string label_of(const TornadoBar& bar) {
  const std::string name = bar.help.empty() ? bar.symbol : bar.help;
  const bool has_unit = !bar.unit.empty() && bar.unit != "1" && bar.unit != "-";
  return has_unit ? name + " (" + bar.unit + ")" : name;
}

double swing(const TornadoBar& bar) { return std::abs(bar.outcome_at_high - bar.outcome_at_low); }

// Each end of a bar names the value of the parameter that leads there.
void draw_bar(Svg& svg, const TornadoBar& bar, const Axis& x, double base, double y) {
  const auto piece = [&](double outcome, const char* style) {
    const double from = std::min(x.at(base), x.at(outcome));
    svg.rect({from, y + 4}, std::abs(x.at(outcome) - x.at(base)), 13, style);
  };
  // Where both ends lie on one side of the line, the longer piece must not hide the shorter.
  const bool low_first =
      std::abs(bar.outcome_at_low - base) >= std::abs(bar.outcome_at_high - base);
  if (low_first) piece(bar.outcome_at_low, "bar-low");
  piece(bar.outcome_at_high, "bar-high");
  if (!low_first) piece(bar.outcome_at_low, "bar-low");
  const bool low_is_left = bar.outcome_at_low <= bar.outcome_at_high;
  const double left = x.at(std::min({bar.outcome_at_low, bar.outcome_at_high, base}));
  const double right = x.at(std::max({bar.outcome_at_low, bar.outcome_at_high, base}));
  svg.text({left - 5, y + 15}, parameter_value(low_is_left ? bar.low : bar.high, ""), "tick over",
           Anchor::end);
  svg.text({right + 5, y + 15}, parameter_value(low_is_left ? bar.high : bar.low, ""), "tick over");
}

// Room beside the widest bar for the figures at its ends.
Axis tornado_axis(double base, const std::vector<TornadoBar>& bars, double width) {
  Range range{base, base};
  for (const TornadoBar& b : bars)
    for (const double v : {b.outcome_at_low, b.outcome_at_high}) range.include(v);
  range = padded(range, 0.0);
  const double room = 58;
  const double per_px = (range.high - range.low) / (width - 2 * room);
  return {range.low - per_px * (room - 4), range.high + per_px * (room - 4), 4, width - 4};
}

}  // namespace

std::string interval_chart(const std::string& title, const std::vector<IntervalRow>& rows,
                           double width) {
  double bottom = 6;
  for (const IntervalRow& r : rows) bottom += label_height(r.label, width - 20) + kBar;
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
  std::vector<std::string> labels, remarks;
  for (const IntervalRow& r : rows) {
    labels.push_back(r.label);
    remarks.push_back(figure_and_ends(r.band, "1", Sign::always));
  }
  const bool remarked = remarks_fit(labels, remarks, x.to - x.from);
  double y = 6;
  for (size_t i = 0; i < rows.size(); ++i) {
    const IntervalRow& r = rows[i];
    y += draw_label(svg, x, y, labels[i], remarked ? remarks[i] : "");
    const double mid = y + 13;
    svg.line({x.at(r.before_conditioning.low), mid}, {x.at(r.before_conditioning.high), mid},
             "prior-bar");
    svg.rect({x.at(r.band.low), mid - 4}, x.at(r.band.high) - x.at(r.band.low), 8, "band-bar", 4);
    svg.line({x.at(r.control), mid - 7}, {x.at(r.control), mid + 7}, "control-mark");
    svg.circle({x.at(r.band.median), mid}, 4.5, "dot");
    y += kBar;
  }
  return svg.finish();
}

std::string tornado_chart(const std::string& title, double base, std::vector<TornadoBar> bars,
                          double width) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const TornadoBar& a, const TornadoBar& b) { return swing(a) > swing(b); });
  double bottom = 6;
  for (const TornadoBar& b : bars) bottom += label_height(label_of(b), width - 8) + kBar;
  Svg svg(width, bottom + kFoot, title);
  if (bars.empty()) return svg.finish();
  const Axis x = tornado_axis(base, bars, width);
  draw_percent_axis(svg, x, 4, bottom, "outcome when only this parameter moves, %");
  svg.line({x.at(base), 4}, {x.at(base), bottom}, "zero");
  std::vector<std::string> labels, remarks;
  for (const TornadoBar& b : bars) {
    labels.push_back(label_of(b));
    remarks.emplace_back(words_for(b.standing));
  }
  const bool remarked = remarks_fit(labels, remarks, x.to - x.from);
  double y = 6;
  for (size_t i = 0; i < bars.size(); ++i) {
    y += draw_label(svg, x, y, labels[i], remarked ? remarks[i] : "");
    draw_bar(svg, bars[i], x, base, y);
    y += kBar;
  }
  return svg.finish();
}

}  // namespace stipple
