/*
 * sarif_result - verdicts as SARIF results.
 *
 * Every result has a physical location (one without makes GitHub reject the whole file)
 * and its own fingerprints: a plan is one line, so a hash of the line would name every finding in
 * it alike. A control that broke is no result but a notification (sarif_notice.c).
 */
#include "report/sarif.h"

/* more than this only makes a file that nobody opens; the message counts the rest */
#define RELATED_MAX ((size_t)100)

/* A place beside the result's own. */
struct related {
	struct cursor at;
	struct str text;
	const struct resource *resource;
	bool linked; /* the message points at it */
};

static bool is_same(struct cursor a, struct cursor b)
{
	return a.doc == b.doc && a.at == b.at;
}

static int add_related(struct arena *a, struct list *list, struct related what)
{
	struct related *related = arena_alloc(a, sizeof *related);
	if (!related)
		return ASSAY_ENOMEM;
	*related = what;
	return list_add(a, list, related);
}

static int add_evidence(
	struct arena *a, struct list *list, const struct evidence *e, const char *lead)
{
	struct str text = str_printf(a, "%s%.*s", lead, STR_ARGS(e->message.text));
	if (!text.ptr)
		return ASSAY_ENOMEM;
	return add_related(a, list, (struct related){e->at, text, e->resource, true});
}

/* all that stands beside the first evidence */
static int collect(
	struct arena *a, struct list *list, const struct result *r, struct cursor primary)
{
	int status = ASSAY_OK;
	for (size_t i = 1; i < r->evidence.n && status == ASSAY_OK; i++)
		status = add_evidence(a, list, r->evidence.items[i], "");
	for (size_t i = 0; i < r->notes.n && status == ASSAY_OK; i++)
		status = add_evidence(a, list, r->notes.items[i], "Note: ");
	const struct reason *reason = r->reasons;
	for (; reason && status == ASSAY_OK; reason = reason->next)
		if (reason->at.doc && !is_same(reason->at, primary))
			status = add_related(
				a, list, (struct related){reason->at, reason->what, NULL, false});
	return status;
}

/* link text: no bracket, no period at its end */
static struct str link_text(struct arena *a, struct str text)
{
	struct str sentence = sarif_sentence(a, text, 400);
	char *out = arena_alloc(a, sentence.len + 1);
	if (!out)
		return STR("a related place");
	size_t len = sentence.len;
	for (size_t i = 0; i < len; i++) {
		char c = sentence.ptr[i];
		out[i] = (char)(c == '[' ? '(' : c == ']' ? ')' : c);
	}
	if (len > 0 && out[len - 1] == '.')
		len--;
	return (struct str){out, len};
}

/* consumers show a related place only where the message links to it: [text](id) */
static struct str message_text(struct arena *a, const struct result *r, const struct list *related)
{
	struct buf b;
	size_t left = 0;
	buf_init(&b, SARIF_MESSAGE_MAX + 600);
	buf_str(&b, sarif_sentence(a, result_message(a, r), SARIF_MESSAGE_MAX));
	for (size_t i = 0, id = 0; i < related->n; i++) {
		const struct related *other = related->items[i];
		id += other->at.doc != NULL;
		if (!other->linked)
			continue;
		struct str text = link_text(a, other->text);
		if (b.len + text.len + 40 > SARIF_MESSAGE_MAX || id > RELATED_MAX)
			left++;
		else if (other->at.doc)
			buf_printf(&b, " [%.*s](%zu).", STR_ARGS(text), id);
		else
			buf_printf(&b, " %.*s.", STR_ARGS(text));
	}
	if (left > 0)
		buf_printf(&b, " And %zu more.", left);
	struct str text = b.status == ASSAY_OK ? str_copy(a, (struct str){b.ptr, b.len}) : STR_NONE;
	buf_free(&b);
	return text.ptr ? text : STR("A message was lost for lack of memory.");
}

static const char *kind_of(enum assay_verdict verdict)
{
	switch (verdict) {
	case ASSAY_FAIL:
		return "fail";
	case ASSAY_PASS:
		return "pass";
	case ASSAY_NOT_APPLICABLE:
		return "notApplicable";
	case ASSAY_UNKNOWN:
	case ASSAY_ERROR:
	case ASSAY_N_VERDICTS:
		break;
	}
	return "open";
}

static void location(
	struct sarif *s, const struct result *r, const struct resource *resource, struct cursor at)
{
	struct where where = where_cursor(s->run, at);
	sarif_physical(s, &where);
	sarif_logical(s, r, resource, at);
}

static void locations(struct sarif *s, const struct result *r, struct cursor primary)
{
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	bool of_first = first && first->resource && is_same(first->at, primary);
	json_key(&s->j, "locations");
	json_array(&s->j);
	json_object(&s->j);
	location(s, r, of_first ? first->resource : r->resource, primary);
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
		json_member_str(&s->j, "text",
			sarif_sentence(s->run->arena, other->text, SARIF_MESSAGE_MAX));
		json_object_end(&s->j);
		location(s, r, other->resource, other->at);
		json_object_end(&s->j);
	}
	if (any)
		json_array_end(&s->j);
}

static void fingerprints(struct json_out *j, const struct result *r, size_t occurrence)
{
	json_key(j, "partialFingerprints");
	json_object(j);
	json_member_str(j, "assay/v1", (struct str){r->fingerprint, sizeof r->fingerprint - 1});
	json_key(j, "primaryLocationLineHash");
	struct out text = json_string(j);
	out_bytes(&text, r->fingerprint, 16);
	out_text(&text, ":");
	out_size(&text, occurrence);
	json_string_end(j, &text);
	json_object_end(j);
}

static void reasons(struct json_out *j, const struct result *r)
{
	if (!r->reasons)
		return;
	json_key(j, "reasons");
	json_array(j);
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		json_object(j);
		json_member_text(j, "code", reason_name(reason->code));
		json_member_str(j, "what", reason->what);
		if (reason->settle.len > 0)
			json_member_str(j, "settle", reason->settle);
		json_object_end(j);
	}
	json_array_end(j);
}

static void properties(struct json_out *j, const struct result *r)
{
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	json_key(j, "properties");
	json_object(j);
	if (r->account && r->account->id.len > 0)
		json_member_str(j, "account", r->account->id);
	if (r->n_counterexample > 0) {
		json_key(j, "counterexample");
		json_counterexample(j, r);
	}
	if (first && first->name.len > 0) {
		json_member_str(j, "name", first->name);
		json_member_or_null(j, "value", first->absent ? STR_NONE : first->value);
	}
	reasons(j, r);
	if (r->region && r->region->name.len > 0)
		json_member_str(j, "region", r->region->name);
	json_member_str(j, "subject", r->subject);
	json_object_end(j);
}

static void result(struct sarif *s, const struct result *r, size_t occurrence)
{
	struct json_out *j = &s->j;
	struct cursor primary = sarif_primary(s->run, r);
	struct list related = {0};
	bool fails = r->verdict == ASSAY_FAIL;
	if (collect(s->run->arena, &related, r, primary) != ASSAY_OK)
		j->out->status = ASSAY_ENOMEM;
	size_t rule = sarif_rule_index(s, r->control);
	json_object(j);
	json_member_str(j, "ruleId", r->control->id);
	if (rule < s->run->n_controls)
		json_member_size(j, "ruleIndex", rule);
	json_member_text(j, "kind", kind_of(r->verdict));
	json_member_text(j, "level", fails ? sarif_level(r->control->severity) : "none");
	json_key(j, "message");
	json_object(j);
	json_member_str(j, "text", message_text(s->run->arena, r, &related));
	json_object_end(j);
	locations(s, r, primary);
	related_locations(s, r, &related);
	fingerprints(j, r, occurrence);
	if (fails)
		json_member_size(j, "rank", sarif_rank(r->control->severity));
	properties(j, r);
	json_object_end(j);
}

/* results of one control for one subject stand together: they are told apart by a number */
void sarif_results(struct sarif *s)
{
	const struct result *last = NULL;
	size_t occurrence = 0;
	json_key(&s->j, "results");
	json_array(&s->j);
	for (size_t i = 0; i < s->run->results.n; i++) {
		const struct result *r = s->run->results.items[i];
		if (!is_listed(s->run, r) || r->verdict >= ASSAY_N_VERDICTS ||
			r->verdict == ASSAY_ERROR)
			continue;
		bool again = last &&
			     memcmp(last->fingerprint, r->fingerprint, sizeof r->fingerprint) == 0;
		occurrence = again ? occurrence + 1 : 1;
		result(s, r, occurrence);
		last = r;
	}
	json_array_end(&s->j);
}
