/*
 * sarif_rules - the controls that ran, as reporting descriptors.
 *
 * One severity for each rule id: GitHub, GitLab and DefectDojo read it from the rule. Framework ids
 * are in help, properties and (in an audit) taxonomies: as tags they would exceed GitHub's ten.
 */
#include "report/model/page.h"
#include "report/sarif/sarif.h"

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

/* ten times the score; below ten GitLab shows "info" */
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

const struct control *sarif_rule_named(const struct sarif *s, struct str id)
{
	for (size_t i = 0; i < s->run->n_controls; i++)
		if (str_eq(s->run->controls[i]->id, id))
			return s->run->controls[i];
	return NULL;
}

/* "aws-cloudtrail-x" as "AwsCloudtrailX"; an id in this form gets the suffix "Control" */
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

/* the sections of the control's page for the reader of a finding */
static void help_page(struct out *o, const struct control *c)
{
	out_safe(o, c->title);
	out_text(o, ".\n");
	page_section(o, "Rationale", c->rationale);
	page_section(o, "Remediation", c->remediation);
	page_section(o, "Test plan", c->test_plan);
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

/* true if the reference is a URI that needs no escape */
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

static void parameters(struct json_out *j, const struct control *c, bool is_default)
{
	if (c->n_params == 0)
		return;
	json_key(j, "parameters");
	json_object(j);
	for (size_t i = 0; i < c->n_params; i++) {
		struct param param = c->params[i];
		if (is_default) {
			param.truth = param.default_truth;
			param.integer = param.default_integer;
			param.text = param.default_text;
		}
		json_key_str(j, param.name);
		json_param_value(j, &param);
	}
	json_object_end(j);
}

/* the defaults of a rule, or the values of this run in an override */
static void configuration(
	struct json_out *j, const char *key, const struct control *c, bool is_default)
{
	json_key(j, key);
	json_object(j);
	json_member_text(j, "level", sarif_level(c->severity));
	json_member_size(j, "rank", sarif_rank(c->severity));
	parameters(j, c, is_default);
	json_object_end(j);
}

static bool any_set(const struct control *c)
{
	for (size_t i = 0; i < c->n_params; i++)
		if (c->params[i].set)
			return true;
	return false;
}

void sarif_overrides(struct sarif *s)
{
	struct json_out *j = &s->j;
	json_key(j, "ruleConfigurationOverrides");
	json_array(j);
	for (size_t i = 0; i < s->run->n_controls; i++) {
		const struct control *c = s->run->controls[i];
		if (!any_set(c))
			continue;
		json_object(j);
		json_key(j, "descriptor");
		json_object(j);
		json_member_str(j, "id", c->id);
		json_member_size(j, "index", i);
		json_object_end(j);
		configuration(j, "configuration", c, false);
		json_object_end(j);
	}
	json_array_end(j);
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

/* the provider of a type: "aws" of "AWS::CloudTrail::Trail" */
static struct str provider_of(struct str type)
{
	const char *colon = memchr(type.ptr, ':', type.len);
	return colon ? (struct str){type.ptr, (size_t)(colon - type.ptr)} : type;
}

/* the providers of the types that the control reads, each once, in lower case */
static void providers(struct json_out *j, const struct control *c)
{
	for (size_t i = 0; i < c->n_reads; i++) {
		struct str provider = provider_of(c->reads[i]);
		size_t first = 0;
		while (!str_eq(provider_of(c->reads[first]), provider))
			first++;
		if (first < i)
			continue;
		struct out text = json_string(j);
		for (size_t k = 0; k < provider.len && k < SARIF_NAME_MAX; k++) {
			char letter = provider.ptr[k];
			bool capital = letter >= 'A' && letter <= 'Z';
			letter = (char)(capital ? letter - 'A' + 'a' : letter);
			out_bytes(&text, &letter, 1);
		}
		json_string_end(j, &text);
	}
}

static void properties(struct sarif *s, const struct control *c)
{
	struct json_out *j = &s->j;
	json_key(j, "properties");
	json_object(j);
	frameworks(j, c);
	json_member_size(j, "profileLevel", c->profile_level > 0 ? (size_t)c->profile_level : 0);
	if (sarif_score(c->severity))
		json_member_text(j, "security-severity", sarif_score(c->severity));
	json_member_text(j, "severity", severity_name(c->severity));
	if (s->audit && c->source.len > 0) {
		char hash[65];
		digest_hex(hash, c->source);
		json_member_text(j, "sourceSha256", hash);
	}
	json_key(j, "tags");
	json_array(j);
	providers(j, c);
	json_text(j, "security");
	json_array_end(j);
	json_object_end(j);
}

static void rule(struct sarif *s, const struct control *c)
{
	struct str about = is_blank_text(c->description) ? c->title : c->description;
	json_object(&s->j);
	json_member_str(&s->j, "id", c->id);
	pascal_name(&s->j, c->id);
	sarif_text(s, "shortDescription", sarif_description(s, c->title));
	sarif_text(s, "fullDescription", sarif_description(s, about));
	help_uri(&s->j, c);
	help(&s->j, c);
	configuration(&s->j, "defaultConfiguration", c, true);
	sarif_relationships(s, c);
	properties(s, c);
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
