# One cmocka program for each tests/ROOM/test_NAME.c.
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB tests CONFIGURE_DEPENDS tests/*/test_*.c)
foreach(test ${tests})
  get_filename_component(name ${test} NAME_WE)
  add_executable(${name} ${test})
  target_link_libraries(${name} PRIVATE casus_all PkgConfig::CMOCKA)
  target_compile_definitions(${name} PRIVATE
    SOURCE_DIR="${CMAKE_SOURCE_DIR}" BUILD_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endforeach()
target_link_options(test_reader_memory PRIVATE
  "LINKER:--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc")

# Scripts of the standard library's Python.
set(root ${CMAKE_SOURCE_DIR})
add_test(NAME layering
  COMMAND ${Python3_EXECUTABLE} ${root}/tests/layering/layering.py ${root})
add_test(NAME cli
  COMMAND ${Python3_EXECUTABLE} ${root}/tests/cli/run.py
    $<TARGET_FILE:casus> ${root})
add_test(NAME sentences
  COMMAND ${Python3_EXECUTABLE} ${root}/tests/cases/run.py
    $<TARGET_FILE:casus> ${root}/tests/cases/sentences.txt)
add_test(NAME samples
  COMMAND ${Python3_EXECUTABLE} ${root}/samples/make_press.py --check)
add_test(NAME accuracy
  COMMAND ${Python3_EXECUTABLE} ${root}/tests/accuracy/run.py
    $<TARGET_FILE:casus> ${root})
set_tests_properties(accuracy PROPERTIES SKIP_RETURN_CODE 77)
add_test(NAME readme
  COMMAND ${Python3_EXECUTABLE} ${root}/tests/readme/run.py
    $<TARGET_FILE:casus> ${root})
