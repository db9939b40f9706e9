// SPDX-License-Identifier: Apache-2.0
#include "numerics/team.h"

#include "core/error.h"

namespace stipple {

Team::Team(int members) {
  STIPPLE_REQUIRE(members >= 1);
  others_.reserve(static_cast<std::size_t>(members - 1));
  for (int m = 1; m < members; ++m) others_.emplace_back([this, m] { attend(m); });
}

Team::~Team() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  begun_.notify_all();
}

void Team::do_part(int member) const {
  const long n = tasks_;
  const int all = members();
  const int first = static_cast<int>(n * member / all);
  const int last = static_cast<int>(n * (member + 1) / all);
  if (first < last) (*work_)(first, last);
}

void Team::share(int tasks, const std::function<void(int, int)>& work) {
  if (others_.empty()) {
    if (tasks > 0) work(0, tasks);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    work_ = &work;
    tasks_ = tasks;
    busy_ = members() - 1;
    ++call_;
  }
  begun_.notify_all();
  do_part(0);
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [this] { return busy_ == 0; });
}

void Team::attend(int member) {
  for (long seen = 0;;) {
    {
      std::unique_lock lock(mutex_);
      begun_.wait(lock, [&] { return closing_ || call_ != seen; });
      if (closing_) return;
      seen = call_;
    }
    do_part(member);
    const std::lock_guard lock(mutex_);
    if (--busy_ == 0) ended_.notify_one();
  }
}

}  // namespace stipple
