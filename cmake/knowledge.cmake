# The tables of data/ compiled into one file, build/facts.casus.
file(GLOB sources CONFIGURE_DEPENDS src/know/compile/*.c)
add_executable(casus-facts-compile ${sources} src/know/tokens.c
  $<TARGET_OBJECTS:room_base>)
target_include_directories(casus-facts-compile PRIVATE include src)
target_link_libraries(casus-facts-compile PRIVATE PkgConfig::LIBRARIES)

file(GLOB tables CONFIGURE_DEPENDS data/*.tsv)
add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/facts.casus
  COMMAND casus-facts-compile ${CMAKE_SOURCE_DIR}/data
    ${CMAKE_BINARY_DIR}/facts.casus
  DEPENDS casus-facts-compile ${tables}
  COMMENT "Compiling facts.casus")
add_custom_target(facts_table ALL DEPENDS ${CMAKE_BINARY_DIR}/facts.casus)
