# One cmocka program for each tests/ROOM/test_NAME.c.
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
file(GLOB tests CONFIGURE_DEPENDS tests/*/test_*.c)
foreach(test ${tests})
  get_filename_component(name ${test} NAME_WE)
  add_executable(${name} ${test})
  target_link_libraries(${name} PRIVATE casus_all PkgConfig::CMOCKA)
  target_compile_definitions(${name} PRIVATE
    SOURCE_DIR="${CMAKE_SOURCE_DIR}" BUILD_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endforeach()
