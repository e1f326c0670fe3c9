/*
 * config - reads settings from a document: .assay.yaml.
 *
 * Knows the keys and kinds of values of the table of settings. A configuration belongs to the
 * folder that is judged, so it is not trusted: an unknown key is an error and never ignored.
 */
#include "base/nearest.h"
#include "verdict/setting.h"

#include "doc/value.h"

/* one key with its value */
struct reading_of {
	struct settings *settings;
	const struct setting *setting;
	struct arena *arena;
	struct assay_error *err;
};

static const char *kind_words(const struct value *v)
{
	switch (v->kind) {
	case DOC_NULL:
		return "nothing";
	case DOC_BOOL:
		return v->truth ? "true" : "false";
	case DOC_NUMBER:
	case DOC_STRING:
		return "that text";
	case DOC_ARRAY:
		return "a list";
	case DOC_OBJECT:
		return "keys with values";
	}
	return "that";
}

static int refuse(const struct reading_of *r, const struct value *v)
{
	char takes[TAKES_SIZE];
	struct str text = v->kind == DOC_NUMBER ? v->text : str_of(kind_words(v));
	setting_takes(r->setting, takes);
	if (v->kind == DOC_STRING)
		text = str_printf(r->arena, "'%.*s'", STR_ARGS(v->text));
	return setting_refuse(r->setting, (struct origin){SET_BY_FILE, v->at}, takes, text, r->err);
}

/* set from text in the form of the command line */
static int set(const struct reading_of *r, const struct value *v, struct str text)
{
	return settings_set(
		r->settings, r->setting, text, (struct origin){SET_BY_FILE, v->at}, r->err);
}

static int set_switch(const struct reading_of *r, const struct value *v)
{
	if (v->kind != DOC_BOOL)
		return refuse(r, v);
	return set(r, v, v->truth ? STR("true") : STR("false"));
}

/* a name, or digits, which are a number in YAML */
static int set_scalar(const struct reading_of *r, const struct value *v, bool number)
{
	if (v->kind == DOC_STRING || (v->kind == DOC_NUMBER && number))
		return set(r, v, v->text);
	return refuse(r, v);
}

/* a list of names */
static int set_names(const struct reading_of *r, const struct value *v)
{
	int status = v->kind == DOC_ARRAY && v->n > 0 ? ASSAY_OK : refuse(r, v);
	for (size_t i = 0; status == ASSAY_OK && i < v->n; i++)
		status = v->items[i]->kind == DOC_STRING ? set(r, v->items[i], v->items[i]->text)
							 : refuse(r, v->items[i]);
	return status;
}

/* a list of words, or one word */
static int set_verdicts(const struct reading_of *r, const struct value *v)
{
	struct str text = STR("");
	if (v->kind != DOC_ARRAY || v->n == 0)
		return set_scalar(r, v, false);
	for (size_t i = 0; i < v->n; i++) {
		const struct value *word = v->items[i];
		/* a comma would make two of one; "all" beside others is no list */
		if (word->kind != DOC_STRING || memchr(word->text.ptr, ',', word->text.len) ||
			(v->n > 1 && str_is(word->text, "all")))
			return refuse(r, word);
		text = str_printf(
			r->arena, "%.*s%s%.*s", STR_ARGS(text), i ? "," : "", STR_ARGS(word->text));
	}
	return set(r, v, text);
}

static int set_param(const struct reading_of *r, struct str id, const struct member *param)
{
	const struct value *v = param->value;
	struct str text = v->text;
	if (v->kind == DOC_BOOL)
		text = v->truth ? STR("true") : STR("false");
	else if (v->kind != DOC_NUMBER && v->kind != DOC_STRING)
		return refuse(r, v);
	text = str_printf(
		r->arena, "%.*s.%.*s=%.*s", STR_ARGS(id), STR_ARGS(param->key), STR_ARGS(text));
	return set(r, v, text);
}

static int set_params(const struct reading_of *r, const struct value *v)
{
	int status = v->kind == DOC_OBJECT ? ASSAY_OK : refuse(r, v);
	for (size_t i = 0; status == ASSAY_OK && i < v->n; i++) {
		const struct member *control = &v->members[i];
		/* "ID.NAME=VALUE" must split where the parts were joined */
		if (control->value->kind != DOC_OBJECT ||
			memchr(control->key.ptr, '.', control->key.len) ||
			memchr(control->key.ptr, '=', control->key.len))
			return refuse(r, control->value);
		for (size_t j = 0; status == ASSAY_OK && j < control->value->n; j++) {
			const struct member *param = &control->value->members[j];
			if (memchr(param->key.ptr, '=', param->key.len))
				return refuse(r, param->value);
			status = set_param(r, control->key, param);
		}
	}
	return status;
}

static int set_any(const struct reading_of *r, const struct value *v)
{
	switch (r->setting->kind) {
	case SETTING_SWITCH:
		return set_switch(r, v);
	case SETTING_COUNT:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
	case SETTING_ACCOUNT:
		return set_scalar(r, v, true);
	case SETTING_SEVERITY:
	case SETTING_REGION:
	case SETTING_NAME:
	case SETTING_TIME:
		return set_scalar(r, v, false);
	case SETTING_PLANS:
		return settings_read_plans(r->settings, r->setting, v, r->err);
	case SETTING_VERDICTS:
		return set_verdicts(r, v);
	case SETTING_CONTROL:
	case SETTING_PROFILE:
		return set_names(r, v);
	case SETTING_PARAM:
		return set_params(r, v);
	}
	return refuse(r, v);
}

static int unknown_key(struct cursor at, struct str key, struct assay_error *err)
{
	struct nearest nearest = {.word = key};
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++)
		if (setting->shown.key)
			nearest_offer(&nearest, str_of(setting->shown.key));
	if (nearest.name.ptr)
		return cursor_error(err, ASSAY_EINPUT, at,
			"there is no setting '%.*s'. Did you mean '%.*s'? 'assay config --init' "
			"writes them all",
			STR_ARGS(key), STR_ARGS(nearest.name));
	if (setting_find(key))
		return cursor_error(err, ASSAY_EINPUT, at,
			"'%.*s' cannot be set in a file. Use --%.*s on the command line",
			STR_ARGS(key), STR_ARGS(key));
	return cursor_error(err, ASSAY_EINPUT, at,
		"there is no setting '%.*s'. 'assay config --init' writes them all", STR_ARGS(key));
}

bool is_only_comments(struct str text)
{
	bool in_comment = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
		in_comment = c != '\n' && (in_comment || c == '#');
		if (!in_comment && !blank)
			return false;
	}
	return text.len > 0;
}

int settings_read(struct settings *s, const struct doc *d, struct assay_error *err)
{
	const struct value *root;
	struct cursor at = doc_root(d);
	struct walk walk;
	int status = value_build(&root, at, s->arena, err);
	if (status)
		return status;
	if (root->kind != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, at,
			"a configuration must have keys and values. 'assay config --init' writes "
			"one");
	walk_begin(&walk, at);
	for (size_t i = 0; status == ASSAY_OK && walk_next(&walk) && i < root->n; i++) {
		const struct member *m = &root->members[i];
		struct reading_of r = {s, setting_of_key(m->key), s->arena, err};
		status = r.setting ? set_any(&r, m->value)
				   : unknown_key((struct cursor){d, walk.key_at}, m->key, err);
	}
	return status;
}
