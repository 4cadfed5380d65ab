# What most sources include is compiled once, for libraries and for tests, in
# the debug builds where no compiler cache does better. Elsewhere each source is
# held to say what it needs.
set(CAMEL_PRECOMPILE OFF)
if(CMAKE_BUILD_TYPE STREQUAL Debug AND CMAKE_CXX_COMPILER_ID STREQUAL GNU
   AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CAMEL_PRECOMPILE ON)
endif()
function(camel_precompiled name)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;HEADERS" ${ARGN})
  set(empty ${PROJECT_BINARY_DIR}/${name}.cc)
  file(CONFIGURE OUTPUT ${empty} CONTENT "")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${empty})
  camel_warnings(${name})  # some of which change what is defined
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

function(camel_precompile target precompiled)
  if(CAMEL_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
    # Where its flags are others, it does without.
    set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
  endif()
endfunction()

# camel_library(NAME DEPENDS ... LIBRARIES ... SOURCES ... TESTS ...
# SLOW_TESTS ... THREADS_TESTS ... TEST_SOURCES ...): one folder of src/camel as
# a library `camel_NAME`, and its tests beside it as one program
# `camel_NAME_test` (and `camel_NAME_slow_test`, `camel_NAME_threads_test`).
# What several tests share is compiled once: TEST_SOURCES become the library
# `camel_NAME_testing`, known to the tests here and in folders that depend on it.
function(camel_library name)
  cmake_parse_arguments(ARG "" ""
    "DEPENDS;LIBRARIES;SOURCES;TESTS;SLOW_TESTS;THREADS_TESTS;TEST_SOURCES"
    ${ARGN})
  set(target camel_${name})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(visibility PUBLIC)
    camel_warnings(${target})
    camel_precompile(${target} camel_often)
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${target} ${visibility} ${PROJECT_SOURCE_DIR}/src)
  foreach(dependency ${ARG_DEPENDS})
    target_link_libraries(${target} ${visibility} camel_${dependency})
  endforeach()
  target_link_libraries(${target} ${visibility} ${ARG_LIBRARIES})
  if(CAMEL_TESTS)
    camel_testing(${name} DEPENDS ${ARG_DEPENDS} SOURCES ${ARG_TEST_SOURCES})
  endif()
  if(CAMEL_TESTS AND ARG_TESTS)
    camel_test(${target}_test LIBRARIES ${target}_testing SOURCES ${ARG_TESTS})
  endif()
  if(CAMEL_TESTS AND ARG_SLOW_TESTS)
    camel_test(${target}_slow_test LABEL slow
      LIBRARIES ${target}_testing SOURCES ${ARG_SLOW_TESTS})
  endif()
  if(CAMEL_TESTS AND ARG_THREADS_TESTS)
    camel_test(${target}_threads_test LABEL threads
      LIBRARIES ${target}_testing SOURCES ${ARG_THREADS_TESTS})
  endif()
endfunction()

# camel_NAME_testing: camel_NAME with what its tests share, and with what those
# of the libraries share that it depends on.
function(camel_testing name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;SOURCES" ${ARGN})
  set(target camel_${name}_testing)
  if(ARG_SOURCES)
    add_library(${target} STATIC EXCLUDE_FROM_ALL ${ARG_SOURCES})
    set(visibility PUBLIC)
    camel_warnings(${target})
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_link_libraries(${target} ${visibility} camel_${name})
  foreach(dependency ${ARG_DEPENDS})
    target_link_libraries(${target} ${visibility} camel_${dependency}_testing)
  endforeach()
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

# Of several tests, ctest begins with those of the greatest COST, here seconds:
# else a long one that comes last would leave all cores but one with nothing to
# do. Where none is given, it is what tests of the label may take.
macro(camel_label_and_cost)
  if(NOT ARG_LABEL)
    set(ARG_LABEL quick)
  endif()
  if(NOT ARG_COST)
    set(ARG_COST 0)
    if(ARG_LABEL MATCHES "slow|whole")
      set(ARG_COST 5)
    endif()
  endif()
endmacro()

# camel_test(NAME UNITY LABEL ... COST ... LIBRARIES ... SOURCES ...): a
# GoogleTest program whose tests ctest lists one by one. UNITY compiles its
# sources as one. Those that mention CAMEL_ROOT are told the project's folder;
# others are not, so that what a compiler cache holds of them serves every
# checkout.
function(camel_test target)
  cmake_parse_arguments(ARG "UNITY" "LABEL;COST" "LIBRARIES;SOURCES" ${ARGN})
  camel_label_and_cost()
  add_executable(${target} ${ARG_SOURCES})
  if(ARG_UNITY)
    set_target_properties(${target} PROPERTIES
      UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    target_compile_definitions(${target} PRIVATE
      CAMEL_ROOT="${PROJECT_SOURCE_DIR}")
  else()
    camel_tell_root(${ARG_SOURCES})
  endif()
  add_dependencies(${ARG_LABEL}_tests ${target})
  camel_warnings(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main)
  camel_precompile(${target} camel_often_tested)
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60
    TEST_SUFFIX "${CAMEL_TEST_SUFFIX}"
    PROPERTIES TIMEOUT 300 COST ${ARG_COST} LABELS ${CAMEL_BUILD}-${ARG_LABEL})
endfunction()

function(camel_tell_root)
  foreach(source ${ARGN})
    file(STRINGS ${source} mentioned REGEX CAMEL_ROOT LIMIT_COUNT 1)
    if(mentioned)
      set_property(SOURCE ${source} APPEND PROPERTY
        COMPILE_DEFINITIONS CAMEL_ROOT="${PROJECT_SOURCE_DIR}")
    endif()
  endforeach()
endfunction()

# camel_check(NAME LABEL ... COST ... COMMAND ...): a test that is a command; the
# exit code 77 means that it was skipped.
function(camel_check name)
  cmake_parse_arguments(ARG "" "LABEL;COST" "COMMAND" ${ARGN})
  camel_label_and_cost()
  set(name ${name}${CAMEL_TEST_SUFFIX})
  add_test(NAME ${name} COMMAND ${ARG_COMMAND}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 COST ${ARG_COST}
    SKIP_RETURN_CODE 77 LABELS ${CAMEL_BUILD}-${ARG_LABEL})
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
