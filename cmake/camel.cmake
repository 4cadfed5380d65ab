# camel_library(NAME DEPENDS ... LIBRARIES ... SOURCES ... TESTS ...
# SLOW_TESTS ... THREADS_TESTS ...): one folder of src/camel as a library
# `camel_NAME`, and its tests beside it as one program `camel_NAME_test` (and
# `camel_NAME_slow_test`, `camel_NAME_threads_test`).
function(camel_library name)
  cmake_parse_arguments(ARG "" ""
    "DEPENDS;LIBRARIES;SOURCES;TESTS;SLOW_TESTS;THREADS_TESTS" ${ARGN})
  set(target camel_${name})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(visibility PUBLIC)
    camel_warnings(${target})
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${target} ${visibility} ${PROJECT_SOURCE_DIR}/src)
  foreach(dependency ${ARG_DEPENDS})
    target_link_libraries(${target} ${visibility} camel_${dependency})
  endforeach()
  target_link_libraries(${target} ${visibility} ${ARG_LIBRARIES})
  if(CAMEL_TESTS AND ARG_TESTS)
    camel_test(${target}_test LIBRARIES ${target} SOURCES ${ARG_TESTS})
  endif()
  if(CAMEL_TESTS AND ARG_SLOW_TESTS)
    camel_test(${target}_slow_test LABEL slow
      LIBRARIES ${target} SOURCES ${ARG_SLOW_TESTS})
  endif()
  if(CAMEL_TESTS AND ARG_THREADS_TESTS)
    camel_test(${target}_threads_test LABEL threads
      LIBRARIES ${target} SOURCES ${ARG_THREADS_TESTS})
  endif()
endfunction()

# Every test carries one label, BUILD-KIND, by which ./test chooses:
#   quick    (the default) runs in the dev build: address, undefined sanitizers
#   threads  runs there, too, and in the tsan build: thread sanitizer
#   slow     statistics over millions of customers: runs in the release
#   whole    whole runs of the program on a corridor: runs in the release
# The targets quick_tests, threads_tests ... build what they need.
# Outside the dev build, the name of a test ends in @BUILD, since ./test reads
# the tests of all builds together and ctest knows a test by its name alone.
cmake_path(GET PROJECT_BINARY_DIR FILENAME CAMEL_BUILD)
if(NOT CAMEL_BUILD STREQUAL dev)
  set(CAMEL_TEST_SUFFIX @${CAMEL_BUILD})
endif()
foreach(kind quick threads slow whole)
  if(NOT TARGET ${kind}_tests)
    add_custom_target(${kind}_tests)
  endif()
endforeach()

# camel_test(NAME LABEL ... LIBRARIES ... SOURCES ...): a GoogleTest program
# whose tests ctest lists one by one.
function(camel_test target)
  cmake_parse_arguments(ARG "" "LABEL" "LIBRARIES;SOURCES" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL quick)
  endif()
  add_executable(${target} ${ARG_SOURCES})
  add_dependencies(${ARG_LABEL}_tests ${target})
  camel_warnings(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE
    CAMEL_ROOT="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60
    TEST_SUFFIX "${CAMEL_TEST_SUFFIX}"
    PROPERTIES TIMEOUT 300 LABELS ${CAMEL_BUILD}-${ARG_LABEL})
endfunction()

# camel_check(NAME LABEL ... COMMAND ...): a test that is a command; the exit
# code 77 means that it was skipped.
function(camel_check name)
  cmake_parse_arguments(ARG "" "LABEL" "COMMAND" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL quick)
  endif()
  set(name ${name}${CAMEL_TEST_SUFFIX})
  add_test(NAME ${name} COMMAND ${ARG_COMMAND}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77
    LABELS ${CAMEL_BUILD}-${ARG_LABEL})
endfunction()

# Warnings are errors where we work: in the debug builds, with our compiler. A
# newer one that sees more must not stop anybody.
function(camel_warnings target)
  if(PROJECT_IS_TOP_LEVEL)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
      $<$<AND:$<CONFIG:Debug>,$<VERSION_LESS:${CMAKE_CXX_COMPILER_VERSION},13>>:-Werror>)
  endif()
endfunction()
