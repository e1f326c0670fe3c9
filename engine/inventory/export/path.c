/*
 * path - what the folders of an export's path show: its account, its Region and a date.
 *
 * Knows paths as text, and the shapes of account IDs, Regions and dates. Must not know commands.
 */
#include "inventory/export/path.h"
#include "base/day.h"

bool ends_component(char c)
{
	return c == '/' || c == '\\' || c == '!';
}

static size_t component_length(struct str path)
{
	size_t len = 0;
	while (len < path.len && !ends_component(path.ptr[len]))
		len++;
	return len;
}

/* "eu-west-1.tar.gz" stands for the folder that it was made of */
static struct str without_archive_ending(struct str name)
{
	static const struct str endings[] = {{".tar", 4}, {".tar.gz", 7}, {".tgz", 4},
		{".tar.zst", 8}, {".tzst", 5}, {".zip", 4}};
	for (size_t i = 0; i < LENGTH_OF(endings); i++)
		if (str_ends(name, endings[i]))
			return (struct str){name.ptr, name.len - endings[i].len};
	return name;
}

struct str take_component(struct str *rest)
{
	size_t len = component_length(*rest);
	struct str component = {rest->ptr, len};
	bool last = len == rest->len;
	if (!last && rest->ptr[len] == '!')
		component = without_archive_ending(component);
	rest->ptr += last ? len : len + 1;
	rest->len -= last ? len : len + 1;
	return component;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* so many digits at the start of a text, as a number; -1: it begins with something else */
static int read_digits(struct str text, size_t n)
{
	int value = 0;
	if (text.len < n)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!is_digit(text.ptr[i]))
			return -1;
		value = 10 * value + (text.ptr[i] - '0');
	}
	return value;
}

static struct str skip(struct str text, size_t n)
{
	return n < text.len ? (struct str){text.ptr + n, text.len - n} : STR("");
}

/* [separator] two digits below a bound; returns their length, 0: there are none */
static size_t part_length(struct str text, const char *separators, int from, int below)
{
	size_t n = text.len && strchr(separators, *text.ptr) != NULL && *text.ptr;
	int value = read_digits(skip(text, n), 2);
	return value >= from && value < below ? n + 2 : 0;
}

/* the length of YYYYMMDD, YYYY-MM-DD, YYYY_MM_DD or YYYY.MM.DD */
static size_t day_length(struct str text)
{
	int year = read_digits(text, 4);
	if (year < 2000 || year > 2099)
		return 0;
	size_t month = part_length(skip(text, 4), "-_.", 1, 13);
	size_t day = month ? part_length(skip(text, 4 + month), "-_.", 1, 32) : 0;
	if (!day || day != month)
		return 0;
	/* 2026-11-31 is no date: it must not be the newest one */
	char iso[DAY_SIZE];
	int64_t of_calendar;
	(void)snprintf(iso, sizeof iso, "%04d-%02d-%02d", year,
		read_digits(skip(text, 4 + month - 2), 2),
		read_digits(skip(text, 4 + month + day - 2), 2));
	return day_parse(str_of(iso), &of_calendar) ? 4 + month + day : 0;
}

size_t date_length(struct str text)
{
	static const int below[] = {24, 60, 61};
	size_t n = day_length(text);
	size_t time = n;
	for (size_t i = 0; n && i < LENGTH_OF(below); i++) {
		size_t part = part_length(skip(text, time), i ? ":-_." : "T_- ", 0, below[i]);
		if (!part)
			break;
		time += part;
	}
	/* a number behind it is part of it, or it is no date */
	if (n && time < text.len && is_digit(text.ptr[time]))
		time = n;
	if (n && time == n && n < text.len && is_digit(text.ptr[n]))
		return 0;
	return time;
}

bool is_date_of_12_digits(struct str text)
{
	return is_account_id(text) && date_length(text) == text.len;
}

/* "444455556666", also as AWS's console shows it: "4444-5555-6666" */
struct str account_of(struct arena *a, struct str component)
{
	if (is_account_id(component))
		return component;
	if (component.len != 14 || component.ptr[4] != '-' || component.ptr[9] != '-')
		return STR_NONE;
	struct str account =
		str_printf(a, "%.4s%.4s%.4s", component.ptr, component.ptr + 5, component.ptr + 10);
	return is_account_id(account) ? account : STR_NONE;
}

struct str region_of(struct arena *a, struct str component)
{
	if (is_region_name(component))
		return component;
	if (!component.len || region_name_length(component) != component.len)
		return STR_NONE;
	return spell_region(a, component);
}

/*
 * A path may contain several of the shape (a date of twelve digits, a folder "prod-web-1"): an
 * account right before a Region is the pair, unless another Region follows; else only a value
 * without a competitor counts. A Region between two accounts (of ACCOUNT/REGION/ACCOUNT) makes a
 * pair with either, so only the Region counts. Of a pair whose account reads as a date, and which
 * has a competitor, only the Region counts.
 */
void path_scope(struct arena *a, struct str name, struct str *account, struct str *region)
{
	struct shown_by_all accounts = {0}, regions = {0}, paired_accounts = {0};
	struct str pair_account = STR_NONE, pair_region = STR_NONE;
	struct str before_account = STR_NONE, before_region = STR_NONE;
	bool below = false, between = false;
	while (name.len) {
		struct str component = take_component(&name);
		struct str one_account = account_of(a, component);
		struct str one_region = region_of(a, component);
		shown_add(&accounts, one_account);
		if (one_region.ptr) {
			shown_add(&regions, one_region);
			below = below || (pair_region.ptr && !str_eq(one_region, pair_region));
			if (before_account.ptr) {
				pair_account = before_account;
				pair_region = one_region;
				shown_add(&paired_accounts, pair_account);
			}
		}
		between =
			between || (pair_account.ptr && before_region.ptr &&
					   str_eq(before_region, pair_region) && one_account.ptr &&
					   !is_date_of_12_digits(one_account) &&
					   !str_eq(one_account, pair_account));
		before_account = one_account;
		before_region = one_region;
	}
	bool paired = shown_value(&paired_accounts).ptr && !below;
	bool certain = paired && !between && !is_date_of_12_digits(pair_account);
	*account = certain ? pair_account : shown_value(&accounts);
	*region = paired ? pair_region : shown_value(&regions);
}

/* ---- dates ---- */

struct dates {
	struct arena *arena;
	struct str text; /* ptr NULL: none yet */
};

/* the digits of a date, before those of the folders around it */
static void add_date(struct dates *dates, struct str date)
{
	struct buf b;
	buf_init_for(&b, dates->text.len + date.len + 1, dates->arena);
	for (size_t i = 0; i < date.len; i++)
		if (is_digit(date.ptr[i]))
			buf_add(&b, date.ptr + i, 1);
	if (dates->text.len)
		buf_printf(&b, " %.*s", STR_ARGS(dates->text));
	dates->text = str_copy(dates->arena, (struct str){b.ptr, b.len});
	buf_free(&b);
}

/* the dates inside a component: "evidence-2026-11-20" */
static void add_dates_inside(struct dates *dates, struct str component)
{
	for (size_t i = 0; i < component.len;) {
		bool begins = i == 0 || !is_alphanumeric(component.ptr[i - 1]);
		size_t len = begins ? date_length(skip(component, i)) : 0;
		if (len)
			add_date(dates, (struct str){component.ptr + i, len});
		i += len ? len : 1;
	}
}

struct str path_date(struct arena *a, struct str folder, struct str account)
{
	struct dates dates = {a, STR_NONE};
	struct str last[2] = {STR_NONE, STR_NONE};
	while (folder.len) {
		struct str component = take_component(&folder);
		/* 2026/11/20 */
		if (last[0].len == 4 && last[1].len == 2 && component.len == 2) {
			struct str date = {last[0].ptr, 10};
			if (day_length(str_printf(a, "%.*s-%.*s-%.*s", STR_ARGS(last[0]),
				    STR_ARGS(last[1]), STR_ARGS(component))))
				add_date(&dates, date);
		}
		if (!account.ptr || !str_eq(component, account))
			add_dates_inside(&dates, component);
		last[0] = last[1];
		last[1] = component;
	}
	return dates.text;
}
