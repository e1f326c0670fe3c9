/*
 * value - a slice of a document as values in an arena, built by cJSON.
 *
 * cJSON parses the slice. Its tree gives the structure and the strings; a walk over the same
 * text, in step with the tree, gives each value its place and each number its exact text. No
 * cJSON node leaves this file. Knows cJSON and walks; must not know what a value is about.
 */
#include "doc/value.h"
#include "doc/doc_inside.h"
#include "doc/json_text.h"

#include <cjson/cJSON.h>

/* cJSON accepts every nesting that a document may have */
_Static_assert(CJSON_NESTING_LIMIT >= 1000, "cJSON nests less than JSON_MAX_DEPTH");

/* the keys of an object with more members are sorted */
#define SMALL_OBJECT ((size_t)16)

struct build {
	struct arena *arena;
	struct assay_error *err;
};

static int report_mismatch(struct build *b, struct cursor c, const char *what)
{
	return cursor_error(b->err, ASSAY_EINTERNAL, c,
		"assay's scanner and cJSON read %s differently here. Please report this file",
		what);
}

/* false: cJSON has no such kind */
static bool get_kind(const cJSON *node, enum doc_kind *out)
{
	switch (node->type & 0xFF) {
	case cJSON_NULL:
		*out = DOC_NULL;
		return true;
	case cJSON_False:
	case cJSON_True:
		*out = DOC_BOOL;
		return true;
	case cJSON_Number:
		*out = DOC_NUMBER;
		return true;
	case cJSON_String:
		*out = DOC_STRING;
		return true;
	case cJSON_Array:
		*out = DOC_ARRAY;
		return true;
	case cJSON_Object:
		*out = DOC_OBJECT;
		return true;
	default:
		return false;
	}
}

static size_t count_children(const cJSON *node)
{
	size_t n = 0;
	for (const cJSON *child = node->child; child; child = child->next)
		n++;
	return n;
}

/* the error for a second member of the same key, at its key */
static int duplicate(struct build *b, const struct value *object, const struct member *first,
	const struct member *second)
{
	struct walk w;
	walk_begin(&w, object->at);
	while (walk_next(&w) && w.value.at != second->value->at.at)
		;
	size_t line, column;
	place_of(object->at.doc, first->value->at.at, &line, &column);
	return doc_error_at(b->err, ASSAY_EINPUT, object->at.doc, w.key_at,
		"the object contains the key \"%.*s\" a second time (the value of the first is at "
		"line %zu, column %zu). Remove one",
		(int)(first->key.len < 200 ? first->key.len : 200), first->key.ptr, line, column);
}

static int compare_keys(const void *a, const void *b)
{
	return str_cmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

static int check_small(struct build *b, const struct value *object)
{
	const struct member *members = object->members;
	for (size_t i = 1; i < object->n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (str_eq(members[i].key, members[j].key))
				return duplicate(b, object, &members[j], &members[i]);
		}
	}
	return ASSAY_OK;
}

/* refuse a key that the object contains twice; sort the keys of a large object */
static int check_keys(struct build *b, struct value *object)
{
	if (object->n <= SMALL_OBJECT)
		return check_small(b, object);
	for (size_t i = 0; i < object->n; i++)
		(void)list_add(b->arena, &object->by_key, &object->members[i]);
	(void)list_sort(b->arena, &object->by_key, compare_keys);
	const struct member *first = NULL, *second = NULL;
	for (size_t i = 1; i < object->n; i++) {
		const struct member *left = object->by_key.items[i - 1];
		const struct member *right = object->by_key.items[i];
		/* of several, the first in the text */
		if (str_eq(left->key, right->key) && (!second || right < second)) {
			first = left;
			second = right;
		}
	}
	return second ? duplicate(b, object, first, second) : ASSAY_OK;
}

static int build_value(
	struct build *b, struct value **out, struct cursor c, const cJSON *node, size_t depth);

/* the children of an array or object, each with its place */
static int build_children(struct build *b, struct value *v, const cJSON *node, size_t depth)
{
	struct walk w;
	size_t i = 0;
	int status = ASSAY_OK;
	walk_begin(&w, v->at);
	for (const cJSON *child = node->child; child; child = child->next, i++) {
		if (!walk_next(&w))
			return report_mismatch(b, v->at, "the number of values");
		struct value **out = v->kind == DOC_ARRAY ? &v->items[i] : &v->members[i].value;
		if (v->kind == DOC_OBJECT)
			v->members[i].key = str_copy(b->arena, str_of(child->string));
		status = build_value(b, out, w.value, child, depth + 1);
		if (status != ASSAY_OK)
			return status;
	}
	return walk_next(&w) ? report_mismatch(b, v->at, "the number of values") : ASSAY_OK;
}

static int build_array(struct build *b, struct value *v, const cJSON *node, size_t depth)
{
	v->n = count_children(node);
	v->items = arena_array(b->arena, v->n, sizeof *v->items);
	return build_children(b, v, node, depth);
}

static int build_object(struct build *b, struct value *v, const cJSON *node, size_t depth)
{
	v->n = count_children(node);
	v->members = arena_array(b->arena, v->n, sizeof *v->members);
	int status = build_children(b, v, node, depth);
	return status == ASSAY_OK ? check_keys(b, v) : status;
}

/* recursion is bounded by the depth that the scan allowed */
static int build_value(
	struct build *b, struct value **out, struct cursor c, const cJSON *node, size_t depth)
{
	struct value *v = arena_alloc(b->arena, sizeof *v);
	v->at = c;
	*out = v;
	if (!get_kind(node, &v->kind) || v->kind != cursor_kind(c) || depth > JSON_MAX_DEPTH)
		return report_mismatch(b, c, "the kind of a value");
	switch (v->kind) {
	case DOC_NULL:
		return ASSAY_OK;
	case DOC_BOOL:
		v->truth = cJSON_IsTrue(node);
		return ASSAY_OK;
	case DOC_NUMBER:
		v->text = str_copy(b->arena, cursor_text(c));
		return ASSAY_OK;
	case DOC_STRING:
		v->text = str_copy(b->arena, str_of(node->valuestring));
		return ASSAY_OK;
	case DOC_ARRAY:
		return build_array(b, v, node, depth);
	case DOC_OBJECT:
		return build_object(b, v, node, depth);
	}
	return ASSAY_OK;
}

static void delete_tree(void *node)
{
	cJSON_Delete(node);
}

int value_build(const struct value **out, struct cursor c, struct arena *a, struct assay_error *err)
{
	struct build b = {.arena = a, .err = err};
	struct str text = cursor_text(c);
	size_t nul = json_find_nul(text);
	struct arena_cleanup cleanup;
	struct value *v = NULL;
	const char *end = NULL;
	int status;
	*out = NULL;
	if (!c.doc)
		return cursor_error(err, ASSAY_EINPUT, c, "there is no value");
	if (text.len > c.doc->limits.max_slice)
		return cursor_error(err, ASSAY_ELIMIT, c,
			"the value is %zu bytes long; the limit max_slice is %zu (--max-slice "
			"raises it)",
			text.len, c.doc->limits.max_slice);
	if (nul < text.len)
		return doc_error_at(err, ASSAY_EINPUT, c.doc, c.at + nul,
			"found \\u0000 in a string, where some programs end the text. Remove it");

	cJSON *node = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, false);
	arena_defer(a, &cleanup, delete_tree, node);
	if (!node)
		status = cursor_error(err, ASSAY_EINTERNAL, c,
			"cJSON refuses this value, or there is no memory for it. Please report "
			"this file");
	else if (end != text.ptr + text.len)
		status = report_mismatch(&b, c, "the length of a value");
	else
		status = build_value(&b, &v, c, node, 0);
	arena_release(a, &cleanup);
	if (status == ASSAY_OK)
		*out = v;
	return status;
}

const struct value *value_get_str(const struct value *object, struct str key)
{
	if (!object || object->kind != DOC_OBJECT)
		return NULL;
	if (object->by_key.n == 0) {
		for (size_t i = 0; i < object->n; i++) {
			if (str_eq(object->members[i].key, key))
				return object->members[i].value;
		}
		return NULL;
	}
	size_t low = 0, high = object->by_key.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct member *member = object->by_key.items[middle];
		int order = str_cmp(member->key, key);
		if (order == 0)
			return member->value;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct value *value_get(const struct value *object, const char *key)
{
	return value_get_str(object, str_of(key));
}

/* recursion is bounded: values are nested no deeper than their documents */
static bool equal(const struct value *a, const struct value *b, size_t depth)
{
	if (!a || !b || depth > JSON_MAX_DEPTH)
		return a == b;
	if (a->kind != b->kind || a->truth != b->truth || a->n != b->n || !str_eq(a->text, b->text))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct value *left, *right;
		if (a->kind == DOC_ARRAY) {
			left = a->items[i];
			right = b->items[i];
		} else {
			left = a->members[i].value;
			right = value_get_str(b, a->members[i].key);
		}
		if (!equal(left, right, depth + 1))
			return false;
	}
	return true;
}

bool value_equal(const struct value *a, const struct value *b)
{
	return equal(a, b, 0);
}

static bool read_integer(struct str text, int64_t *out)
{
	bool negative = text.ptr[0] == '-';
	uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	uint64_t value = 0;
	for (size_t i = negative; i < text.len; i++) {
		uint64_t digit = (uint64_t)(unsigned char)text.ptr[i] - '0';
		if (digit > 9 || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = negative ? (int64_t)(0 - value) : (int64_t)value;
	return true;
}

bool value_integer(const struct value *v, int64_t *out)
{
	return v && v->kind == DOC_NUMBER && read_integer(v->text, out);
}

bool value_count(const struct value *v, int64_t *out)
{
	if (!v || v->kind != DOC_NUMBER)
		return false;
	struct str text = v->text;
	size_t zeros = 0;
	while (zeros < text.len && text.ptr[text.len - zeros - 1] == '0')
		zeros++;
	if (zeros && zeros < text.len && text.ptr[text.len - zeros - 1] == '.')
		text.len -= zeros + 1;
	return read_integer(text, out);
}
