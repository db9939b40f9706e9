// SPDX-License-Identifier: Apache-2.0
// Bytes of a JSON file as a tree of nodes with their lines. Comments (// and /* */) are skipped.
// What is not a JSON file is refused with one message that says what it is and where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "format/node.h"

namespace stipple {

inline constexpr std::size_t kDocumentLimit = std::size_t{16} << 20;  // bytes

struct Document {
  std::string name{};  // of the file, as the user gave it
  Node root{};
};

// InvalidInput for anything that is not well-formed. A key given twice stays in the tree twice: the
// reader reports it with all other problems.
Document parse_document(std::string_view bytes, std::string_view name);

}  // namespace stipple
