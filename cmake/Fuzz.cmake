# tests/fuzz/NAME.cc -> a libFuzzer program, run by ctest for a while from the committed corpus in
# tests/fuzz/corpus/NAME. New inputs land in the build folder; only a person commits them.

enable_testing()

# Kernels that are inlined whole take clang ten minutes with its checks on, and nobody fuzzes them.
set_source_files_properties("${CMAKE_SOURCE_DIR}/src/numerics/transport_faces.cc"
  PROPERTIES COMPILE_OPTIONS "-O0")
# What each program fuzzes and no more: with clang and its checks all modules take minutes. One that
# is not named here gets them all.
set(fuzz_libraries_read_case stipple_casefile)
set(fuzz_libraries_read_volume stipple_healing stipple_format)
set(fuzz_sources_read_volume block_files.cc block_reader.cc block_even.cc block_fields.cc)
list(TRANSFORM fuzz_sources_read_volume PREPEND "${CMAKE_SOURCE_DIR}/src/report/")
foreach(target IN ITEMS ${STIPPLE_LIBRARIES} stipple)
  if(TARGET ${target})
    set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL TRUE)
  endif()
endforeach()

set(STIPPLE_FUZZ_SECONDS 60 CACHE STRING "How long ctest runs each fuzz program")
file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/*.cc")
foreach(source IN LISTS sources)
  get_filename_component(name "${source}" NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name "${name}")
  if(NOT DEFINED fuzz_libraries_${name})
    set(fuzz_libraries_${name} ${STIPPLE_LIBRARIES})
  endif()
  add_executable(fuzz_${name} "${source}" ${fuzz_sources_${name}})
  target_link_libraries(fuzz_${name} PRIVATE ${fuzz_libraries_${name}})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  set(found "${CMAKE_BINARY_DIR}/found/${name}")
  file(MAKE_DIRECTORY "${found}")
  set(corpus "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  if(NOT IS_DIRECTORY "${corpus}")
    set(corpus "")
  endif()
  math(EXPR limit "${STIPPLE_FUZZ_SECONDS} + 300")
  add_test(NAME fuzz.${name} COMMAND fuzz_${name} -max_total_time=${STIPPLE_FUZZ_SECONDS}
    -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 "-artifact_prefix=${found}/../${name}-"
    "${found}" ${corpus} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT ${limit})
endforeach()
