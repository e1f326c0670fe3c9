/*
 * sarif_rules - the controls that ran as SARIF's reporting descriptors.
 *
 * One severity for each rule id: GitHub, GitLab and DefectDojo read it from the rule. Framework
 * ids stand in the help and in properties: as tags they would be more than GitHub's ten.
 */
#include "report/page.h"
#include "report/sarif.h"

const char *sarif_level(enum assay_severity severity)
{
	if (severity >= ASSAY_HIGH)
		return "error";
	return severity == ASSAY_MEDIUM ? "warning" : "note";
}

const char *sarif_score(enum assay_severity severity)
{
	switch (severity) {
	case ASSAY_CRITICAL:
		return "9.5";
	case ASSAY_HIGH:
		return "8.0";
	case ASSAY_MEDIUM:
		return "5.5";
	case ASSAY_LOW:
		return "3.0";
	case ASSAY_INFO:
		break;
	}
	return NULL;
}

/* ten times the score; GitLab calls what is below ten "info" */
size_t sarif_rank(enum assay_severity severity)
{
	switch (severity) {
	case ASSAY_CRITICAL:
		return 95;
	case ASSAY_HIGH:
		return 80;
	case ASSAY_MEDIUM:
		return 55;
	case ASSAY_LOW:
		return 30;
	case ASSAY_INFO:
		break;
	}
	return 5;
}

size_t sarif_rule_index(const struct sarif *s, const struct control *control)
{
	size_t i = 0;
	while (i < s->run->n_controls && !str_eq(s->run->controls[i]->id, control->id))
		i++;
	return i;
}

/* "aws-cloudtrail-x" as "AwsCloudtrailX"; an id that is already so gets a word more */
static void pascal_name(struct json_out *j, struct str id)
{
	bool upper = true, differs = false;
	id = str_cut(id, 240);
	json_key(j, "name");
	struct out text = json_string(j);
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		bool small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z';
		if (!small && !capital && (c < '0' || c > '9')) {
			upper = differs = true;
			continue;
		}
		differs |= small && upper;
		c = (char)(small && upper ? c - 'a' + 'A' : c);
		upper = false;
		out_bytes(&text, &c, 1);
	}
	if (!differs)
		out_text(&text, "Control");
	json_string_end(j, &text);
}

static void text_member(struct json_out *j, const char *key, struct str text)
{
	json_key(j, key);
	json_object(j);
	json_member_str(j, "text", text);
	json_object_end(j);
}

/* the sections of a page that help the reader of a finding */
static void help_page(struct out *o, const struct control *c)
{
	out_safe(o, c->title);
	out_text(o, ".\n");
	page_section(o, "Why", c->rationale);
	page_section(o, "What to do", c->remediation);
	page_section(o, "How to check by hand", c->test_plan);
	page_references(o, c);
	page_frameworks(o, c);
}

static void help(struct json_out *j, const struct control *c)
{
	static const char *const keys[] = {"text", "markdown"};
	json_key(j, "help");
	json_object(j);
	for (size_t i = 0; i < LENGTH_OF(keys); i++) {
		json_key(j, keys[i]);
		struct out text = json_string(j);
		help_page(&text, c);
		json_string_end(j, &text);
	}
	json_object_end(j);
}

/* an address that can stand as a URI as it is */
static bool is_address(struct str s)
{
	if (!str_starts(s, STR("https://")) || s.len > 2000)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] <= ' ' || s.ptr[i] > '~' || strchr("\"<>\\^`{|}[]%", s.ptr[i]))
			return false;
	return true;
}

static void help_uri(struct json_out *j, const struct control *c)
{
	for (size_t i = 0; i < c->n_references; i++)
		if (is_address(c->references[i])) {
			json_member_str(j, "helpUri", c->references[i]);
			return;
		}
}

static void configuration(struct json_out *j, const struct control *c)
{
	json_key(j, "defaultConfiguration");
	json_object(j);
	json_member_text(j, "level", sarif_level(c->severity));
	json_member_size(j, "rank", sarif_rank(c->severity));
	if (c->n_params > 0) {
		json_key(j, "parameters");
		json_object(j);
		for (size_t i = 0; i < c->n_params; i++) {
			json_key_str(j, c->params[i].name);
			json_param_value(j, &c->params[i]);
		}
		json_object_end(j);
	}
	json_object_end(j);
}

static void frameworks(struct json_out *j, const struct control *c)
{
	if (c->n_frameworks == 0)
		return;
	json_key(j, "frameworks");
	json_array(j);
	for (size_t i = 0; i < c->n_frameworks; i++) {
		const struct framework *f = &c->frameworks[i];
		json_object(j);
		json_member_str(j, "name", f->name);
		json_key(j, "byAnalogy");
		json_bool(j, f->by_analogy);
		json_key(j, "ids");
		json_array(j);
		for (size_t n = 0; n < f->n_ids; n++)
			json_str(j, f->ids[n]);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void properties(struct json_out *j, const struct control *c)
{
	json_key(j, "properties");
	json_object(j);
	frameworks(j, c);
	json_member_text(j, "precision", "very-high");
	json_member_size(j, "profileLevel", c->profile_level > 0 ? (size_t)c->profile_level : 0);
	if (sarif_score(c->severity))
		json_member_text(j, "security-severity", sarif_score(c->severity));
	json_member_text(j, "severity", severity_name(c->severity));
	json_key(j, "tags");
	json_array(j);
	json_text(j, "aws");
	json_text(j, "security");
	json_array_end(j);
	json_object_end(j);
}

static void rule(struct sarif *s, const struct control *c)
{
	struct arena *a = s->run->arena;
	struct str about = is_blank_text(c->description) ? c->title : c->description;
	json_object(&s->j);
	json_member_str(&s->j, "id", c->id);
	pascal_name(&s->j, c->id);
	text_member(&s->j, "shortDescription", sarif_description(a, c->title));
	text_member(&s->j, "fullDescription", sarif_description(a, about));
	help_uri(&s->j, c);
	help(&s->j, c);
	configuration(&s->j, c);
	properties(&s->j, c);
	json_object_end(&s->j);
}

void sarif_rules(struct sarif *s)
{
	json_key(&s->j, "rules");
	json_array(&s->j);
	for (size_t i = 0; i < s->run->n_controls; i++)
		rule(s, s->run->controls[i]);
	json_array_end(&s->j);
}
