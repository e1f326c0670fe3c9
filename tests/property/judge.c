/*
 * judge - a inventory through the library, as any user of assay.h would do it.
 *
 * Knows assay.h and the JSON report; must not know what a control is about.
 */
#include "property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay.h"

struct bytes {
	char *text;
	size_t len, capacity;
};

static int take(void *payload, const char *bytes, size_t len)
{
	struct bytes *b = payload;
	if (b->capacity - b->len <= len) {
		size_t capacity = 2 * (b->len + len + 1);
		char *text = realloc(b->text, capacity);
		if (!text)
			return 1;
		b->text = text;
		b->capacity = capacity;
	}
	memcpy(b->text + b->len, bytes, len);
	b->len += len;
	b->text[b->len] = 0;
	return 0;
}

static void must(int status, const struct assay_error *err)
{
	if (status == ASSAY_OK)
		return;
	fprintf(stderr, "the library says: %s: %s\n", err->path, err->message);
	abort();
}

static void set_params(struct assay *a, const cJSON *params, struct assay_error *err)
{
	char text[256];
	const cJSON *p;
	cJSON_ArrayForEach(p, params)
	{
		snprintf(text, sizeof text, LAMBDA_CONTROL ".%s=%s", p->string, p->valuestring);
		must(assay_set(a, "param", text, err), err);
	}
}

static void add_rules(struct assay *a, const char *const *rules, struct assay_error *err)
{
	char name[64];
	for (size_t n = 0; rules && rules[n]; n++) {
		snprintf(name, sizeof name, "controls/own_%zu.lua", n);
		must(assay_add_rules(a, name, rules[n], strlen(rules[n]), err), err);
	}
}

static void write_others(const struct assay_result *r, struct bytes *out, struct assay_error *err)
{
	const char *format;
	for (size_t i = 0; (format = assay_format(i, NULL)); i++)
		must(assay_result_write(r, format, take, out, err), err);
	must(assay_result_write(r, "inspect", take, out, err), err);
	must(assay_result_write(r, "inspect-json", take, out, err), err);
}

/* the only file with sources */
static bool locate(void *payload, const char *input, const char **boundary, const char **folder)
{
	(void)input;
	*boundary = "sources";
	*folder = "";
	return payload != NULL;
}

static bool read_sources(
	void *payload, const char *boundary, const char *folder, assay_source_fn *add, void *into)
{
	(void)boundary;
	if (*folder)
		return false;
	add(into, "main.tf", payload, strlen(payload), NULL);
	return true;
}

/* a run, and what it reads */
struct run {
	struct assay *a;
	struct assay_result *r;
	char **texts;
	int n;
	struct assay_sources sources;
};

static void run_open(struct run *run, const cJSON *inventory, const cJSON *params,
	const char *const *rules, const char *setting)
{
	struct assay_error err = {0};
	const cJSON *file;
	run->n = 0;
	run->texts = calloc((size_t)cJSON_GetArraySize(inventory) + 1, sizeof *run->texts);
	if (!run->texts)
		abort();
	must(assay_new(&run->a, &err), &err);
	must(assay_set(run->a, "show", "all", &err), &err);
	if (setting)
		must(assay_set(run->a, setting, NULL, &err), &err);
	if (run->sources.payload)
		assay_set_sources(run->a, &run->sources);
	must(assay_add_builtin_rules(run->a, &err), &err);
	add_rules(run->a, rules, &err);
	set_params(run->a, params, &err);
	cJSON_ArrayForEach(file, inventory)
	{
		/* a string is the raw text of an input that is no JSON */
		char *text = cJSON_IsString(file) ? strdup(file->valuestring)
						  : cJSON_PrintUnformatted(file);
		must(assay_add_input(run->a, file->string, text, strlen(text), ASSAY_NAMED, &err),
			&err);
		run->texts[run->n++] = text;
	}
	must(assay_run(&run->r, run->a, -1, &err), &err);
}

static void run_close(struct run *run)
{
	assay_result_free(run->r);
	assay_free(run->a);
	while (run->n > 0)
		free(run->texts[--run->n]);
	free(run->texts);
}

struct reports judge_all(
	const cJSON *inventory, const cJSON *params, const char *const *rules, bool others)
{
	struct assay_error err = {0};
	struct bytes json = {0}, rest = {0};
	struct run run = {0};
	run_open(&run, inventory, params, rules, others ? "trace" : NULL);
	must(assay_result_write(run.r, "json", take, &json, &err), &err);
	if (others)
		write_others(run.r, &rest, &err);
	run_close(&run);
	return (struct reports){json.text, rest.text};
}

struct remedies judge_remedies(const cJSON *inventory, const cJSON *params, char *configuration)
{
	struct assay_error err = {0};
	struct bytes json = {0}, script = {0}, backout = {0}, page = {0}, patch = {0};
	struct run run = {.sources = {locate, read_sources, configuration}};
	run_open(&run, inventory, params, NULL, "remedies");
	must(assay_result_write(run.r, "json", take, &json, &err), &err);
	must(assay_result_write(run.r, "remedy-script", take, &script, &err), &err);
	must(assay_result_write(run.r, "remedy-backout", take, &backout, &err), &err);
	must(assay_result_write(run.r, "remedy", take, &page, &err), &err);
	must(assay_result_write(run.r, "remedy-patch", take, &patch, &err), &err);
	struct remedies out = {json.text, script.text, backout.text, page.text, patch.text,
		assay_result_unremedied(run.r)};
	run_close(&run);
	return out;
}

void remedies_free(struct remedies *r)
{
	free(r->json);
	free(r->script);
	free(r->backout);
	free(r->page);
	free(r->patch);
}

void reports_free(struct reports *r)
{
	free(r->json);
	free(r->others);
}

cJSON *judge(const cJSON *inventory, const cJSON *params, const char *const *rules)
{
	struct reports r = judge_all(inventory, params, rules, false);
	cJSON *report = cJSON_Parse(r.json);
	reports_free(&r);
	if (!report)
		abort();
	return report;
}

const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

const char *text_of(const cJSON *object, const char *key)
{
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
	return text ? text : "";
}

cJSON *random_params(struct chance *c)
{
	static const char *const flags[] = {"management", "same_trail", "require_multi_region",
		"require_delivery", "closed_world", "allow_event_data_store", NULL};
	static const char *const truths[] = {"true", "false", NULL};
	cJSON *params = cJSON_CreateObject();
	if (one_in(c, 2))
		cJSON_AddStringToObject(params, "coverage", "current");
	if (one_in(c, 4))
		cJSON_AddStringToObject(params, "read_write", "write");
	for (size_t i = 0; flags[i]; i++)
		if (one_in(c, 4))
			cJSON_AddStringToObject(params, flags[i], pick(c, truths));
	return params;
}
