/*
 * own_report - whether a file begins like a report of assay.
 *
 * The blanks of JSON don't matter: a report may have been reformatted. Knows the first bytes of
 * each format, and the last line of the format lines.
 */
#include "base/own_report.h"

/* more than the counts and the words for an exit status; the line of a plan may have megabytes */
#define LAST_LINE_MAX 400

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* True if the text begins with the head, blanks aside; "*" is any text up to the next '"'. */
static bool begins(struct str text, const char *head)
{
	size_t i = 0;

	while (*head) {
		while (i < text.len && is_blank(text.ptr[i]))
			i++;
		while (is_blank(*head))
			head++;
		if (!*head)
			break;
		if (*head == '*') {
			while (i < text.len && text.ptr[i] != '"')
				i++;
			head++;
			continue;
		}
		if (i == text.len || text.ptr[i++] != *head++)
			return false;
	}
	return true;
}

static bool begins_like_one(struct str bytes, const char *const *heads, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (begins(bytes, heads[i]))
			return true;
	return false;
}

/* "assay: 1 passed": the last line of the format github. An envelope has a mapping there. */
static bool begins_with_counts(struct str bytes)
{
	return str_starts(bytes, STR("assay: ")) && bytes.len > 7 && bytes.ptr[7] >= '0' &&
	       bytes.ptr[7] <= '9';
}

/* words at the beginning of a finding, in text and in lines */
static const char *const leads[] = {"FAIL ", "ERROR ", "UNKNOWN ", "PASS ", "N/A ", "WAIVED ",
	"ABSENT ", "error: ", "warning: ", "note: "};

static bool begins_with_lead(struct str bytes)
{
	return begins_like_one(bytes, leads, LENGTH_OF(leads));
}

/* "plan.json:1:2225: FAIL control subject: ...": the format lines. */
static bool begins_with_place(struct str bytes)
{
	const char *end = memchr(bytes.ptr, '\n', bytes.len);
	size_t len = end ? (size_t)(end - bytes.ptr) : bytes.len;

	for (size_t i = 0; i + 2 < len; i++)
		if (bytes.ptr[i] == ':' && bytes.ptr[i + 1] == ' ' &&
			begins_with_lead((struct str){bytes.ptr + i + 2, len - i - 2}))
			return true;
	return false;
}

/* The format lines: findings, then the counts. YAML would find a key "assay" in the last line. */
static bool is_lines(struct str bytes)
{
	size_t end = bytes.len;

	while (end > 0 && is_blank(bytes.ptr[end - 1]))
		end--;
	size_t start = end;
	while (start > 0 && end - start < LAST_LINE_MAX && bytes.ptr[start - 1] != '\n')
		start--;
	return begins_with_counts((struct str){bytes.ptr + start, end - start}) &&
	       (begins_with_lead(bytes) || begins_with_place(bytes));
}

/* the page for auditors */
#define OWN_PAGE                                                                                   \
	("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"                         \
	 "<meta name=\"generator\" content=\"assay ")

bool is_own_report(struct str bytes)
{
	static const char *const heads[] = {
		/* an envelope has no version */
		"{\"assay\":{\"version\":\"",
		"{\"$schema\":\"https://json.schemastore.org/"
		"sarif-2.1.0.json\",\"version\":\"2.1.0\","
		"\"runs\":[{\"tool\":{\"driver\":{\"name\":\"assay\"",
		"{\"assessment-results\":{\"uuid\":\"*\",\"metadata\":"
		"{\"title\":\"Assessment of cloud configuration by assay\",",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites name=\"assay\"",
		OWN_PAGE,
		"## assay: ",
		"::error ",
		"::warning ",
		"::notice ",
	};
	return begins_with_counts(bytes) || is_lines(bytes) ||
	       begins_like_one(bytes, heads, LENGTH_OF(heads));
}

bool is_maybe_report(struct str bytes)
{
	/* GitLab, text and its colours; the last are in the order of a report */
	static const char *const heads[] = {"[]", "[{\"type\":\"issue\",\"description\":\"",
		"[{\"type\":\"issue\",\"check_name\":\"", "\033[", "Stamp: ", "Configuration: ",
		"Waivers: ", "Baseline: ", "Judged: ", "No subject was judged", "No control"};
	return bytes.len == 0 || is_own_report(bytes) ||
	       begins_like_one(bytes, heads, LENGTH_OF(heads)) || begins_with_lead(bytes) ||
	       begins_with_place(bytes);
}
