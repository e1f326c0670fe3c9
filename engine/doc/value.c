/*
 * value - a slice of a document as values in an arena, built by cJSON.
 *
 * The only file that includes cJSON.h. cJSON reads the slice, and each of its
 * nodes is compared with what the scanner reads at the same place before it is
 * copied: two parsers that disagree are an error, not a choice. No cJSON node
 * leaves this file. Must not know what a value is about.
 */
#include "doc/value.h"
#include "doc/doc_inside.h"
#include "doc/json_text.h"

#include <cjson/cJSON.h>
#include <float.h>

/* cJSON must take every nesting that a document may have */
_Static_assert(CJSON_NESTING_LIMIT >= 1000, "cJSON nests less than JSON_MAX_DEPTH");

/* objects of more members are looked up in order of their keys */
#define SMALL_OBJECT ((size_t)16)

struct build {
	struct arena *arena;
	struct assay_error *err;
};

static int disagree(struct build *b, struct cursor c, const char *what)
{
	return cursor_error(b->err, ASSAY_EINTERNAL, c,
		"the scanner and cJSON disagree about %s here: please report this file", what);
}

static bool same_kind(enum doc_kind kind, const cJSON *node)
{
	switch (kind) {
	case DOC_NULL:
		return cJSON_IsNull(node);
	case DOC_BOOL:
		return cJSON_IsBool(node);
	case DOC_NUMBER:
		return cJSON_IsNumber(node);
	case DOC_STRING:
		return cJSON_IsString(node);
	case DOC_ARRAY:
		return cJSON_IsArray(node);
	case DOC_OBJECT:
		return cJSON_IsObject(node);
	}
	return false;
}

static bool same_string(struct str ours, const char *theirs)
{
	return theirs && strlen(theirs) == ours.len && memcmp(theirs, ours.ptr, ours.len) == 0;
}

/*
 * A number that a double computes exactly: at most 15 digits, a power of ten of at
 * most 22. false for all others, which can't be compared without another strtod.
 */
static bool exact_double(struct str text, double *out)
{
	double mantissa = 0, power = 1;
	int digits = 0, exponent = 0, written = 0;
	size_t i = text.ptr[0] == '-';
	bool fraction = false;
	for (; i < text.len && (text.ptr[i] | 0x20) != 'e'; i++) {
		if (text.ptr[i] == '.') {
			fraction = true;
			continue;
		}
		mantissa = mantissa * 10 + (text.ptr[i] - '0');
		exponent -= fraction;
		if (++digits > 15)
			return false;
	}
	bool negative = i + 1 < text.len && text.ptr[i + 1] == '-';
	for (i += 1; i < text.len; i++) {
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			written = written * 10 + (text.ptr[i] - '0');
		if (written > 1000)
			return false;
	}
	exponent += negative ? -written : written;
	if (exponent < -22 || exponent > 22 || FLT_EVAL_METHOD != 0)
		return false;
	for (int n = exponent < 0 ? -exponent : exponent; n > 0; n--)
		power *= 10;
	mantissa = exponent < 0 ? mantissa / power : mantissa * power;
	*out = text.ptr[0] == '-' ? -mantissa : mantissa;
	return true;
}

static bool same_number(struct str ours, double theirs)
{
	double exact;
	return !exact_double(ours, &exact) || (exact <= theirs && exact >= theirs);
}

static size_t count_children(const cJSON *node)
{
	size_t n = 0;
	for (const cJSON *child = node->child; child; child = child->next)
		n++;
	return n;
}

static int build_scalar(struct build *b, struct value *v, const cJSON *node)
{
	struct str text = cursor_text(v->at);
	if (v->kind == DOC_BOOL) {
		v->truth = text.ptr[0] == 't';
		return v->truth == !!cJSON_IsTrue(node) ? ASSAY_OK : disagree(b, v->at, "a truth");
	}
	if (v->kind == DOC_NUMBER) {
		v->text = str_copy(b->arena, text);
		if (!v->text.ptr)
			return error_nomem(b->err);
		return same_number(text, node->valuedouble) ? ASSAY_OK
							    : disagree(b, v->at, "a number");
	}
	if (v->kind == DOC_STRING) {
		v->text = json_decode_copy(b->arena, (struct str){text.ptr + 1, text.len - 2});
		if (!v->text.ptr)
			return error_nomem(b->err);
		return same_string(v->text, node->valuestring) ? ASSAY_OK
							       : disagree(b, v->at, "a string");
	}
	return ASSAY_OK;
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
		"the key \"%.*s\" stands in this object a second time (the value of the first is "
		"at line %zu, column %zu)",
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

/* refuse a key that stands twice; sort the keys of an object of many */
static int check_keys(struct build *b, struct value *object)
{
	if (object->n <= SMALL_OBJECT)
		return check_small(b, object);
	for (size_t i = 0; i < object->n; i++) {
		if (list_add(b->arena, &object->by_key, &object->members[i]) != ASSAY_OK)
			return error_nomem(b->err);
	}
	if (list_sort(b->arena, &object->by_key, compare_keys) != ASSAY_OK)
		return error_nomem(b->err);
	const struct member *first = NULL, *second = NULL;
	for (size_t i = 1; i < object->n; i++) {
		const struct member *left = object->by_key.items[i - 1];
		const struct member *right = object->by_key.items[i];
		/* of several, the one that stands first in the text */
		if (str_eq(left->key, right->key) && (!second || right < second)) {
			first = left;
			second = right;
		}
	}
	return second ? duplicate(b, object, first, second) : ASSAY_OK;
}

static int build_value(
	struct build *b, struct value **out, struct cursor c, const cJSON *node, size_t depth);

static int build_array(struct build *b, struct value *v, const cJSON *node, size_t depth)
{
	struct walk w;
	const cJSON *child = node->child;
	walk_begin(&w, v->at);
	for (size_t i = 0; i < v->n; i++, child = child->next) {
		if (!walk_next(&w))
			return disagree(b, v->at, "the number of elements");
		int status = build_value(b, &v->items[i], w.value, child, depth + 1);
		if (status != ASSAY_OK)
			return status;
	}
	return walk_next(&w) ? disagree(b, v->at, "the number of elements") : ASSAY_OK;
}

static int build_object(struct build *b, struct value *v, const cJSON *node, size_t depth)
{
	struct walk w;
	const cJSON *child = node->child;
	walk_begin(&w, v->at);
	for (size_t i = 0; i < v->n; i++, child = child->next) {
		if (!walk_next(&w))
			return disagree(b, v->at, "the number of members");
		struct member *member = &v->members[i];
		member->key = json_decode_copy(b->arena, w.raw_key);
		if (!member->key.ptr)
			return error_nomem(b->err);
		if (!same_string(member->key, child->string))
			return disagree(b, (struct cursor){v->at.doc, w.key_at}, "a key");
		int status = build_value(b, &member->value, w.value, child, depth + 1);
		if (status != ASSAY_OK)
			return status;
	}
	if (walk_next(&w))
		return disagree(b, v->at, "the number of members");
	return check_keys(b, v);
}

/* recursion is bounded by the depth that the scan allowed */
static int build_value(
	struct build *b, struct value **out, struct cursor c, const cJSON *node, size_t depth)
{
	struct value *v = arena_alloc(b->arena, sizeof *v);
	if (!v)
		return error_nomem(b->err);
	v->kind = cursor_kind(c);
	v->at = c;
	*out = v;
	if (!same_kind(v->kind, node) || depth > JSON_MAX_DEPTH)
		return disagree(b, c, "the kind of the value");
	if (v->kind != DOC_ARRAY && v->kind != DOC_OBJECT)
		return build_scalar(b, v, node);
	v->n = count_children(node);
	if (v->kind == DOC_ARRAY) {
		v->items = arena_array(b->arena, v->n, sizeof *v->items);
		return v->items ? build_array(b, v, node, depth) : error_nomem(b->err);
	}
	v->members = arena_array(b->arena, v->n, sizeof *v->members);
	return v->members ? build_object(b, v, node, depth) : error_nomem(b->err);
}

int value_build(const struct value **out, struct cursor c, struct arena *a, struct assay_error *err)
{
	*out = NULL;
	struct build b = {.arena = a, .err = err};
	if (!c.doc)
		return cursor_error(err, ASSAY_EINPUT, c, "nothing stands there");
	struct str text = cursor_text(c);
	if (text.len > c.doc->limits.max_slice)
		return cursor_error(err, ASSAY_ELIMIT, c,
			"the value is %zu bytes long; the limit max_slice is %zu (--max-slice "
			"raises "
			"it)",
			text.len, c.doc->limits.max_slice);
	size_t nul = json_find_nul(text);
	if (nul < text.len)
		return doc_error_at(err, ASSAY_EINPUT, c.doc, c.at + nul,
			"found \\u0000 in a string: programs that stop at it read another text; "
			"remove it");
	const char *end = NULL;
	cJSON *node = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, false);
	struct value *v = NULL;
	int status;
	if (!node)
		status = cursor_error(err, ASSAY_EINTERNAL, c,
			"the scanner passes what cJSON refuses, or there is no memory for it: "
			"please report this file");
	else if (end != text.ptr + text.len)
		status = disagree(&b, c, "the length of the value");
	else
		status = build_value(&b, &v, c, node, 0);
	cJSON_Delete(node);
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

bool value_integer(const struct value *v, int64_t *out)
{
	if (!v || v->kind != DOC_NUMBER)
		return false;
	bool negative = v->text.ptr[0] == '-';
	uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	uint64_t value = 0;
	for (size_t i = negative; i < v->text.len; i++) {
		uint64_t digit = (uint64_t)(unsigned char)v->text.ptr[i] - '0';
		if (digit > 9 || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = negative ? (int64_t)(0 - value) : (int64_t)value;
	return true;
}
