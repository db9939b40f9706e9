// SPDX-License-Identifier: Apache-2.0
// What the drawing library cannot write into a PDF: its language, its title in the window, one
// document element over the structure with lists as lists (ISO 32000-1, 14.8). Equal input gives
// equal bytes: the identifier of the file is made from its content. Internal to report/.
#pragma once

#include <string>

namespace stipple {

// `figure` is what is said instead of a figure.
std::string finished_pdf(const std::string& drawn, const std::string& language,
                         const std::string& figure);

}  // namespace stipple
