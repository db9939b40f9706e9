// SPDX-License-Identifier: Apache-2.0
// The text of a PDF as a reader of its own sees it (pdftotext), each page ended by a form feed.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace stipple {

inline std::string pdf_text(const std::string& pdf) {
  struct Close {
    void operator()(std::FILE* f) const { std::fclose(f); }
    void operator()(std::string* name) const { std::remove(name->c_str()); }
  };
  std::string name = "sheet-XXXXXX";
  if (const char* folder = std::getenv("TMPDIR")) name = std::string(folder) + "/" + name;
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) throw std::runtime_error("no file for a PDF");
  const std::unique_ptr<std::string, Close> gone(&name);
  {
    const std::unique_ptr<std::FILE, Close> file(fdopen(descriptor, "wb"));
    std::fwrite(pdf.data(), 1, pdf.size(), file.get());
  }
  const std::string command = "pdftotext -raw -enc UTF-8 '" + name + "' -";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("no pdftotext");
  std::string text;
  std::array<char, 4096> block{};
  for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
    text.append(block.data(), got);
  if (pclose(pipe) != 0) throw std::runtime_error("pdftotext refuses the file");
  return text;
}

}  // namespace stipple
