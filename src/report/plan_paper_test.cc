// SPDX-License-Identifier: Apache-2.0
#include "report/plan_paper.h"

#include <doctest/doctest.h>
#include <qpdf/qpdf-c.h>

#include <algorithm>
#include <random>

#include "report/plan_content.h"
#include "report/plan_for_tests.h"

using namespace stipple;

namespace {

TextBook book_of(const char* language) { return TextBook::load(DataFiles::embedded(), language); }

int pages_of(const std::string& bytes) {
  qpdf_data pdf = qpdf_init();
  REQUIRE(qpdf_read_memory(pdf, "plan", bytes.data(), bytes.size(), nullptr) == 0);
  const int pages = qpdf_get_num_pages(pdf);
  qpdf_cleanup(&pdf);
  return pages;
}

bool says(const PlanContent& content, const std::string& words) {
  const std::vector<std::string> all = all_texts(content);
  return std::ranges::any_of(
      all, [&](const std::string& text) { return text.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("the same plan gives the same bytes, and another draft other ones") {
  for (const char* language : {"en", "de"}) {
    const TextBook book = book_of(language);
    sample::LongPlan plan = sample::long_plan();
    const std::string bytes = plan_pdf(plan.input(book));
    CHECK(bytes == plan_pdf(plan.input(book)));
    PlanInput other = plan.input(book);
    other.draft = "0000000000";
    CHECK(bytes != plan_pdf(other));
  }
}

TEST_CASE(
    "the plan says every rule that fired at any visit, and who overrode it, in its language") {
  std::mt19937 random(3);
  for (const char* language : {"en", "de"}) {
    const TextBook book = book_of(language);
    for (int k = 0; k < 12; ++k) {
      sample::LongPlan plan = sample::long_plan(1 + static_cast<int>(random() % 6), 0);
      const auto& rules = shipped_rules().rules;
      std::vector<std::string> fired;
      for (Verdict& v : plan.verdict.visits) {
        const Rule& rule = rules[random() % rules.size()];
        v.fired.push_back(sample::fired(rule));
        v.fired.back().overridden = Override{.rule = rule.id,
                                             .name = "Dr. No. " + std::to_string(random()),
                                             .role = "nurse",
                                             .reason = "seen",
                                             .date = sample::first_day()};
        if (std::ranges::find(fired, rule.id) == fired.end()) {
          fired.push_back(rule.id);
          const PlanContent content = plan_content(plan.input(book));
          CHECK(says(content, v.fired.back().overridden->name));
        }
      }
      const PlanContent content = plan_content(plan.input(book));
      CHECK(content.rules.size() == fired.size());
      for (const std::string& id : fired) {
        const Rule& rule = *shipped_rules().find(id);
        CHECK(says(content, book.of_rule("rules", id, "why", rule.why)));
        CHECK(says(content, book.of_rule("rules", id, "asks", rule.asks)));
      }
    }
  }
}

TEST_CASE("the plan says every date, but none for a visit that may not take place") {
  for (const char* language : {"en", "de"}) {
    const TextBook book = book_of(language);
    for (int visits = 1; visits <= 9; ++visits) {
      sample::LongPlan plan = sample::long_plan(visits);
      plan.verdict.visits.back().verdict = VerdictKind::wait_until;
      plan.verdict.visits.front().verdict = VerdictKind::go_ahead;
      const PlanContent content = plan_content(plan.input(book));
      CHECK(content.sessions.rows.size() == static_cast<std::size_t>(visits));
      for (int k = 0; k < visits; ++k) {
        const bool shown = k + 1 < visits || visits == 1;
        CHECK(says(content, book.long_date(days_after(sample::first_day(), 28 * k))) == shown);
      }
    }
  }
}

TEST_CASE("every source that is cited is listed under its number, and no other") {
  sample::LongPlan plan = sample::long_plan(3, 2, 25);
  const TextBook book = book_of("en");
  const PlanContent content = plan_content(plan.input(book));
  CHECK(content.sources.size() == content.short_sources.size());
  for (std::size_t k = 1; k <= content.sources.size(); ++k) {
    const std::string number = std::to_string(k);
    CHECK(content.sources[k - 1].starts_with(number + " "));
    CHECK((says(content, "[" + number) || says(content, ", " + number)));
  }
  CHECK_FALSE(says(content, "[" + std::to_string(content.sources.size() + 1)));
}

TEST_CASE("the longest plan has two pages, in both languages and on both papers") {
  const sample::LongPlan plan = sample::long_plan(6, 8, 25);
  for (const char* language : {"en", "de"}) {
    const TextBook book = book_of(language);
    for (const PaperSize size : {PaperSize::a4, PaperSize::letter})
      CHECK(pages_of(plan_pdf(plan.input(book, size))) == 2);
  }
}

TEST_CASE("a plan too long for two pages goes on, and a short one still has two") {
  const TextBook book = book_of("de");
  const sample::LongPlan longer = sample::long_plan(12, 40, 60);
  CHECK(pages_of(plan_pdf(longer.input(book))) > 2);
  const sample::LongPlan shorter = sample::long_plan(1, 0, 0);
  CHECK(pages_of(plan_pdf(shorter.input(book))) == 2);
}

TEST_CASE("hostile names are said as they stand and break nothing") {
  const TextBook book = book_of("en");
  for (const std::string& name :
       {std::string("<script>alert(1)</script>"), std::string("*bold* {name} %s"),
        std::string("\x01\x02\xff\xfe\0x", 6), std::string(10000, 'M'), std::string()}) {
    sample::LongPlan plan = sample::long_plan(2, 1, 3);
    plan.subject.name = name;
    plan.subject.patient.concerns.front().diagnosis = name;
    const PlanContent content = plan_content(plan.input(book));
    CHECK(content.whose == name);
    const std::string bytes = plan_pdf(plan.input(book));
    CHECK(pages_of(bytes) >= 2);
    CHECK(bytes.find("<script>") == std::string::npos);
  }
}

TEST_CASE("a plan is a draft until the release of this very draft") {
  for (const char* language : {"en", "de"}) {
    const TextBook book = book_of(language);
    sample::LongPlan plan = sample::long_plan(2, 1, 3);
    PlanInput in = plan.input(book);
    CHECK_FALSE(plan_content(in).watermark.empty());
    CHECK(says(plan_content(in), in.draft));
    plan.subject.care.released =
        Release{"Dr. Eva Muster", "dermatologist", sample::first_day(), "x"};
    CHECK_FALSE(plan_content(in).watermark.empty());
    CHECK_FALSE(says(plan_content(in), "Eva Muster"));
    in.released = true;
    CHECK(plan_content(in).watermark.empty());
    CHECK(says(plan_content(in), "Eva Muster"));
    CHECK(says(plan_content(in), book.long_date(sample::first_day())));
  }
}

TEST_CASE("the notice stands once") {
  const TextBook book = book_of("en");
  const sample::LongPlan plan = sample::long_plan();
  const std::vector<std::string> all = all_texts(plan_content(plan.input(book)));
  CHECK(std::ranges::count(all, book.say("notice")) == 1);
}

TEST_CASE("a caution with a key is said in the plan's language, the others are counted") {
  sample::LongPlan plan = sample::long_plan(1, 0, 0);
  plan.result.warnings = {"The needles reach 2.4 mm.", "Something else."};
  plan.result.cautions = {
      {"The needles reach 2.4 mm.", "below_dermis", {{"deepest", 2.4, 1}, {"dermis", 1.9, 1}}}};
  const TextBook de = book_of("de"), en = book_of("en");
  const PlanContent german = plan_content(plan.input(de));
  CHECK(says(german, "2,4 mm"));
  CHECK_FALSE(says(german, "Something else."));
  CHECK(says(german, de.counted("plan.more_cautions", 1)));
  CHECK(says(plan_content(plan.input(en)), "Something else."));
}
