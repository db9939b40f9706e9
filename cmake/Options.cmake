# How everything is compiled: the interface library stipple_options, which every target links.

set(STIPPLE_PRESET "local" CACHE STRING "Name of the preset; tells sanitizer tests apart in ctest")
set(STIPPLE_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=...; empty for none")
option(STIPPLE_COVERAGE "Count executed lines (gcov)" OFF)
option(STIPPLE_FUZZ "Build only the libraries and the fuzz programs; needs clang" OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# -O2 without NDEBUG: STIPPLE_REQUIRE and assert() stay in the program that people use.
if(NOT STIPPLE_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O2")
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

# ccache where present. Without these two settings a checkout under another path hits nothing.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_library(SODIUM_LIBRARY sodium REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(RSVG REQUIRED IMPORTED_TARGET librsvg-2.0)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)

add_library(stipple_options INTERFACE)
target_include_directories(stipple_options INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(stipple_options INTERFACE STIPPLE_VERSION="${PROJECT_VERSION}")
# Which of these a module really includes is the business of tools/check_layers.py; all but fmt and
# sodium are headers only, so linking them costs nothing.
target_link_libraries(stipple_options INTERFACE Threads::Threads fmt::fmt
  nlohmann_json::nlohmann_json CLI11::CLI11 Eigen3::Eigen "${SODIUM_LIBRARY}")

# No path of this machine in messages or debug information, whether or not ccache made it relative.
file(RELATIVE_PATH source_from_build "${CMAKE_BINARY_DIR}" "${CMAKE_SOURCE_DIR}/")
set(cxx_flags
  -Wall -Wextra -Wpedantic -Wshadow -Werror
  # Same bits on every instruction set: no multiply-add is fused behind our back.
  -ffp-contract=off
  "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=" "-ffile-prefix-map=${source_from_build}=")
set(link_flags "")
if(STIPPLE_SANITIZE)
  list(APPEND cxx_flags "-fsanitize=${STIPPLE_SANITIZE}" -fno-sanitize-recover=all
       -fno-omit-frame-pointer -g1
       # g++ guesses wrong about instrumented code, for example inside std::regex.
       $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  list(APPEND link_flags "-fsanitize=${STIPPLE_SANITIZE}")
endif()
if(STIPPLE_COVERAGE)
  list(APPEND cxx_flags --coverage -fprofile-update=atomic)
  list(APPEND link_flags --coverage)
endif()
if(STIPPLE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "STIPPLE_FUZZ needs clang: use the preset 'fuzz'.")
  endif()
  list(APPEND cxx_flags -fsanitize=fuzzer-no-link)
endif()
target_compile_options(stipple_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${cxx_flags}>")
target_link_options(stipple_options INTERFACE ${link_flags})
