/*
 * manual_rules - the page assay-rules(5): the form of rules, what they can call, the fields of
 * types.
 *
 * Reads the declarations that 'assay rules --stubs' prints. Must not know a function or type by
 * name.
 */
#include "cli/manual.h"

#include "cli/roff.h"

static const char description[] =
	"A folder of rules contains types/, controls/ and lib/, with Lua files (.lua). 'assay "
	"check "
	"--rules DIR' loads it beside the bundled rules; a file at the path of a bundled one "
	"replaces "
	"it.\n"
	"\n"
	"A file below controls/ returns one control:\n"
	"\n"
	"  return control {\n"
	"    id = \"my-log-validation\",\n"
	"    title = \"CloudTrail trails validate their log files\",\n"
	"    severity = \"low\",\n"
	"    subject = \"AWS::CloudTrail::Trail\",\n"
	"    reads = { \"AWS::CloudTrail::Trail\" },\n"
	"    check = function(trail, params)\n"
	"      if not trail.EnableLogFileValidation then\n"
	"        fail(trail, \"EnableLogFileValidation\", \"its log files are not validated\")\n"
	"      end\n"
	"      pass()\n"
	"    end,\n"
	"  }\n"
	"\n"
	"The check runs once for each subject: an account, a Region, or a resource of a type. "
	"Reading "
	"an unknown value ends it with the verdict unknown. A check that calls none of fail, pass "
	"and "
	"not_applicable is an error, and so is an error of Lua; the verdict is then never pass.\n"
	"\n"
	"Rules run in a box: without files, clock, random numbers, metatables and patterns, and "
	"with "
	"limits on instructions and memory.\n"
	"\n"
	"'assay new control ID --type TYPE' writes the beginning of a control and of its test "
	"file.\n";

static const char tests[] =
	"The cases of a control are in NAME.test.yaml beside it, and 'assay test' judges them:\n"
	"\n"
	"  control: my-log-validation\n"
	"  cases:\n"
	"    - name: Validation is off\n"
	"      inputs:\n"
	"        123456789012/us-east-1/describe-trails.json:\n"
	"          trailList:\n"
	"            - Name: t\n"
	"              TrailARN: \"arn:aws:cloudtrail:us-east-1:123456789012:trail/t\"\n"
	"              HomeRegion: us-east-1\n"
	"              IsMultiRegionTrail: false\n"
	"              LogFileValidationEnabled: false\n"
	"      expect:\n"
	"        arn:aws:cloudtrail:us-east-1:123456789012:trail/t: fail\n";

/* the declarations, line by line */
struct stubs {
	FILE *stream;
	struct str annotations; /* the lines "---@..." above the current one */
	bool types;             /* write classes; else functions */
};

static bool take(struct str *line, struct str head)
{
	if (!str_starts(*line, head))
		return false;
	*line = (struct str){line->ptr + head.len, line->len - head.len};
	return true;
}

/* "---@param s string" as "s string" */
static void write_annotations(FILE *stream, struct str text)
{
	while (text.len > 0) {
		size_t n = (size_t)((const char *)memchr(text.ptr, '\n', text.len) - text.ptr);
		struct str line = {text.ptr, n}, kind = line;

		if (take(&line, STR("---@param ")))
			roff_item_line(stream, "", line);
		else if (take(&kind, STR("---@return ")))
			roff_item_line(stream, "returns ", kind);
		else if (take(&kind, STR("---@type ")))
			roff_item_line(stream, "", kind);
		text = (struct str){text.ptr + n + 1, text.len - n - 1};
	}
}

/* "function name(a, b) end", or "name = value" below its type */
static void write_function(struct stubs *stubs, struct str line)
{
	struct str name = line;
	const char *equals = line.len ? memchr(line.ptr, '=', line.len) : NULL;

	if (take(&name, STR("function ")) && str_ends(name, STR(" end")))
		name.len -= strlen(" end");
	else if (equals && str_starts(stubs->annotations, STR("---@type ")))
		name.len = (size_t)(equals - line.ptr) - 1;
	else
		return;
	roff_item(stubs->stream, name, NULL, STR(""));
	write_annotations(stubs->stream, stubs->annotations);
}

static void write_type(struct stubs *stubs, struct str line)
{
	if (take(&line, STR("---@class ")))
		roff_item(stubs->stream, line, NULL, STR(""));
	else if (take(&line, STR("---@field ")))
		roff_item_line(stubs->stream, "", line);
}

static void write_lines(struct stubs *stubs, struct str text)
{
	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t n = end ? (size_t)(end - text.ptr) : text.len;
		struct str line = {text.ptr, n};

		if (stubs->types)
			write_type(stubs, line);
		else if (!str_starts(line, STR("---")))
			write_function(stubs, line);
		if (!str_starts(line, STR("---")))
			stubs->annotations = STR_NONE;
		else if (!stubs->annotations.ptr)
			stubs->annotations = (struct str){line.ptr, n + 1};
		else
			stubs->annotations.len += n + 1;
		text = (struct str){text.ptr + n + (end != NULL), text.len - n - (end != NULL)};
	}
}

static int add_bytes(void *payload, const char *bytes, size_t len)
{
	buf_add(payload, bytes, len);
	return ((struct buf *)payload)->status;
}

int manual_write_rules(FILE *stream, const char *date, struct assay *a, struct assay_error *err)
{
	enum { MAX_STUBS = 16 << 20 };
	struct stubs functions = {.stream = stream}, types = {.stream = stream, .types = true};
	struct buf text;
	int status;

	buf_init(&text, MAX_STUBS);
	status = assay_stubs_write(a, add_bytes, &text, err);
	if (!status) {
		roff_page(stream, "assay-rules", 5, date, "controls and types of assay in Lua");
		roff_section(stream, "description");
		roff_text(stream, str_of(description));
		roff_section(stream, "functions");
		write_lines(&functions, (struct str){text.ptr, text.len});
		roff_section(stream, "types");
		write_lines(&types, (struct str){text.ptr, text.len});
		roff_section(stream, "tests");
		roff_text(stream, str_of(tests));
		roff_section(stream, "see also");
		roff_reference(stream, "assay-test", 1, ",");
		roff_reference(stream, "assay-new", 1, ",");
		roff_reference(stream, "assay-lint", 1, "");
	}
	buf_free(&text);
	return status;
}
