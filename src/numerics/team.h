// SPDX-License-Identifier: Apache-2.0
// A team of threads that works off numbered tasks. Each member takes one run of them, cut by their
// number alone. One team for a program, not nested.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stipple {

class Team {
 public:
  explicit Team(int members = 1);  // the caller is one of them
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  [[nodiscard]] int members() const { return static_cast<int>(others_.size()) + 1; }
  // Calls work(first, last) in every member that has tasks, and waits for all. Tasks of one call
  // may not depend on each other. Work does not throw.
  void share(int tasks, const std::function<void(int, int)>& work);

 private:
  void attend(int member);
  void do_part(int member) const;

  std::mutex mutex_{};
  std::condition_variable begun_{}, ended_{};
  const std::function<void(int, int)>* work_{};
  int tasks_{};
  long call_{};     // counts the calls of share()
  int busy_{};      // others that have not ended this call
  bool closing_{};  // the team goes home
  std::vector<std::jthread> others_{};
};

}  // namespace stipple
