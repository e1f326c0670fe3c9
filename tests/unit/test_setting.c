/*
 * test_setting - the table of settings: its defaults are the defaults, its texts set what they
 * say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "verdict/setting.h"

struct bench {
	struct options options;
	struct settings settings;
	struct assay_error err;
};

static void begin(struct bench *b)
{
	struct arena *arena;
	*b = (struct bench){0};
	assert_int_equal(arena_new(&arena, 0), ASSAY_OK);
	settings_init(&b->settings, &b->options, arena);
}

static int set(struct bench *b, const char *name, const char *text)
{
	const struct setting *setting = setting_find(str_of(name));
	assert_non_null(setting);
	return settings_set(&b->settings, setting, str_of(text),
		(struct origin){.source = SET_BY_COMMAND}, &b->err);
}

static void assert_defaults(struct bench *b)
{
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++) {
		struct str text = settings_text(&b->settings, setting);
		if (text.ptr)
			assert_string_equal(text.ptr, setting->shown.preset);
	}
}

/* the text of a default in the table is the default value, and sets it again */
static void presets_are_the_defaults(void **state)
{
	(void)state;
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++) {
		struct bench b;
		begin(&b);
		assert_defaults(&b);
		if (settings_text(&b.settings, setting).ptr && setting->kind != SETTING_ACCOUNT)
			assert_int_equal(
				set(&b, setting->shown.name, setting->shown.preset), ASSAY_OK);
		assert_defaults(&b);
		arena_free(b.settings.arena);
	}
}

static void texts_set_values(void **state)
{
	static const struct {
		const char *name, *text, *reads; /* reads NULL: it is written as it was given */
	} rows[] = {
		{"fail-on", "info", NULL},
		{"fail-on", "critical", NULL},
		{"accept-unknown", "true", NULL},
		{"show", "all", NULL},
		{"show", "fail", NULL},
		{"show", "pass,fail", "fail,pass"},
		{"show", "fail,unknown,pass,not-applicable", NULL},
		{"show", "waived,fail,unknown,pass,not-applicable", "all"},
		{"show", "waived", NULL},
		{"account", "000000000001", NULL},
		{"max-input", "1", NULL},
		{"max-input", "1024", "1KiB"},
		{"max-input", "1025", NULL},
		{"max-input", "3MiB", NULL},
		{"max-input", "1024KiB", "1MiB"},
		{"max-depth", "1000", NULL},
		{"rule-instructions", "18446744073", NULL},
		{"rule-allocated", "5GiB", NULL},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct bench b;
		begin(&b);
		assert_int_equal(set(&b, rows[i].name, rows[i].text), ASSAY_OK);
		struct str text = settings_text(&b.settings, setting_find(str_of(rows[i].name)));
		assert_string_equal(text.ptr, rows[i].reads ? rows[i].reads : rows[i].text);
		arena_free(b.settings.arena);
	}
}

static void what_is_no_value_is_refused(void **state)
{
	static const struct {
		const char *name, *text, *message;
	} rows[] = {
		{"fail-on", "High",
			"--fail-on takes info, low, medium, high or critical, not 'High'"},
		{"fail-on", "", "--fail-on takes info, low, medium, high or critical, not ''"},
		{"accept-unknown", "yes", "--accept-unknown takes true or false, not 'yes'"},
		{"show", "fail,",
			"--show takes fail, unknown, pass, not-applicable, waived or all, not ''"},
		{"show", "fail,all",
			"--show takes fail, unknown, pass, not-applicable, waived or all, not "
			"'all'"},
		{"show", "error",
			"--show takes fail, unknown, pass, not-applicable, waived or all, not "
			"'error'"},
		{"account", "12345678901",
			"--account takes the 12 digits of an account's id, not "
			"'12345678901'"},
		{"max-depth", "1001",
			"--max-depth takes a whole number from 1 to 1000, not '1001'"},
		{"max-depth", "0", "--max-depth takes a whole number from 1 to 1000, not '0'"},
		{"max-depth", "1KiB",
			"--max-depth takes a whole number from 1 to 1000, not '1KiB'"},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct bench b;
		begin(&b);
		assert_int_equal(set(&b, rows[i].name, rows[i].text), ASSAY_EUSAGE);
		assert_string_equal(b.err.message, rows[i].message);
		assert_defaults(&b);
		arena_free(b.settings.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(presets_are_the_defaults),
		cmocka_unit_test(texts_set_values),
		cmocka_unit_test(what_is_no_value_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
