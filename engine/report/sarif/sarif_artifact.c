/*
 * sarif_artifact - artifacts[]: the inputs, and in an audit also rules and policy files.
 *
 * The plain profile lists only inputs that a place names. An audit lists all files with their
 * SHA-256, which shows later what was judged by which rules. Must not know verdicts.
 */
#include "report/sarif/sarif.h"

static void mark(struct sarif *s, struct cursor at, bool is_result)
{
	size_t i = where_index(s->run, at);
	if (i >= s->run->n_inputs)
		return;
	s->artifact[i] = 0;
	s->in_result[i] |= is_result;
}

static void mark_evidence(struct sarif *s, const struct list *list, bool listed)
{
	for (size_t i = 0; i < list->n; i++)
		mark(s, ((const struct evidence *)list->items[i])->at, listed);
}

static void mark_result(struct sarif *s, const struct result *r)
{
	bool listed = sarif_is_listed(s, r);
	mark_evidence(s, &r->notes, listed);
	if (r->verdict == ASSAY_ERROR)
		mark(s, result_place(s->run, r).at, false);
	if (!listed)
		return;
	mark(s, result_place_or_input(s->run, r).at, true);
	mark_evidence(s, &r->evidence, true);
	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		mark(s, reason->at, true);
}

static void mark_remark(struct sarif *s, const struct remark *remark)
{
	mark(s, remark->at, false);
	for (size_t i = 0; remark->input && i < s->run->n_inputs; i++)
		if (s->run->inputs[i] == remark->input)
			s->artifact[i] = 0;
}

/* a file that was given twice is one artifact: uploads with equal artifacts fail */
static void number(struct sarif *s)
{
	const struct input *const *inputs = s->run->inputs;
	struct map firsts = {0};
	for (size_t i = 0; i < s->run->n_inputs; i++) {
		if (s->artifact[i] == SIZE_MAX)
			continue;
		size_t *first = map_get(&firsts, inputs[i]->uri);
		if (first && str_eq(inputs[*first]->bytes, inputs[i]->bytes)) {
			s->artifact[i] = s->artifact[*first];
			s->in_result[*first] |= s->in_result[i];
			continue;
		}
		s->artifact[i] = s->n_artifacts++;
		first = arena_alloc(s->run->arena, sizeof *first);
		*first = i;
		map_set(s->run->arena, &firsts, inputs[i]->uri, first);
	}
}

void sarif_collect(struct sarif *s)
{
	size_t n = s->run->n_inputs;
	s->artifact = arena_array(s->run->arena, n + 1, sizeof *s->artifact);
	s->in_result = arena_array(s->run->arena, n + 1, sizeof *s->in_result);
	for (size_t i = 0; i < n; i++)
		s->artifact[i] = s->audit ? 0 : SIZE_MAX;
	for (size_t i = 0; i < s->run->results.n; i++)
		mark_result(s, s->run->results.items[i]);
	for (size_t i = 0; i < s->run->remarks.n; i++)
		mark_remark(s, s->run->remarks.items[i]);
	number(s);
}

void sarif_uri(struct sarif *s, struct str path)
{
	json_key(&s->j, "uri");
	struct out text = json_string(&s->j);
	out_uri(&text, path.len ? path : STR("input"));
	json_string_end(&s->j, &text);
}

static bool is_plain_reference(struct str uri)
{
	static const char plain[] = "-._~/+=,@%!$&'()*;";
	for (size_t i = 0; i < uri.len; i++) {
		char c = uri.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && (c < '0' || c > '9') && (!c || !strchr(plain, c)))
			return false;
		if (c == '%' && (i + 2 >= uri.len ||
					!memchr("0123456789ABCDEFabcdef", uri.ptr[i + 1], 22) ||
					!memchr("0123456789ABCDEFabcdef", uri.ptr[i + 2], 22)))
			return false;
	}
	return uri.len > 0 && uri.len <= SARIF_NAME_MAX;
}

/* true for a URI that GitHub refuses: an absolute path, or a step up */
static bool leaves(struct str uri)
{
	return str_starts(uri, STR("/")) || str_starts(uri, STR("./")) || str_is(uri, "..") ||
	       str_starts(uri, STR("../")) || str_ends(uri, STR("/..")) ||
	       str_contains(uri, STR("/../"));
}

void sarif_foreign_uri(struct sarif *s, struct str uri)
{
	if (leaves(uri) || uri.len > SARIF_NAME_MAX)
		uri = STR("baseline");
	if (is_plain_reference(uri))
		json_member_str(&s->j, "uri", uri);
	else
		sarif_uri(s, uri);
}

/* begin an artifact with its location */
static void begin(struct sarif *s, struct str path, const char *base)
{
	json_object(&s->j);
	json_key(&s->j, "location");
	json_object(&s->j);
	sarif_uri(s, path);
	if (base)
		json_member_text(&s->j, "uriBaseId", base);
	json_object_end(&s->j);
}

/* end an artifact with its roles and hash */
static void end(struct json_out *j, const char *const *roles, const char *hash)
{
	json_key(j, "roles");
	json_array(j);
	for (; *roles; roles++)
		json_text(j, *roles);
	json_array_end(j);
	if (hash) {
		json_key(j, "hashes");
		json_object(j);
		json_member_text(j, "sha-256", hash);
		json_object_end(j);
	}
	json_object_end(j);
}

static void description(struct sarif *s, const struct input *in)
{
	struct str text = STR("Not recognised as an export or a plan.");
	if (in->state == INPUT_BROKEN)
		text = STR("Not readable: a notification gives the reason.");
	else if (in->command)
		text = str_printf(s->run->arena, "Output of aws %.*s.", STR_ARGS(in->kind));
	else if (in->state == INPUT_READ && in->kind.len > 0)
		text = sarif_sentence(s, in->kind, SARIF_DESCRIPTION_MAX);
	if (text.ptr)
		sarif_text(s, "description", text);
}

static void input(struct sarif *s, size_t i)
{
	const struct input *in = s->run->inputs[i];
	const char *roles[] = {
		"analysisTarget", s->audit && s->in_result[i] ? "resultFile" : NULL, NULL};
	char hash[65];
	bool hashed = s->audit && in->bytes.ptr;
	begin(s, in->uri, NULL);
	if (s->audit)
		description(s, in);
	if (in->bytes.ptr)
		json_member_size(&s->j, "length", in->bytes.len);
	if (in->doc)
		json_member_text(&s->j, "mimeType",
			doc_is_yaml(in->doc) ? "application/yaml" : "application/json");
	if (hashed)
		digest_hex(hash, in->bytes);
	end(&s->j, roles, hashed ? hash : NULL);
}

static void policy_file(struct sarif *s, const struct policy_file *f)
{
	static const char *const abouts[] = {[POLICY_CONFIG] = "Configuration of this run.",
		[POLICY_WAIVERS] = "Waivers of this run.",
		[POLICY_BASELINE] = "The log that this run was compared with."};
	static const char *const roles[][3] = {[POLICY_CONFIG] = {"userSpecifiedConfiguration"},
		[POLICY_WAIVERS] = {"userSpecifiedConfiguration"},
		[POLICY_BASELINE] = {"referencedOnCommandLine"}};
	begin(s, f->uri, NULL);
	sarif_text(s, "description", str_of(abouts[f->role]));
	end(&s->j, roles[f->role], f->sha256);
}

/* a built-in file is not in the working directory */
static void rule_file(struct sarif *s, const struct rule_file *f)
{
	static const char *const roles[] = {"extension", NULL};
	char hash[65];
	digest_hex(hash, f->text);
	begin(s, f->uri, f->is_builtin ? SARIF_BUILTIN : NULL);
	json_member_size(&s->j, "length", f->text.len);
	json_member_text(&s->j, "mimeType", "text/x-lua");
	end(&s->j, roles, hash);
}

/* true if an equal file comes before: both are one artifact */
static bool is_added_before(const struct run *run, size_t at)
{
	const struct rule_file *f = run->rule_files.items[at];
	for (size_t i = 0; i < at; i++) {
		const struct rule_file *other = run->rule_files.items[i];
		if (str_eq(other->uri, f->uri) && str_eq(other->text, f->text) &&
			other->is_builtin == f->is_builtin)
			return true;
	}
	return false;
}

void sarif_artifacts(struct sarif *s)
{
	const struct run *run = s->run;
	size_t next = 0;
	json_key(&s->j, "artifacts");
	json_array(&s->j);
	for (size_t i = 0; i < run->n_inputs; i++)
		if (s->artifact[i] == next) {
			input(s, i);
			next++;
		}
	for (size_t i = 0; s->audit && i < run->policy.n; i++)
		policy_file(s, run->policy.items[i]);
	for (size_t i = 0; s->audit && i < run->rule_files.n; i++)
		if (!is_added_before(run, i))
			rule_file(s, run->rule_files.items[i]);
	json_array_end(&s->j);
}
