/*
 * shape - the top level of a document: which known keys it has, and the kinds of their values.
 *
 * Knows objects; must not know any source.
 */
#include "inventory/model/shape.h"

#include "base/base.h"

static int take_member(struct shape *shape, const struct map *keys, const struct walk *walk,
	struct arena *scratch, struct assay_error *err)
{
	struct str key = walk->raw_key;
	struct cursor key_at = {walk->value.doc, walk->key_at};
	shape->n_members++;
	if (key.len && memchr(key.ptr, '\\', key.len)) {
		int status = cursor_string(key_at, scratch, &key, err);
		if (status != ASSAY_OK)
			return status;
	}
	if (!map_get(keys, key))
		return ASSAY_OK;
	if (map_get(&shape->found, key))
		return cursor_error(err, ASSAY_EINPUT, key_at,
			"the key \"%.*s\" appears in this object a second time. Remove one",
			STR_ARGS(key));
	struct cursor *value = arena_alloc(scratch, sizeof *value);
	*value = walk->value;
	map_set(scratch, &shape->found, key, value);
	return ASSAY_OK;
}

int shape_read(struct shape *out, const struct map *keys, struct cursor root, struct arena *scratch,
	struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	*out = (struct shape){.root = root};
	if (cursor_kind(root) != DOC_OBJECT)
		return ASSAY_OK;
	walk_begin(&walk, root);
	while (status == ASSAY_OK && walk_next(&walk))
		status = take_member(out, keys, &walk, scratch, err);
	return status;
}

bool shape_has(const struct shape *shape, const char *key)
{
	return map_get(&shape->found, str_of(key)) != NULL;
}

bool shape_has_kind(const struct shape *shape, struct str key, enum doc_kind kind)
{
	const struct cursor *value = map_get(&shape->found, key);
	return value && cursor_kind(*value) == kind;
}

size_t shape_count(const struct shape *shape, const struct str *keys, size_t n)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		found += map_get(&shape->found, keys[i]) != NULL;
	return found;
}
