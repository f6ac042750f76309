# What `make install` puts where, and the model beside the program, so that
# build/casus runs from where it is built.
include(GNUInstallDirs)
set(data_dir ${CMAKE_INSTALL_DATADIR}/casus)

install(TARGETS casus RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS casus_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/casus.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES LICENSE NOTICE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

configure_file(cmake/casus.pc.in casus.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/casus.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The glob makes a model that comes later be noticed.
file(GLOB model CONFIGURE_DEPENDS models/reader.casus)
if(model)
  file(CREATE_LINK ${model} ${CMAKE_BINARY_DIR}/reader.casus SYMBOLIC)
  install(FILES ${model} DESTINATION ${data_dir})
endif()
install(FILES ${CMAKE_BINARY_DIR}/facts.casus DESTINATION ${data_dir} OPTIONAL)
