/*
 * sniff - what a text that is not JSON seems to be, and what to do about it.
 *
 * Looks at the head of a text that the scan has refused. The result only ever words an error.
 * Knows what Terraform, the AWS CLI and shells write to files. Must not make anything readable
 * that the scan has refused.
 */
#include "doc/sniff.h"

#include "doc/aws_error.h"
#include "doc/line.h"

#define HEAD_MAX ((size_t)64 << 10) /* bytes that are looked at */

struct look {
	struct str head;  /* the first bytes of the text */
	struct str body;  /* the same, from the first byte that is not blank */
	size_t fault_at;  /* where the scan refused the text */
	const char *name; /* the file's */
	const char *tool; /* terraform or tofu */
	char *out;
	size_t size;
};

__attribute__((format(printf, 2, 3))) static bool say(
	const struct look *look, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	(void)vsnprintf(look->out, look->size, format, args);
	va_end(args);
	return true;
}

static bool say_plan_command(const struct look *look, const char *what)
{
	return say(look,
		"%s, not plan JSON. Create plan JSON with: %s plan -out plan.bin && %s show -json "
		"plan.bin > "
		"plan.json",
		what, look->tool, look->tool);
}

/* the name, where a shell reads it as one plain word: a command is there to be copied */
static const char *shell_word(const char *name)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				   "._/+,:@%-";
	bool plain = name[0] != '\0' && name[0] != '-' && name[strspn(name, safe)] == '\0';
	return plain ? name : "FILE";
}

/* formats that begin with the same bytes in every file */
static const struct {
	struct str bytes;
	bool is_unread_archive; /* of a format that is not unpacked */
	const char *text;
} formats[] = {
	{{"PK\x03\x04", 4}, false, "this is a zip archive. Unpack it first"},
	{{"\x1F\x8B", 2}, false, "this is a gzip file. Unpack it first (gzip -d)"},
	{{"BZh", 3}, true, "this is a bzip2 file. Unpack it first (bzip2 -d)"},
	{{"\xFD"
	  "7zXZ",
		 5},
		true, "this is an xz file. Unpack it first (xz -d)"},
	{{"\x28\xB5\x2F\xFD", 4}, false, "this is a zstd file. Unpack it first (zstd -d)"},
	{{"7z\xBC\xAF", 4}, true, "this is a 7z archive. Unpack it first"},
	{{"Rar!\x1A\x07", 6}, true, "this is a RAR archive. Unpack it first"},
	{{"LZIP", 4}, true, "this is an lzip file. Unpack it first (lzip -d)"},
	{{"\x04\x22\x4D\x18", 4}, true, "this is an lz4 file. Unpack it first (lz4 -d)"},
	{{"%PDF-", 5}, false, "this is a PDF file, not JSON. Export the data as JSON"},
};

bool sniff_is_unread_archive(struct str text)
{
	for (size_t i = 0; i < LENGTH_OF(formats); i++)
		if (formats[i].is_unread_archive && str_starts(text, formats[i].bytes))
			return true;
	return false;
}

static bool sniff_magic(const struct look *look)
{
	struct str s = look->head;
	if (str_starts(s, formats[0].bytes) && str_contains(s, STR("tfplan")))
		return say(look,
			"this is a binary plan (terraform plan -out). Convert it to plan JSON "
			"with: "
			"terraform show -json %s > plan.json",
			shell_word(look->name));
	/* the first entry of Office documents */
	if (str_starts(s, formats[0].bytes) && (str_contains(s, STR("[Content_Types].xml")) ||
						       str_contains(s, STR("opendocument"))))
		return say(look, "this is an Office document, not JSON. Export the data as JSON");
	if (s.len > 262 && memcmp(s.ptr + 257, "ustar", 5) == 0)
		return say(look, "this is a tar archive. Unpack it first (tar -xf)");
	for (size_t i = 0; i < LENGTH_OF(formats); i++)
		if (str_starts(s, formats[i].bytes))
			return say(look, "%s", formats[i].text);
	if (s.len >= 4 &&
		((s.ptr[0] == '\0' && s.ptr[2] == '\0') || (s.ptr[1] == '\0' && s.ptr[3] == '\0')))
		return say(look, "this seems to be UTF-16 without a byte order mark. Convert the "
				 "file to UTF-8");
	return false;
}

/* no text begins with a control character and contains zeros */
static bool sniff_binary(const struct look *look)
{
	unsigned char first = look->body.len ? (unsigned char)*look->body.ptr : ' ';
	return (first < ' ' || first >= 0x7F) && memchr(look->head.ptr, '\0', look->head.len) &&
	       say(look, "this is a binary file, not text. Give assay the JSON or YAML instead");
}

/* one object on each line, as terraform plan -json prints its progress */
static bool sniff_stream(const struct look *look)
{
	struct str rest = look->body, line;
	if (!str_starts(rest, STR("{")) || !take_line(&rest, &line))
		return false;
	if (!str_contains(line, STR("\"@level\"")) || !str_contains(line, STR("\"@message\"")))
		return false;
	return say_plan_command(look, "this is the progress that `plan -json` prints (JSON Lines)");
}

/* lines of another program, then JSON */
static bool sniff_wrapper(const struct look *look)
{
	struct str rest = look->head, line;
	size_t number = 0;
	while (take_line(&rest, &line)) {
		number++;
		struct str inner =
			skip_blanks((struct str){line.ptr + 1, line.len ? line.len - 1 : 0});
		bool pretty = inner.len == 0 && str_starts(skip_blanks(rest), STR("\""));
		if (line.len == 0 || line.ptr[0] != '{' ||
			!(pretty || str_starts(inner, STR("\""))))
			continue;
		if (number == 1 || look->fault_at >= (size_t)(line.ptr - look->head.ptr))
			return false;
		return say(look,
			"JSON begins only at line %zu; another program (a wrapper, a log) printed "
			"the lines "
			"before it. Remove them, or write the JSON alone to a file (without 2>&1)",
			number);
	}
	return false;
}

/* "10:44:02.113", "2026-11-28T10:44:02Z", "[stdout]", "time=...": a line of a log begins so */
static bool begins_log(struct str line)
{
	size_t digits = 0, marks = 0;
	if (str_starts(line, STR("time=")) || str_starts(line, STR("ts=")) ||
		str_starts(line, STR("level=")))
		return true;
	if (str_starts(line, STR("[")))
		line = (struct str){line.ptr + 1, line.len - 1};
	while (line.len && strchr("0123456789-:.TZ+ ,", *line.ptr)) {
		digits += *line.ptr >= '0' && *line.ptr <= '9';
		marks += *line.ptr == ':';
		line.ptr++;
		line.len--;
	}
	return digits >= 6 && marks >= 2;
}

/* "[stack] {": terragrunt's older prefix, the module of each line */
static bool begins_module(struct str line)
{
	size_t n = 1;
	while (n < line.len && line.ptr[n] != ']' && line.ptr[n] != ' ')
		n++;
	return str_starts(line, STR("[")) && n > 1 &&
	       str_starts((struct str){line.ptr + n, line.len - n}, STR("] {"));
}

/* a wrapper (terragrunt) prints its log's prefix before each line, or before all the JSON */
static bool sniff_log_prefix(const struct look *look)
{
	struct str rest = look->head, line;
	while (take_line(&rest, &line)) {
		bool opens = str_contains(line, STR("{\"")) || str_ends(line, STR(": {")) ||
			     str_ends(line, STR(" {"));
		if (begins_module(line) || (begins_log(line) && opens))
			return say(look,
				"a log prefix stands before the JSON in this file, as terragrunt "
				"prints it. Write the JSON alone to a file: terragrunt "
				"--log-disable show -json PLAN > plan.json");
	}
	return false;
}

/* the first line that is neither empty nor a comment */
static struct str first_code(struct str s)
{
	for (;;) {
		struct str line;
		s = skip_blanks(s);
		if (str_starts(s, STR("#")) || str_starts(s, STR("//"))) {
			if (!take_line(&s, &line))
				return STR_NONE;
		} else if (str_starts(s, STR("/*"))) {
			while (s.len > 0 && !str_starts(s, STR("*/"))) {
				s.ptr++;
				s.len--;
			}
			s.ptr += s.len < 2 ? s.len : 2;
			s.len -= s.len < 2 ? s.len : 2;
		} else {
			return take_line(&s, &line) ? line : STR_NONE;
		}
	}
}

static bool sniff_hcl(const struct look *look)
{
	static const char *const blocks[] = {"resource", "data", "provider", "module", "variable",
		"output", "terraform", "locals", "moved", "import", "removed", "check",
		"ephemeral"};
	struct str line = first_code(look->body);
	for (size_t i = 0; i < LENGTH_OF(blocks); i++) {
		struct str word = str_of(blocks[i]);
		if (!str_starts(line, word))
			continue;
		struct str after =
			skip_blanks((struct str){line.ptr + word.len, line.len - word.len});
		if (str_starts(after, STR("{")) ||
			(str_starts(after, STR("\"")) && str_contains(after, STR("{"))))
			return say_plan_command(look, "this is Terraform configuration (HCL)");
	}
	return false;
}

static bool has_any(struct str s, const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_contains(s, str_of(parts[i])))
			return true;
	}
	return false;
}

/* "  # aws_cloudtrail.t will be created" */
static bool is_planned_action(struct str line)
{
	static const char *const actions[] = {" will be created", " will be destroyed",
		" must be replaced", " will be updated in-place", " will be read during apply",
		" has changed", " has been deleted", " has moved to "};
	size_t n = 0;
	line = skip_blanks(line);
	if (!str_starts(line, STR("# ")))
		return false;
	line = (struct str){line.ptr + 2, line.len - 2};
	while (n < line.len && line.ptr[n] != ' ')
		n++;
	return str_contains((struct str){line.ptr, n}, STR(".")) &&
	       has_any((struct str){line.ptr + n, line.len - n}, actions, LENGTH_OF(actions));
}

static bool has_planned_action(struct str text)
{
	struct str line;
	while (take_line(&text, &line)) {
		if (is_planned_action(line))
			return true;
	}
	return false;
}

static bool has_plan_for_people(struct str head)
{
	static const char *const signs[] = {"Terraform will perform the following actions",
		"OpenTofu will perform the following actions",
		"Terraform used the selected providers", "OpenTofu used the selected providers",
		"An execution plan has been generated", "No changes.", "Refreshing state...",
		"Refreshing Terraform state", "Note: Objects have changed outside of",
		"Resource actions are indicated with the following symbols",
		"Your infrastructure matches the configuration", "Planning failed.",
		"Changes to Outputs:"};
	return has_any(head, signs, LENGTH_OF(signs)) || has_planned_action(head);
}

static bool sniff_human_plan(const struct look *look)
{
	return has_plan_for_people(look->head) &&
	       say_plan_command(look, "this is the text of a plan for people");
}

static bool sniff_failure(const struct look *look)
{
	static const char *const aws[] = {"An error occurred (", "Unable to locate credentials",
		"aws: error: ", "aws: [ERROR]: ", "Could not connect to the endpoint URL"};
	static const char *const terraform[] = {
		"\xE2\x94\x82 Error: ", "\nError: ", "\xE2\x94\x82 Warning: "};
	const char *tool = NULL;
	struct aws_error error;
	if (aws_error_find(&error, look->head))
		return say(look,
			"this is an error of the AWS CLI (%.*s in %.*s), not the output of a "
			"command. "
			"Resolve the error, then run the command again",
			STR_ARGS(error.code), STR_ARGS(error.operation));
	if (has_any(look->head, aws, LENGTH_OF(aws)))
		tool = "the AWS CLI";
	else if (has_any(look->head, terraform, LENGTH_OF(terraform)) ||
		 str_starts(look->body, STR("Error: ")))
		tool = "Terraform";
	return tool &&
	       say(look,
		       "these are messages of %s, not JSON. Resolve what they report, then run the "
		       "command again",
		       tool);
}

/* is this a line of --output text: the name of a list, then values behind tabs */
static bool is_text_output(struct str line)
{
	size_t n = 0;
	while (n < line.len && ((line.ptr[n] >= 'A' && line.ptr[n] <= 'Z') || line.ptr[n] == '_'))
		n++;
	return n >= 2 && n < line.len && line.ptr[n] == '\t';
}

static bool sniff_aws_format(const struct look *look)
{
	struct str line, rest = look->body;
	if (!take_line(&rest, &line))
		return false;
	if (str_starts(line, STR("---------")) && str_starts(rest, STR("|")))
		return say(look,
			"this is a table (--output table). Export it again with --output json");
	if (is_text_output(line))
		return say(look,
			"this is text output of the AWS CLI (--output text). Export it again "
			"with --output json");
	return false;
}

/* the columns of a download of CloudTrail's Event history, in any choice and order */
static bool sniff_event_history(const struct look *look)
{
	struct str line, rest = look->body;
	if (!take_line(&rest, &line) || !memchr(line.ptr, ',', line.len) ||
		!str_contains(line, STR("Event name")) || !str_contains(line, STR("Event time")))
		return false;
	return say(look,
		"this is a download of CloudTrail's Event history (CSV). It shows management "
		"events of the last 90 days: data events, such as invocations of functions, never "
		"appear there. Give log files from the bucket of a trail");
}

static bool sniff_other(const struct look *look)
{
	if (str_starts(look->body, STR("<")))
		return say(look, "this is HTML or XML, not JSON: a web page was saved instead of "
				 "the file. Fetch it "
				 "again");
	if (str_contains(look->head, STR("\x1B[")))
		return say(look, "this is text for a terminal, with colours, not JSON. Write the "
				 "command's JSON to a file");
	return false;
}

bool sniff(char *out, size_t size, const char *name, struct str text, size_t fault_at)
{
	struct str head = {text.ptr, text.len < HEAD_MAX ? text.len : HEAD_MAX};
	struct look look = {
		.head = head,
		.body = skip_blanks(head),
		.fault_at = fault_at,
		.name = name,
		.tool = str_contains(head, STR("OpenTofu")) ? "tofu" : "terraform",
		.out = out,
		.size = size,
	};
	if (sniff_magic(&look) || sniff_stream(&look))
		return true;
	/* a text that begins like JSON is JSON with a fault, whatever its strings contain */
	size_t begin = (size_t)(look.body.ptr - text.ptr);
	if (str_starts(look.body, STR("{")) ||
		(str_starts(look.body, STR("[")) && fault_at > begin + 1))
		return false;
	return sniff_hcl(&look) || sniff_log_prefix(&look) || sniff_wrapper(&look) ||
	       sniff_human_plan(&look) || sniff_failure(&look) || sniff_aws_format(&look) ||
	       sniff_event_history(&look) || sniff_other(&look) || sniff_binary(&look);
}

bool is_plan_for_people(struct str text)
{
	struct str body = skip_blanks(text);
	if (str_starts(body, STR("{")) || str_starts(body, STR("[")))
		return false;
	return has_plan_for_people(
		(struct str){text.ptr, text.len < HEAD_MAX ? text.len : HEAD_MAX});
}
