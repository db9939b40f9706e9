// SPDX-License-Identifier: Apache-2.0
#include "format/node.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/random.h"
#include "format/document.h"

namespace stipple {
namespace {

// A tree of any shape, with awkward texts and numbers.
Node random_node(RandomStream& random, int depth) {
  const auto below = [&](int n) { return static_cast<int>(random.uniform() * n); };
  switch (below(depth > 0 ? 6 : 4)) {
    case 0: return Node();
    case 1: return Node(random.uniform() < 0.5);
    case 2: {
      const double x = std::ldexp(random.normal(), below(600) - 300);
      return random.uniform() < 0.3 ? Node(std::floor(random.normal() * 1e6)) : Node(x);
    }
    case 3: {
      static const std::vector<std::string> texts{"",
                                                  "plain",
                                                  "quote \" backslash \\",
                                                  "line\nand\ttab",
                                                  "µm ÄÖ 中文 😀",
                                                  "\x01\x1f\x7f",
                                                  "</script>"};
      return Node(texts[static_cast<std::size_t>(below(static_cast<int>(texts.size())))]);
    }
    case 4: {
      Node list = Node::list();
      for (int i = below(30); i > 0; --i) list.push(random_node(random, depth - 1));
      return list;
    }
    default: {
      Node object = Node::object();
      for (int i = below(6); i > 0; --i)
        object.set("key " + std::to_string(i), random_node(random, depth - 1));
      return object;
    }
  }
}

TEST_CASE("what is written reads back as the same tree, number by number") {
  for (std::uint64_t i = 0; i < 300; ++i) {
    RandomStream random = Seed(1).stream("node", i);
    const Node node = random_node(random, 4);
    const Document again = parse_document(to_json(node), "memory");
    REQUIRE(again.root == node);
    REQUIRE(to_json(again.root) == to_json(node));
  }
}

TEST_CASE("plain lists stay on lines of at most a hundred characters") {
  Node list = Node::list();
  for (int i = 0; i < 500; ++i) list.push(Node(1.0 / (i + 1)));
  Node root = Node::object();
  root.add("short", Node(std::vector<double>{1, 2.5, 3}));
  root.add("long", list);
  const std::string text = to_json(root);
  CHECK(text.find("\"short\": [1, 2.5, 3],\n") != std::string::npos);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    CHECK(end - start <= 100);
    start = end + 1;
  }
}

TEST_CASE("set replaces, keeps the order, and find gives the member") {
  Node n = Node::object();
  n.set("a", 1);
  n.set("b", 2);
  n.set("a", 3);
  CHECK(to_json(n) == "{\n  \"a\": 3,\n  \"b\": 2\n}");
  CHECK(n.find("b")->number() == 2.0);
  CHECK(n.find("c") == nullptr);
}

TEST_CASE("whole numbers are written without point and exponent up to 2^53") {
  CHECK(to_json(Node(9007199254740991L)) == "9007199254740991");
  CHECK(to_json(Node(-3)) == "-3");
  CHECK(to_json(Node(1e300)) == "1e+300");
  CHECK(to_json(Node(std::optional<double>{})) == "null");
}

}  // namespace
}  // namespace stipple
