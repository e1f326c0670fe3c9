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

/* a place that the message links to */
static bool is_linked(const struct finding_place *place)
{
	return place->role == PLACE_EVIDENCE || place->role == PLACE_NOTE;
}

/*
 * "ADDRESS PATH: [text](id).", the link only if id is not 0. The address is outside of the link,
 * because it may have brackets. Returns false, without a change, if it does not fit.
 */
static bool add_link(struct sarif *s, struct buf *b, const struct finding_place *place, size_t id)
{
	struct arena *a = s->run->arena;
	struct str address = place_address(a, place->resource, place->path);
	struct str text = link_text(s, place->text);
	if (b->len + address.len + text.len + 48 > SARIF_MESSAGE_MAX)
		return false;
	address = sarif_plain(s, address);
	buf_text(b, place->role == PLACE_NOTE ? " Note: " : " ");
	if (address.len > 0)
		buf_printf(b, "%.*s: ", STR_ARGS(address));
	if (id > 0)
		buf_printf(b, "[%.*s](%zu).", STR_ARGS(text), id);
	else
		buf_printf(b, "%.*s.", STR_ARGS(text));
	return true;
}

/* consumers show a related location only if the message links to it: [text](id) */
static struct str message_text(struct sarif *s, const struct result *r, const struct list *related)
{
	struct arena *a = s->run->arena;
	struct buf b;
	size_t left = 0;
	buf_init_for(&b, SARIF_MESSAGE_MAX * 8, a);
	buf_str(&b, sarif_sentence(s, result_message(a, r), SARIF_MESSAGE_MAX));
	for (size_t i = 0, id = 0; i < related->n; i++) {
		const struct finding_place *place = related->items[i];
		bool has_file = place->where.uri.len > 0;
		id += has_file;
		if (is_linked(place))
			left += id > RELATED_MAX || !add_link(s, &b, place, has_file ? id : 0);
	}
	if (left > 0)
		buf_printf(&b, " And %zu more.", left);
	struct str remedy = sarif_remedy_words(s, r);
	if (b.len + remedy.len <= SARIF_MESSAGE_MAX)
		buf_str(&b, remedy);
	struct str text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

static void location(struct sarif *s, const struct result *r, const struct finding_place *place)
{
	/* a snippet and a JSON pointer are of an input */
	bool source = place->where.is_source;
	sarif_physical(s, &place->where, source ? NULL : place->evidence);
	sarif_logical(s, r, place->resource, source ? (struct cursor){0} : place->at);
}

static void locations(struct sarif *s, const struct result *r, const struct finding_place *first)
{
	json_key(&s->j, "locations");
	json_array(&s->j);
	json_object(&s->j);
	if (first->where.is_generated)
		sarif_text(s, "message",
			STR("This file is generated: change the program that writes it."));
	location(s, r, first);
	json_object_end(&s->j);
	json_array_end(&s->j);
}

static void related_locations(struct sarif *s, const struct result *r, const struct list *related)
{
	struct arena *a = s->run->arena;
	bool any = false;
	for (size_t i = 0, id = 0; i < related->n && id < RELATED_MAX; i++) {
		const struct finding_place *place = related->items[i];
		if (place->where.uri.len == 0)
			continue;
		if (!any) {
			json_key(&s->j, "relatedLocations");
			json_array(&s->j);
			any = true;
		}
		struct str text = place->role == PLACE_EVIDENCE || place->role == PLACE_NOTE
					  ? evidence_words(a, r, place->evidence)
					  : place->text;
		if (place->role == PLACE_NOTE)
			text = str_printf(a, "Note: %.*s", STR_ARGS(text));
		json_object(&s->j);
		json_member_size(&s->j, "id", ++id);
		json_key(&s->j, "message");
		json_object(&s->j);
		json_member_str(&s->j, "text", sarif_sentence(s, text, SARIF_MESSAGE_MAX));
		json_object_end(&s->j);
		location(s, r, place);
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

static void properties(struct sarif *s, const struct result *r, const struct finding_place *place)
{
	struct json_out *j = &s->j;
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	json_key(j, "properties");
	json_object(j);
	if (r->account && r->account->id.len > 0)
		json_member_str(j, "account", r->account->id);
	if (place->resource)
		json_member_str(j, "address",
			sarif_cut(s, resource_address(place->resource), SARIF_MESSAGE_MAX));
	if (r->n_counterexample > 0) {
		json_key(j, "counterexample");
		json_counterexample(j, r);
	}
	lapsed(s, r);
	if (first && first->name.len > 0) {
		json_member_str(j, "name", sarif_cut(s, first->name, SARIF_NAME_MAX));
		json_member_or_null(j, "value", first->absent ? STR_NONE : first->value);
	}
	if (place->path.len > 0)
		json_member_str(j, "path", sarif_cut(s, place->path, SARIF_MESSAGE_MAX));
	reasons(s, r);
	if (r->region && r->region->name.len > 0)
		json_member_str(j, "region", r->region->name);
	json_member_str(j, "subject", sarif_cut(s, r->subject, SARIF_MESSAGE_MAX));
	json_object_end(j);
}

static void result(struct sarif *s, const struct result *r, size_t occurrence)
{
	struct json_out *j = &s->j;
	struct finding_place first = result_place_or_input(s->run, r);
	struct list related = {0};
	bool fails = r->verdict == ASSAY_FAIL;
	result_other_places(s->run, r, &related);
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
	locations(s, r, &first);
	related_locations(s, r, &related);
	sarif_fingerprints(s, (struct str){r->fingerprint, sizeof r->fingerprint - 1}, occurrence);
	if (fails)
		json_member_size(j, "rank", sarif_rank(r->control->severity));
	sarif_fixes(s, r);
	sarif_history(s, r);
	properties(s, r, &first);
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
