// SPDX-License-Identifier: Apache-2.0
#include "evidence/parameter_values.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace stipple {
namespace {

struct Shipped {
  DataFiles files{DataFiles::embedded()};
  Bibliography bibliography{load_bibliography(files)};

  [[nodiscard]] std::vector<ParameterTable> tables() const {
    std::vector<ParameterTable> all;
    for (const std::string& name : files.names("parameters/"))
      all.push_back(load_parameters(files, name, bibliography));
    return all;
  }
};

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

}  // namespace

TEST_CASE("the stated values are those of the table, symbol by symbol") {
  for (const ParameterTable& table : Shipped{}.tables()) {
    const ParameterValues values(table);
    REQUIRE(values.values().size() == table.all().size());
    for (const Parameter& p : table.all()) CHECK(values[p.symbol] == p.value);
  }
}

TEST_CASE("setting one value moves that value alone") {
  const Shipped shipped;
  const std::vector<ParameterTable> tables = shipped.tables();
  ParameterValues values(tables.front());
  const std::string symbol = tables.front().names().at(3);
  values.set(symbol, 12.5);
  for (const Parameter& p : tables.front().all())
    CHECK(values[p.symbol] == (p.symbol == symbol ? 12.5 : p.value));
}

TEST_CASE("every draw of every parameter lies inside its range") {
  for (const ParameterTable& table : Shipped{}.tables())
    for (std::size_t member = 0; member < 300; ++member) {
      const ParameterValues values = sampled_values(table, Seed(7), member);
      for (const Parameter& p : table.all()) {
        CAPTURE(p.symbol);
        const double slack = 1e-12 * std::abs(p.high);
        REQUIRE(values[p.symbol] >= p.low - slack);
        REQUIRE(values[p.symbol] <= p.high + slack);
      }
    }
}

TEST_CASE("draws lie round the stated value, and assumed ones spread more than measured ones") {
  // Truncation moves the median towards the farther end of the range: by less than the whole
  // spread. Where the range allows it both ways, the median is the value.
  for (const ParameterTable& table : Shipped{}.tables())
    for (const Parameter& p : table.all()) {
      if (!(p.high > p.low) || !(p.value > 0.0)) continue;
      CAPTURE(p.symbol);
      const double sd = p.status == Status::literature ? 0.15
                        : p.status == Status::tuned    ? 0.3
                                                       : 0.5;
      std::vector<double> logs;
      for (std::size_t k = 0; k < 400; ++k)
        logs.push_back(std::log(sampled_value(p, Seed(8), p.symbol, k) / p.value));
      const double mid = median(logs);
      CHECK(std::abs(mid) < sd);
      const double down = p.low > 0.0 ? std::log(p.value / p.low) : 40.0;
      const double up = std::log(p.high / p.value);
      // Standard error of a median of 400: 1.25 sd / 20.
      if (std::min(down, up) > 2.5 * sd) CHECK(std::abs(mid) < 4.0 * 1.25 * sd / 20.0);
      for (double& x : logs) x = std::abs(x - mid);
      CHECK(median(logs) < 0.6745 * sd * 1.25);
      CHECK(median(logs) > 0.0);
    }
}

TEST_CASE("the same seed and member draw the same; another seed or member draws otherwise") {
  for (const ParameterTable& table : Shipped{}.tables()) {
    const auto one = sampled_values(table, Seed(9), 4).values();
    CHECK(sampled_values(table, Seed(9), 4).values() == one);
    CHECK(sampled_values(table, Seed(9), 5).values() != one);
    CHECK(sampled_values(table, Seed(10), 4).values() != one);
  }
}

TEST_CASE("a new parameter, or another order, moves no other draw") {
  for (const ParameterTable& table : Shipped{}.tables()) {
    std::vector<Parameter> more(table.all().begin(), table.all().end());
    std::reverse(more.begin(), more.end());
    Parameter added = more.front();
    added.symbol = "added";
    more.insert(more.begin() + static_cast<long>(more.size() / 2), added);
    const ParameterTable wider("wider.json", more);
    for (std::size_t member = 0; member < 20; ++member) {
      const ParameterValues before = sampled_values(table, Seed(3), member);
      const ParameterValues after = sampled_values(wider, Seed(3), member);
      for (const Parameter& p : table.all()) {
        CAPTURE(p.symbol);
        REQUIRE(after[p.symbol] == before[p.symbol]);
      }
    }
  }
}

TEST_CASE("draws of two parameters, and of two members, are not tied to one another") {
  const Shipped shipped;
  const std::vector<ParameterTable> tables = shipped.tables();
  const ParameterTable& table = tables.at(1);
  const auto correlation = [](const std::vector<double>& a, const std::vector<double>& b) {
    double ab = 0.0, aa = 0.0, bb = 0.0, ma = 0.0, mb = 0.0;
    const double n = static_cast<double>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      ma += a[i] / n;
      mb += b[i] / n;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / std::sqrt(aa * bb);
  };
  const auto draws_of = [&](const Parameter& p, std::size_t first) {
    std::vector<double> v;
    for (std::size_t k = 0; k < 1000; ++k)
      v.push_back(sampled_value(p, Seed(5), p.symbol, first + k));
    return v;
  };
  std::vector<const Parameter*> free;
  for (const Parameter& p : table.all())
    if (p.high > p.low) free.push_back(&p);
  // Four standard errors of 1/sqrt(1000), over some hundred pairs.
  for (std::size_t i = 0; i + 1 < std::min<std::size_t>(free.size(), 40); ++i) {
    CAPTURE(free[i]->symbol);
    const auto a = draws_of(*free[i], 0);
    CHECK(std::abs(correlation(a, draws_of(*free[i + 1], 0))) < 0.13);
    CHECK(std::abs(correlation(a, draws_of(*free[i], 1))) < 0.13);
  }
}

}  // namespace stipple
