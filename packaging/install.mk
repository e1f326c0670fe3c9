# What `make install` installs: the program, its manual and completions, and the library.

LIBDIR  ?= $(PREFIX)/lib
MANDIR  ?= $(PREFIX)/share/man
DOCDIR  ?= $(PREFIX)/share/doc/assay
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
ABI      = 0
SONAME   = libassay.so.$(ABI)
SHARED   = libassay.so.$(ABI).$(VERSION)
OBJCOPY ?= objcopy
# the program that prints the manual and the completions; another one where $(BUILD)/assay can't run here
RUN     ?= $(BUILD)/assay

# the static library: one object, with Lua and libarchive inside, that has only the names of assay.h, so that none conflicts with one
# of the application
$(BUILD)/install/libassay.a: $(LIB_OBJ)
	$(call say,AR)
	@mkdir -p $(@D)
	@rm -f $@
	$(Q)$(CC) -r -nostdlib $(LUA_WRAP) $(ARCHIVE_WRAP) -o $(@D)/assay.o $(LIB_OBJ) $(LUA_LIB) $(ARCHIVE_LIB)
	$(Q)$(OBJCOPY) -w --keep-global-symbol='assay_*' $(@D)/assay.o
	$(Q)$(AR) qcsD $@ $(@D)/assay.o

# The shared library: it exports the names of assay.h alone. Debian's static Lua is not compiled for one, which matters only where
# lauxlib.o names the standard streams, in functions that assay never calls.
$(BUILD)/install/$(SONAME): $(LIB_OBJ) packaging/libassay.map
	$(call say,LINK)
	@mkdir -p $(@D)/lua
	$(Q)cd $(@D)/lua && $(AR) x $(abspath $(LUA_LIB)) && rm -f lua.a && \
		$(OBJCOPY) --redefine-sym stdin=no_stdin --redefine-sym stdout=no_stdout --redefine-sym stderr=no_stderr lauxlib.o && \
		$(AR) qcsD lua.a *.o && echo 'void *no_stdin, *no_stdout, *no_stderr;' >no_streams.c && $(CC) $(CFLAGS) -g0 -fPIC -c no_streams.c -o no_streams.lo
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=packaging/libassay.map -Wl,-Bsymbolic -Wl,-z,defs,-z,relro,-z,now,-z,text \
		$(LUA_WRAP) $(ARCHIVE_WRAP) $(LDFLAGS) -o $@ $(LIB_OBJ) $(@D)/lua/no_streams.lo $(@D)/lua/lua.a $(filter-out $(LUA_LIB),$(LIBS))

install: $(BUILD)/assay $(BUILD)/install/libassay.a $(BUILD)/install/$(SONAME)
	@mkdir -p $(DESTDIR)$(PREFIX)/bin 2>/dev/null && [ -w $(DESTDIR)$(PREFIX)/bin ] || { \
		echo 'This user may not write to $(DESTDIR)$(PREFIX). Run sudo make install, or make install PREFIX=$$HOME/.local.' >&2; exit 1; }
	$(Q)install -d $(addprefix $(DESTDIR),$(PREFIX)/bin $(PREFIX)/include $(LIBDIR)/pkgconfig $(MANDIR)/man1 $(MANDIR)/man5 $(DOCDIR) \
		$(BASHDIR) $(ZSHDIR) $(FISHDIR))
	$(Q)install -m 755 $(BUILD)/assay $(DESTDIR)$(PREFIX)/bin/assay
	$(Q)install -m 644 include/assay.h include/assay_evidence.h $(DESTDIR)$(PREFIX)/include
	$(Q)install -m 644 $(BUILD)/install/libassay.a $(DESTDIR)$(LIBDIR)/libassay.a
	$(Q)install -m 644 $(BUILD)/install/$(SONAME) $(DESTDIR)$(LIBDIR)/$(SHARED)
	$(Q)ln -sf $(SHARED) $(DESTDIR)$(LIBDIR)/$(SONAME)
	$(Q)ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libassay.so
	$(Q)sed -e 's|@prefix@|$(PREFIX)|; s|@libdir@|$(LIBDIR)|; s|@version@|$(VERSION)|' packaging/assay.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/assay.pc
	$(Q)for page in $$($(RUN) manual); do $(RUN) manual $$page >$(DESTDIR)$(MANDIR)/man$${page##*.}/$$page || exit 1; done
	$(Q)$(RUN) completion bash >$(DESTDIR)$(BASHDIR)/assay
	$(Q)$(RUN) completion zsh >$(DESTDIR)$(ZSHDIR)/_assay
	$(Q)$(RUN) completion fish >$(DESTDIR)$(FISHDIR)/assay.fish
	$(Q)install -m 644 README.md CHANGELOG.md LICENSE $(DESTDIR)$(DOCDIR)
	@# the loader's cache; a package does this itself
	@[ -n '$(DESTDIR)' ] || ldconfig 2>/dev/null || true

uninstall:
	$(Q)rm -f $(addprefix $(DESTDIR),$(PREFIX)/bin/assay $(addprefix $(PREFIX)/include/,assay.h assay_evidence.h) $(addprefix $(LIBDIR)/,libassay.a $(SHARED) $(SONAME) \
		libassay.so pkgconfig/assay.pc) $(BASHDIR)/assay $(ZSHDIR)/_assay $(FISHDIR)/assay.fish $(addprefix $(DOCDIR)/,README.md CHANGELOG.md LICENSE))
	$(Q)rm -f $(DESTDIR)$(MANDIR)/man1/assay.1 $(DESTDIR)$(MANDIR)/man1/assay-*.1 $(DESTDIR)$(MANDIR)/man5/assay.yaml.5 \
		$(DESTDIR)$(MANDIR)/man5/assay-rules.5
	$(Q)rmdir $(DESTDIR)$(DOCDIR) 2>/dev/null || true

.PHONY: install uninstall
