# One library and one test program per line of src/LAYERS. A module whose folder holds no source yet
# is skipped; a module with headers only becomes an interface library.

set(STIPPLE_MODULES "")       # the modules that exist, bottom first
add_custom_target(program)    # what ./run builds: the libraries and the program, no tests

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/LAYERS")
file(STRINGS "${CMAKE_SOURCE_DIR}/src/LAYERS" layer_lines REGEX "^[a-z]")
foreach(line IN LISTS layer_lines)
  string(REGEX MATCH "^([a-z_]+):(.*)$" matched "${line}")
  if(NOT matched)
    message(FATAL_ERROR "src/LAYERS: cannot read '${line}'")
  endif()
  set(module "${CMAKE_MATCH_1}")
  separate_arguments(below UNIX_COMMAND "${CMAKE_MATCH_2}")

  set(folder "${CMAKE_SOURCE_DIR}/src/${module}")
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cc")
  file(GLOB headers CONFIGURE_DEPENDS "${folder}/*.h")
  set(test_sources "${sources}")
  list(FILTER test_sources INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  # The program's main file is no part of the library: tests bring their own main.
  list(REMOVE_ITEM sources "${folder}/cli.cc" "${folder}/cli_main.cc")
  if(module STREQUAL "evidence")
    stipple_embed_data(embedded_sources)
    list(APPEND sources ${embedded_sources})
  endif()
  if(NOT sources AND NOT headers AND NOT test_sources)
    continue()
  endif()

  # In work on whole lanes these four checks cost four fifths of the time: of null and alignment,
  # where the processor faults anyway, of object sizes, which the address checks cover, and of
  # temporaries that are out of scope. All others stay.
  if(STIPPLE_SANITIZE)
    foreach(source IN LISTS sources)
      file(STRINGS "${source}" clones REGEX "^STIPPLE_CLONES" LIMIT_COUNT 1)
      if(clones)
        set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS
          "-fno-sanitize=null,alignment,object-size;-fno-sanitize-address-use-after-scope")
      endif()
    endforeach()
  endif()

  set(scope INTERFACE)
  if(sources)
    set(scope PUBLIC)
    add_library(stipple_${module} STATIC ${sources})
    add_dependencies(program stipple_${module})
  else()
    add_library(stipple_${module} INTERFACE)
  endif()
  target_link_libraries(stipple_${module} ${scope} stipple_options)
  foreach(lower IN LISTS below)
    if(lower IN_LIST STIPPLE_MODULES)
      target_link_libraries(stipple_${module} ${scope} stipple_${lower})
    endif()
  endforeach()
  list(APPEND STIPPLE_MODULES "${module}")
  set(STIPPLE_TEST_SOURCES_${module} "${test_sources}")
endforeach()
list(TRANSFORM STIPPLE_MODULES PREPEND stipple_ OUTPUT_VARIABLE STIPPLE_LIBRARIES)

# Volume files are packed and read by one module alone.
if(TARGET stipple_format)
  target_link_libraries(stipple_format PRIVATE PkgConfig::EXPAT PkgConfig::ZLIB)
endif()

# Pictures, papers and calendars are made by one module alone.
if(TARGET stipple_report)
  target_link_libraries(stipple_report PRIVATE PkgConfig::PANGOCAIRO PkgConfig::RSVG
    PkgConfig::QPDF PkgConfig::ICAL)
endif()
