/*
 * test_report_hostile - no text of an input is read as anything but text, in any format.
 */
#include "report_scene.h"

#include "base/log_lines.h"

/* lines that CI runners would obey come out as text, however the pieces fall */
static void no_line_is_a_command(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"::error::x\n", "\\x3a:error::x\n"},
		{"  ::x\n\n :y", "  \\x3a:x\n\n \\x3ay"},
		{"a ::x ##", "a ::x ##"},
		{"\xC2\xA0::x", "\xC2\xA0\\x3a:x"},
		{"x##[group]##vso[a]", "x#\\x23[group]#\\x23vso[a]"},
		{"###[x\n## y # [z]", "##\\x23[x\n## y # [z]"},
		{"arn:aws:iam::1", "arn:aws:iam::1"},
	};
	(void)state;
	for (size_t i = 0; i < 2 * LENGTH_OF(cases); i++) {
		const char *text = cases[i / 2].text;
		struct log_lines l;
		struct buf b;
		buf_init(&b, 1 << 10);
		struct out out = {append, &b, ASSAY_OK}, inner = log_begin(&l, &out);
		for (size_t at = 0; i % 2 && text[at]; at++)
			out_bytes(&inner, text + at, 1);
		if (i % 2 == 0)
			out_text(&inner, text);
		log_end(&l, &inner);
		buf_add(&b, "", 1);
		assert_string_equal(b.ptr, cases[i / 2].expected);
		buf_free(&b);
	}
}

/* a text of what formats, terminals and CI runners act on; never empty */
static struct str nasty(struct arena *a, uint32_t *seed)
{
	static const char *const pieces[] = {"<", ">", "&", "\"", "'", "`", "```", "%", "%0A", ":",
		"::", "::error::", ",", "=", "|", "[", "]", "](1)", "]]>", "{0}", "@team", "#",
		"##[", "##vso[", "<!--", "-->", "&lt;", "\\", "\n", "\r", "\t", " ", "\x1b", "\x01",
		"\x7f", "\xC2\x9B", "\xE2\x80\xAE", "\xEF\xBF\xBE", "\xED\xA0\x80", "\xFF", "\xC3",
		"\xF0\x9F\x98\x80", "*", "_", "x"};
	struct str text = STR("y");
	for (size_t n = 1 + (*seed >> 16) % 9; n > 0; n--) {
		*seed = *seed * 1664525 + 1013904223;
		text = str_printf(
			a, "%.*s%s", STR_ARGS(text), pieces[(*seed >> 16) % LENGTH_OF(pieces)]);
		assert_non_null(text.ptr);
	}
	/* mostly without the harmless letter that stands first */
	return *seed & 0x300 ? (struct str){text.ptr + 1, text.len - 1} : text;
}

static size_t count_of(const struct buf *b, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < b->len; i++)
		n += b->ptr[i] == c;
	return n;
}

/* no line that a runner obeys */
static void check_log(const struct buf *b, bool anywhere)
{
	bool begins = true;
	for (size_t i = 0; i + 1 < b->len; i++) {
		const char *at = b->ptr + i;
		assert_false(begins && at[0] == ':');
		if (anywhere && at[0] == '#' && at[1] == '#')
			assert_false(str_starts((struct str){at, b->len - i}, STR("##[")) ||
				     str_starts((struct str){at, b->len - i}, STR("##vso[")));
		begins = *at == '\n' || (begins && *at == ' ');
	}
}

/* how many of what only the format itself may write: elements, commands */
static size_t check_shape(const struct buf *b, const char *format)
{
	if (strcmp(format, "html") == 0) {
		struct buf body = *b;
		const char *end = "</style>";
		while (!str_starts((struct str){body.ptr, body.len}, str_of(end))) {
			body.ptr++;
			body.len--;
		}
		check_lines(b, false);
		check_log(&body, true);
		return count_of(b, '<');
	}
	if (strcmp(format, "junit") == 0) {
		check_lines(b, false);
		return count_of(b, '<');
	}
	if (strcmp(format, "github") == 0) {
		check_lines(b, false);
		return count_of(b, '\n');
	}
	if (strcmp(format, "lines") == 0) {
		check_lines(b, false);
		check_log(b, true);
		return count_of(b, '\n');
	}
	if (strcmp(format, "markdown") == 0 || strcmp(format, "text") == 0) {
		check_lines(b, false);
		check_log(b, true);
		return 0;
	}
	struct assay_error err;
	struct doc *doc;
	const struct doc_limits limits = {1 << 24, 64, 1 << 20, 1 << 20};
	assert_int_equal(doc_open(&doc, format, b->ptr, b->len, &limits, &err), ASSAY_OK);
	doc_free(doc);
	return 0;
}

/* a run whose every text from outside is nasty; seed 0: harmless */
static void write_nasty(uint32_t seed, const struct format *format, struct buf *b)
{
	struct scene s;
	scene_open(&s);
	uint32_t next = seed;
#define NASTY (seed ? nasty(s.arena, &next) : STR("x"))
	s.inputs[0].uri = s.inputs[1].uri = s.inputs[2].uri = NASTY;
	s.inputs[0].name = s.inputs[1].name = NASTY;
	s.controls[0].title = NASTY;
	add_fail(&s);
	add_unknown(&s, 0);
	add_remark(&s, REMARK_ERROR, NASTY.ptr, AT(s.docs[0], "Trail"), &s.inputs[0]);
	add_remark(&s, REMARK_WARNING, NASTY.ptr, (struct cursor){0}, NULL);
	struct result *fail = s.run.results.items[0], *unknown = s.run.results.items[1];
	for (size_t i = 0; i < fail->evidence.n; i++) {
		struct evidence *e = fail->evidence.items[i];
		e->message.text = NASTY;
		e->name = NASTY;
		e->path = NASTY;
		e->value = NASTY;
	}
	s.trail.key = s.planned.address = NASTY;
	s.trail.label = NASTY;
	fail->subject = NASTY;
	unknown->subject = NASTY;
	struct reason *reason = (struct reason *)(uintptr_t)unknown->reasons;
	reason->what = NASTY;
	reason->resource = &s.planned;
	reason->path = NASTY;
	reason->resolve = NASTY;
	struct result *waived = add_result(&s, 1, 0, ASSAY_FAIL);
	waived->waiver = add_waiver(&s, "*", "2026-12-31", false);
	((struct waiver *)s.run.waivers.items[0])->reason = NASTY;
	((struct waiver *)s.run.waivers.items[0])->owner = NASTY;
	add_absent(&s, NASTY.ptr, NASTY.ptr);
	s.run.has_baseline = true;
	run_sort(&s.run);
	struct out out = {append, b, ASSAY_OK};
	assert_int_equal(format->write(&out, &s.run), ASSAY_OK);
	scene_close(&s);
#undef NASTY
}

/* whatever an input says, the shape of a report stays: no text of it is read as anything else */
static void texts_stay_texts(void **state)
{
	const struct format *format;
	(void)state;
	for (size_t i = 0; (format = format_at(i)); i++) {
		size_t shape = 0;
		if (strcmp(format->name, "text-color") == 0)
			continue;
		for (uint32_t seed = 0; seed < 400; seed++) {
			struct buf b;
			buf_init(&b, 1 << 20);
			write_nasty(seed, format, &b);
			size_t now = check_shape(&b, format->name);
			if (seed == 0)
				shape = now;
			if (now != shape)
				fail_msg("%s, seed %u:\n%.*s", format->name, seed, (int)b.len,
					b.ptr);
			buf_free(&b);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_is_a_command),
		cmocka_unit_test(texts_stay_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
