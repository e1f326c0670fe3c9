/*
 * test_json_cases - texts that are JSON or nearly so, each alone and as a member's value in a plan:
 * accepted, or refused at its place. tests/data/json/cases.tsv has our own; ASSAY_JSONTESTSUITE
 * names a folder of y_*, n_* and i_* files; docs/input.md decides those that the standard allows to
 * accept or refuse.
 */
/* for memmem */
#define _GNU_SOURCE

#include "assay.h"
#include "base/io.h"
#include "doc/value.h"

#include "helpers.h"

#define CASES "tests/data/json/cases.tsv"
#define PAGE  "docs/input.md"
#define HEAD                                                                                       \
	"{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\","                            \
	"\"planned_values\":"
#define TAIL ",\"resource_changes\":[]}"

static const struct doc_limits limits = {1 << 20, 256, 1 << 20, 1 << 20};

struct spot {
	size_t line, column;
};

/* open a copy that ends where the text does, so that a sanitizer sees a read behind it */
static int open_copy(struct str text, struct assay_error *err)
{
	struct doc *d;
	char *copy = copy_exactly(text.ptr, text.len);
	*err = (struct assay_error){0};
	int status = doc_open(&d, "the/file", copy, text.len, &limits, err);
	if (status != ASSAY_OK && (strcmp(err->path, "the/file") != 0 || !err->line ||
					  !err->column || !*err->message))
		fail_msg("refused without a place: %.*s", STR_ARGS(text));
	doc_free(d);
	free(copy);
	return status;
}

/* build all of it: a text that is accepted is read alike by both parsers */
static bool builds(struct str text)
{
	struct assay_error err = {0};
	struct arena *arena;
	const struct value *value;
	struct doc *d;
	assert_int_equal(arena_new(&arena, 0), ASSAY_OK);
	assert_int_equal(doc_open(&d, "the/file", text.ptr, text.len, &limits, &err), ASSAY_OK);
	int status = value_build(&value, doc_root(d), arena, &err);
	if (status != ASSAY_OK && (status != ASSAY_EINPUT || !err.line))
		fail_msg("%.*s is built with %d: %s", STR_ARGS(text), status, err.message);
	doc_free(d);
	arena_free(arena);
	return status == ASSAY_OK;
}

static void make_plan(struct buf *plan, struct str text)
{
	buf_init(plan, 1 << 20);
	buf_text(plan, HEAD);
	buf_str(plan, text);
	buf_text(plan, TAIL);
	assert_int_equal(plan->status, ASSAY_OK);
}

/* from the first byte of the member's value */
static struct spot within_plan(const struct assay_error *err)
{
	size_t head = sizeof HEAD - 1;
	if (err->line == 1 && err->column <= head)
		fail_msg("the place is before the value: %zu", err->column);
	return (struct spot){err->line, err->line == 1 ? err->column - head : err->column};
}

static bool same_place(struct spot a, struct spot b)
{
	return a.line == b.line && a.column == b.column;
}

/* ---- our own ---- */

struct row {
	bool accepted, built;
	struct spot alone, in_plan; /* line 0: accepted */
	char text[256];
	size_t len;
};

static struct spot read_place(char *field)
{
	struct spot p = {0, 0};
	if (strcmp(field, "-") != 0 && sscanf(field, "%zu:%zu", &p.line, &p.column) != 2)
		fail_msg("%s: no place: %s", CASES, field);
	return p;
}

static void read_row(char *line, struct row *row)
{
	char *field[4];
	for (int i = 0; i < 4; i++) {
		field[i] = line;
		line = strchr(line, '\t');
		assert_true(line || i == 3);
		if (line && i < 3)
			*line++ = '\0';
	}
	*row = (struct row){.accepted = field[0][0] != 'n',
		.built = field[0][0] == 'y',
		.alone = read_place(field[1]),
		.in_plan = read_place(field[2])};
	for (const char *p = field[3]; *p; p++) {
		assert_true(row->len < sizeof row->text);
		if (*p == '%') {
			char digits[3] = {p[1], p[2], '\0'};
			row->text[row->len++] = (char)strtoul(digits, NULL, 16);
			p += 2;
		} else {
			row->text[row->len++] = *p;
		}
	}
}

static void each_row(void (*fn)(const struct row *row, void *payload), void *payload)
{
	struct assay_error err;
	struct row row;
	char *bytes, *next;
	size_t len;
	assert_int_equal(io_read_file(&bytes, &len, CASES, 1 << 20, &err), ASSAY_OK);
	for (char *line = bytes; line < bytes + len; line = next) {
		char *end = memchr(line, '\n', len - (size_t)(line - bytes));
		assert_non_null(end);
		*end = '\0';
		next = end + 1;
		if (*line == '#')
			continue;
		read_row(line, &row);
		fn(&row, payload);
	}
	free(bytes);
}

static void check_place(
	struct str text, int status, struct spot is, struct spot want, const char *where)
{
	if (status == ASSAY_OK ? want.line != 0 : !same_place(is, want))
		fail_msg("%.*s %s: %d at %zu:%zu, expected at %zu:%zu", STR_ARGS(text), where,
			status, is.line, is.column, want.line, want.column);
}

static void check_row(const struct row *row, void *payload)
{
	struct str text = {row->text, row->len};
	struct assay_error err;
	struct buf plan;
	size_t *n = payload;
	int status = open_copy(text, &err);
	assert_int_equal(row->accepted, status == ASSAY_OK);
	if (row->accepted && builds(text) != row->built)
		fail_msg("%.*s is %sbuilt", STR_ARGS(text), row->built ? "not " : "");
	check_place(text, status, (struct spot){err.line, err.column}, row->alone, "alone");
	make_plan(&plan, text);
	status = open_copy((struct str){plan.ptr, plan.len}, &err);
	check_place(text, status, status ? within_plan(&err) : (struct spot){0, 0}, row->in_plan,
		"in a plan");
	buf_free(&plan);
	n[row->accepted]++;
}

static void test_own_texts(void **state)
{
	(void)state;
	size_t n[2] = {0, 0};
	each_row(check_row, n);
	assert_true(n[true] >= 30 && n[false] >= 230);
}

/* ---- the same through the whole of a check: each broken plan is reported at its place ---- */

struct run {
	struct assay *assay;
	struct list plans; /* struct buf */
	struct list rows;  /* struct row */
	struct arena *arena;
	struct buf report;
};

static void add_plan(const struct row *row, void *payload)
{
	struct run *run = payload;
	struct assay_error err;
	if (row->in_plan.line == 0)
		return;
	struct buf *plan = arena_alloc(run->arena, sizeof *plan);
	struct row *copy = arena_alloc(run->arena, sizeof *copy);
	assert_true(plan && copy);
	*copy = *row;
	make_plan(plan, (struct str){row->text, row->len});
	assert_int_equal(list_add(run->arena, &run->plans, plan), ASSAY_OK);
	assert_int_equal(list_add(run->arena, &run->rows, copy), ASSAY_OK);
	char name[32];
	snprintf(name, sizeof name, "plan-%zu.json", run->plans.n);
	assert_int_equal(assay_add_input(run->assay, name, plan->ptr, plan->len, ASSAY_NAMED, &err),
		ASSAY_OK);
}

static void test_own_texts_are_reported(void **state)
{
	(void)state;
	struct assay_error err;
	struct assay_result *result;
	struct run run = {0};
	assert_int_equal(arena_new(&run.arena, 0), ASSAY_OK);
	assert_int_equal(assay_new(&run.assay, &err), ASSAY_OK);
	assert_int_equal(assay_add_builtin_rules(run.assay, &err), ASSAY_OK);
	each_row(add_plan, &run);
	assert_int_equal(assay_run(&result, run.assay, -1, &err), ASSAY_OK);
	assert_int_equal(assay_result_exit_status(result), 2);
	for (int v = 0; v < ASSAY_N_VERDICTS; v++)
		assert_int_equal(assay_result_count(result, (enum assay_verdict)v), 0);
	buf_init(&run.report, 1 << 24);
	assert_int_equal(assay_result_write(result, "json", append, &run.report, &err), ASSAY_OK);
	for (size_t i = 0; i < run.rows.n; i++) {
		const struct row *row = run.rows.items[i];
		size_t head = row->in_plan.line == 1 ? sizeof HEAD - 1 : 0;
		char want[160];
		snprintf(want, sizeof want,
			"\"uri\": \"plan-%zu.json\",\n        \"line\": %zu,\n        \"column\": "
			"%zu,",
			i + 1, row->in_plan.line, row->in_plan.column + head);
		if (!memmem(run.report.ptr, run.report.len, want, strlen(want)))
			fail_msg("%.*s: not reported: %s", (int)row->len, row->text, want);
		buf_free(run.plans.items[i]);
	}
	buf_free(&run.report);
	assay_result_free(result);
	assay_free(run.assay);
	arena_free(run.arena);
}

/* ---- JSONTestSuite ---- */

struct suite {
	struct str page; /* docs/input.md */
	size_t good, bad, either, unlisted, built;
};

/* where a text ends */
static struct spot end_of(struct str text)
{
	struct spot p = {1, 1};
	for (size_t i = 0; i < text.len; i++) {
		bool next = text.ptr[i] == '\n';
		p.line += next;
		p.column = next ? 1 : p.column + 1;
	}
	return p;
}

/* true if the fault may be elsewhere in a plan: the text closes or continues the plan */
static bool may_move(struct str text, const struct assay_error *err)
{
	struct spot alone = {err->line, err->column};
	struct spot end = end_of(text);
	return err->status == ASSAY_ELIMIT || same_place(alone, end) || alone.line > end.line ||
	       text.ptr[0] == ' ' || text.ptr[text.len - 1] == ',' || str_is(text, "{}}") ||
	       (unsigned char)text.ptr[0] >= 0x80;
}

static void check_in_plan(
	struct suite *suite, const char *name, struct str text, const struct assay_error *alone)
{
	bool accepted = alone->status == ASSAY_OK;
	struct spot there = {alone->line, alone->column};
	struct assay_error err;
	struct buf plan;
	make_plan(&plan, text);
	int status = open_copy((struct str){plan.ptr, plan.len}, &err);
	bool bom = text.len > 1 && (unsigned char)text.ptr[0] >= 0xEF;
	if ((status == ASSAY_OK) != (accepted && !bom))
		fail_msg("%s in a plan: %d", name, status);
	if (status != ASSAY_OK && !same_place(within_plan(&err), there)) {
		suite->unlisted++;
		if (!bom && !may_move(text, alone))
			fail_msg("%s in a plan: at %zu:%zu, alone at %zu:%zu", name, err.line,
				err.column, there.line, there.column);
	}
	buf_free(&plan);
}

/* True if the page has "| `i_x.json` | accepted | ..." */
static bool decided(struct str page, const char *name, bool accepted)
{
	char row[160];
	snprintf(row, sizeof row, "\n| `%s` | %s |", name, accepted ? "accepted" : "refused");
	return memmem(page.ptr, page.len, row, strlen(row)) != NULL;
}

static int check_suite_file(void *payload, const char *path, enum io_kind kind)
{
	struct suite *suite = payload;
	struct assay_error err;
	char *bytes;
	size_t len;
	const char *name = strrchr(path, '/') + 1;
	if (kind != IO_FILE || !str_ends(str_of(name), STR(".json")))
		return 0;
	assert_int_equal(io_read_file(&bytes, &len, path, 1 << 20, &err), ASSAY_OK);
	struct str text = {bytes, len};
	bool accepted = open_copy(text, &err) == ASSAY_OK;
	if (name[0] == 'y' ? !accepted : name[0] == 'n' && accepted)
		fail_msg("%s is %s", name, accepted ? "accepted" : err.message);
	if (name[0] == 'i' && !decided(suite->page, name, accepted))
		fail_msg("%s is %s: %s says something else", name,
			accepted ? "accepted" : "refused", PAGE);
	check_in_plan(suite, name, text, &err);
	if (accepted)
		suite->built += builds(text);
	suite->good += name[0] == 'y';
	suite->bad += name[0] == 'n';
	suite->either += name[0] == 'i';
	free(bytes);
	return 0;
}

static void test_suite(void **state)
{
	(void)state;
	const char *folder = getenv("ASSAY_JSONTESTSUITE");
	struct suite suite = {0};
	struct assay_error err;
	char *page;
	if (!folder) {
		print_message("skipped: ASSAY_JSONTESTSUITE is not set\n");
		skip();
	}
	if (io_is_folder(folder, NULL) != 1)
		fail_msg("ASSAY_JSONTESTSUITE: %s is not a folder", folder);
	assert_int_equal(io_read_file(&page, &suite.page.len, PAGE, 1 << 20, &err), ASSAY_OK);
	suite.page.ptr = page;
	assert_int_equal(io_walk(folder, 3, check_suite_file, &suite, NULL), 0);
	assert_true(suite.good >= 95 && suite.bad >= 188 && suite.either >= 35);
	print_message("JSONTestSuite: %zu accepted, %zu refused, %zu decided; %zu built; "
		      "in a plan %zu are refused elsewhere\n",
		suite.good, suite.bad, suite.either, suite.built, suite.unlisted);
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_texts),
		cmocka_unit_test(test_own_texts_are_reported),
		cmocka_unit_test(test_suite),
	};
	return cmocka_run_group_tests_name("json cases", tests, NULL, NULL);
}
