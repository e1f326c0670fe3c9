/*
 * keys - reads the keys of a test file strictly.
 */
#include "authors/keys.h"

#include "base/nearest.h"

struct cursor keys_place(const struct value *object, size_t i)
{
	struct walk walk;

	walk_begin(&walk, object->at);
	for (size_t step = 0; walk_next(&walk) && step < i; step++)
		;
	return (struct cursor){object->at.doc, walk.key_at};
}

static int unknown_key(const struct value *v, size_t i, const char *noun, const struct key *keys,
	size_t n, struct assay_error *err)
{
	struct str name = v->members[i].key;
	struct nearest nearest = {.word = name};
	char names[200] = "";

	for (size_t k = 0; k < n; k++) {
		size_t len = strlen(names);

		nearest_offer(&nearest, str_of(keys[k].name));
		snprintf(names + len, sizeof names - len, "%s%s", k ? ", " : "", keys[k].name);
	}
	if (nearest.name.ptr)
		return cursor_error(err, ASSAY_EINPUT, keys_place(v, i),
			"unknown key '%.*s'. Did you mean '%s'?", STR_ARGS(name), nearest.name.ptr);
	return cursor_error(err, ASSAY_EINPUT, keys_place(v, i),
		"unknown key '%.*s'. The keys of %s are: %s.", STR_ARGS(name), noun, names);
}

int keys_read(const struct value *v, const char *noun, const struct key *keys, size_t n,
	void *payload, struct arena *a, struct assay_error *err)
{
	int status = ASSAY_OK;

	if (v->kind != DOC_OBJECT)
		return cursor_error(
			err, ASSAY_EINPUT, v->at, "%s must have keys and values.", noun);
	for (size_t i = 0; !status && i < v->n; i++) {
		size_t k = 0;

		while (k < n && !str_is(v->members[i].key, keys[k].name))
			k++;
		status = k < n ? keys[k].read(payload, v->members[i].value, a, err)
			       : unknown_key(v, i, noun, keys, n, err);
	}
	for (size_t k = 0; !status && k < n; k++)
		if (keys[k].required && !value_get(v, keys[k].name))
			status = cursor_error(err, ASSAY_EINPUT, v->at, "%s needs the key '%s'.",
				noun, keys[k].name);
	return status;
}

int keys_text(struct str *out, const struct value *v, const char *noun, struct assay_error *err)
{
	switch (v->kind) {
	case DOC_STRING:
	case DOC_NUMBER:
		*out = v->text;
		break;
	case DOC_BOOL:
		*out = v->truth ? STR("true") : STR("false");
		break;
	case DOC_NULL:
	case DOC_ARRAY:
	case DOC_OBJECT:
		return cursor_error(err, ASSAY_EINPUT, v->at, "%s must be text.", noun);
	}
	for (size_t i = 0; i < out->len; i++)
		if (!strchr(" \t\r\n", out->ptr[i]))
			return ASSAY_OK;
	return cursor_error(
		err, ASSAY_EINPUT, v->at, "%s is empty. Write text, or remove it.", noun);
}

int keys_texts(struct list *out, const struct value *v, const char *noun, struct arena *a,
	struct assay_error *err)
{
	size_t n = v->kind == DOC_ARRAY ? v->n : 1;
	int status = ASSAY_OK;

	if (n == 0)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"the list is empty. Write text, or remove the key.");
	for (size_t i = 0; !status && i < n; i++) {
		struct str *text = arena_alloc(a, sizeof *text);

		status = keys_text(text, v->kind == DOC_ARRAY ? v->items[i] : v, noun, err);
		(void)list_add(a, out, text);
	}
	return status;
}
