/*
 * explain - the list of controls, and the page of one control.
 *
 * Reads the declarations of controls. Must not know a run. The page is Markdown that is readable as
 * plain text.
 */
#include "report/model/page.h"

static void choices(struct out *o, const struct param *param, const char *between)
{
	for (size_t i = 0; i < param->n_choices; i++) {
		out_text(o, i ? between : "");
		page_cell(o, param->choices[i]);
	}
}

/* "coverage = all  [all|current]" on its own line */
static void short_param(struct out *o, const struct param *param)
{
	out_text(o, "    ");
	out_safe(o, param->name);
	out_text(o, " = ");
	out_param_value(o, param, true);
	if (param->kind == PARAM_STRING && param->n_choices > 0) {
		out_text(o, "  [");
		choices(o, param, "|");
		out_text(o, "]");
	}
	out_text(o, "\n");
}

int report_rules(struct out *out, const struct control *const *controls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct control *c = controls[i];
		out_text(out, i ? "\n" : "");
		out_safe(out, c->id);
		out_text(out, "  ");
		out_text(out, severity_name(c->severity));
		out_text(out, "\n");
		out_wrapped(out, 2, "", c->title);
		for (size_t p = 0; p < c->n_params; p++)
			short_param(out, &c->params[p]);
	}
	if (n == 0)
		out_text(out, "There are no controls.\n");
	return out->status;
}

int report_profiles(struct out *out, const struct profile *const *profiles, size_t n)
{
	if (n > 0)
		out_text(out, "\nProfiles (assay check --profile NAME):\n");
	for (size_t i = 0; i < n; i++) {
		out_text(out, "  ");
		out_safe(out, profiles[i]->name);
		out_blanks(out, profiles[i]->name.len < 16 ? 16 - profiles[i]->name.len : 2);
		out_safe(out, profiles[i]->title);
		out_text(out, "\n");
	}
	return out->status;
}

static void item(struct out *o, const char *name, struct str value)
{
	out_text(o, "- ");
	out_text(o, name);
	out_text(o, ": ");
	out_safe(o, value);
	out_text(o, "\n");
}

static void subjects(struct out *o, const struct control *c)
{
	if (c->subject == SUBJECT_ACCOUNT)
		item(o, "Subject", STR("account"));
	if (c->subject == SUBJECT_REGION)
		item(o, "Subject", STR("Region"));
	for (size_t i = 0; i < c->n_subject_types; i++)
		item(o, "Subject", c->subject_types[i]);
}

static void head(struct out *o, const struct control *c)
{
	out_text(o, "# ");
	page_cell(o, c->title);
	out_text(o, "\n\n");
	item(o, "Id", c->id);
	item(o, "Severity", str_of(severity_name(c->severity)));
	out_text(o, "- Profile level: ");
	out_int(o, c->profile_level);
	out_text(o, "\n");
	subjects(o, c);
	out_text(o, "- Reads:");
	for (size_t i = 0; i < c->n_reads; i++) {
		out_text(o, "\n  - ");
		out_safe(o, c->reads[i]);
	}
	out_text(o, c->n_reads ? "\n" : " nothing\n");
}

static void prerequisites(struct out *o, const struct control *c)
{
	if (c->n_prerequisites == 0)
		return;
	page_heading(o, "Prerequisites");
	out_text(o, "| Export | IAM permission |\n|---|---|\n");
	for (size_t i = 0; i < c->n_prerequisites; i++) {
		out_text(o, "| `aws ");
		page_cell(o, c->prerequisites[i].export_command);
		out_text(o, "` | `");
		page_cell(o, c->prerequisites[i].permission);
		out_text(o, "` |\n");
	}
}

static void param_row(struct out *o, const struct param *param)
{
	out_text(o, "| `");
	page_cell(o, param->name);
	out_text(o, "` | `");
	out_param_value(o, param, true);
	out_text(o, "` | ");
	if (param->kind == PARAM_BOOL)
		out_text(o, "true, false");
	else if (param->kind == PARAM_INT)
		out_text(o, "an integer");
	else if (param->n_choices == 0)
		out_text(o, "any text");
	else
		choices(o, param, ", ");
	out_text(o, " | ");
	page_cell(o, param->about);
	out_text(o, " |\n");
}

static void params(struct out *o, const struct control *c)
{
	if (c->n_params == 0)
		return;
	page_heading(o, "Parameters");
	out_text(o, "Set with `--param ");
	out_safe(o, c->id);
	out_text(o, ".NAME=VALUE`.\n\n| Name | Default | Choices | About |\n|---|---|---|---|\n");
	for (size_t i = 0; i < c->n_params; i++)
		param_row(o, &c->params[i]);
}

int report_explain(struct out *out, const struct control *control)
{
	head(out, control);
	page_section(out, "Description", control->description);
	page_section(out, "Rationale", control->rationale);
	page_section(out, "Impact", control->impact);
	page_section(out, "Default value", control->default_value);
	prerequisites(out, control);
	page_section(out, "Test plan", control->test_plan);
	params(out, control);
	page_section(out, "Remediation", control->remediation);
	page_section(out, "Backout", control->backout);
	page_references(out, control);
	page_frameworks(out, control);
	return out->status;
}
