# The stipple program (src/apps/cli.cc) and the benchmarks (bench/*.cc, target `bench`).

foreach(main_file cli.cc cli_main.cc)
  if(EXISTS "${CMAKE_SOURCE_DIR}/src/apps/${main_file}" AND NOT TARGET stipple)
    add_executable(stipple "${CMAKE_SOURCE_DIR}/src/apps/${main_file}")
    target_link_libraries(stipple PRIVATE ${STIPPLE_LIBRARIES})
    set_target_properties(stipple PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
    add_dependencies(program stipple)
  endif()
endforeach()

# Benchmarks mean something only in an optimised build without sanitizers.
find_package(benchmark QUIET)
file(GLOB bench_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/bench/*.cc")
if(benchmark_FOUND AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT STIPPLE_SANITIZE
   AND NOT STIPPLE_FUZZ)
  add_custom_target(bench)
  foreach(source IN LISTS bench_sources)
    get_filename_component(name "${source}" NAME_WE)
    add_executable(bench_${name} "${source}")
    target_link_libraries(bench_${name} PRIVATE ${STIPPLE_LIBRARIES} benchmark::benchmark_main)
    set_target_properties(bench_${name} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
    add_dependencies(bench bench_${name})
  endforeach()
endif()
