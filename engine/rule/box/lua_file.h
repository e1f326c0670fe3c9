/*
 * lua_file.h - the Lua files of a run, found by what they are.
 */
#ifndef ASSAY_RULE_LUA_FILE_H
#define ASSAY_RULE_LUA_FILE_H

#include "base/base.h"

/* the parser is C code without a budget, and takes quadratic time for some files */
#define SOURCE_MAX ((size_t)64 << 10)

enum rule_file_kind { SOURCE_TYPE, SOURCE_CONTROL, SOURCE_LIBRARY, SOURCE_PROFILE };

struct lua_file {
	struct str name; /* as given; NUL-terminated */
	struct str root; /* what stands before types/, controls/, lib/ or profiles/ */
	struct str base; /* its last component without .lua */
	enum rule_file_kind kind;
	bool bundled;    /* the build put it into the library */
	struct str text; /* borrowed */
	struct str *
		compiled; /* made of the text by the build or by this process; empty until needed */
	bool *ran;        /* by line, from 1: it ran; NULL: not recorded */
	size_t n_lines;
	char chunk[24]; /* Lua's name of it: "=#12", so that no message needs parsing */
};

struct lua_files {
	struct arena *arena; /* that of what is compiled; NULL: nothing is kept */
	uint32_t seed;       /* of the hashes in their states: the same in each run */
	bool records_lines;  /* which lines run is recorded */
	struct list list;    /* struct lua_file, in the order they were added */
};

/*
 * Check a file and add it. buf is borrowed as long as s. ASSAY_ERULE: not a valid rule file.
 * ASSAY_ELIMIT: too long.
 */
int lua_file_add(struct lua_files *s, struct arena *a, const char *name, const char *buf,
	size_t len, const struct lua_file **out, struct assay_error *err);

/*
 * The library that `require` in a file refers to: one of the same folder, else a built-in one.
 * NULL if there is none, or more than one (*twice is set).
 */
const struct lua_file *lua_file_library(
	const struct lua_files *s, const struct lua_file *from, struct str base, bool *twice);

/* The file that a chunk of this name is, or NULL. */
const struct lua_file *lua_file_of_chunk(const struct lua_files *s, const char *chunk);

/* The line of a key of a table, if the key occurs once in the file. Else 0. */
size_t lua_file_line_of_key(const struct lua_file *source, struct str key);

#endif
