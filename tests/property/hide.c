/*
 * hide - values and exports taken from a world, and put back as something else.
 *
 * In a plan a hidden value leaves `after` and is marked in after_unknown; in an export it is no
 * value of its kind; a hidden export is the envelope's error record. A completion puts a value
 * of the declared kind, or another export of the same command, in its place, and never one
 * that what is still there contradicts. Knows the shapes of documents; judges nothing.
 */
#include "property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct command {
	const char *word, *name, *at; /* at: where its objects are */
	bool many;
	const struct declared *gives;
	const char *option;
};

static const struct command commands[] = {
	{"describe-trails", "cloudtrail describe-trails", "trailList", true, trail_list, NULL},
	{"list-trails", "cloudtrail list-trails", "Trails", true, NULL, NULL},
	{"get-trail-status", "cloudtrail get-trail-status", NULL, false, trail_status, "Name"},
	{"get-trail", "cloudtrail get-trail", "Trail", false, trail_list, "Name"},
	{"get-event-selectors", "cloudtrail get-event-selectors", NULL, false, trail_selectors,
		"TrailName"},
	{"list-functions", "lambda list-functions", "Functions", true, function_values, NULL},
	{"list-event-data-stores", "cloudtrail list-event-data-stores", "EventDataStores", true,
		NULL, NULL},
	{"get-event-data-store", "cloudtrail get-event-data-store", NULL, false, store_values,
		"EventDataStore"},
};

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *base_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	return slash ? slash + 1 : file;
}

static const struct command *command_of(const char *file)
{
	const char *base = base_of(file);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		size_t len = strlen(commands[i].word);
		if (strncmp(base, commands[i].word, len) == 0 && base[len] == '.')
			return &commands[i];
	}
	return NULL;
}

static bool is_plan(const cJSON *document)
{
	return get(document, "format_version") != NULL;
}

/* an export in its envelope, or as it fell */
static const cJSON *output_of(const cJSON *document)
{
	const cJSON *output = get(document, "assay") ? get(document, "output") : NULL;
	return output ? output : document;
}

/* ---- where values may be hidden ---- */

static void add_hidden(cJSON *list, const char *file, cJSON *path)
{
	cJSON *h = cJSON_CreateObject();
	cJSON_AddStringToObject(h, "file", file);
	cJSON_AddItemToObject(h, "path", path);
	cJSON_AddItemToArray(list, h);
}

static cJSON *step(const cJSON *path, const char *key)
{
	cJSON *longer = cJSON_Duplicate(path, true);
	cJSON_AddItemToArray(longer, cJSON_CreateString(key));
	return longer;
}

static cJSON *step_to(const cJSON *path, int index)
{
	cJSON *longer = cJSON_Duplicate(path, true);
	cJSON_AddItemToArray(longer, cJSON_CreateNumber(index));
	return longer;
}

struct place {
	const char *file;
	bool planned, whole; /* whole: nothing inside of it */
};

/* keys in lower camel case: another name for the same field would contradict it */
static bool is_lower(const cJSON *object)
{
	return object->child && object->child->string && object->child->string[0] >= 'a';
}

static void find(cJSON *list, const struct place *p, const cJSON *path, const struct declared *d,
	const cJSON *object, const cJSON *marks)
{
	for (; d->cli || d->tf; d++) {
		const char *name = declared_name(d, p->planned);
		const cJSON *value = name ? get(object, name) : NULL;
		const cJSON *mark = name ? get(marks, name) : NULL;
		if (!name || cJSON_IsTrue(mark) || (!p->planned && !value && is_lower(object)))
			continue;
		cJSON *here = step(path, name);
		for (int i = 0; !p->whole && d->kind >= LIST && i < cJSON_GetArraySize(value);
			i++) {
			cJSON *element = step_to(here, i);
			const cJSON *item = cJSON_GetArrayItem(value, i);
			if (d->kind == OBJECTS)
				find(list, p, element, d->inside, item,
					cJSON_GetArrayItem(mark, i));
			else if (!cJSON_IsNull(item))
				add_hidden(list, p->file, cJSON_Duplicate(element, true));
			cJSON_Delete(element);
		}
		add_hidden(list, p->file, here);
	}
}

static const struct declared *planned_type(const char *type)
{
	if (strcmp(type, "aws_cloudtrail") == 0)
		return trail_planned;
	if (strcmp(type, "aws_lambda_function") == 0)
		return function_values;
	return strcmp(type, "aws_cloudtrail_event_data_store") == 0 ? store_planned : NULL;
}

/* what stays as it is contradicts itself where it is not known */
static bool stays(const cJSON *change)
{
	const cJSON *actions = get(change, "actions");
	const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(actions, 0));
	return first && (strcmp(first, "no-op") == 0 || strcmp(first, "read") == 0);
}

static void find_planned(cJSON *list, const cJSON *plan, bool alone)
{
	const cJSON *r;
	int i = 0;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *change = get(r, "change"), *after = get(change, "after");
		const struct declared *d = planned_type(text_of(r, "type"));
		int at = i++;
		if (!d || !cJSON_IsObject(after) || !cJSON_IsObject(get(change, "after_unknown")) ||
			(!alone && stays(change)))
			continue;
		struct place p = {plan->string, true, d == store_planned};
		cJSON *path = cJSON_Parse("[\"resource_changes\"]");
		cJSON_AddItemToArray(path, cJSON_CreateNumber(at));
		cJSON_AddItemToArray(path, cJSON_CreateString("change"));
		cJSON_AddItemToArray(path, cJSON_CreateString("after"));
		find(list, &p, path, d, after, get(change, "after_unknown"));
		cJSON_Delete(path);
	}
}

static void find_exported(cJSON *list, const cJSON *document)
{
	const struct command *c = command_of(document->string);
	struct place p = {document->string, false, false};
	if (!c)
		return;
	add_hidden(list, document->string, cJSON_CreateArray());
	if (!c->gives)
		return;
	bool wrapped = get(document, "assay") != NULL;
	const cJSON *output = output_of(document), *at = c->at ? get(output, c->at) : output;
	cJSON *path = cJSON_Parse(wrapped ? "[\"output\"]" : "[]");
	if (c->at)
		cJSON_AddItemToArray(path, cJSON_CreateString(c->at));
	if (!c->many && cJSON_IsObject(at))
		find(list, &p, path, c->gives, at, NULL);
	for (int i = 0; c->many && i < cJSON_GetArraySize(at); i++) {
		cJSON *element = step_to(path, i);
		find(list, &p, element, c->gives, cJSON_GetArrayItem(at, i), NULL);
		cJSON_Delete(element);
	}
	cJSON_Delete(path);
}

/* over exports the Region of a planned resource is a part of what is joined: it stays */
static void keep_regions(cJSON *list)
{
	for (int i = cJSON_GetArraySize(list) - 1; i >= 0; i--) {
		const cJSON *path = get(cJSON_GetArrayItem(list, i), "path");
		const char *name = cJSON_GetStringValue(
			cJSON_GetArrayItem(path, cJSON_GetArraySize(path) - 1));
		if (name && strcmp(name, "region") == 0)
			cJSON_DeleteItemFromArray(list, i);
	}
}

cJSON *hideable(const cJSON *world)
{
	cJSON *list = cJSON_CreateArray();
	const cJSON *file;
	cJSON_ArrayForEach(file, world)
	{
		if (is_plan(file))
			find_planned(list, file, cJSON_GetArraySize(world) == 1);
		else
			find_exported(list, file);
	}
	if (cJSON_GetArraySize(world) > 1)
		keep_regions(list);
	return list;
}

/* ---- hiding ---- */

static cJSON *at_step(cJSON *in, const cJSON *s)
{
	return cJSON_IsNumber(s) ? cJSON_GetArrayItem(in, s->valueint)
				 : cJSON_GetObjectItemCaseSensitive(in, s->valuestring);
}

/* the container that holds the last step; NULL where it is not there any more */
static cJSON *holder(cJSON *document, const cJSON *path)
{
	const cJSON *s = path->child;
	for (; document && s && s->next; s = s->next)
		document = at_step(document, s);
	return document;
}

static const cJSON *last(const cJSON *path)
{
	return cJSON_GetArrayItem(path, cJSON_GetArraySize(path) - 1);
}

static void set(cJSON *in, const cJSON *s, cJSON *value)
{
	if (cJSON_IsNumber(s)) {
		while (cJSON_GetArraySize(in) <= s->valueint)
			cJSON_AddItemToArray(in, cJSON_CreateFalse());
		cJSON_ReplaceItemInArray(in, s->valueint, value);
		return;
	}
	cJSON_DeleteItemFromObjectCaseSensitive(in, s->valuestring);
	cJSON_AddItemToObject(in, s->valuestring, value);
}

/* marks of a plan: made as deep as the path goes, or taken away */
static void mark(cJSON *change, const char *marks, const cJSON *path, bool hidden)
{
	cJSON *in = cJSON_GetObjectItemCaseSensitive(change, marks);
	const cJSON *s = cJSON_GetArrayItem(path, 4);
	if (!cJSON_IsObject(in))
		return;
	for (; s->next; s = s->next) {
		cJSON *below_it = at_step(in, s);
		if (!cJSON_IsObject(below_it) && !cJSON_IsArray(below_it)) {
			if (!hidden)
				return;
			below_it = cJSON_IsNumber(s->next) ? cJSON_CreateArray()
							   : cJSON_CreateObject();
			set(in, s, below_it);
		}
		in = below_it;
	}
	if (hidden || at_step(in, s))
		set(in, s, cJSON_CreateBool(hidden));
}

static cJSON *change_of(cJSON *plan, const cJSON *path)
{
	cJSON *r = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"),
		cJSON_GetArrayItem(path, 1)->valueint);
	return cJSON_GetObjectItemCaseSensitive(r, "change");
}

/* the ARN that a per-trail export is about: its own, or that of the trail it is named after */
static const char *arn_of(const cJSON *world, const cJSON *document)
{
	const char *arn = text_of(output_of(document), "TrailARN");
	const char *label = strchr(base_of(document->string), '.');
	const char *found = "";
	const cJSON *file, *trail;
	if (*arn || !label)
		return arn;
	size_t len = strlen(label + 1) >= 5 ? strlen(label + 1) - 5 : 0;
	char *account = world_part(document->string, 0), *region = world_part(document->string, 1);
	cJSON_ArrayForEach(file, world)
	{
		cJSON_ArrayForEach(trail, get(output_of(file), "trailList"))
		{
			const char *name = text_of(trail, "Name");
			bool here = strstr(file->string, account) && strstr(file->string, region);
			if (len && strlen(name) == len && strncmp(name, label + 1, len) == 0 &&
				(here || !*found))
				found = text_of(trail, "TrailARN");
		}
	}
	free(account);
	free(region);
	return found;
}

static cJSON *failure(const cJSON *world, const cJSON *document)
{
	const struct command *c = command_of(document->string);
	const cJSON *head = get(document, "assay");
	cJSON *record = cJSON_CreateObject(), *assay, *error;
	if (head) {
		assay = cJSON_Duplicate(head, true);
		cJSON_AddItemToObject(record, "assay", assay);
	} else {
		char *account = world_part(document->string, 0);
		char *region = world_part(document->string, 1);
		const char *arn = c->option ? arn_of(world, document) : "";
		assay = cJSON_AddObjectToObject(record, "assay");
		cJSON_AddNumberToObject(assay, "format", 1);
		cJSON_AddStringToObject(assay, "command", c->name);
		cJSON *parameters = cJSON_AddObjectToObject(assay, "parameters");
		if (*arn)
			cJSON_AddStringToObject(parameters, c->option, arn);
		cJSON_AddStringToObject(assay, "account", account);
		cJSON_AddStringToObject(assay, "region", region);
		free(account);
		free(region);
	}
	error = cJSON_AddObjectToObject(record, "error");
	cJSON_AddStringToObject(error, "code", "AccessDenied");
	cJSON_AddStringToObject(error, "message", "not authorized");
	return record;
}

static const struct declared *declared_at(const cJSON *world, const cJSON *hidden);

static void hide_one(cJSON *world, const cJSON *base, const cJSON *hidden)
{
	const char *file = text_of(hidden, "file");
	const cJSON *path = get(hidden, "path"), *original = get(base, file);
	cJSON *document = cJSON_GetObjectItemCaseSensitive(world, file);
	if (!path->child) {
		cJSON_ReplaceItemInObjectCaseSensitive(world, file, failure(base, original));
		return;
	}
	cJSON *in = holder(document, path);
	const cJSON *s = last(path);
	if (!in)
		return;
	if (is_plan(original)) {
		if (cJSON_IsNumber(s))
			set(in, s, cJSON_CreateNull());
		else
			cJSON_DeleteItemFromObjectCaseSensitive(in, s->valuestring);
		mark(change_of(document, path), "after_unknown", path, true);
		return;
	}
	const struct declared *d = declared_at(base, hidden);
	bool is_list = d->kind >= LIST && !cJSON_IsNumber(s);
	set(in, s, is_list ? cJSON_CreateNumber(7) : cJSON_CreateObject());
}

/* the deepest goes first: what is inside of something hidden goes with it */
static int deepest(const cJSON *hidden)
{
	const cJSON *h;
	int most = 0;
	cJSON_ArrayForEach(h, hidden)
	{
		int depth = cJSON_GetArraySize(get(h, "path"));
		most = depth > most ? depth : most;
	}
	return most;
}

cJSON *hide(const cJSON *world, const cJSON *hidden)
{
	cJSON *less = cJSON_Duplicate(world, true);
	const cJSON *h;
	for (int depth = deepest(hidden); depth >= 0; depth--)
		cJSON_ArrayForEach(h, hidden) if (cJSON_GetArraySize(get(h, "path")) == depth)
			hide_one(less, world, h);
	return less;
}

/* ---- completing ---- */

static const struct declared *root_of(const cJSON *document, const cJSON *path, int *from)
{
	if (is_plan(document)) {
		const cJSON *r = cJSON_GetArrayItem(
			get(document, "resource_changes"), cJSON_GetArrayItem(path, 1)->valueint);
		*from = 4;
		return planned_type(text_of(r, "type"));
	}
	const struct command *c = command_of(document->string);
	*from = (get(document, "assay") != NULL) + (c->at != NULL) + (c->many ? 1 : 0);
	return c->gives;
}

static const struct declared *declared_at(const cJSON *world, const cJSON *hidden)
{
	const cJSON *document = get(world, text_of(hidden, "file")), *path = get(hidden, "path");
	int from;
	const struct declared *inside = root_of(document, path, &from), *d = NULL;
	for (const cJSON *s = cJSON_GetArrayItem(path, from); s; s = s->next) {
		if (cJSON_IsNumber(s))
			continue;
		for (d = inside; d->cli || d->tf; d++) {
			const char *name = declared_name(d, is_plan(document));
			if (name && strcmp(name, s->valuestring) == 0)
				break;
		}
		inside = d->inside;
	}
	return d;
}

static bool is_hidden(const cJSON *hidden, const char *file)
{
	const cJSON *h;
	cJSON_ArrayForEach(h, hidden) if (!get(h, "path")->child &&
					  strcmp(text_of(h, "file"), file) == 0) return true;
	return false;
}

static bool mentions(const cJSON *document, const char *text)
{
	char *printed = cJSON_PrintUnformatted(document);
	bool found = strstr(printed, text) != NULL;
	free(printed);
	return found;
}

/* does another export, one that is still there, tell of the same? */
static bool told_elsewhere(
	const cJSON *world, const cJSON *hidden, const cJSON *document, const char *arn)
{
	const cJSON *file;
	bool selectors = command_of(document->string)->gives == trail_selectors;
	cJSON_ArrayForEach(file, world)
	{
		const struct command *c = command_of(file->string);
		if (file == document || !c || is_hidden(hidden, file->string))
			continue;
		bool same = selectors ? c->gives == trail_selectors
				      : c->gives == trail_list || !c->gives;
		if (same && *arn && mentions(file, arn))
			return true;
	}
	return false;
}

static size_t count_of(const cJSON *world, const char *word)
{
	const cJSON *file;
	size_t n = 0;
	cJSON_ArrayForEach(file, world)
	{
		const struct command *c = command_of(file->string);
		n += c && strcmp(c->word, word) == 0;
	}
	return n;
}

/* one truth for each trail, whichever export tells it; NULL: it is not listed here */
static cJSON *another_trail(
	const cJSON *world, const cJSON *trail, const char *region, uint64_t seed)
{
	struct chance c = chance_of(seed, text_of(trail, "TrailARN"));
	cJSON *other = cJSON_Duplicate(trail, true);
	bool many = cJSON_IsTrue(get(trail, "IsMultiRegionTrail")), becomes = many;
	for (const struct declared *d = trail_list; d->cli; d++) {
		if (strcmp(d->cli, "IsOrganizationTrail") == 0)
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(other, d->cli);
		cJSON *value = random_value(d, false, &c);
		if (strcmp(d->cli, "IsMultiRegionTrail") == 0) {
			/* a multi-Region trail is listed in every Region */
			if (!many && count_of(world, "describe-trails") > 1)
				value->type = cJSON_False;
			becomes = cJSON_IsTrue(value);
		}
		cJSON_AddItemToObject(other, d->cli, value);
	}
	if (many && !becomes && !strstr(text_of(trail, "TrailARN"), region)) {
		cJSON_Delete(other);
		return NULL;
	}
	return other;
}

static void add_new_trail(
	cJSON *world, cJSON *trails, const char *file, bool alone, struct chance *c)
{
	char *account = world_part(file, 0), *region = world_part(file, 1);
	char arn[256], name[512];
	snprintf(arn, sizeof arn, "arn:aws:cloudtrail:%s:%s:trail/new", region, account);
	cJSON *trail = cJSON_CreateObject(), *selectors = random_selectors(c);
	cJSON_AddStringToObject(trail, "Name", "new");
	cJSON_AddStringToObject(trail, "TrailARN", arn);
	cJSON_AddStringToObject(trail, "HomeRegion", region);
	cJSON_AddBoolToObject(trail, "IsMultiRegionTrail", alone && one_in(c, 2));
	cJSON_AddItemToArray(trails, trail);
	cJSON_AddStringToObject(selectors, "TrailARN", arn);
	snprintf(name, sizeof name, "%s/%s/get-event-selectors.new.json", account, region);
	cJSON_AddItemToObject(world, name, selectors);
	snprintf(name, sizeof name, "%s/%s/get-trail-status.new.json", account, region);
	cJSON_AddItemToObject(world, name, random_status(c));
	free(account);
	free(region);
}

static cJSON *other_trails(cJSON *into, const cJSON *world, const cJSON *hidden,
	const cJSON *document, uint64_t seed, struct chance *c)
{
	cJSON *output = cJSON_Duplicate(output_of(document), true);
	cJSON *trails = cJSON_CreateArray();
	char *region = world_part(document->string, 1);
	const cJSON *trail;
	cJSON_ArrayForEach(trail, get(output_of(document), "trailList"))
	{
		bool fixed = told_elsewhere(world, hidden, document, text_of(trail, "TrailARN"));
		cJSON *other = fixed ? cJSON_Duplicate(trail, true)
				     : another_trail(world, trail, region, seed);
		if (other)
			cJSON_AddItemToArray(trails, other);
	}
	free(region);
	if (one_in(c, 2) && count_of(world, "list-trails") == 0)
		add_new_trail(
			into, trails, document->string, count_of(world, "describe-trails") == 1, c);
	cJSON_ReplaceItemInObjectCaseSensitive(output, "trailList", trails);
	return output;
}

static cJSON *other_output(
	cJSON *into, const cJSON *world, const cJSON *hidden, const cJSON *document, uint64_t seed)
{
	const struct command *k = command_of(document->string);
	const cJSON *output = output_of(document);
	struct chance c = chance_of(seed, document->string);
	if (strcmp(k->word, "list-functions") == 0) {
		char *account = world_part(document->string, 0);
		char *region = world_part(document->string, 1);
		cJSON *other = random_functions(account, region, &c);
		free(account);
		free(region);
		return other;
	}
	if (k->gives == trail_status)
		return random_status(&c);
	if (strcmp(k->word, "describe-trails") == 0)
		return other_trails(into, world, hidden, document, seed, &c);
	if (k->gives == trail_selectors &&
		!told_elsewhere(world, hidden, document, arn_of(world, document))) {
		struct chance same = chance_of(seed, arn_of(world, document));
		cJSON *other = random_selectors(&same);
		if (get(output, "TrailARN"))
			cJSON_AddStringToObject(other, "TrailARN", text_of(output, "TrailARN"));
		return other;
	}
	return cJSON_Duplicate(output, true);
}

static void complete_whole(
	cJSON *into, const cJSON *world, const cJSON *hidden, const cJSON *document, uint64_t seed)
{
	cJSON *output = other_output(into, world, hidden, document, seed);
	if (!get(document, "assay")) {
		cJSON_ReplaceItemInObjectCaseSensitive(into, document->string, output);
		return;
	}
	cJSON *wrapped = cJSON_Duplicate(document, true);
	cJSON_ReplaceItemInObjectCaseSensitive(wrapped, "output", output);
	cJSON_ReplaceItemInObjectCaseSensitive(into, document->string, wrapped);
}

/* the API keeps one kind of selectors: both filled would contradict each other */
static bool is_other_kind_filled(const cJSON *in, const char *name)
{
	static const char *const pairs[][2] = {{"EventSelectors", "AdvancedEventSelectors"},
		{"event_selector", "advanced_event_selector"}};
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < 2; j++)
			if (strcmp(pairs[i][j], name) == 0)
				return cJSON_GetArraySize(get(in, pairs[i][1 - j])) > 0;
	return false;
}

/* a value that another export tells, too, or that the lists of other Regions rest on */
static bool is_fixed(const cJSON *world, const cJSON *hidden, const cJSON *document,
	const cJSON *in, const struct declared *d)
{
	const struct command *c = command_of(document->string);
	if (c->gives == trail_selectors)
		return told_elsewhere(world, hidden, document, arn_of(world, document));
	if (c->gives != trail_list)
		return false;
	if (strcmp(d->cli, "IsMultiRegionTrail") == 0 && count_of(world, "describe-trails") > 1)
		return true;
	return told_elsewhere(world, hidden, document, text_of(in, "TrailARN"));
}

static void complete_one(
	cJSON *into, const cJSON *world, const cJSON *hidden, const cJSON *h, uint64_t seed)
{
	const char *file = text_of(h, "file");
	const cJSON *path = get(h, "path"), *original = get(world, file);
	if (!path->child) {
		complete_whole(into, world, hidden, original, seed);
		return;
	}
	if (is_hidden(hidden, file))
		return;
	cJSON *document = cJSON_GetObjectItemCaseSensitive(into, file);
	cJSON *in = holder(document, path);
	const cJSON *s = last(path);
	bool planned = is_plan(original);
	if (!in || (cJSON_IsNumber(s) && !at_step(in, s)))
		return;
	const struct declared *d = declared_at(world, h);
	char *salt = cJSON_PrintUnformatted(h);
	struct chance c = chance_of(seed, salt);
	free(salt);
	if (!planned && is_fixed(world, hidden, original, in, d))
		return;
	cJSON *value = cJSON_IsNumber(s) ? cJSON_CreateString(pick(&c, d->pool))
					 : random_value(d, planned, &c);
	if (!cJSON_IsNumber(s) && is_other_kind_filled(in, s->valuestring)) {
		cJSON_Delete(value);
		value = cJSON_CreateArray();
	}
	set(in, s, value);
	if (planned) {
		mark(change_of(document, path), "after_unknown", path, false);
		mark(change_of(document, path), "after_sensitive", path, false);
	}
}

cJSON *complete(const cJSON *world, const cJSON *hidden, uint64_t seed)
{
	cJSON *into = cJSON_Duplicate(world, true);
	const cJSON *h;
	for (int depth = deepest(hidden); depth >= 0; depth--)
		cJSON_ArrayForEach(h, hidden) if (cJSON_GetArraySize(get(h, "path")) == depth)
			complete_one(into, world, hidden, h, seed);
	return into;
}

/* a value in place of another in a plan, marked sensitive */
void plant(cJSON *world, const cJSON *place, const char *values, const char *marks, cJSON *value)
{
	const cJSON *path = get(place, "path");
	cJSON *document = cJSON_GetObjectItemCaseSensitive(world, text_of(place, "file"));
	cJSON *change = change_of(document, path);
	cJSON *in = cJSON_GetObjectItemCaseSensitive(change, values);
	const cJSON *s = cJSON_GetArrayItem(path, 4);
	for (; in && s->next; s = s->next)
		in = at_step(in, s);
	if (in)
		set(in, s, value);
	else
		cJSON_Delete(value);
	if (!cJSON_IsObject(get(change, marks)))
		set(change, &(cJSON){.type = cJSON_String, .valuestring = (char *)(uintptr_t)marks},
			cJSON_CreateObject());
	mark(change, marks, path, true);
	mark(change, "after_unknown", path, false);
}
