/*
 * given - what a run was given, remembered so that it can be packed as evidence.
 *
 * Part of assay.h's implementation. Keeps names and pointers: bytes stay the caller's.
 */
#include "pipeline/inside.h"

static const char *copy(struct arena *arena, const char *text)
{
	return text ? str_copy(arena, str_of(text)).ptr : NULL;
}

void note_given(struct assay *a, enum given_kind kind, const char *name, const char *value,
	struct str bytes)
{
	struct given *given = arena_alloc(a->arena, sizeof *given);

	*given = (struct given){kind, copy(a->arena, name), copy(a->arena, value), bytes};
	(void)list_add(a->arena, &a->given, given);
}

static bool locate(void *payload, const char *input, const char **boundary, const char **folder)
{
	struct given_sources *given = payload;
	struct located *located;

	if (!given->from->locate(given->from->payload, input, boundary, folder))
		return false;
	located = arena_alloc(given->arena, sizeof *located);
	*located = (struct located){copy(given->arena, input), copy(given->arena, *boundary),
		copy(given->arena, *folder)};
	(void)list_add(given->arena, &given->located, located);
	return true;
}

/* the files of a folder on their way to who asked */
struct passing {
	struct arena *arena;
	struct given_folder *folder;
	assay_source_fn *add;
	void *into;
};

static void pass(void *into, const char *name, const char *bytes, size_t len, const char *why)
{
	struct passing *passing = into;
	struct given_file *file = arena_alloc(passing->arena, sizeof *file);

	*file = (struct given_file){copy(passing->arena, name), {bytes, bytes ? len : 0},
		bytes ? NULL : copy(passing->arena, why ? why : "")};
	(void)list_add(passing->arena, &passing->folder->files, file);
	passing->add(passing->into, name, bytes, len, why);
}

static bool is_noted(const struct given_sources *given, const char *boundary, const char *folder)
{
	for (size_t i = 0; i < given->folders.n; i++) {
		const struct given_folder *known = given->folders.items[i];

		if (strcmp(known->boundary, boundary) == 0 && strcmp(known->folder, folder) == 0)
			return true;
	}
	return false;
}

static bool read_folder(
	void *payload, const char *boundary, const char *folder, assay_source_fn *add, void *into)
{
	struct given_sources *given = payload;
	struct passing passing = {given->arena, NULL, add, into};
	const struct assay_sources *from = given->from;

	if (is_noted(given, boundary, folder))
		return from->read(from->payload, boundary, folder, add, into);
	passing.folder = arena_alloc(given->arena, sizeof *passing.folder);
	passing.folder->boundary = copy(given->arena, boundary);
	passing.folder->folder = copy(given->arena, folder);
	if (!from->read(from->payload, boundary, folder, pass, &passing))
		return false;
	(void)list_add(given->arena, &given->folders, passing.folder);
	return true;
}

const struct assay_sources *sources_noted(struct assay *a)
{
	struct given_sources *given;

	if (!a->sources)
		return NULL;
	given = arena_alloc(a->arena, sizeof *given);
	*given = (struct given_sources){
		.reader = {locate, read_folder, given}, .from = a->sources, .arena = a->arena};
	a->sources_given = given;
	return &given->reader;
}
