# The checks of the source tree as tests: tools/check_*.py, and the proof that each can fail.

if(NOT Python3_Interpreter_FOUND)
  return()
endif()
function(stipple_check name script)
  add_test(NAME check.${name}
    COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_SOURCE_DIR}/tools/${script}"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(check.${name} PROPERTIES LABELS check TIMEOUT 900)
endfunction()

foreach(name layers sources sizes words headers format tidy docs)
  stipple_check(${name} check_${name}.py)
endforeach()
stipple_check(can_fail checks_test.py)
stipple_check(setup setup_test.py)
stipple_check(build build_test.py)
