/*
 * tree - accounts, their Regions and what the inputs show of them, for `assay inspect`.
 *
 * A line or two for each; equal Regions, and equal accounts, are one. ASCII, like every text for
 * people: the same bytes in every locale. Must not know verdicts.
 */
#include "report/text/tree.h"

#include "base/map.h"

/* Longer names are on a line of their own. */
#define NAME_MAX_WIDTH ((size_t)28)
/* Of equal Regions or accounts. */
#define NAMES_SHOWN ((size_t)2)
/* Text of one node; more is cut by the buffer, which reports lack of memory. */
#define NODE_MAX ((size_t)1 << 20)

/* Equal Regions, or what an account has outside of them. */
struct row {
	struct list names; /* struct str, as a pointer */
	struct str body, holes;
};

/* Equal accounts. */
struct equals {
	struct list names;
	struct str body;
	struct list common; /* struct tree_hole, of each Region */
	struct str holes;   /* the same as text */
	struct list rows;
};

struct drawer {
	struct out *out;
	struct arena *arena;
	struct list groups;
	size_t width; /* of the column of names, with the indent */
};

static struct str take(struct drawer *d, struct buf *b)
{
	struct str s = str_copy(d->arena, (struct str){b->ptr, b->len});

	buf_free(b);
	return s;
}

static struct str first_word(struct str words)
{
	const char *blank = words.len ? memchr(words.ptr, ' ', words.len) : NULL;

	return blank ? (struct str){words.ptr, (size_t)(blank - words.ptr)} : words;
}

static void add_number(struct buf *b, size_t n, const char *noun)
{
	buf_printf(b, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

static void add_counts(struct buf *b, const struct tree_node *node)
{
	bool mixed = node->account && node->account->exported;

	for (size_t i = 0; i < node->counts.n; i++) {
		const struct tree_count *c = node->counts.items[i];
		struct str noun = c->n == 1 ? c->type->noun : c->type->nouns;

		buf_printf(b, "%s%zu %.*s", i ? ", " : "", c->n, STR_ARGS(noun));
		if (mixed && c->n_planned == c->n)
			buf_text(b, " (planned)");
		else if (mixed && c->n_planned)
			buf_printf(b, " (%zu planned)", c->n_planned);
		if (c->n_foreign == c->n)
			buf_text(b, " (of another account)");
		else if (c->n_foreign)
			buf_printf(b, " (%zu of other accounts)", c->n_foreign);
	}
	if (!node->counts.n)
		buf_text(b, "no resources");
}

/* the first n bytes of a time: 10 a day, 16 a minute */
static struct str part(struct str time, size_t n)
{
	return (struct str){time.ptr, time.len < n ? time.len : n};
}

/* "2026-11-20", "2026-11-20 to 2026-11-23", with minutes "2026-11-20 10:02 to 10:05 UTC" */
static void add_times(struct buf *b, const struct tree_node *node, bool minutes)
{
	struct str first = part(node->first, minutes ? 16 : 10);
	struct str last = part(node->last, minutes ? 16 : 10);
	size_t same_day = minutes && str_eq(part(first, 10), part(last, 10)) ? 11 : 0;

	if (!node->n_timed) {
		buf_text(b, ", no time");
		return;
	}
	buf_text(b, ", ");
	for (size_t i = 0; i < first.len; i++)
		buf_text(b, (char[]){first.ptr[i] == 'T' ? ' ' : first.ptr[i], '\0'});
	if (!str_eq(first, last))
		buf_text(b, " to ");
	for (size_t i = same_day; i < last.len && !str_eq(first, last); i++)
		buf_text(b, (char[]){last.ptr[i] == 'T' ? ' ' : last.ptr[i], '\0'});
	buf_text(b, minutes ? " UTC" : "");
	if (node->n_timed < node->n_files)
		buf_printf(b, " (%zu without time)", node->n_files - node->n_timed);
}

static void add_files(struct buf *b, const struct tree_node *node, bool minutes)
{
	if (node->n_files) {
		buf_text(b, b->len ? "; " : "");
		add_number(b, node->n_files, "file");
		add_times(b, node, minutes);
	}
	if (node->n_lost) {
		buf_text(b, b->len ? "; " : "");
		add_number(b, node->n_lost, "file");
		buf_text(b, " could not be read");
	}
}

/* ", get-policy (each function)"; the service is written where it changes */
static void add_hole(
	struct buf *b, const struct tree_hole *hole, const struct missing *before, bool common)
{
	const struct missing *m = hole->first;
	struct str service = first_word(m->export_name), name = m->export_name;
	bool again = before && str_eq(service, first_word(before->export_name));

	if (again)
		name = (struct str){name.ptr + service.len + 1, name.len - service.len - 1};
	buf_printf(b, "%s%.*s", again ? ", " : before ? "; " : "", STR_ARGS(name));
	if (m->refused)
		buf_text(b, " (AWS refused it)");
	else if (m->loop || (m->about_one && common))
		buf_printf(b, " (each %.*s)", STR_ARGS(m->type->noun));
	else if (m->about_one)
		buf_printf(b, " (%zu %.*s)", hole->n,
			STR_ARGS(hole->n == 1 ? m->type->noun : m->type->nouns));
}

static bool has_hole(const struct list *holes, const struct missing *m)
{
	for (size_t i = 0; i < holes->n; i++) {
		const struct tree_hole *hole = holes->items[i];

		if (str_eq(hole->first->export_name, m->export_name) &&
			hole->first->refused == m->refused)
			return true;
	}
	return false;
}

/* what each of several Regions lacks: written without the number of resources */
static void find_common(struct drawer *d, struct list *common, const struct tree_account *account)
{
	const struct list *first = &account->regions[0].holes;

	for (size_t i = 0; i < first->n; i++) {
		const struct tree_hole *hole = first->items[i];
		size_t n = 1;

		while (n < account->n_regions && has_hole(&account->regions[n].holes, hole->first))
			n++;
		if (n > 1 && n == account->n_regions)
			list_add(d->arena, common, first->items[i]);
	}
}

/* but: holes that are not written; NULL: all are, as those that Regions have in common */
static struct str holes_text(struct drawer *d, const struct list *holes, const struct list *but)
{
	const struct missing *before = NULL;
	struct buf b;

	buf_init_for(&b, NODE_MAX, d->arena);
	for (size_t i = 0; i < holes->n; i++) {
		const struct tree_hole *hole = holes->items[i];

		if (but && has_hole(but, hole->first))
			continue;
		add_hole(&b, hole, before, !but);
		before = hole->first;
	}
	return take(d, &b);
}

static struct row *row_of(struct drawer *d, const struct tree_node *node, const struct list *common)
{
	struct row *row = arena_alloc(d->arena, sizeof *row);
	struct buf b;

	*row = (struct row){0};
	buf_init_for(&b, NODE_MAX, d->arena);
	add_counts(&b, node);
	add_files(&b, node, false);
	row->body = take(d, &b);
	row->holes = holes_text(d, &node->holes, common);
	return row;
}

static void add_name(struct drawer *d, struct list *names, struct str name)
{
	struct str *kept = arena_alloc(d->arena, sizeof *kept);

	*kept = name;
	list_add(d->arena, names, kept);
}

static void add_rows(struct drawer *d, struct equals *group, const struct tree_account *account)
{
	struct map seen = {0}; /* struct row, by its text */

	/* files alone are in the line of the account */
	if (account->own.counts.n || account->own.holes.n ||
		(account->n_regions && !tree_node_is_empty(&account->own))) {
		struct row *row = row_of(d, &account->own, &(struct list){0});
		add_name(d, &row->names, STR("no Region"));
		list_add(d->arena, &group->rows, row);
	}
	for (size_t i = 0; i < account->n_regions; i++) {
		struct str name = account->regions[i].region->name;
		struct row *row = row_of(d, &account->regions[i], &group->common), *equal;
		struct str key = str_printf(
			d->arena, "%.*s\n%.*s", STR_ARGS(row->body), STR_ARGS(row->holes));

		equal = map_get(&seen, key);
		if (!equal) {
			map_set(d->arena, &seen, key, row);
			list_add(d->arena, &group->rows, row);
		}
		add_name(d, equal ? &equal->names : &row->names,
			name.len ? name : STR("unknown Region"));
	}
}

static struct str account_body(struct drawer *d, const struct tree_account *account)
{
	const struct list *plans = &account->all.plans;
	struct str key = account->account ? account->account->key : STR_NONE;
	struct buf b;

	buf_init_for(&b, NODE_MAX, d->arena);
	if (account->account && account->account->planned)
		buf_text(&b, "as planned");
	for (size_t i = 0; i < plans->n && i < NAMES_SHOWN; i++) {
		const struct input *plan = plans->items[i];

		if (!str_starts(key, plan->uri))
			buf_printf(&b, "%s %.*s", i ? "," : " by", STR_ARGS(plan->uri));
	}
	if (plans->n > NAMES_SHOWN)
		buf_printf(&b, ", ... (%zu plans)", plans->n);
	add_files(&b, &account->all, true);
	return take(d, &b);
}

static void add_account(struct drawer *d, struct map *seen, const struct tree_account *account)
{
	struct equals *group = arena_alloc(d->arena, sizeof *group), *equal;
	struct buf key;

	*group = (struct equals){.body = account_body(d, account)};
	if (account->n_regions)
		find_common(d, &group->common, account);
	add_rows(d, group, account);
	group->holes = holes_text(d, &group->common, NULL);
	buf_init_for(&key, NODE_MAX, d->arena);
	buf_printf(&key, "%.*s\n%.*s", STR_ARGS(group->body), STR_ARGS(group->holes));
	for (size_t i = 0; i < group->rows.n; i++) {
		const struct row *row = group->rows.items[i];

		buf_printf(&key, "\n%.*s\n%.*s", STR_ARGS(row->body), STR_ARGS(row->holes));
		for (size_t k = 0; k < row->names.n; k++)
			buf_printf(&key, "\n%.*s", STR_ARGS(*(struct str *)row->names.items[k]));
	}
	struct str text = take(d, &key);
	equal = map_get(seen, text);
	if (!equal) {
		map_set(d->arena, seen, text, group);
		list_add(d->arena, &d->groups, group);
	}
	add_name(d, equal ? &equal->names : &group->names,
		account->account ? account->account->key : STR("unknown account"));
}

/* "eu-west-1", "eu-west-1, eu-west-2", "eu-west-1, eu-west-2, ... (15 Regions)" */
static struct str joined(struct drawer *d, const struct list *names, const char *nouns)
{
	struct buf b;

	buf_init_for(&b, NODE_MAX, d->arena);
	for (size_t i = 0; i < names->n && i < NAMES_SHOWN; i++)
		buf_printf(&b, "%s%.*s", i ? ", " : "", STR_ARGS(*(struct str *)names->items[i]));
	if (names->n > NAMES_SHOWN)
		buf_printf(&b, ", ... (%zu %s)", names->n, nouns);
	return take(d, &b);
}

static void draw(struct drawer *d, size_t indent, struct str name, bool each, struct str body)
{
	size_t width = indent + safe_width(name);
	struct wrap w;

	out_blanks(d->out, indent);
	out_safe(d->out, name);
	if (!body.len) {
		out_text(d->out, "\n");
		return;
	}
	if (width + 2 > d->width) {
		out_text(d->out, "\n");
		width = 0;
	}
	out_blanks(d->out, d->width - width);
	wrap_begin(&w, d->out, 0, "");
	w.column = w.indent = d->width;
	if (each)
		wrap_words(&w, STR("each:"));
	wrap_words(&w, body);
	wrap_end(&w);
}

static void draw_holes(struct drawer *d, size_t indent, const char *lead, struct str holes)
{
	struct wrap w;

	wrap_begin(&w, d->out, indent, lead);
	w.any = true;
	w.indent = indent + 4;
	wrap_words(&w, holes);
	wrap_end(&w);
}

static void draw_group(struct drawer *d, const struct equals *group)
{
	draw(d, 0, joined(d, &group->names, "accounts"), group->names.n > 1 && group->body.len > 0,
		group->body);
	if (group->holes.len)
		draw_holes(d, 2, "missing in each Region:", group->holes);
	for (size_t i = 0; i < group->rows.n; i++) {
		const struct row *row = group->rows.items[i];

		draw(d, 2, joined(d, &row->names, "Regions"), row->names.n > 1, row->body);
		if (row->holes.len)
			draw_holes(d, 4, "missing:", row->holes);
	}
}

/* the widest name that fits the column */
static void measure(struct drawer *d, const struct list *names, const char *nouns, size_t indent)
{
	size_t width = safe_width(joined(d, names, nouns));

	if (width <= NAME_MAX_WIDTH && indent + width + 2 > d->width)
		d->width = indent + width + 2;
}

void text_tree(const struct text *t, const struct tree *tree)
{
	struct drawer d = {.out = t->out, .arena = t->run->arena, .width = 18};
	struct map seen = {0};

	if (!tree->n_accounts)
		return;
	for (size_t i = 0; i < tree->n_accounts; i++)
		add_account(&d, &seen, &tree->accounts[i]);
	for (size_t i = 0; i < d.groups.n; i++) {
		const struct equals *group = d.groups.items[i];

		measure(&d, &group->names, "accounts", 0);
		for (size_t k = 0; k < group->rows.n; k++)
			measure(&d, &((const struct row *)group->rows.items[k])->names, "Regions",
				2);
	}
	out_styled(t, STYLE_STRONG, "Accounts and Regions\n");
	for (size_t i = 0; i < d.groups.n; i++)
		draw_group(&d, d.groups.items[i]);
	out_text(t->out, "\n");
}
