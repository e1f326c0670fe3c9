/*
 * test_base - errors, arenas, lists, strings, buffers, UTF-8, maps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/base.h"
#include "base/map.h"
#include "base/nearest.h"

/* a literal as a constant struct str, for tables */
#define TEXT(literal)                                                                              \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}

/* --- error --- */

static void test_error_sets_everything(void **state)
{
	(void)state;
	struct assay_error err;
	memset(&err, 'x', sizeof err);
	assert_int_equal(
		error_at(&err, ASSAY_EINPUT, "a.json", 3, 7, "expected %s", "more"), ASSAY_EINPUT);
	assert_int_equal(err.status, ASSAY_EINPUT);
	assert_string_equal(err.path, "a.json");
	assert_string_equal(err.message, "expected more");
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 7);
	assert_int_equal(error_set(&err, ASSAY_EIO, "no"), ASSAY_EIO);
	assert_string_equal(err.path, "");
	assert_int_equal(err.line, 0);
	assert_int_equal(error_nomem(&err), ASSAY_ENOMEM);
	assert_int_equal(error_at(&err, ASSAY_EIO, NULL, 0, 0, "no"), ASSAY_EIO);
	assert_string_equal(err.path, "");
	assert_int_equal(error_nomem(NULL), ASSAY_ENOMEM);
	assert_int_equal(error_at(NULL, ASSAY_EIO, "p", 1, 1, "no"), ASSAY_EIO);
}

/* what is too long is cut between characters: a message at its end, a path at its beginning */
static void test_error_cuts_at_characters(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", "\xC3\xBC", "\xE2\x82\xAC", "\xF0\x9F\x8C\x80"};
	struct assay_error err;
	for (size_t p = 0; p < LENGTH_OF(pieces); p++) {
		for (size_t shift = 0; shift < 4; shift++) {
			char text[4096] = "";
			size_t len = shift;
			memset(text, '-', shift);
			for (; len < 2000; len += strlen(pieces[p]))
				memcpy(text + len, pieces[p], strlen(pieces[p]) + 1);
			(void)error_at(&err, ASSAY_EIO, text, 0, 0, "%s", text);
			size_t message = strlen(err.message), path = strlen(err.path);
			assert_in_range(message, sizeof err.message - 4, sizeof err.message - 1);
			assert_in_range(path, sizeof err.path - 4, sizeof err.path - 1);
			assert_int_equal(utf8_check(err.message, message), message);
			assert_int_equal(utf8_check(err.path, path), path);
			assert_memory_equal(err.message, text, message);
			assert_memory_equal(err.path, "...", 3);
			assert_string_equal(err.path + 3, text + len - (path - 3));
		}
	}
}

/* --- mem --- */

static void test_arena_gives_zeroed_aligned_bytes(void **state)
{
	(void)state;
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	static const size_t sizes[] = {0, 1, 7, 16, 17, 4000, 4096, 5000, 100000, 3 << 20, 1};
	for (size_t round = 0; round < 50; round++) {
		for (size_t i = 0; i < LENGTH_OF(sizes); i++) {
			unsigned char *p = arena_alloc(a, sizes[i]);
			assert_non_null(p);
			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t n = 0; n < sizes[i]; n += 97)
				assert_int_equal(p[n], 0);
			memset(p, 0xAA, sizes[i]);
		}
	}
	assert_true(arena_used(a) >= 50 * (3 << 20));
	assert_null(arena_alloc(a, SIZE_MAX));
	assert_null(arena_alloc(a, SIZE_MAX - 64));
	assert_null(arena_array(a, SIZE_MAX / 2, 3));
	assert_non_null(arena_array(a, 0, 3));
	assert_non_null(arena_array(a, 3, 0));
	arena_free(a);
	arena_free(NULL);
}

static void test_arena_keeps_its_limit(void **state)
{
	(void)state;
	struct arena *a;
	assert_int_equal(arena_new(&a, 1000), ASSAY_OK);
	assert_null(arena_alloc(a, 1001));
	assert_non_null(arena_alloc(a, 900));
	assert_null(arena_alloc(a, 100));
	assert_non_null(arena_alloc(a, 80));
	assert_true(arena_used(a) <= 1000);
	arena_free(a);
}

static void test_arena_remembers_what_failed(void **state)
{
	(void)state;
	struct arena *run, *scratch;
	struct buf b;
	assert_int_equal(arena_new(&run, 0), ASSAY_OK);
	assert_int_equal(arena_new_below(&scratch, run), ASSAY_OK);
	assert_non_null(arena_alloc(scratch, 10));
	buf_init_for(&b, 4, run);
	buf_text(&b, "too long for its maximum");
	assert_int_equal(b.status, ASSAY_ELIMIT);
	assert_false(arena_failed(run));
	/* in a scratch arena: in the other one, too, and for good */
	assert_null(arena_array(scratch, SIZE_MAX / 2, 3));
	assert_true(arena_failed(scratch) && arena_failed(run));
	arena_free(scratch);
	assert_non_null(arena_alloc(run, 10));
	assert_true(arena_failed(run));
	arena_free(run);
	assert_int_equal(arena_new(&run, 0), ASSAY_OK);
	buf_init_for(&b, SIZE_MAX, run);
	buf_text(&b, "x");
	assert_false(arena_failed(run));
	buf_add(&b, "x", SIZE_MAX - 1);
	assert_int_equal(b.status, ASSAY_ENOMEM);
	assert_true(arena_failed(run));
	arena_fail(NULL);
	arena_free(run);
}

struct pair {
	int key;
	size_t place;
};

static int compare_pairs(const void *a, const void *b)
{
	return ((const struct pair *)a)->key - ((const struct pair *)b)->key;
}

static void test_list_sorts_stably(void **state)
{
	(void)state;
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	for (size_t n = 0; n < 300; n = n < 20 ? n + 1 : n * 2 - 7) {
		struct list list = {0};
		for (size_t i = 0; i < n; i++) {
			struct pair *pair = arena_alloc(a, sizeof *pair);
			*pair = (struct pair){(int)(i * 7919 % 11), i};
			assert_int_equal(list_add(a, &list, pair), ASSAY_OK);
		}
		assert_int_equal(list.n, n);
		assert_int_equal(list_sort(a, &list, compare_pairs), ASSAY_OK);
		for (size_t i = 1; i < n; i++) {
			const struct pair *left = list.items[i - 1], *right = list.items[i];
			assert_true(left->key < right->key ||
				    (left->key == right->key && left->place < right->place));
		}
	}
	arena_free(a);
}

/* --- phases --- */

/* what a phase did until control left */
struct attempt {
	struct arena *arena;
	size_t fails_at; /* which of its allocations fails; 0: none */
	size_t steps, undone;
};

static void undo(void *payload)
{
	struct attempt *attempt = payload;
	attempt->undone++;
}

static void take(struct attempt *attempt, struct arena *a)
{
	attempt->steps++;
	(void)arena_alloc(a, attempt->steps == attempt->fails_at ? SIZE_MAX : 10);
}

static int run_attempt(void *payload)
{
	struct attempt *attempt = payload;
	struct arena *scratch, *deeper;
	struct arena_cleanup first, second;
	struct buf b;
	take(attempt, attempt->arena);
	assert_int_equal(arena_new_below(&scratch, attempt->arena), ASSAY_OK);
	assert_int_equal(arena_new_below(&deeper, scratch), ASSAY_OK);
	take(attempt, deeper);
	arena_defer(scratch, &first, undo, attempt);
	take(attempt, scratch);
	arena_defer(deeper, &second, undo, attempt);
	/* the buffer is freed with its arena */
	buf_init_for(&b, SIZE_MAX, deeper);
	buf_printf(&b, "%0400d", 1);
	take(attempt, scratch);
	arena_release(deeper, &second);
	take(attempt, deeper);
	arena_release(scratch, &first);
	arena_free(scratch);
	take(attempt, attempt->arena);
	return ASSAY_EINPUT;
}

static void test_phase_ends_where_memory_ends(void **state)
{
	(void)state;
	/* how many cleanups ran, wherever control left */
	for (size_t at = 0; at <= 6; at++) {
		struct attempt attempt = {.fails_at = at};
		assert_int_equal(arena_new(&attempt.arena, 0), ASSAY_OK);
		int status = arena_run(attempt.arena, run_attempt, &attempt);
		size_t steps = at ? at : 6;
		assert_int_equal(status, at ? ASSAY_ENOMEM : ASSAY_EINPUT);
		assert_int_equal(attempt.steps, steps);
		assert_int_equal(attempt.undone, steps < 3 ? 0 : steps == 3 ? 1 : 2);
		assert_int_equal(arena_failed(attempt.arena), at != 0);
		/* an arena that failed runs no other phase; one that did not is as before */
		status = arena_run(attempt.arena, run_attempt, &attempt);
		assert_int_equal(attempt.steps, at ? steps : 12);
		arena_free(attempt.arena);
	}
}

static int run_inner(void *payload)
{
	struct attempt *outer = payload;
	struct attempt inner = {.fails_at = 2};
	assert_int_equal(arena_new_below(&inner.arena, outer->arena), ASSAY_OK);
	assert_int_equal(arena_run(inner.arena, run_attempt, &inner), ASSAY_ENOMEM);
	arena_free(inner.arena);
	outer->steps++;
	return ASSAY_OK;
}

static int run_suspended(void *payload)
{
	struct attempt *attempt = payload;
	struct arena_exit none = {0};
	struct arena_cleanup cleanup;
	arena_defer(attempt->arena, &cleanup, undo, attempt);
	arena_enter(attempt->arena, &none);
	assert_null(arena_alloc(attempt->arena, SIZE_MAX));
	arena_leave(attempt->arena, &none);
	attempt->steps++;
	assert_int_equal(attempt->undone, 0);
	(void)str_copy(attempt->arena, (struct str){"", SIZE_MAX});
	return ASSAY_OK;
}

static void test_phases_nest(void **state)
{
	(void)state;
	struct attempt attempt = {0};
	assert_int_equal(arena_new(&attempt.arena, 0), ASSAY_OK);
	/* the inner phase ends alone, but what it was for has failed */
	assert_int_equal(arena_run(attempt.arena, run_inner, &attempt), ASSAY_ENOMEM);
	assert_int_equal(attempt.steps, 1);
	arena_free(attempt.arena);
	assert_int_equal(arena_new(&attempt.arena, 0), ASSAY_OK);
	assert_int_equal(arena_run(attempt.arena, run_suspended, &attempt), ASSAY_ENOMEM);
	assert_int_equal(attempt.steps, 2);
	assert_int_equal(attempt.undone, 1);
	arena_free(attempt.arena);
}

static void test_loose_blocks(void **state)
{
	(void)state;
	struct arena *a;
	char *blocks[5] = {NULL};
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	for (size_t round = 1; round < 40; round++)
		for (size_t i = 0; i < LENGTH_OF(blocks); i++) {
			size_t n = (round * 7 + i * 13) % 11 * 100;
			if (blocks[i])
				assert_int_equal(blocks[i][0], (int)i);
			blocks[i] = arena_resize(a, blocks[i], n);
			assert_int_equal(blocks[i] == NULL, n == 0);
			if (blocks[i])
				memset(blocks[i], (int)i, n);
		}
	assert_null(arena_resize(a, blocks[0], SIZE_MAX));
	assert_true(arena_failed(a));
	arena_free(a);
}

/* --- str --- */

static void test_str_compares(void **state)
{
	(void)state;
	static const struct {
		struct str a, b;
		int order;
		bool starts, ends, contains;
	} rows[] = {
		{TEXT("abc"), TEXT("abc"), 0, true, true, true},
		{TEXT("abc"), TEXT("ab"), 1, true, false, true},
		{TEXT("ab"), TEXT("abc"), -1, false, false, false},
		{TEXT("abc"), TEXT("bc"), -1, false, true, true},
		{TEXT("aab"), TEXT("ab"), -1, false, true, true},
		{TEXT("abab"), TEXT("bb"), -1, false, false, false},
		{TEXT("\x80"), TEXT("a"), 1, false, false, false},
		{TEXT("a\0b"), TEXT("a\0c"), -1, false, false, false},
		{TEXT("a\0b"), TEXT("\0b"), 1, false, true, true},
		{TEXT("a"), TEXT(""), 1, true, true, true},
		{TEXT(""), TEXT(""), 0, true, true, true},
		{{NULL, 0}, {NULL, 0}, 0, true, true, true},
		{{NULL, 0}, TEXT("a"), -1, false, false, false},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct str a = rows[i].a, b = rows[i].b;
		assert_int_equal(str_cmp(a, b), rows[i].order);
		assert_int_equal(str_cmp(b, a), -rows[i].order);
		assert_int_equal(str_eq(a, b), rows[i].order == 0);
		assert_int_equal(str_starts(a, b), rows[i].starts);
		assert_int_equal(str_ends(a, b), rows[i].ends);
		assert_int_equal(str_contains(a, b), rows[i].contains);
	}
	assert_true(str_is(STR("a"), "a"));
	assert_false(str_is(STR("a\0"), "a"));
	assert_true(str_eq(str_of(NULL), STR_NONE));
	assert_null(str_of(NULL).ptr);
}

static void test_str_to_size(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool ok;
		size_t value;
	} rows[] = {
		{"0", true, 0},
		{"007", true, 7},
		{"18446744073709551615", true, SIZE_MAX},
		{"18446744073709551616", false, 0},
		{"99999999999999999999", false, 0},
		{"", false, 0},
		{"-1", false, 0},
		{"+1", false, 0},
		{" 1", false, 0},
		{"1x", false, 0},
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		size_t value = 0;
		assert_int_equal(str_to_size(str_of(rows[i].text), &value), rows[i].ok);
		assert_int_equal(value, rows[i].value);
	}
	size_t value;
	assert_false(str_to_size(STR_NONE, &value));
}

static void test_str_in_arena(void **state)
{
	(void)state;
	struct arena *a;
	assert_int_equal(arena_new(&a, 64), ASSAY_OK);
	struct str copy = str_copy(a, STR("a\0b"));
	assert_true(str_eq(copy, STR("a\0b")));
	assert_int_equal(copy.ptr[3], '\0');
	assert_non_null(str_copy(a, STR_NONE).ptr);
	assert_string_equal(str_printf(a, "%d-%s", 7, "x").ptr, "7-x");
	assert_null(str_printf(a, "%100d", 7).ptr);
	assert_null(str_copy(a, (struct str){"", SIZE_MAX}).ptr);
	arena_free(a);
}

static void test_buf_refuses_to_pass_its_maximum(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 600);
	buf_text(&b, "");
	for (int i = 0; i < 100; i++)
		buf_printf(&b, "%06d", i);
	assert_int_equal(b.status, ASSAY_OK);
	assert_int_equal(b.len, 600);
	assert_memory_equal(b.ptr + 594, "000099", 6);
	buf_str(&b, STR_NONE);
	assert_int_equal(b.status, ASSAY_OK);
	buf_text(&b, "x");
	assert_int_equal(b.status, ASSAY_ELIMIT);
	assert_null(b.ptr);
	assert_int_equal(b.len, 0);
	buf_text(&b, "y");
	assert_null(b.ptr);
	buf_free(&b);
	buf_init(&b, SIZE_MAX);
	buf_add(&b, "x", SIZE_MAX);
	assert_int_equal(b.status, ASSAY_ENOMEM);
	buf_free(&b);
}

/* --- utf8 --- */

static void test_utf8_check(void **state)
{
	(void)state;
	static const struct {
		struct str text;
		size_t good; /* SIZE_MAX: all of it */
	} rows[] = {
		{TEXT(""), SIZE_MAX}, {TEXT("a\0b"), SIZE_MAX},
		{TEXT("\xC3\xBC\xE2\x82\xAC\xF0\x9F\x8C\x80"), SIZE_MAX},
		{TEXT("\xF4\x8F\xBF\xBF"), SIZE_MAX}, {TEXT("\xED\x9F\xBF\xEE\x80\x80"), SIZE_MAX},
		{TEXT("a\x80"), 1},             /* a lone continuation */
		{TEXT("\xC1\xBF"), 0},          /* overlong */
		{TEXT("\xE0\x9F\xBF"), 0},      /* overlong */
		{TEXT("\xF0\x8F\xBF\xBF"), 0},  /* overlong */
		{TEXT("ab\xED\xA0\x80"), 2},    /* a surrogate */
		{TEXT("\xF4\x90\x80\x80"), 0},  /* over U+10FFFF */
		{TEXT("\xF5\x80\x80\x80"), 0},  /* no lead */
		{TEXT("\xFF"), 0},              /* no lead */
		{TEXT("a\xC3"), 1},             /* cut off */
		{TEXT("a\xE2\x82"), 1},         /* cut off */
		{TEXT("a\xF0\x9F\x8C"), 1},     /* cut off */
		{TEXT("\xC3\xBC\xE2\x82z"), 2}, /* cut off by another */
		{TEXT("\xF0\x9F\x8Cz"), 0},     /* cut off by another */
	};
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		/* behind so many bytes of ASCII, in memory that ends where the text does */
		for (size_t shift = 0; shift < 40; shift++) {
			size_t len = shift + rows[i].text.len;
			char *text = malloc(len + 1);
			assert_non_null(text);
			memset(text, 'a', shift);
			if (rows[i].text.len)
				memcpy(text + shift, rows[i].text.ptr, rows[i].text.len);
			char *exact = realloc(text, len ? len : 1);
			assert_non_null(exact);
			size_t good = rows[i].good == SIZE_MAX ? len : shift + rows[i].good;
			assert_int_equal(utf8_check(exact, len), good);
			free(exact);
		}
	}
}

static void test_utf8_put_and_count(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char text[4];
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t len = utf8_put(text, code);
		size_t want = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
		if (len != want || utf8_check(text, len) != len ||
			utf8_utf16_units(text, len) != (code < 0x10000 ? 1 : 2))
			fail_msg("U+%04X", code);
	}
	assert_int_equal(utf8_utf16_units("", 0), 0);
	static const char mixed[] = "0123456789abcdef\xC3\xBC"
				    "0123456789abcdefg\xF0\x9F\x8C\x80z";
	assert_int_equal(utf8_utf16_units(mixed, sizeof mixed - 1), 16 + 1 + 17 + 2 + 1);
}

/* --- map --- */

static int check_order(void *payload, struct str key, void *value)
{
	struct str *last = payload;
	assert_true(!last->ptr || str_cmp(*last, key) < 0);
	assert_true(str_is(key, value));
	*last = key;
	return 0;
}

static int stop_at_third(void *payload, struct str key, void *value)
{
	(void)key;
	(void)value;
	return ++*(int *)payload == 3 ? -42 : 0;
}

static void test_map_keeps_order(void **state)
{
	(void)state;
	/* ascending, descending, scattered, from both ends */
	static const size_t steps[] = {1, 9999, 7919, 0};
	for (size_t s = 0; s < LENGTH_OF(steps); s++) {
		struct arena *a;
		struct map map = {0};
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		assert_null(map_get(&map, STR("x")));
		for (size_t i = 0; i < 10000; i++) {
			size_t n = steps[s] ? i * steps[s] % 10000 : i % 2 ? 9999 - i / 2 : i / 2;
			struct str key = str_printf(a, "%05zu", n);
			char *value = (char *)arena_alloc(a, 8);
			memcpy(value, key.ptr, key.len);
			assert_int_equal(map_set(a, &map, key, a), ASSAY_OK);
			assert_int_equal(map_set(a, &map, key, value), ASSAY_OK);
		}
		assert_int_equal(map.n, 10000);
		assert_string_equal(map_get(&map, STR("00007")), "00007");
		assert_null(map_get(&map, STR("0000")));
		assert_null(map_get(&map, STR_NONE));
		struct str last = STR_NONE;
		assert_int_equal(map_each(&map, check_order, &last), 0);
		assert_true(str_is(last, "09999"));
		int seen = 0;
		assert_int_equal(map_each(&map, stop_at_third, &seen), -42);
		assert_int_equal(seen, 3);
		arena_free(a);
	}
}

/* --- nearest --- */

static void test_nearest_names_what_was_meant(void **state)
{
	(void)state;
	static const char *const names[] = {"check", "inspect", "rules", "explain", "fail_on",
		"fail_or", "accept_unknown", "aws-cloudtrail-lambda-invocations"};
	static const char long_word[] = "aws-cloudtrail-lambda-invocations-aws-cloudtrail-lambda-"
					"invocations";
	const struct {
		const char *word, *name;
	} cases[] = {
		{"check", "check"},
		{"chekc", "check"},     /* swapped */
		{"chck", "check"},      /* one less */
		{"cheeck", "check"},    /* one more */
		{"ckeck", "check"},     /* another */
		{"insp", "inspect"},    /* a beginning */
		{"in", NULL},           /* too little of one */
		{"rules", "rules"},     /* itself */
		{"fail-on", "fail_on"}, /* of equally near ones the first */
		{"acept_unkown", "accept_unknown"},
		{"aws-cloudtrail-lambda-invocation", "aws-cloudtrail-lambda-invocations"},
		{"deploy", NULL},
		{"", NULL},
		{long_word, NULL},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct nearest nearest = {.word = str_of(cases[i].word)};
		for (size_t n = 0; n < LENGTH_OF(names); n++)
			nearest_offer(&nearest, str_of(names[n]));
		if (cases[i].name)
			assert_string_equal(nearest.name.ptr, cases[i].name);
		else
			assert_null(nearest.name.ptr);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_error_sets_everything),
		cmocka_unit_test(test_error_cuts_at_characters),
		cmocka_unit_test(test_arena_gives_zeroed_aligned_bytes),
		cmocka_unit_test(test_arena_keeps_its_limit),
		cmocka_unit_test(test_arena_remembers_what_failed),
		cmocka_unit_test(test_phase_ends_where_memory_ends),
		cmocka_unit_test(test_phases_nest),
		cmocka_unit_test(test_loose_blocks),
		cmocka_unit_test(test_list_sorts_stably),
		cmocka_unit_test(test_str_compares),
		cmocka_unit_test(test_str_to_size),
		cmocka_unit_test(test_str_in_arena),
		cmocka_unit_test(test_buf_refuses_to_pass_its_maximum),
		cmocka_unit_test(test_utf8_check),
		cmocka_unit_test(test_utf8_put_and_count),
		cmocka_unit_test(test_map_keeps_order),
		cmocka_unit_test(test_nearest_names_what_was_meant),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
