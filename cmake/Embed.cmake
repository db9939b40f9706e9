# Every file below data/ becomes part of the evidence library: the assembler includes the bytes
# (.incbin) and a generated table names them. The interface is src/evidence/embedded.h.

function(stipple_embed_data out_sources)
  set(data "${CMAKE_SOURCE_DIR}/data")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${data}" "${data}/*")
  list(SORT files)
  set(index 0)
  set(assembly "  .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(depends "")
  foreach(file IN LISTS files)
    set(symbol "stipple_data_${index}")
    string(APPEND assembly "  .balign 16\n  .global ${symbol}\n${symbol}:\n"
      "  .incbin \"${data}/${file}\"\n  .global ${symbol}_end\n${symbol}_end:\n  .byte 0\n")
    string(APPEND declarations
      "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${file}\", bytes(${symbol}, ${symbol}_end)},\n")
    list(APPEND depends "${data}/${file}")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly "  .section .note.GNU-stack,\"\",%progbits\n")

  set(folder "${CMAKE_BINARY_DIR}/generated")
  file(CONFIGURE OUTPUT "${folder}/embedded_bytes.S" CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT "${folder}/embedded.cc" @ONLY CONTENT
"// Generated from the files below data/ by cmake/Embed.cmake.
#include \"evidence/embedded.h\"

#include <vector>

extern \"C\" {
${declarations}}

namespace stipple {

std::span<const EmbeddedFile> embedded_files() {
  [[maybe_unused]] const auto bytes = [](const char* first, const char* last) {
    return std::string_view(first, static_cast<std::size_t>(last - first));
  };
  static const std::vector<EmbeddedFile> files{
${rows}  };
  return files;
}

}  // namespace stipple
")
  set_source_files_properties("${folder}/embedded_bytes.S" PROPERTIES OBJECT_DEPENDS "${depends}")
  set(${out_sources} "${folder}/embedded_bytes.S" "${folder}/embedded.cc" PARENT_SCOPE)
endfunction()
