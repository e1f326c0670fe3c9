# What a release consists of. docs/releasing.md describes each step.

# times in packages are those of the commit
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(word 2,$(shell cat COMMIT 2>/dev/null)),$(if $(wildcard .git),$(shell $(GIT) log -1 --format=%ct 2>/dev/null)),0)

# ---- the static binary: make static, make static ARCH=aarch64 ----

ARCH      ?= $(shell uname -m)
STATIC     = $(BUILD)/static-$(ARCH)
DIST       = $(BUILD)/dist
RELEASE    = assay-$(VERSION)-linux-$(ARCH)
RUN_STATIC = $(if $(STATIC_ROOT),qemu-$(ARCH)-static )$(DIST)/$(RELEASE)
DEB_ARCH   = $(or $(patsubst aarch64,arm64,$(filter aarch64,$(ARCH))),$(patsubst x86_64,amd64,$(ARCH)))

# Debian has no static cJSON: its source package is fetched, or unpacked by the user elsewhere
CJSON_SOURCE ?= $(BUILD)/cjson-source/cjson
$(BUILD)/cjson-source/cjson/cJSON.c:
	$(call say,FETCH,source package cjson)
	$(Q)sh packaging/fetch-cjson.sh $(BUILD)/cjson-source

# the other static libraries are those of this system; for another machine, Debian's packages are unpacked into a folder
ifeq ($(ARCH),$(shell uname -m))
STATIC_CC    = $(CC)
STATIC_ROOT  =
STATIC_NEEDS =
else
STATIC_CC    = $(ARCH)-linux-gnu-gcc
STATIC_ROOT  = $(BUILD)/sysroot-$(ARCH)
STATIC_NEEDS = $(STATIC_ROOT)/unpacked
endif
static_lib = $(firstword $(wildcard $(addsuffix /lib$(1).a,$(STATIC_ROOT)/usr/lib/$(ARCH)-linux-gnu $(STATIC_ROOT)/usr/lib $(STATIC_ROOT)/usr/lib64)))

$(BUILD)/sysroot-%/unpacked: packaging/fetch-libraries.sh
	$(call say,FETCH,static libraries for $*)
	$(Q)sh packaging/fetch-libraries.sh $(DEB_ARCH) $(@D)
	@touch $@

$(STATIC)/cJSON.o: $(CJSON_SOURCE)/cJSON.c
	$(call say,CC,cJSON.c)
	@mkdir -p $(STATIC)/include/cjson
	@cp $(CJSON_SOURCE)/cJSON.h $(STATIC)/include/cjson/
	$(Q)$(STATIC_CC) $(OPT) $(HARDEN) -g -ffile-prefix-map=$(abspath $(CJSON_SOURCE))=cjson -ffile-prefix-map=$(CJSON_SOURCE)=cjson -c -o $@ $<

STATIC_LIBS = lua5.4 archive z zstd lzma bz2 yaml nettle

# static-pie: one file that needs no other, at a random address.
static: $(STATIC_NEEDS) $(STATIC)/cJSON.o
	@$(MAKE) --no-print-directory BUILD=$(STATIC) HOSTCC='$(HOSTCC)' HOST_LUA_FLAGS='$(HOST_LUA_FLAGS)' HOST_LUA_LIB='$(HOST_LUA_LIB)' CC='$(STATIC_CC)' PIE=-static-pie PKGS= LDFLAGS='-s $(LDFLAGS)' \
		CPPFLAGS='-I$(STATIC)/include $(if $(STATIC_ROOT),-I$(STATIC_ROOT)/usr/include -I$(STATIC_ROOT)/usr/include/$(ARCH)-linux-gnu)' \
		LUA_CFLAGS='-I$(STATIC_ROOT)/usr/include/lua5.4' \
		LIBS='$(STATIC)/cJSON.o $(foreach library,$(STATIC_LIBS),$(call static_lib,$(library))) -lm' $(STATIC)/assay
	@mkdir -p $(DIST)
	@cp $(STATIC)/assay $(DIST)/$(RELEASE)
	@echo '$(DIST)/$(RELEASE)'

# ---- the source: an archive that builds without git ----

tarball:
	$(call say,TAR,$(DIST)/assay-$(VERSION).tar.gz)
	@mkdir -p $(DIST)
	$(Q)[ -e .git ] || { echo 'make tarball needs the git repository' >&2; exit 1; }
	$(Q)echo '$(COMMIT) $(EPOCH)' >$(BUILD)/COMMIT
	$(Q)$(GIT) archive --format=tar --prefix=assay-$(VERSION)/ --add-file=$(BUILD)/COMMIT HEAD | gzip -9n >$(DIST)/assay-$(VERSION).tar.gz

# ---- packages, from one installed tree ----

STAGE  = $(BUILD)/stage
LIBARCH = $(shell $(CC) -print-multiarch)
stage: all
	@rm -rf $(STAGE)
	@SOURCE_DATE_EPOCH=$(EPOCH) $(MAKE) --no-print-directory install DESTDIR=$(abspath $(STAGE)) PREFIX=/usr LIBDIR=/usr/lib/$(LIBARCH) \
		ZSHDIR=/usr/share/zsh/vendor-completions

deb: stage
	$(call say,DEB,$(DIST))
	$(Q)SOURCE_DATE_EPOCH=$(EPOCH) sh packaging/deb.sh $(STAGE) $(VERSION) $(DEB_ARCH) $(LIBARCH) $(DIST)

rpm: stage static
	$(call say,RPM,$(DIST))
	$(Q)SOURCE_DATE_EPOCH=$(EPOCH) sh packaging/rpm.sh $(STAGE) $(DIST)/$(RELEASE) $(VERSION) $(ARCH) $(DIST)

# ---- the image: the static binary and a user ----

oci: static
	$(call say,OCI,$(DIST)/assay-$(VERSION)-$(ARCH)-oci.tar)
	$(Q)SOURCE_DATE_EPOCH=$(EPOCH) sh packaging/oci.sh $(DIST)/$(RELEASE) $(VERSION) $(DEB_ARCH) $(DIST)/assay-$(VERSION)-$(ARCH)-oci.tar

# ---- what is in the static binary, checksums, a signature ----

sbom: static
	$(call say,SBOM,$(DIST)/$(RELEASE).spdx.json)
	$(Q)SOURCE_DATE_EPOCH=$(EPOCH) sh packaging/sbom.sh $(DIST)/$(RELEASE) '$(RUN_STATIC)' $(VERSION) >$(DIST)/$(RELEASE).spdx.json

sums:
	$(call say,SUMS,$(DIST)/SHA256SUMS)
	$(Q)cd $(DIST) && rm -f SHA256SUMS SHA256SUMS.sig && sha256sum * >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS && cat SHA256SUMS

# KEY: a private Ed25519 key in PEM (openssl genpkey -algorithm ed25519 -out key.pem)
sign:
	$(call say,SIGN,$(DIST)/SHA256SUMS.sig)
	@[ -n '$(KEY)' ] || { echo 'Give the private key: make sign KEY=key.pem' >&2; exit 1; }
	$(Q)openssl pkeyutl -sign -inkey '$(KEY)' -rawin -in $(DIST)/SHA256SUMS -out $(DIST)/SHA256SUMS.sig

# what this machine can make
dist: static sbom
	@[ ! -e .git ] || $(MAKE) --no-print-directory tarball
	@! command -v dpkg-deb >/dev/null 2>&1 || $(MAKE) --no-print-directory deb
	@! command -v rpmbuild >/dev/null 2>&1 || $(MAKE) --no-print-directory rpm
	@! command -v umoci >/dev/null 2>&1 || $(MAKE) --no-print-directory oci
	@$(MAKE) --no-print-directory sums

.PHONY: static tarball stage deb rpm oci sbom sums sign dist
