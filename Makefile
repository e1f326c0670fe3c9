# assay: build, test, lint. No configure step, no recursion. `make help` lists the targets.

CC      ?= cc
BUILD   ?= build
# a line for each file; V=1 prints the commands instead
Q       := $(if $(filter-out 0,$(V)),,@)
say      = $(if $(Q),@printf '  %-5s %s\n' $(1) '$(or $(2),$@)')
PREFIX  ?= /usr/local
PKGS     = libcjson yaml-0.1 nettle

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wformat=2 -Wvla -Wundef -Wwrite-strings -Wswitch-enum
OPT  ?= -O2 -D_FORTIFY_SOURCE=2
CFLAGS ?= -g
HARDEN = -fstack-protector-strong -fPIE
PIE    ?= -pie
# no path of this machine in what is built
MAPPED = -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(abspath $(BUILD))=build
LUA_CFLAGS ?= -I/usr/include/lua5.4
LUA_LIB    ?= $(firstword $(wildcard /usr/lib/*/liblua5.4.a /usr/lib/liblua5.4.a /usr/lib64/liblua5.4.a))
CPPFLAGS_ALL = $(CPPFLAGS) $(DEFINES) -Iinclude -Iengine $(LUA_CFLAGS) $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
# -MMD -MP: the compiler writes which headers an output needs into a file beside it, which is included at the end
COMPILE = $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -MF $@.d -MT $@
CFLAGS_ALL = -std=c11 $(WARN) $(OPT) $(HARDEN) $(MAPPED) $(CFLAGS) $(SAN)
# what Lua calls there has a cost that no hook sees, or differs from run to run: metered.c and tables.c in engine/rule/box
LUA_WRAP = -Wl,--wrap=fmod,--wrap=pow,--wrap=snprintf,--wrap=__snprintf_chk,--wrap=luaS_hash,--wrap=luaS_new,--wrap=luaH_getn,--wrap=luaH_get,--wrap=luaH_set,--wrap=luaH_finishset,--wrap=luaF_findupval,--wrap=luaD_poscall,--wrap=luaO_str2num -Wl,-u,__wrap_luaH_get
# libarchive would convert names for the locale, with converters loaded at run time: engine/unpack/unpack.c
ARCHIVE_WRAP = -Wl,--wrap=iconv_open,--wrap=nl_langinfo
LDFLAGS_ALL = $(PIE) -Wl,-z,relro,-z,now $(LUA_WRAP) $(ARCHIVE_WRAP) $(LDFLAGS) $(SAN)
# linked statically: the shared one loads libxml2 and ICU at every start, for formats that are not read
ARCHIVE_LIB ?= $(firstword $(wildcard /usr/lib/*/libarchive.a /usr/lib/libarchive.a /usr/lib64/libarchive.a))
ARCHIVE_LIBS = $(or $(ARCHIVE_LIB),-larchive) -lz -lzstd -llzma -lbz2
LIBS ?= $(LUA_LIB) $(ARCHIVE_LIBS) $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm
# rules are compiled by a program for this machine, whatever CC compiles for
HOSTCC         ?= $(CC)
HOST_LUA_FLAGS := $(LUA_CFLAGS)
HOST_LUA_LIB   := $(LUA_LIB)

VERSION := $(shell sed -n 's/^\#define ASSAY_VERSION "\(.*\)"/\1/p' include/assay.h)

# sources stand in folders of any depth
ENGINE  := $(shell find engine -name '*.c' | LC_ALL=C sort)
LIB_SRC := $(filter-out engine/cli/%,$(ENGINE))
CLI_SRC := $(filter engine/cli/%,$(ENGINE))
RULES   := $(shell find rules -name '*.lua' -path '*/*/*' | LC_ALL=C sort)
UNIT    := $(sort $(wildcard tests/unit/test_*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/rules_embedded.o $(BUILD)/collect_script.o \
	$(BUILD)/html_style.o $(BUILD)/html_script.o
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
PROPERTY := $(sort $(wildcard tests/property/test_*.c))
PROPERTY_SRC := $(sort $(filter-out $(PROPERTY),$(wildcard tests/property/*.c)))
PROPERTY_OBJ := $(PROPERTY_SRC:%.c=$(BUILD)/%.o)
PROPERTY_BIN := $(PROPERTY:tests/property/%.c=$(BUILD)/tests/%)
GUARD_SRC := $(sort $(wildcard tests/guard/*.c))
FUZZ := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SRC := tests/fuzz/fuzz.c tests/fuzz/mutate.c tests/fuzz/fuzz.h
FUZZ_REPLAY := $(FUZZ:tests/fuzz/fuzz_%.c=$(BUILD)/tests/fuzz/replay_%)
SHIM := $(BUILD)/tests/faults/shim.so
UNIT_BIN := $(UNIT:tests/unit/%.c=$(BUILD)/tests/%) $(PROPERTY_BIN) $(BUILD)/tests/test_guard $(FUZZ_REPLAY) $(SHIM)

all: $(BUILD)/assay

$(BUILD)/assay: $(CLI_OBJ) $(BUILD)/libassay.a
	$(call say,LINK)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(CLI_OBJ) $(BUILD)/libassay.a $(LIBS)

$(BUILD)/libassay.a: $(LIB_OBJ)
	$(call say,AR)
	@rm -f $@
	$(Q)$(AR) qcsD $@ $(LIB_OBJ)

$(BUILD)/%.o: %.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

# `sudo make install` reads the repository of another user
GIT = git -c safe.directory=$(CURDIR)
# which commit was built: the file COMMIT that `make tarball` writes, else that of git; the file changes only if the commit does
COMMIT = $(or $(firstword $(shell cat COMMIT 2>/dev/null)),$(if $(wildcard .git),$(shell $(GIT) describe --always --abbrev=40 --exclude '*' --dirty=-modified 2>/dev/null)),unknown)
$(BUILD)/commit: always
	@mkdir -p $(@D)
	@echo '$(COMMIT)' | cmp -s - $@ || echo '$(COMMIT)' >$@
$(BUILD)/engine/pipeline/version.o: $(BUILD)/commit
$(BUILD)/engine/pipeline/version.o: DEFINES = -DASSAY_COMMIT='"$(COMMIT)"'

$(BUILD)/compile: rules/compile.c
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_LUA_FLAGS) -std=c11 -o $@ $< $(HOST_LUA_LIB) -lm

# its thread-local variable, compiled for a program alone, can't be linked into the shared library
$(BUILD)/engine/rule/box/metered.o: HARDEN += -fPIC -ftls-model=initial-exec

$(BUILD)/rules_embedded.c: $(RULES) rules/embed.sh $(BUILD)/compile
	$(call say,RULES)
	$(Q)sh rules/embed.sh $(BUILD)/compile $(RULES) >$@.tmp && mv $@.tmp $@

# files that are strings of the program: the functions of the script that `assay collect` prints, and the parts of the
# HTML report
TEXTS := $(BUILD)/collect_script.c $(BUILD)/html_style.c $(BUILD)/html_script.c
$(BUILD)/collect_script.c: engine/report/text/collect.sh
$(BUILD)/html_style.c: engine/report/html/html.css
$(BUILD)/html_script.c: engine/report/html/html.js
$(TEXTS):
	$(call say,TEXT,$<)
	@mkdir -p $(@D)
	$(Q){ echo 'extern const char $(basename $(@F))[];'; echo 'const char $(basename $(@F))[] ='; \
		sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $<; echo ';'; } >$@.tmp && mv $@.tmp $@

$(BUILD)/rules_embedded.o $(TEXTS:.c=.o): $(BUILD)/%.o: $(BUILD)/%.c
	$(call say,CC,$<)
	$(Q)$(COMPILE) -Wno-overlength-strings -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libassay.a
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Itests $(LDFLAGS_ALL) -o $@ $< -Wl,--start-group $(BUILD)/libassay.a $(LIBS) -Wl,--end-group -lcmocka

$(BUILD)/tests/test_guard: $(GUARD_SRC) tests/guard/attempts.h $(BUILD)/libassay.a
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS_ALL) -o $@ $(GUARD_SRC) $(BUILD)/libassay.a $(LIBS) -lcmocka

$(BUILD)/tests/property/%.o: tests/property/%.c tests/property/property.h
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -D_DEFAULT_SOURCE -c -o $@ $<

$(PROPERTY_BIN): $(BUILD)/tests/%: $(BUILD)/tests/property/%.o $(PROPERTY_OBJ) $(BUILD)/libassay.a
	$(call say,LINK)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $< $(PROPERTY_OBJ) $(BUILD)/libassay.a $(LIBS) -lcmocka

# calls that fail, for tests/faults: glibc only, without it that test says that it was skipped
$(SHIM): tests/faults/shim.c
	$(call say,LINK)
	@mkdir -p $(@D)
	-$(Q)$(CC) -std=c11 -Wall -Wextra -O1 -shared -fPIC -o $@ $< -ldl

# deps may have installed the compiler and libraries: a new make finds them, and compiles with all cores
AFTER_DEPS = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

programs: $(BUILD)/assay $(UNIT_BIN)

test: deps-test
	$(Q)$(AFTER_DEPS) programs
	$(Q)sh tests/run.sh $(BUILD)

# what a release consists of, made twice from the archive of the sources
test-release: deps-test
	$(Q)$(AFTER_DEPS) all
	$(Q)sh tests/release/release.sh $(BUILD)

# the tests once more under AddressSanitizer and UndefinedBehaviorSanitizer, in a build of their own
test-asan:
	$(MAKE) BUILD=$(BUILD)/asan OPT='-O1 -fno-omit-frame-pointer' SAN='-fsanitize=address,undefined -fno-sanitize-recover=all' test

# the property tests at length: SEED and CASES of the environment, one CASE alone to see it again; every call that can fail; and
# each configuration of tests/data/remedies with Terraform
soak: deps-test
	$(Q)$(AFTER_DEPS) programs
	CASES=$${CASES:-20000} SEED=$${SEED:-20261123} sh tests/property/soak.sh $(BUILD)
	sh tests/faults/faults.sh $(BUILD) $(abspath $(SHIM)) all
	ACCOUNTS=1000 sh tests/cli/organization.sh $(BUILD)
	ALL=1 sh tests/workflows/terraform_remedy.sh $(BUILD)

# the unit tests and the demo under valgrind
test-valgrind: $(BUILD)/assay $(UNIT_BIN)
	sh tests/valgrind.sh $(BUILD)

# libFuzzer over every tests/fuzz/fuzz_NAME.c: FUZZ_SECONDS for each, FUZZ_TARGETS alone; FUZZ_MINIMISE=1 rewrites the corpora
FUZZ_SECONDS ?= 60
fuzz: deps-test
	$(MAKE) BUILD=$(BUILD)/fuzz CC=clang OPT=-O1 \
		SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' fuzzers
	sh tests/fuzz/fuzz.sh $(BUILD)/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

fuzzers: $(FUZZ:tests/fuzz/%.c=$(BUILD)/%)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_SRC) $(BUILD)/libassay.a
	$(call say,LINK)
	$(Q)$(COMPILE) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ tests/fuzz/fuzz.c tests/fuzz/mutate.c $< $(BUILD)/libassay.a $(LIBS)

# the same without libFuzzer: their corpora are replayed by `make test`
$(BUILD)/tests/fuzz/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c $(FUZZ_SRC) $(BUILD)/libassay.a
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS_ALL) -o $@ tests/fuzz/driver.c tests/fuzz/fuzz.c tests/fuzz/mutate.c $< $(BUILD)/libassay.a $(LIBS)

# judge the bundled exports and the bundled plan; findings are what it is there to show
demo: deps
	$(Q)$(AFTER_DEPS) all
	@sh fixtures/demo.sh $(BUILD)/assay

lint: deps-lint
	$(Q)$(AFTER_DEPS) all
	sh tests/lint/lint.sh $(BUILD)
	sh tests/lint/imports.sh $(BUILD)/assay $(BUILD)

format:
	find include engine tests -name '*.[ch]' -exec clang-format -i {} +

bench: $(BUILD)/assay
	sh tests/bench/bench.sh $(BUILD)/assay
	sh tests/bench/places.sh $(BUILD)/assay

docs: $(BUILD)/assay
	$(BUILD)/assay config --schema >docs/schemas/assay-config.schema.json
	$(BUILD)/assay rules --stubs >rules/assay.d.lua
	python3 docs/images/picture.py $(BUILD)/assay docs/images
	@mkdir -p $(BUILD)/docs
	$(BUILD)/assay rules | awk '/^[a-z]/ && !seen[$$1]++ && $$1 ~ /^[a-z0-9]+(-[a-z0-9]+)+$$/ {print $$1}' | while read -r id; do \
		$(BUILD)/assay explain "$$id" >$(BUILD)/docs/"$$id".md && echo $(BUILD)/docs/"$$id".md; done

include packaging/install.mk
include packaging/packaging.mk

clean:
	rm -rf $(BUILD) demo.sarif

deps:
	@sh tests/deps.sh build

deps-test:
	@sh tests/deps.sh test

deps-lint:
	@sh tests/deps.sh lint

deps-dev:
	@sh tests/deps.sh dev

# for tests/workflows/html.sh
deps-browser:
	@sh tests/deps.sh browser
	$(Q)npm install --no-save --no-audit --no-fund --silent --prefix build/browser playwright-core@1 axe-core@4

help:
	@echo 'make              build $(BUILD)/assay; V=1 prints the commands'
	@echo 'make demo         build, judge the bundled inputs, write demo.sarif'
	@echo 'make test         build, run the tests'
	@echo '                  Both first print which packages they install, if one is missing. ASSAY_NO_INSTALL=1 only prints.'
	@echo 'make test-asan    the tests under AddressSanitizer and UBSan'
	@echo 'make test-valgrind  the unit tests and the demo under valgrind'
	@echo 'make soak         the property tests at length, every call that can fail, all Terraform remedies; SEED=n CASES=n CASE=n'
	@echo 'make fuzz         libFuzzer with clang, FUZZ_SECONDS ($(FUZZ_SECONDS)) for each target'
	@echo 'make lint         layout, layers, sizes, banned functions, warnings of gcc and clang'
	@echo 'make bench        a large and a small plan, side by side with jq'
	@echo 'make docs         the schema in docs/schemas; the pictures in docs/images; rules/assay.d.lua for editors; the pages of the controls, in $(BUILD)/docs'
	@echo 'make install      into PREFIX ($(PREFIX)), below DESTDIR; make uninstall removes it'
	@echo 'make static       one file that needs no library, in $(BUILD)/dist; ARCH=aarch64 with the cross compiler'
	@echo 'make tarball, deb, rpm, oci, sbom   the sources, packages, an image, the list of what is linked; in $(BUILD)/dist'
	@echo 'make dist         all of these that can be made here, and SHA256SUMS; make sign KEY=key.pem signs it'
	@echo 'make test-release  make dist twice from the archive of the sources, and try each file'
	@echo 'make deps         install the compiler and the libraries; make deps-dev: what the tests and checks use, too'
	@echo 'make deps-browser  install Chromium, and axe-core and Playwright from npm in build/browser: for tests/workflows/html.sh'

.PHONY: all always programs test test-release soak test-asan test-valgrind fuzz fuzzers demo lint format bench docs clean deps deps-test deps-lint deps-dev deps-browser help
.DELETE_ON_ERROR:

-include $(LIB_OBJ:=.d) $(CLI_OBJ:=.d) $(PROPERTY_OBJ:=.d) $(UNIT_BIN:=.d)
