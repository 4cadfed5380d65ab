# camel_library(NAME DEPENDS ... SOURCES ... TESTS ...): one folder of
# src/camel as a library `camel_NAME`, and its tests beside it as one program
# `camel_NAME_test`.
function(camel_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES;SOURCES;TESTS" ${ARGN})
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
endfunction()

# camel_test(NAME LIBRARIES ... SOURCES ...): a GoogleTest program whose tests
# ctest lists one by one.
function(camel_test target)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;SOURCES" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  camel_warnings(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE
    CAMEL_ROOT="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 300)
endfunction()

# Warnings are errors in our builds, not in those of who embeds us.
function(camel_warnings target)
  if(PROJECT_IS_TOP_LEVEL)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
      -Werror)
  endif()
endfunction()
