/*
 * uri - how reports write the name of an input.
 *
 * The path as given where it is relative and without "..", else its last component;
 * inputs with equal names get the shortest tail that differs.
 * Knows paths as text; must not touch the file system.
 */
#include "inventory/model/build.h"

#include "base/path.h"

/* more components than a path can have on any system we know */
#define COMPONENTS_MAX 64

static bool has_dots(struct str path)
{
	return str_is(path, "..") || str_starts(path, STR("../")) || str_ends(path, STR("/..")) ||
	       str_contains(path, STR("/../"));
}

static bool stays(struct str path)
{
	return !str_starts(path, STR("/")) && !has_dots(path);
}

/* the last n components; they end at a component ".." */
static struct str tail(struct str path, size_t n)
{
	size_t at = path.len;
	while (n > 0 && at > 0) {
		size_t start = at;
		while (start > 0 && path.ptr[start - 1] != '/')
			start--;
		if (str_is((struct str){path.ptr + start, at - start}, ".."))
			break;
		if (--n == 0 || start == 0)
			return (struct str){path.ptr + start, path.len - start};
		at = start - 1;
	}
	size_t from = at < path.len ? at + 1 : at;
	return (struct str){path.ptr + from, path.len - from};
}

/* the length of an archive's name in "ARCHIVE!PATH"; of any other name, the whole length */
static size_t outer_length(struct str name)
{
	const char *mark = name.len ? memchr(name.ptr, '!', name.len) : NULL;
	return mark ? (size_t)(mark - name.ptr) : name.len;
}

struct str path_uri(struct arena *a, struct str name)
{
	if (str_is(name, "-"))
		return STR("stdin.json");
	struct str path = path_normalise(a, name);
	if (stays(path))
		return path;
	struct str outer = {path.ptr, outer_length(path)};
	struct str kept = tail(outer, 1);
	return (struct str){kept.ptr, path.len - (size_t)(kept.ptr - path.ptr)};
}

/* count the inputs of each name; *shared says whether two are equal */
static void count(struct inventory *w, struct arena *a, struct map *counts, bool *shared)
{
	*shared = false;
	for (size_t i = 0; i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		size_t *n = map_get(counts, s->input.uri);
		if (!n) {
			n = arena_alloc(a, sizeof *n);
			map_set(a, counts, s->input.uri, n);
		}
		*shared = ++*n > 1 || *shared;
	}
}

static void lengthen(struct inventory *w, struct arena *a, size_t components, bool *done)
{
	struct map counts = {0};
	bool shared;
	count(w, a, &counts, &shared);
	*done = true;
	for (size_t i = 0; shared && i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		const size_t *n = map_get(&counts, s->input.uri);
		struct str path = path_normalise(w->run, s->input.name);
		if (*n < 2 || stays(path))
			continue;
		struct str longer = tail(path, components);
		if (longer.len > s->input.uri.len) {
			s->input.uri = longer;
			*done = false;
		}
	}
}

void inventory_name_uris(struct inventory *w)
{
	struct arena *a;
	bool done = true;
	for (size_t i = 0; i < w->sources.n; i++) {
		struct source *s = w->sources.items[i];
		s->input.uri = path_uri(w->run, s->input.name);
		/* only names that are cut may be equal */
		done = done && stays(path_normalise(w->run, s->input.name));
	}
	(void)arena_new_below(&a, w->run);
	for (size_t n = 2; !done && n <= COMPONENTS_MAX; n++)
		lengthen(w, a, n, &done);
	arena_free(a);
}
