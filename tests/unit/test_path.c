/*
 * test_path - paths as text: normalised, relative to a folder, matched with a pattern.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/path.h"

static void paths_are_normalised(void **state)
{
	static const char *const rows[][2] = {
		{"a/b", "a/b"},
		{"./a//b/", "a/b"},
		{"a/../b", "b"},
		{"a/..", ""},
		{"../a", "../a"},
		{"a/../../b", "../b"},
		{"../../a/..", "../.."},
		{"/a/./b", "/a/b"},
		{"/..", "/"},
		{"/../../a", "/a"},
		{"/a/../../b", "/b"},
		{"//a", "/a"},
		{"...", "..."},
		{"..a/..b", "..a/..b"},
		{"", ""},
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = path_normalise(a, str_of(rows[i][0]));

		assert_true(str_is(got, rows[i][1]));
		assert_true(str_eq(path_normalise(a, got), got));
	}
}

static void paths_are_relative_to_a_folder(void **state)
{
	static const char *const rows[][3] = {
		{"/w/repo", "plan.json", "plan.json"},
		{"/w/repo", "./a/../plan.json", "plan.json"},
		{"/w/repo", "/w/repo/plan.json", "plan.json"},
		{"/w/repo/", "/w/repo/a/plan.json", "a/plan.json"},
		{"/w/repo", "../repo/plan.json", "plan.json"},
		{"/w/repo", "/w/repo2/plan.json", "../repo2/plan.json"},
		{"/w/repo2", "/w/repo/plan.json", "../repo/plan.json"},
		{"/w/repo", "/w/plan.json", "../plan.json"},
		{"/w/a/b/c", "/w/x/plan.json", "../../../x/plan.json"},
		{"/w/a/b/c", "../../x/plan.json", "../../x/plan.json"},
		{"/w/repo", "/tmp/plan.json", "/tmp/plan.json"},
		{"/w/repo", "../../tmp/plan.json", "/tmp/plan.json"},
		{"/w/repo", "../../../../../tmp/plan.json", "/tmp/plan.json"},
		{"/", "/tmp/plan.json", "tmp/plan.json"},
		{"/", "../tmp/plan.json", "tmp/plan.json"},
		{"/w", "/plan.json", "/plan.json"},
	};
	struct arena *a = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str got = path_relative(a, str_of(rows[i][1]), str_of(rows[i][0]));

		assert_string_equal(str_copy(a, got).ptr, rows[i][2]);
	}
}

static void patterns_match_paths(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool matches;
	} rows[] = {
		{"a/b.json", "a/b.json", true},
		{"a/b.json", "a/b_json", false},
		{"a/b.json", "x/a/b.json", false},
		{"a/b.json", "a/b.json/c", false},
		{"*.json", "b.json", true},
		{"*.json", ".json", true},
		{"*.json", "a/b.json", false},
		{"a/*/b", "a/x/b", true},
		{"a/*/b", "a/b", false},
		{"a/*/b", "a/x/y/b", false},
		{"*a*a*b", "aaaaaaab", true},
		{"*a*a*b", "aaaaaaac", false},
		{"**", "a", true},
		{"**", "a/b/c", true},
		{"**/b", "b", true},
		{"**/b", "x/y/b", true},
		{"**/b", "x/yb", false},
		{"a/**", "a", false},
		{"a/**", "a/b/c", true},
		{"a/**/b", "a/b", true},
		{"a/**/b", "a/x/b/y/b", true},
		{"a/**/b", "a/x/b/y", false},
		{"**/a/**/b", "x/a/y/a/b", true},
		{"**/a/*/b", "a/a/x/b", true},
		{"**/**/b", "b", true},
		{"**/b/*", "a/b/b/c", true},
		{"[ab]", "a", false},
		{"?", "a", false},
		{"[ab]?", "[ab]?", true},
		/* nothing but itself matches a parent folder or the root */
		{"**/b", "../b", false},
		{"*/b", "../b", false},
		{"../*/b", "../a/b", true},
		{"../**", "../a/b", true},
		{"../**", "../../b", false},
		{"**", "/a", false},
		{"*/a", "/a", false},
		{"/**/b", "/a/x/b", true},
		{"/a/*", "a/b", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (path_matches(str_of(rows[i].pattern), str_of(rows[i].path)) != rows[i].matches)
			fail_msg("%s and %s", rows[i].pattern, rows[i].path);
}

static int begin(void **state)
{
	return arena_new((struct arena **)state, 0);
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_are_normalised),
		cmocka_unit_test(paths_are_relative_to_a_folder),
		cmocka_unit_test(patterns_match_paths),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
