/*
 * sarif_result - verdicts as SARIF results.
 *
 * Every result has a physical location, without which GitHub rejects the file, and fingerprints of
 * its own: a plan is one line, so a hash of the line would be the same for all its findings. An
 * error of a control is a notification (sarif_notice.c).
 */
#include "report/sarif/sarif.h"

/* related locations of a result; the message counts the rest */
#define RELATED_MAX ((size_t)100)

/* A related location. */
struct related {
	struct cursor at;
	struct str text;
	const struct resource *resource;
	const struct evidence *evidence; /* NULL: the place of a reason */
	bool linked;                     /* the message links to it */
};

static bool is_same(struct cursor a, struct cursor b)
{
	return a.doc == b.doc && a.at == b.at;
}

static void add_related(struct arena *a, struct list *list, struct related what)
{
	struct related *related = arena_alloc(a, sizeof *related);
	*related = what;
	list_add(a, list, related);
}

static void add_evidence(
	struct arena *a, struct list *list, const struct evidence *e, const char *lead)
{
	struct str text = str_printf(a, "%s%.*s", lead, STR_ARGS(e->message.text));
	add_related(a, list, (struct related){e->at, text, e->resource, e, true});
}

/* the related locations: other evidence, notes, reasons with another place */
static void collect(
	struct arena *a, struct list *list, const struct result *r, struct cursor primary)
{
	for (size_t i = 1; i < r->evidence.n; i++)
		add_evidence(a, list, r->evidence.items[i], "");
	for (size_t i = 0; i < r->notes.n; i++)
		add_evidence(a, list, r->notes.items[i], "Note: ");
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		if (reason->at.doc && !is_same(reason->at, primary))
			add_related(a, list,
				(struct related){reason->at, reason->what, NULL, NULL, false});
}

/* link text: without brackets and a final period */
static struct str link_text(struct sarif *s, struct str text)
{
	struct str sentence = sarif_sentence(s, text, 400);
	char *out = arena_alloc(s->run->arena, sentence.len + 1);
	size_t len = sentence.len;
	for (size_t i = 0; i < len; i++) {
		char c = sentence.ptr[i];
		out[i] = (char)(c == '[' ? '(' : c == ']' ? ')' : c);
	}
	if (len > 0 && out[len - 1] == '.')
		len--;
	return (struct str){out, len};
}

/* consumers show a related location only if the message links to it: [text](id) */
static struct str message_text(struct sarif *s, const struct result *r, const struct list *related)
{
	struct arena *a = s->run->arena;
	struct buf b;
	size_t left = 0;
	buf_init_for(&b, SARIF_MESSAGE_MAX + 600, a);
	buf_str(&b, sarif_sentence(s, result_message(a, r), SARIF_MESSAGE_MAX));
	for (size_t i = 0, id = 0; i < related->n; i++) {
		const struct related *other = related->items[i];
		id += other->at.doc != NULL;
		if (!other->linked)
			continue;
		struct str text = link_text(s, other->text);
		if (b.len + text.len + 40 > SARIF_MESSAGE_MAX || id > RELATED_MAX)
			left++;
		else if (other->at.doc)
			buf_printf(&b, " [%.*s](%zu).", STR_ARGS(text), id);
		else
			buf_printf(&b, " %.*s.", STR_ARGS(text));
	}
	if (left > 0)
		buf_printf(&b, " And %zu more.", left);
	struct str text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

static void location(struct sarif *s, const struct result *r, const struct resource *resource,
	struct cursor at, const struct evidence *e)
{
	struct where where = where_cursor(s->run, at);
	sarif_physical(s, &where, e);
	sarif_logical(s, r, resource, at);
}

static void locations(struct sarif *s, const struct result *r, struct cursor primary)
{
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	bool here = first && is_same(first->at, primary);
	json_key(&s->j, "locations");
	json_array(&s->j);
	json_object(&s->j);
	location(s, r, here && first->resource ? first->resource : r->resource, primary,
		here ? first : NULL);
	json_object_end(&s->j);
	json_array_end(&s->j);
}

static void related_locations(struct sarif *s, const struct result *r, const struct list *related)
{
	bool any = false;
	for (size_t i = 0, id = 0; i < related->n && id < RELATED_MAX; i++) {
		const struct related *other = related->items[i];
		if (!other->at.doc)
			continue;
		if (!any) {
			json_key(&s->j, "relatedLocations");
			json_array(&s->j);
			any = true;
		}
		json_object(&s->j);
		json_member_size(&s->j, "id", ++id);
		json_key(&s->j, "message");
		json_object(&s->j);
		json_member_str(&s->j, "text", sarif_sentence(s, other->text, SARIF_MESSAGE_MAX));
		json_object_end(&s->j);
		location(s, r, other->resource, other->at, other->evidence);
		json_object_end(&s->j);
	}
	if (any)
		json_array_end(&s->j);
}

/* an unknown of a large account can have thousands of reasons */
static void reasons(struct sarif *s, const struct result *r)
{
	struct json_out *j = &s->j;
	size_t n = 0;
	if (!r->reasons)
		return;
	json_key(j, "reasons");
	json_array(j);
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		if (n++ >= RELATED_MAX && !s->audit)
			continue;
		json_object(j);
		json_member_text(j, "code", reason_name(reason->code));
		json_member_str(j, "what", sarif_cut(s, reason->what, SARIF_MESSAGE_MAX));
		if (reason->resolve.len > 0)
			json_member_str(
				j, "resolve", sarif_cut(s, reason->resolve, SARIF_MESSAGE_MAX));
		json_object_end(j);
	}
	json_array_end(j);
	if (n > RELATED_MAX && !s->audit) {
		json_member_size(j, "reasonsLeftOut", n - RELATED_MAX);
		s->n_cut++;
	}
}

/* an expired waiver of this result */
static void lapsed(struct sarif *s, const struct result *r)
{
	struct json_out *j = &s->j;
	if (!r->lapsed)
		return;
	json_key(j, "lapsedWaiver");
	json_object(j);
	json_member_str(j, "expires", sarif_cut(s, r->lapsed->expires, SARIF_NAME_MAX));
	json_member_str(j, "reason", sarif_cut(s, r->lapsed->reason, SARIF_MESSAGE_MAX));
	json_object_end(j);
}

static void properties(struct sarif *s, const struct result *r)
{
	struct json_out *j = &s->j;
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	json_key(j, "properties");
	json_object(j);
	if (r->account && r->account->id.len > 0)
		json_member_str(j, "account", r->account->id);
	if (r->n_counterexample > 0) {
		json_key(j, "counterexample");
		json_counterexample(j, r);
	}
	lapsed(s, r);
	if (first && first->name.len > 0) {
		json_member_str(j, "name", sarif_cut(s, first->name, SARIF_NAME_MAX));
		json_member_or_null(j, "value", first->absent ? STR_NONE : first->value);
	}
	reasons(s, r);
	if (r->region && r->region->name.len > 0)
		json_member_str(j, "region", r->region->name);
	json_member_str(j, "subject", sarif_cut(s, r->subject, SARIF_MESSAGE_MAX));
	json_object_end(j);
}

static void result(struct sarif *s, const struct result *r, size_t occurrence)
{
	struct json_out *j = &s->j;
	struct cursor primary = where_primary(s->run, r);
	struct list related = {0};
	bool fails = r->verdict == ASSAY_FAIL;
	collect(s->run->arena, &related, r, primary);
	size_t rule = sarif_rule_index(s, r->control);
	json_object(j);
	json_member_str(j, "ruleId", r->control->id);
	if (rule < s->run->n_controls)
		json_member_size(j, "ruleIndex", rule);
	json_member_text(j, "kind", sarif_kind(r->verdict));
	json_member_text(j, "level", fails ? sarif_level(r->control->severity) : "none");
	json_key(j, "message");
	json_object(j);
	json_member_str(j, "text", message_text(s, r, &related));
	json_object_end(j);
	locations(s, r, primary);
	related_locations(s, r, &related);
	sarif_fingerprints(s, (struct str){r->fingerprint, sizeof r->fingerprint - 1}, occurrence);
	if (fails)
		json_member_size(j, "rank", sarif_rank(r->control->severity));
	sarif_history(s, r);
	properties(s, r);
	json_object_end(j);
}

/* the worst come first, so the least severe are omitted for lack of room */
void sarif_results(struct sarif *s)
{
	json_key(&s->j, "results");
	json_array(&s->j);
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct sarif_entry *e = s->entries.items[i];
		bool full = i >= SARIF_RESULTS_MAX || s->written > SARIF_BYTES_MAX - SARIF_TAIL_MAX;
		if (full && !s->audit) {
			s->n_omitted = s->entries.n - i;
			break;
		}
		result(s, e->result, e->occurrence);
	}
	sarif_absent(s);
	json_array_end(&s->j);
}
