/*
 * source_waivers - waivers that comments above resource blocks of Terraform sources contain.
 *
 * A comment covers the results that blame its block and nothing else. Must not know how a source
 * was read, nor read the clock.
 */
#define _GNU_SOURCE /* memmem */
#include "verdict/source_waivers.h"

#include "base/day.h"
#include "base/map.h"
#include "verdict/sources.h"

#define MARK "assay:waive"

/* comments with a waiver, or that are malformed, in the sources of all plans */
#define COMMENTS_MAX ((size_t)5000)

/* the same block in all calls of its module */
struct comment_state {
	struct run *run;
	size_t n_comments; /* see COMMENTS_MAX */
	struct map blocks; /* struct list of struct waiver, by file and offset */
	struct map files;  /* struct comment_file, by boundary and name */
};

/* a file with resource blocks, and the comments above them */
struct comment_file {
	const struct hcl_file *file;
	struct map lines; /* of the comments, by offset */
};

/* plans with different boundaries may have files of the same name */
static struct str file_key(struct arena *a, const struct hcl_file *file)
{
	return str_printf(a, "%.*s\n%.*s", STR_ARGS(file->boundary), STR_ARGS(file->name));
}

static struct str key_of(struct arena *a, const struct hcl_block *block)
{
	return str_printf(a, "%.*s:%zu", STR_ARGS(file_key(a, block->file)), block->header.from);
}

static struct str trim(struct str s)
{
	while (s.len && strchr(" \t\r\n", s.ptr[0]))
		s = (struct str){s.ptr + 1, s.len - 1};
	while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* cut the first word off */
static struct str take_word(struct str *rest)
{
	size_t n = 0;
	struct str word;

	while (n < rest->len && !strchr(" \t", rest->ptr[n]))
		n++;
	word = (struct str){rest->ptr, n};
	*rest = trim((struct str){rest->ptr + n, rest->len - n});
	return word;
}

/* true if a comment that is not closed reaches beyond the line; inside: one reaches into it */
static bool ends_inside(struct str line, bool inside)
{
	while (line.len >= 2) {
		const char *close = line.ptr;

		if (!inside) {
			line = trim(line);
			if (!str_starts(line, STR("/*")))
				return false;
			close = line.ptr;
		} else if (!(close = memmem(line.ptr, line.len, "*/", 2))) {
			return true;
		}
		inside = !inside;
		line.len -= (size_t)(close - line.ptr) + 2;
		line.ptr = close + 2;
	}
	return inside;
}

/* the text of a comment line; ptr NULL: a part of a comment of several lines */
static struct str text_of_line(struct str line, bool inside)
{
	line = trim(line);
	if (inside)
		return STR_NONE;
	if (str_starts(line, STR("#")))
		return trim((struct str){line.ptr + 1, line.len - 1});
	if (str_starts(line, STR("//")))
		return trim((struct str){line.ptr + 2, line.len - 2});
	if (str_starts(line, STR("/*")) && str_ends(line, STR("*/")) && line.len >= 4)
		return trim((struct str){line.ptr + 2, line.len - 4});
	return STR_NONE;
}

static void warn(struct comment_state *c, const struct hcl_file *file, struct hcl_range range,
	struct str what)
{
	struct run *run = c->run;
	struct place at = hcl_place(file, range);
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);

	*remark = (struct remark){
		.level = run->options->strict_waivers ? REMARK_ERROR : REMARK_WARNING,
		.always = true,
		.text = str_printf(run->arena,
			"%.*s:%zu:%zu: This comment waives nothing: %.*s. Write 'assay:waive "
			"CONTROL "
			"until YYYY-MM-DD REASON' on one line directly above the block.",
			STR_ARGS(file->name), at.line, at.column, STR_ARGS(what))};
	list_add(run->arena, &run->remarks, remark);
}

/* Count a comment. False: there are too many, and it waives nothing. */
static bool take_comment(struct comment_state *c)
{
	struct run *run = c->run;
	struct remark *remark;

	if (++c->n_comments <= COMMENTS_MAX)
		return true;
	if (c->n_comments == COMMENTS_MAX + 1) {
		remark = arena_alloc(run->arena, sizeof *remark);
		*remark = (struct remark){
			.level = run->options->strict_waivers ? REMARK_ERROR : REMARK_WARNING,
			.always = true,
			.text = str_printf(run->arena,
				"The Terraform sources contain more than %zu comments with "
				"'assay:'. The others waive nothing. Judge fewer plans at once, or "
				"use a file of waivers.",
				COMMENTS_MAX)};
		list_add(run->arena, &run->remarks, remark);
	}
	return false;
}

/* ptr NULL: the comment is a waiver */
static struct str parse(struct waiver *w, struct str text)
{
	if (!str_is(take_word(&text), MARK))
		return STR("it begins with 'assay:', but not with 'assay:waive'");
	w->control = take_word(&text);
	if (!w->control.len)
		return STR("it names no control");
	if (!str_is(take_word(&text), "until"))
		return STR("the control is not followed by 'until' and a date");
	w->expires = take_word(&text);
	if (!day_parse(w->expires, &w->last))
		return STR("the date is not valid");
	w->reason = text;
	return text.len ? STR_NONE : STR("it has no reason");
}

/* one comment; range: its place */
static void read_comment(struct comment_state *c, struct list *waivers, struct str text,
	const struct hcl_block *block, struct hcl_range range, struct str address)
{
	struct run *run = c->run;
	struct waiver *w;
	struct str what;

	if (!str_starts(text, STR("assay:")) || !take_comment(c))
		return;
	w = arena_alloc(run->arena, sizeof *w);
	*w = (struct waiver){.subject = address, .file = block->file, .range = range};
	what = parse(w, text);
	if (what.ptr) {
		warn(c, block->file, range, what);
		return;
	}
	w->expired = run->now / SECONDS_OF_DAY > w->last;
	list_add(run->arena, waivers, w);
	list_add(run->arena, &run->waivers, w);
}

static struct str offset_key(struct arena *a, size_t at)
{
	return str_printf(a, "%zu", at);
}

static struct comment_file *file_of(struct comment_state *c, const struct hcl_file *file)
{
	struct arena *a = c->run->arena;
	struct str key = file_key(a, file);
	struct comment_file *known = map_get(&c->files, key);

	if (known)
		return known;
	known = arena_alloc(a, sizeof *known);
	known->file = file;
	map_set(a, &c->files, key, known);
	return known;
}

static void read_lines(struct comment_state *c, struct list *waivers, const struct hcl_block *block,
	struct str address)
{
	struct run *run = c->run;
	struct str text = block->file->text;
	bool inside = false;
	struct comment_file *known = file_of(c, block->file);

	for (size_t at = block->comments.from; at < block->comments.to;) {
		const char *newline = memchr(text.ptr + at, '\n', block->comments.to - at);
		size_t end = newline ? (size_t)(newline - text.ptr) : block->comments.to;
		struct str line = {text.ptr + at, end - at};
		struct str inner = text_of_line(line, inside);
		struct hcl_range range = {at, end};
		const char *mark = memmem(line.ptr, line.len, MARK, strlen(MARK));

		if (mark)
			map_set(run->arena, &known->lines,
				offset_key(run->arena, (size_t)(mark - text.ptr)), known);
		if (!inner.ptr && mark && take_comment(c))
			warn(c, block->file, range,
				STR("it is a part of a comment of several lines"));
		read_comment(c, waivers, inner, block, range, address);
		inside = ends_inside(line, inside);
		at = end + 1;
	}
}

/* remember that a text of "//" was read */
static void know_note(
	struct comment_state *c, const struct hcl_block *block, const struct hcl_value *note)
{
	struct str text = block->file->text;
	size_t from = note->range.from;
	const char *mark = memmem(text.ptr + from, text.len - from, MARK, strlen(MARK));
	struct comment_file *known = file_of(c, block->file);

	if (mark && str_contains(note->text, STR(MARK)))
		map_set(c->run->arena, &known->lines,
			offset_key(c->run->arena, (size_t)(mark - text.ptr)), known);
}

static void read_block(struct comment_state *c, const struct hcl_block *block, struct str address)
{
	struct arena *a = c->run->arena;
	struct str key = key_of(a, block);
	struct list *waivers = map_get(&c->blocks, key);

	if (waivers)
		return;
	waivers = arena_alloc(a, sizeof *waivers);
	map_set(a, &c->blocks, key, waivers);
	read_lines(c, waivers, block, address);
	for (size_t i = 0; i < block->notes.n; i++) {
		const struct hcl_value *note = block->notes.items[i];

		read_comment(c, waivers, trim(note->text), block, note->range, address);
		know_note(c, block, note);
	}
}

static void visit(void *payload, struct str address, const struct hcl_entity *entity)
{
	read_block(payload, entity->block, address);
	for (size_t i = 0; i < entity->overrides.n; i++)
		read_block(payload, entity->overrides.items[i], address);
}

/* where a text in JSON begins: a place is that of a value */
static size_t value_start(const struct hcl_file *file, size_t at)
{
	while (file->doc && at > 0 && file->text.ptr[at] != '"')
		at--;
	return at;
}

/* a comment that is not directly above a resource block, or a text in JSON that is not its "//" */
static int find_misplaced(void *payload, struct str name, void *value)
{
	struct comment_state *c = payload;
	struct run *run = c->run;
	const struct comment_file *known = value;
	struct str text = known->file->text;
	const char *at = text.ptr, *end = text.ptr + text.len;

	(void)name;
	while (at && (at = memmem(at, (size_t)(end - at), MARK, strlen(MARK)))) {
		size_t from = (size_t)(at - text.ptr);

		size_t start = value_start(known->file, from);

		if (!map_get(&known->lines, offset_key(run->arena, from)) && take_comment(c))
			warn(c, known->file, (struct hcl_range){start, start},
				known->file->doc
					? STR("it is not the \"//\" of a resource block")
					: STR("it is not directly above a resource block"));
		at += strlen(MARK);
	}
	return 0;
}

/* of two waivers for one block, a valid one counts, then the one that ends last */
static struct waiver *better(struct waiver *a, struct waiver *b)
{
	if (!a || a->expired != b->expired)
		return !a || a->expired ? b : a;
	return b->last > a->last ? b : a;
}

static struct waiver *best_of(struct comment_state *c, const struct hcl_block *block,
	struct str control, struct waiver *best)
{
	const struct list *waivers = map_get(&c->blocks, key_of(c->run->arena, block));

	for (size_t i = 0; waivers && i < waivers->n; i++) {
		struct waiver *w = waivers->items[i];

		if (str_eq(w->control, control))
			best = better(best, w);
	}
	return best;
}

/* what a result blames */
struct blame {
	struct list waivers; /* struct waiver, each once */
	bool is_complete;    /* every place is in a block with one */
};

/* resource: the one that the place is about, or NULL. A plan may have a block for an exported one.
 */
static void blame_place(struct comment_state *c, const struct result *r, struct cursor at,
	const struct resource *resource, struct blame *blame)
{
	bool merged = resource && resource->planned_at.doc;
	const struct written *written =
		merged ? run_written_block(c->run, resource) : run_written(c->run, at);
	const struct hcl_entity *entity = written ? written->entity : NULL;
	struct waiver *w = NULL;

	if (entity && !written->module->folder->is_foreign) {
		w = best_of(c, entity->block, r->control->id, NULL);
		for (size_t i = 0; i < entity->overrides.n; i++)
			w = best_of(c, entity->overrides.items[i], r->control->id, w);
	}
	blame->is_complete = blame->is_complete && w;
	for (size_t i = 0; w && i < blame->waivers.n; i++)
		w = blame->waivers.items[i] == w ? NULL : w;
	if (w)
		list_add(c->run->arena, &blame->waivers, w);
}

/* the waiver that ends first decides for how long the result is accepted */
static void accept(struct comment_state *c, struct result *r)
{
	struct blame blame = {.is_complete = true};
	struct waiver *first = NULL;

	for (size_t i = 0; i < r->evidence.n; i++) {
		const struct evidence *e = r->evidence.items[i];

		blame_place(c, r, e->at, e->resource, &blame);
	}
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		blame_place(c, r, reason->at, NULL, &blame);
	if (!blame.is_complete || blame.waivers.n == 0)
		return;
	for (size_t i = 0; i < blame.waivers.n; i++) {
		struct waiver *w = blame.waivers.items[i];

		w->n_used++;
		if (!first || w->last < first->last)
			first = w;
	}
	r->waiver = first->expired ? NULL : first;
	r->lapsed = first->expired ? first : NULL;
}

void source_waivers_apply(struct run *run)
{
	struct comment_state c = {.run = run};

	for (size_t i = 0; i < run->with_sources.n; i++) {
		const struct input *input = run->with_sources.items[i];

		written_each_block(input->sources, visit, &c);
	}
	(void)map_each(&c.files, find_misplaced, &c);
	for (size_t i = 0; run->waivers.n && i < run->results.n; i++) {
		struct result *r = run->results.items[i];

		if ((r->verdict == ASSAY_FAIL || r->verdict == ASSAY_UNKNOWN) && !r->waiver)
			accept(&c, r);
	}
}
