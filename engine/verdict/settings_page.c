/*
 * settings_page - the settings as a configuration: the values in force, and a sample to start from.
 *
 * Written from the table of settings, so that no page can miss one.
 */
#include "verdict/settings_page.h"

#include "doc/yaml_out.h"

enum { ORIGIN_COLUMN = 40, ABOUT_WIDTH = 78 };

/* "text  # origin" */
static void put_line(struct out *o, struct str text, struct origin origin)
{
	size_t width = safe_width(text);
	out_str(o, text);
	out_blanks(o, width < ORIGIN_COLUMN - 2 ? ORIGIN_COLUMN - width : 2);
	out_text(o, "# ");
	if (origin.source == SET_BY_DEFAULT) {
		out_text(o, "default\n");
	} else if (origin.source == SET_BY_COMMAND) {
		out_text(o, "command line\n");
	} else {
		struct place p = cursor_place(origin.at);
		out_position(o, str_of(doc_name(origin.at.doc)), p.line, p.column);
		out_text(o, "\n");
	}
}

static void scalar(struct out *o, const struct settings *s, const struct setting *setting)
{
	struct origin origin = settings_origin(s, setting);
	struct str text = settings_text(s, setting);
	if ((setting->kind == SETTING_ACCOUNT && !s->account.ptr) || !text.ptr)
		put_line(o, str_printf(s->arena, "# %s: none", setting->shown.key), origin);
	else
		put_line(o,
			str_printf(s->arena,
				setting->kind == SETTING_ACCOUNT ? "%s: \"%.*s\"" : "%s: %.*s",
				setting->shown.key, STR_ARGS(text)),
			origin);
}

static void put_member(struct out *o, const char *head, struct str text)
{
	if (!text.ptr)
		return;
	out_text(o, head);
	out_yaml(o, text);
	out_text(o, "\n");
}

static void plans(struct out *o, const struct settings *s)
{
	const struct origin by_default = {0};
	if (s->plans.n == 0) {
		put_line(o, STR("# plans: none"), by_default);
		return;
	}
	out_text(o, "plans:\n");
	for (size_t i = 0; i < s->plans.n; i++) {
		const struct plan_entry *entry = s->plans.items[i];
		struct buf b;
		buf_init_for(&b, (size_t)1 << 20, s->arena);
		struct out path = out_to_buf(&b);
		put_member(&path, "  - path: ", entry->given.path);
		put_line(o, (struct str){b.ptr, b.len ? b.len - 1 : 0},
			(struct origin){SET_BY_FILE, entry->at});
		buf_free(&b);
		put_member(o, "    name: ", entry->given.name);
		put_member(o, "    account: ", entry->given.account);
		put_member(o, "    region: ", entry->given.region);
	}
}

/* "fail,unknown" as a YAML list */
static void verdicts(struct out *o, const struct settings *s, const struct setting *setting)
{
	struct str text = settings_text(s, setting);
	bool one = str_is(text, "all");
	struct str shown = str_printf(
		s->arena, one ? "%s: %.*s" : "%s: [%.*s]", setting->shown.key, STR_ARGS(text));
	put_line(o, shown, settings_origin(s, setting));
}

/* the ids of controls or the names of profiles */
static void names(struct out *o, const struct settings *s, const struct setting *setting,
	const struct list *list)
{
	const struct origin by_default = {0};
	const char *key = setting->shown.key;
	bool any = false;
	for (size_t i = 0; i < list->n; i++) {
		const struct assigned *one = list->items[i];
		if (!settings_holds(s, list, one))
			continue;
		if (!any)
			out_text(o, str_printf(s->arena, "%s:\n", key).ptr);
		any = true;
		put_line(o, str_printf(s->arena, "  - %.*s", STR_ARGS(one->text)), one->origin);
	}
	if (!any)
		put_line(o, str_printf(s->arena, "# %s: %s", key, setting->shown.preset),
			by_default);
}

/* the origin of the value in force: of equal rank the last assignment wins */
static struct origin origin_of(
	const struct settings *s, const struct control *control, const struct param *param)
{
	struct str head =
		str_printf(s->arena, "%.*s.%.*s=", STR_ARGS(control->id), STR_ARGS(param->name));
	struct origin origin = {0};
	for (size_t i = 0; i < s->params.n; i++) {
		const struct assigned *one = s->params.items[i];
		if (str_starts(one->text, head) && one->origin.source >= origin.source)
			origin = one->origin;
	}
	return origin;
}

static struct str param_text(struct arena *a, const struct param *p)
{
	struct buf b;
	buf_init_for(&b, (size_t)1 << 20, a);
	struct out text = out_to_buf(&b);
	out_text(&text, "    ");
	out_str(&text, p->name);
	out_text(&text, ": ");
	if (p->kind == PARAM_STRING)
		out_yaml(&text, p->text);
	else if (p->kind == PARAM_INT)
		out_int(&text, p->integer);
	else
		out_text(&text, p->truth ? "true" : "false");
	struct str made = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return made;
}

static void params(
	struct out *o, const struct settings *s, const struct control *const *known, size_t n)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		const struct control *control = known[i];
		if (control->n_params == 0)
			continue;
		out_text(o, any ? "  " : "params:\n  ");
		out_str(o, control->id);
		out_text(o, ":\n");
		any = true;
		for (size_t p = 0; p < control->n_params; p++)
			put_line(o, param_text(s->arena, &control->params[p]),
				origin_of(s, control, &control->params[p]));
	}
}

int settings_page(struct out *out, const struct settings *settings,
	const struct control *const *known, size_t n)
{
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++) {
		if (!setting->shown.key)
			continue;
		if (setting->kind == SETTING_CONTROL)
			names(out, settings, setting, &settings->controls);
		else if (setting->kind == SETTING_PROFILE)
			names(out, settings, setting, &settings->profiles);
		else if (setting->kind == SETTING_PARAM)
			params(out, settings, known, n);
		else if (setting->kind == SETTING_PLANS)
			plans(out, settings);
		else if (setting->kind == SETTING_VERDICTS)
			verdicts(out, settings, setting);
		else
			scalar(out, settings, setting);
	}
	return out->status;
}

/* a text as comments */
static void comment(struct out *o, const char *text)
{
	struct wrap w;
	wrap_begin(&w, o, 0, "# ");
	w.lead = "# ";
	w.indent = 0;
	w.width = ABOUT_WIDTH;
	wrap_words(&w, str_of(text));
	wrap_end(&w);
}

static void example(struct out *o, const struct setting *setting)
{
	const char *preset = setting->shown.preset;
	switch (setting->kind) {
	case SETTING_CONTROL:
		out_text(o, "# controls:\n#   - aws-cloudtrail-lambda-invocations\n");
		return;
	case SETTING_PROFILE:
		out_text(o, "# profiles:\n#   - default\n");
		return;
	case SETTING_PARAM:
		out_text(o, "# params:\n#   aws-cloudtrail-lambda-invocations:\n"
			    "#     coverage: all\n");
		return;
	case SETTING_ACCOUNT:
		preset = "\"123456789012\"";
		break;
	case SETTING_REGION:
		preset = "eu-west-1";
		break;
	case SETTING_PLANS:
		out_text(o, "# plans:\n"
			    "#   - path: \"stacks/payments/*.json\" # or \"-\" for standard input\n"
			    "#     name: payments\n"
			    "#     account: \"123456789012\"\n"
			    "#     region: eu-west-1\n");
		return;
	case SETTING_COUNT:
		if (strcmp(preset, "none") == 0)
			preset = setting->most < 600 ? "1" : "600";
		break;
	case SETTING_SWITCH:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
	case SETTING_SEVERITY:
	case SETTING_VERDICTS:
	case SETTING_NAME:
	case SETTING_TIME:
		break;
	}
	bool is_list = setting->kind == SETTING_VERDICTS;
	out_text(o, "# ");
	out_text(o, setting->shown.key);
	out_text(o, is_list ? ": [" : ": ");
	out_text(o, preset);
	out_text(o, is_list ? "]\n" : "\n");
}

/* options that are given several times on the command line are lists in a file */
static const char *about_of(const struct setting *setting)
{
	if (setting->kind == SETTING_CONTROL)
		return "controls to judge; 'assay rules' lists them";
	if (setting->kind == SETTING_PROFILE)
		return "profiles whose controls are judged; 'assay rules' lists them. 'default' "
		       "applies if neither controls nor profiles are given";
	if (setting->kind == SETTING_PARAM)
		return "parameters of controls; 'assay explain ID' lists them with their defaults";
	return setting->shown.about;
}

int settings_sample(struct out *out)
{
	out_text(out,
		"# Settings of assay for this folder. Options on the command line override them.\n"
		"# Each commented line shows the default or an example.\n"
		"# 'assay config' prints the values in force and their origins.\n");
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++) {
		if (!setting->shown.key)
			continue;
		out_text(out, "\n");
		comment(out, about_of(setting));
		example(out, setting);
	}
	return out->status;
}
