/*
 * settings - the settings as a configuration: the one in force, and one to start from.
 *
 * Written from the table, so that neither can tell of a setting that is not there. Knows YAML
 * as far as it writes it.
 */
#include "report/settings.h"

#include "report/page.h"

enum { ORIGIN_COLUMN = 40, ABOUT_WIDTH = 78 };

/* what YAML 1.1 or 1.2 would not read back as it stands: controls, other line ends, marks */
static bool is_plain(int32_t c)
{
	return c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0x2028 && c != 0x2029 &&
	       c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

static void escape(struct out *o, uint32_t c, size_t digits)
{
	static const char hex[] = "0123456789ABCDEF";
	out_text(o, digits == 2 ? "\\x" : "\\u");
	while (digits-- > 0)
		out_bytes(o, &hex[(c >> (4 * digits)) & 15], 1);
}

void out_yaml(struct out *o, struct str text)
{
	out_text(o, "\"");
	while (text.len > 0) {
		int32_t c;
		size_t n = char_next(text, &c);
		/* a byte that is no UTF-8 can't be said in YAML at all */
		if (c < 0)
			out_text(o, "?");
		else if (c == '"' || c == '\\')
			out_text(o, c == '"' ? "\\\"" : "\\\\");
		else if (c == '\n' || c == '\t')
			out_text(o, c == '\n' ? "\\n" : "\\t");
		else if (is_plain(c))
			out_bytes(o, text.ptr, n);
		else
			escape(o, (uint32_t)c, c < 0x100 ? 2 : 4);
		text = (struct str){text.ptr + n, text.len - n};
	}
	out_text(o, "\"");
}

/* "text  # where it was said" */
static void line(struct out *o, struct str text, struct origin origin)
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
		out_safe_line(o, str_of(doc_name(origin.at.doc)));
		out_text(o, ":");
		out_size(o, p.line);
		out_text(o, ":");
		out_size(o, p.column);
		out_text(o, "\n");
	}
}

static void scalar(struct out *o, const struct settings *s, const struct setting *setting)
{
	struct origin origin = s->origins[setting - settings_table];
	struct str text = settings_text(s, setting);
	if (setting->kind == SETTING_ACCOUNT && !s->account.ptr)
		line(o, STR("# account: none"), origin);
	else
		line(o,
			str_printf(s->arena,
				setting->kind == SETTING_ACCOUNT ? "%s: \"%.*s\"" : "%s: %.*s",
				setting->shown.key, STR_ARGS(text)),
			origin);
}

/* "fail,unknown" as a list of YAML */
static void verdicts(struct out *o, const struct settings *s, const struct setting *setting)
{
	struct str text = settings_text(s, setting);
	bool one = str_is(text, "all");
	struct str shown = str_printf(
		s->arena, one ? "%s: %.*s" : "%s: [%.*s]", setting->shown.key, STR_ARGS(text));
	line(o, shown, s->origins[setting - settings_table]);
}

static void controls(struct out *o, const struct settings *s)
{
	const struct origin by_default = {0};
	if (s->controls.n == 0) {
		line(o, STR("# controls: all"), by_default);
		return;
	}
	out_text(o, "controls:\n");
	for (size_t i = 0; i < s->controls.n; i++) {
		const struct assigned *one = s->controls.items[i];
		if (settings_holds(s, &s->controls, one))
			line(o, str_printf(s->arena, "  - %.*s", STR_ARGS(one->text)), one->origin);
	}
}

/* the assignment that stands: of equal rank the last */
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

static int append(void *payload, const char *bytes, size_t len)
{
	buf_add(payload, bytes, len);
	return 0;
}

static struct str param_text(struct arena *a, const struct param *p)
{
	struct buf b;
	buf_init(&b, (size_t)1 << 20);
	struct out text = {append, &b, ASSAY_OK};
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
			line(o, param_text(s->arena, &control->params[p]),
				origin_of(s, control, &control->params[p]));
	}
}

int report_settings(struct out *out, const struct settings *settings,
	const struct control *const *known, size_t n)
{
	for (size_t i = 0; i < SETTINGS_N; i++) {
		const struct setting *setting = &settings_table[i];
		if (!setting->shown.key)
			continue;
		if (setting->kind == SETTING_CONTROL)
			controls(out, settings);
		else if (setting->kind == SETTING_PARAM)
			params(out, settings, known, n);
		else if (setting->kind == SETTING_VERDICTS)
			verdicts(out, settings, setting);
		else
			scalar(out, settings, setting);
	}
	return out->status;
}

/* words behind "# " on lines of ABOUT_WIDTH */
static void comment(struct out *o, const char *text)
{
	size_t column = 0;
	while (*text) {
		size_t len = strcspn(text, " ");
		if (column == 0 || column + 1 + len > ABOUT_WIDTH) {
			out_text(o, column ? "\n# " : "# ");
			column = 2;
		} else {
			out_text(o, " ");
			column++;
		}
		out_bytes(o, text, len);
		column += len;
		text += len + strspn(text + len, " ");
	}
	out_text(o, "\n");
}

static void example(struct out *o, const struct setting *setting)
{
	const char *preset = setting->shown.preset;
	switch (setting->kind) {
	case SETTING_CONTROL:
		out_text(o, "# controls:\n#   - aws-cloudtrail-lambda-invocations\n");
		return;
	case SETTING_PARAM:
		out_text(o, "# params:\n#   aws-cloudtrail-lambda-invocations:\n"
			    "#     coverage: all\n");
		return;
	case SETTING_VERDICTS:
		out_text(o, "# show: [fail, unknown]\n");
		return;
	case SETTING_ACCOUNT:
		preset = "\"123456789012\"";
		break;
	case SETTING_SWITCH:
	case SETTING_COUNT:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
	case SETTING_SEVERITY:
	case SETTING_TIME:
		break;
	}
	out_text(o, "# ");
	out_text(o, setting->shown.key);
	out_text(o, ": ");
	out_text(o, preset);
	out_text(o, "\n");
}

/* what the command line sets one by one is a list in a file */
static const char *about_of(const struct setting *setting)
{
	if (setting->kind == SETTING_CONTROL)
		return "the controls to judge; 'assay rules' lists them (default: all)";
	if (setting->kind == SETTING_PARAM)
		return "parameters of controls; 'assay explain ID' lists them with their defaults";
	return setting->shown.about;
}

int report_settings_sample(struct out *out)
{
	out_text(out,
		"# Settings of assay in this folder: what the command line says wins over them.\n"
		"# Each line that is commented out shows the default or an example.\n"
		"# 'assay config --show' prints what is in force, and who said so.\n");
	for (size_t i = 0; i < SETTINGS_N; i++) {
		const struct setting *setting = &settings_table[i];
		if (!setting->shown.key)
			continue;
		out_text(out, "\n");
		comment(out, about_of(setting));
		example(out, setting);
	}
	return out->status;
}
