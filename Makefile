# The verbs of casus. CMake does the building; this file only calls it.
#
#   make          builds build/casus
#   make demo     codes the sample press, shows an article, writes demo/index.html
#   make check    builds and runs every test
#   make deps     installs what is missing of the Debian packages it needs
#   make bench    its own speed on this machine
#   make facts    compiles data/*.tsv anew
#   make train    trains the model from nothing (hours on a small machine)
#   make format lint install clean

BUILD ?= build
PREFIX ?= /usr/local
SAMPLE ?= kremlin
PYTHON ?= python3

.PHONY: all build demo check deps bench facts train format lint install clean

all: build

deps:
	@tools/deps

$(BUILD)/build.ninja: CMakeLists.txt | deps
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) >$(BUILD).log \
	    || { cat $(BUILD).log; rm -f $(BUILD).log; exit 1; }
	@rm -f $(BUILD).log

build: deps $(BUILD)/build.ninja
	@cmake --build $(BUILD)

demo: build
	@tools/demo $(BUILD)/casus

check: build
	@ctest --test-dir $(BUILD) --output-on-failure --no-tests=error

bench: build
	@$(BUILD)/casus bench samples

facts: deps $(BUILD)/build.ninja
	@cmake --build $(BUILD) --target facts_table

train:
	@tools/train $(PYTHON)

format:
	@tools/deps clang-format
	@clang-format -i $$(git ls-files '*.[ch]')

lint: build
	@tools/deps clang-format
	@clang-format --dry-run --Werror $$(git ls-files '*.[ch]')
	@$(PYTHON) tests/layering/layering.py .

install: build
	@cmake --install $(BUILD)

clean:
	rm -rf $(BUILD) demo
