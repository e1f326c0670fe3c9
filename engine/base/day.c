/*
 * day - the calendar: days as numbers and as text.
 *
 * Knows leap years. Must not read a clock, nor know a time zone.
 */
#include "base/day.h"
#include "base/base.h"

enum { YEAR_FIRST = 1970, YEAR_LAST = 9999 };

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* days from the first day of 1970 to that of a year from 1970 on */
static int64_t days_before(int64_t year)
{
	int64_t y = year - 1;
	int64_t leaps = y / 4 - y / 100 + y / 400;
	return 365 * (year - YEAR_FIRST) + leaps - (1969 / 4 - 1969 / 100 + 1969 / 400);
}

static int64_t days_of_month(int64_t year, int64_t month)
{
	static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* n digits at *text, which moves on */
static bool take_number(struct str *text, size_t n, int64_t *out)
{
	size_t value;
	if (text->len < n || !str_to_size((struct str){text->ptr, n}, &value))
		return false;
	*out = (int64_t)value;
	*text = (struct str){text->ptr + n, text->len - n};
	return true;
}

static bool take(struct str *text, char c)
{
	if (text->len == 0 || *text->ptr != c)
		return false;
	*text = (struct str){text->ptr + 1, text->len - 1};
	return true;
}

static bool take_day(struct str *text, int64_t *day)
{
	int64_t year, month, of_month;
	if (!take_number(text, 4, &year) || !take(text, '-') || !take_number(text, 2, &month) ||
		!take(text, '-') || !take_number(text, 2, &of_month))
		return false;
	if (year < YEAR_FIRST || month < 1 || month > 12 || of_month < 1 ||
		of_month > days_of_month(year, month))
		return false;
	*day = days_before(year) + of_month - 1;
	for (int64_t m = 1; m < month; m++)
		*day += days_of_month(year, m);
	return true;
}

bool day_parse(struct str text, int64_t *day)
{
	int64_t found;
	if (!take_day(&text, &found) || text.len > 0)
		return false;
	*day = found;
	return true;
}

bool time_parse(struct str text, int64_t *seconds)
{
	int64_t day, hour, minute, second;
	if (!take_day(&text, &day))
		return false;
	*seconds = day * SECONDS_OF_DAY;
	if (text.len == 0)
		return true;
	if (!take(&text, 'T') || !take_number(&text, 2, &hour) || !take(&text, ':') ||
		!take_number(&text, 2, &minute) || !take(&text, ':') ||
		!take_number(&text, 2, &second) || !take(&text, 'Z') || text.len > 0)
		return false;
	*seconds += hour * 3600 + minute * 60 + second;
	return hour < 24 && minute < 60 && second < 60;
}

static void put_number(char *out, size_t n, int64_t value)
{
	for (; n > 0; n--, value /= 10)
		out[n - 1] = (char)('0' + value % 10);
}

void day_write(char out[DAY_SIZE], int64_t seconds)
{
	int64_t last = days_before(YEAR_LAST + 1) - 1;
	int64_t day = seconds < 0 ? 0 : seconds / SECONDS_OF_DAY;
	int64_t year, month = 1;
	day = day > last ? last : day;
	year = YEAR_FIRST + day / 366;
	while (days_before(year + 1) <= day)
		year++;
	day -= days_before(year);
	while (day >= days_of_month(year, month))
		day -= days_of_month(year, month++);
	put_number(out, 4, year);
	put_number(out + 5, 2, month);
	put_number(out + 8, 2, day + 1);
	out[4] = out[7] = '-';
	out[10] = '\0';
}

void time_write(char out[TIME_SIZE], int64_t seconds)
{
	int64_t at = seconds < 0 ? 0 : seconds > TIME_LAST ? TIME_LAST : seconds;
	int64_t rest = at % SECONDS_OF_DAY;
	day_write(out, at);
	out[10] = 'T';
	put_number(out + 11, 2, rest / 3600);
	put_number(out + 14, 2, rest / 60 % 60);
	put_number(out + 17, 2, rest % 60);
	out[13] = out[16] = ':';
	out[19] = 'Z';
	out[20] = '\0';
}
