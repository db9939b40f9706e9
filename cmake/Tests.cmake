# Everything that ctest runs. Labels: unit, verification, validation, golden, e2e, check.
# Tests run in the root of the source tree, so that they name files as data/..., cases/...

enable_testing()
find_package(doctest QUIET)
if(NOT doctest_FOUND)
  message(STATUS "doctest is not installed: no tests are built (./test installs it)")
  return()
endif()

# Sanitizer builds run what computes; their names tell them apart in one common ctest run.
set(test_prefix "")
if(STIPPLE_SANITIZE)
  set(test_prefix "${STIPPLE_PRESET}.")
endif()

add_library(stipple_test_main OBJECT "${CMAKE_SOURCE_DIR}/tests/doctest_main.cc")
target_link_libraries(stipple_test_main PUBLIC stipple_options doctest::doctest)

function(stipple_test_program name label)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} stipple_test_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${test_prefix}${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${test_prefix}${name} PROPERTIES LABELS "${label}" TIMEOUT 900)
  # The longest begin first, so that none is left to run alone at the end.
  if(name STREQUAL "verification_test")
    set_tests_properties(${test_prefix}${name} PROPERTIES COST 1000 TIMEOUT 1800)
  elseif(name STREQUAL "service_test")
    set_tests_properties(${test_prefix}${name} PROPERTIES COST 300)
  endif()
  if(TARGET stipple)
    set_tests_properties(${test_prefix}${name} PROPERTIES
      ENVIRONMENT "STIPPLE=$<TARGET_FILE:stipple>")
  endif()
endfunction()

foreach(module IN LISTS STIPPLE_MODULES)
  if(STIPPLE_TEST_SOURCES_${module})
    stipple_test_program(${module}_test unit
      SOURCES ${STIPPLE_TEST_SOURCES_${module}} LIBRARIES stipple_${module})
  endif()
endforeach()

set(kinds verification golden)
if(NOT STIPPLE_SANITIZE)
  list(APPEND kinds validation)
endif()
foreach(kind IN LISTS kinds)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/${kind}/*.cc")
  if(sources)
    stipple_test_program(${kind}_test ${kind} SOURCES ${sources} LIBRARIES ${STIPPLE_LIBRARIES})
  endif()
endforeach()

if(STIPPLE_SANITIZE)
  return()
endif()

# End to end: scripts that run the program. A name that begins with _ is a helper of others.
find_package(Python3 COMPONENTS Interpreter)
# Volume files of known numbers, for test_volumes.py.
set(sample_block "${CMAKE_SOURCE_DIR}/tests/end_to_end/sample_block.cc")
if(EXISTS "${sample_block}" AND TARGET stipple_report)
  add_executable(sample_block "${sample_block}")
  target_link_libraries(sample_block PRIVATE stipple_report)
  set_target_properties(sample_block PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
endif()
file(GLOB scripts CONFIGURE_DEPENDS
  "${CMAKE_SOURCE_DIR}/tests/end_to_end/[!_]*.py" "${CMAKE_SOURCE_DIR}/tests/end_to_end/[!_]*.sh")
foreach(script IN LISTS scripts)
  if(NOT TARGET stipple)
    continue()
  endif()
  get_filename_component(name "${script}" NAME_WE)
  set(interpreter bash)
  if(script MATCHES "\\.py$")
    set(interpreter "${Python3_EXECUTABLE}")
  endif()
  add_test(NAME e2e.${name} COMMAND ${interpreter} "${script}"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(e2e.${name} PROPERTIES LABELS e2e TIMEOUT 900
    ENVIRONMENT "STIPPLE=$<TARGET_FILE:stipple>;SAMPLE_BLOCK=$<TARGET_FILE:sample_block>")
  if(name STREQUAL "test_patch")
    set_tests_properties(e2e.${name} PROPERTIES COST 500)
  endif()
endforeach()

include(Checks OPTIONAL)
