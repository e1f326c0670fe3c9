/*
 * keys.h - reading the keys of a test file strictly.
 */
#ifndef ASSAY_AUTHORS_KEYS_H
#define ASSAY_AUTHORS_KEYS_H

#include "doc/value.h"

/* A key of an object, and the function that reads its value. */
struct key {
	const char *name;
	int (*read)(void *payload, const struct value *v, struct arena *a, struct assay_error *err);
	bool required;
};

/*
 * Read every member of an object by its key. noun names the object in messages: "a case".
 * ASSAY_EINPUT: not an object, an unknown key, or a required one that is missing.
 */
int keys_read(const struct value *v, const char *noun, const struct key *keys, size_t n,
	void *payload, struct arena *a, struct assay_error *err);

/* The place of the i-th key of an object. */
struct cursor keys_place(const struct value *object, size_t i);

/* A string that is not empty, or a number, boolean or null as it is written. */
int keys_text(struct str *out, const struct value *v, const char *noun, struct assay_error *err);

/* One text or a list of them, appended to out as struct str *. */
int keys_texts(struct list *out, const struct value *v, const char *noun, struct arena *a,
	struct assay_error *err);

#endif
