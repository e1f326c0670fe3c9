/*
 * skipped - what a walk did not read, counted in remarks.
 *
 * A link or a pipe may stand for an export, so that the verdicts may be about less than the user
 * thinks: a warning. Knows names only.
 */
#include "inventory/model/build.h"

/* the names that a remark shows; inspect lists all */
#define NAMES_MAX      ((size_t)3)
#define NAME_MAX_BYTES ((size_t)120)

static int by_why_and_name(const void *a, const void *b)
{
	const struct skipped *x = a, *y = b;
	return x->why != y->why ? (x->why < y->why ? -1 : 1) : str_cmp(x->name, y->name);
}

static void note(struct inventory *w, const struct skipped *const *items, size_t n)
{
	static const struct {
		const char *one, *more, *remedy;
		enum remark_level level;
	} texts[ASSAY_N_SKIPPED] = {
		[ASSAY_SKIPPED_LINK] = {"link was not followed", "links were not followed",
			" Name the target on the command line to read it.", REMARK_WARNING},
		[ASSAY_SKIPPED_SPECIAL] = {"pipe, socket or device was not read",
			"pipes, sockets and devices were not read",
			" Pass the content on standard input, as the path -.", REMARK_WARNING},
		[ASSAY_SKIPPED_HIDDEN] = {"hidden file or folder was skipped",
			"hidden files and folders were skipped", "", REMARK_NOTE},
		[ASSAY_SKIPPED_IGNORED] = {"file or folder that a .gitignore excludes was skipped",
			"files and folders that a .gitignore excludes were skipped",
			" Name them on the command line to read them.", REMARK_NOTE},
		[ASSAY_SKIPPED_MODULES] = {"folder node_modules was skipped",
			"folders node_modules were skipped", "", REMARK_NOTE},
	};
	struct buf names;
	enum assay_skip why = items[0]->why;
	buf_init_for(&names, (size_t)4096, w->run);
	for (size_t i = 0; i < n && i < NAMES_MAX; i++) {
		struct str name =
			text_cut(w->run, path_uri(w->run, items[i]->name), NAME_MAX_BYTES);
		buf_printf(&names, "%s%.*s", i ? ", " : "", STR_ARGS(name));
	}
	remark_add(w, texts[why].level, NULL, NOWHERE,
		str_printf(w->run, "%zu %s: %.*s%s.%s", n,
			n == 1 ? texts[why].one : texts[why].more, (int)names.len,
			names.ptr ? names.ptr : "", n > NAMES_MAX ? " and others" : "",
			texts[why].remedy));
	((struct remark *)w->remarks.items[w->remarks.n - 1])->skips = true;
	buf_free(&names);
}

void inventory_note_skipped(struct inventory *w)
{
	const struct skipped *const *items;
	list_sort(w->run, &w->skipped, by_why_and_name);
	items = (const struct skipped *const *)w->skipped.items;
	for (size_t i = 0, end; i < w->skipped.n; i = end) {
		for (end = i; end < w->skipped.n && items[end]->why == items[i]->why;)
			end++;
		note(w, items + i, end - i);
	}
}
