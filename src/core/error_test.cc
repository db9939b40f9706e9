// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace stipple {

TEST_CASE("a problem names its place as far as it is known, then what is wrong") {
  CHECK(to_text({"course.depth", "case.json", 12, "too deep"}) ==
        "case.json:12: course.depth: too deep");
  CHECK(to_text({"course.depth", "case.json", 0, "too deep"}) ==
        "case.json: course.depth: too deep");
  CHECK(to_text({"course.depth", "", 12, "too deep"}) == "line 12: course.depth: too deep");
  CHECK(to_text({"course.depth", "", 0, "too deep"}) == "course.depth: too deep");
  CHECK(to_text({"", "", 0, "too deep"}) == "too deep");
}

TEST_CASE("wrong input tells every problem, one a line, in order") {
  const std::vector<Problem> problems{{"a", "", 0, "first"}, {"b", "", 0, "second"}};
  const InvalidInput error(problems);
  CHECK(error.problems() == problems);
  CHECK(std::string(error.what()) == "a: first\nb: second");
}

TEST_CASE("a failure keeps its code") {
  const Failure error(FailureCode::cannot_write, "disk full");
  CHECK(error.code() == FailureCode::cannot_write);
  CHECK(std::string(error.what()) == "disk full");
}

TEST_CASE("our own mistake ends the program with its own status and names no folder") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    const int needles = 0;
    STIPPLE_REQUIRE(needles > 0);
    _exit(0);
  }
  close(ends[1]);
  char text[512] = {};
  const ssize_t length = read(ends[0], text, sizeof text - 1);
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == static_cast<int>(ExitStatus::our_bug));
  REQUIRE(length > 0);
  const std::string said(text);
  CHECK(said.find("needles > 0") != std::string::npos);
  CHECK(said.find("error_test.cc:") != std::string::npos);
  CHECK(said.find('/') == std::string::npos);
}

TEST_CASE("a condition that holds costs nothing and says nothing") {
  int evaluated = 0;
  STIPPLE_REQUIRE(++evaluated == 1);
  CHECK(evaluated == 1);
}

}  // namespace stipple
