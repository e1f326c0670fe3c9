/*
 * format - the output formats by name. A new format is a file that writes it and a line here.
 *
 * The library, --format and --help read this table.
 */
#include "base/nearest.h"
#include "report/model/report.h"

static int text_plain(struct out *out, const struct run *run)
{
	return report_text(out, run, false);
}

static int text_color(struct out *out, const struct run *run)
{
	return report_text(out, run, true);
}

static const struct format formats[] = {
	{"text", "for people", text_plain},
	{"text-color", "the same in the colours of a terminal", text_color},
	{"lines", "a line for each finding: hooks, editors, short logs", report_lines},
	{"json", "for programs: everything that was found, documented and versioned", report_json},
	{"sarif", "SARIF 2.1.0: code scanning, editors, viewers", report_sarif},
	{"sarif-audit", "SARIF 2.1.0 with every verdict, hashes, waivers and taxonomies",
		report_sarif_audit},
	{"oscal", "OSCAL 1.1.3 assessment results: GRC tools, FedRAMP, auditors", report_oscal},
	{"junit", "JUnit XML for the test reports of CI servers", report_junit},
	{"github", "GitHub workflow commands: annotations of a run", report_github},
	{"gitlab", "GitLab code quality report", report_gitlab},
	{"markdown", "a summary for a pull request or a job", report_markdown},
	{"html", "a page for auditors: every verdict, evidence, hashes; to read and to print",
		report_html},
};

const struct format *format_at(size_t i)
{
	return i < LENGTH_OF(formats) ? &formats[i] : NULL;
}

const struct format *format_named(struct str name)
{
	for (size_t i = 0; i < LENGTH_OF(formats); i++)
		if (str_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

int format_unknown(struct str name, struct assay_error *err)
{
	struct nearest nearest = {.word = name};
	char list[512] = "";
	size_t len = 0;
	for (size_t i = 0; i < LENGTH_OF(formats); i++) {
		const char *before = i == 0 ? "" : i + 1 < LENGTH_OF(formats) ? ", " : " and ";
		int n = snprintf(list + len, sizeof list - len, "%s%s", before, formats[i].name);
		len += n > 0 && (size_t)n < sizeof list - len ? (size_t)n : 0;
		nearest_offer(&nearest, str_of(formats[i].name));
	}
	const char *near = nearest.name.ptr;
	return error_set(err, ASSAY_EUSAGE, "unknown format '%.*s'. %s%s%sThe formats are %s.",
		(int)(name.len < 64 ? name.len : 64), name.ptr ? name.ptr : "",
		near ? "Did you mean '" : "", near ? near : "", near ? "'? " : "", list);
}
