/*
 * sniff - what a text that is not JSON seems to be, and what to do about it.
 *
 * Looks at the head of a text that the scan has refused; a guess only ever words
 * an error. Knows what Terraform, the AWS CLI and shells leave in files. Must not
 * make anything readable that the scan has refused.
 */
#include "doc/sniff.h"

#define HEAD_MAX ((size_t)64 << 10) /* bytes that are looked at */

/* what all looks share */
struct look {
	struct str head;  /* the first bytes of the text */
	struct str body;  /* the same, from the first byte that isn't white space */
	size_t fault_at;  /* where the scan refused it */
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
		"%s, no plan JSON; make it with: %s plan -out plan.bin && %s show -json plan.bin > "
		"plan.json",
		what, look->tool, look->tool);
}

/* the next line without its end; false when there is none */
static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	const char *newline = memchr(rest->ptr, '\n', rest->len);
	line->ptr = rest->ptr;
	line->len = newline ? (size_t)(newline - rest->ptr) : rest->len;
	size_t taken = newline ? line->len + 1 : line->len;
	rest->ptr += taken;
	rest->len -= taken;
	return true;
}

static struct str trim_left(struct str s)
{
	while (s.len > 0 && (*s.ptr == ' ' || *s.ptr == '\t' || *s.ptr == '\r' || *s.ptr == '\n')) {
		s.ptr++;
		s.len--;
	}
	return s;
}

/* the name where a shell takes it as it is: a command is there to be copied */
static const char *shell_word(const char *name)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				   "._/+,:@%-";
	bool plain = name[0] != '\0' && name[0] != '-' && name[strspn(name, safe)] == '\0';
	return plain ? name : "FILE";
}

/* formats that begin with the same bytes in every file */
static bool sniff_magic(const struct look *look)
{
	struct str s = look->head;
	if (str_starts(s, STR("PK\x03\x04")) && str_contains(s, STR("tfplan")))
		return say(look,
			"this is a binary plan (terraform plan -out); make plan JSON of it with: "
			"terraform show -json %s > plan.json",
			shell_word(look->name));
	if (str_starts(s, STR("PK\x03\x04")))
		return say(look, "this is a zip archive: unpack it first");
	if (str_starts(s, STR("\x1F\x8B")))
		return say(look, "this is a gzip file: unpack it first (gzip -d)");
	if (s.len >= 4 &&
		((s.ptr[0] == '\0' && s.ptr[2] == '\0') || (s.ptr[1] == '\0' && s.ptr[3] == '\0')))
		return say(look, "this seems to be UTF-16 without a byte order mark: convert the "
				 "file to UTF-8");
	return false;
}

/* one object a line, as terraform plan -json tells its progress */
static bool sniff_stream(const struct look *look)
{
	struct str rest = look->body, line;
	if (!str_starts(rest, STR("{")) || !next_line(&rest, &line))
		return false;
	if (!str_contains(line, STR("\"@level\"")) || !str_contains(line, STR("\"@message\"")))
		return false;
	return say_plan_command(look, "this is the progress that `plan -json` prints, JSON Lines");
}

/* lines of something else, then JSON */
static bool sniff_wrapper(const struct look *look)
{
	struct str rest = look->head, line;
	size_t number = 0;
	while (next_line(&rest, &line)) {
		number++;
		struct str inner =
			trim_left((struct str){line.ptr + 1, line.len ? line.len - 1 : 0});
		bool pretty = inner.len == 0 && str_starts(trim_left(rest), STR("\""));
		if (line.len == 0 || line.ptr[0] != '{' ||
			!(pretty || str_starts(inner, STR("\""))))
			continue;
		if (number == 1 || look->fault_at >= (size_t)(line.ptr - look->head.ptr))
			return false;
		return say(look,
			"JSON begins at line %zu only; what stands before it was printed by "
			"something else (a wrapper, a log): remove it, or write the JSON alone to "
			"a "
			"file (without 2>&1)",
			number);
	}
	return false;
}

/* the first line that is neither empty nor a comment */
static struct str first_code(struct str s)
{
	for (;;) {
		struct str line;
		s = trim_left(s);
		if (str_starts(s, STR("#")) || str_starts(s, STR("//"))) {
			if (!next_line(&s, &line))
				return STR_NONE;
		} else if (str_starts(s, STR("/*"))) {
			while (s.len > 0 && !str_starts(s, STR("*/"))) {
				s.ptr++;
				s.len--;
			}
			s.ptr += s.len < 2 ? s.len : 2;
			s.len -= s.len < 2 ? s.len : 2;
		} else {
			return next_line(&s, &line) ? line : STR_NONE;
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
			trim_left((struct str){line.ptr + word.len, line.len - word.len});
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

static bool sniff_human_plan(const struct look *look)
{
	static const char *const signs[] = {"Terraform will perform the following actions",
		"OpenTofu will perform the following actions",
		"Terraform used the selected providers", "OpenTofu used the selected providers",
		"An execution plan has been generated", "No changes.", "Refreshing state...",
		"Refreshing Terraform state", "Note: Objects have changed outside of",
		"Resource actions are indicated with the following symbols",
		"Your infrastructure matches the configuration", "Planning failed."};
	if (!has_any(look->head, signs, LENGTH_OF(signs)))
		return false;
	return say_plan_command(look, "this is the text of a plan that people read");
}

static bool sniff_failure(const struct look *look)
{
	static const char *const aws[] = {"An error occurred (", "Unable to locate credentials",
		"aws: error: ", "Could not connect to the endpoint URL"};
	static const char *const terraform[] = {
		"\xE2\x94\x82 Error: ", "\nError: ", "\xE2\x94\x82 Warning: "};
	const char *tool = NULL;
	if (has_any(look->head, aws, LENGTH_OF(aws)))
		tool = "the AWS CLI";
	else if (has_any(look->head, terraform, LENGTH_OF(terraform)) ||
		 str_starts(look->body, STR("Error: ")))
		tool = "Terraform";
	return tool && say(look,
			       "these are messages of %s, no JSON: the command failed; run it "
			       "again and read what it says",
			       tool);
}

static bool sniff_table(const struct look *look)
{
	struct str line, rest = look->body;
	if (!next_line(&rest, &line))
		return false;
	if (str_starts(line, STR("---------")) && str_starts(rest, STR("|")))
		return say(look, "this is a table: export it again with --output json");
	return false;
}

static bool sniff_other(const struct look *look)
{
	if (str_starts(look->body, STR("<")))
		return say(look,
			"this is HTML or XML, no JSON: a page was saved in place of what it "
			"should hold; fetch it again");
	if (str_contains(look->head, STR("\x1B[")))
		return say(look, "this is text for a terminal, with colours, no JSON: write the "
				 "command's JSON to a file");
	return false;
}

bool sniff(char *out, size_t size, const char *name, struct str text, size_t fault_at)
{
	struct str head = {text.ptr, text.len < HEAD_MAX ? text.len : HEAD_MAX};
	struct look look = {
		.head = head,
		.body = trim_left(head),
		.fault_at = fault_at,
		.name = name,
		.tool = str_contains(head, STR("OpenTofu")) ? "tofu" : "terraform",
		.out = out,
		.size = size,
	};
	if (sniff_magic(&look) || sniff_stream(&look))
		return true;
	/* what begins like JSON is JSON with a fault, whatever its strings hold */
	size_t begin = (size_t)(look.body.ptr - text.ptr);
	if (str_starts(look.body, STR("{")) ||
		(str_starts(look.body, STR("[")) && fault_at > begin + 1))
		return false;
	return sniff_hcl(&look) || sniff_wrapper(&look) || sniff_human_plan(&look) ||
	       sniff_failure(&look) || sniff_table(&look) || sniff_other(&look);
}
