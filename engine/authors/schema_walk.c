/*
 * schema_walk - steps in a schema that is not built.
 */
#include "authors/schema.h"
#include "base/nearest.h"

struct cursor schema_member(struct cursor object, struct str key, struct arena *a)
{
	struct lookup lookup = {.key = str_copy(a, key).ptr};

	if (!object.doc || cursor_find(object, &lookup, 1, NULL))
		return (struct cursor){NULL, 0};
	return lookup.value;
}

void schema_offer(struct cursor object, const char *word, struct str *nearest, struct arena *a)
{
	struct nearest near = {.word = str_of(word)};
	struct walk walk;

	if (!object.doc)
		return;
	walk_begin(&walk, object);
	while (walk_next(&walk))
		nearest_offer(&near, walk.raw_key);
	if (near.name.ptr)
		*nearest = str_copy(a, near.name);
}
