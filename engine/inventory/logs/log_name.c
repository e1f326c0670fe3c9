/*
 * log_name - what the name of a delivered file says: account, Region, time, kind.
 *
 * Knows names only. The time is that of the delivery: a log file contains events of any time
 * before it.
 */
#include "inventory/logs/log_name.h"

#include "base/day.h"
#include "inventory/model/arn.h"

static struct str without(struct str s, size_t n)
{
	return (struct str){s.ptr + n, s.len - n};
}

/* the text before the next "_" of *rest, which moves on; STR_NONE: there is none */
static struct str take_part(struct str *rest)
{
	const char *end = rest->len ? memchr(rest->ptr, '_', rest->len) : NULL;
	struct str part = {rest->ptr, end ? (size_t)(end - rest->ptr) : 0};

	if (!end)
		return STR_NONE;
	*rest = without(*rest, part.len + 1);
	return part;
}

/* "20261120T1005Z" */
static bool read_time(struct str s, int64_t *seconds)
{
	char iso[32];

	if (s.len != 14)
		return false;
	snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s%.3s:%.2s:00Z", s.ptr, s.ptr + 4, s.ptr + 6,
		s.ptr + 8, s.ptr + 11);
	return s.ptr[13] == 'Z' && time_parse(str_of(iso), seconds);
}

/* letters and digits, and the ending of a log file */
static bool is_unique(struct str s)
{
	s.len -= str_ends(s, STR(".gz")) ? 3 : 0;
	if (!str_ends(s, STR(".json")) || s.len == 5)
		return false;
	s.len -= 5;
	for (size_t i = 0; i < s.len; i++)
		if (!((s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'z') &&
			!(s.ptr[i] >= '0' && s.ptr[i] <= '9'))
			return false;
	return true;
}

/* as in paths of exports: "\\" is that of Windows */
static bool is_slash(char c)
{
	return c == '/' || c == '\\' || c == '!';
}

/* the name up to the last folder that is called as the Region, else its folder */
static struct str folder_of(struct str name, struct str base, struct str region)
{
	struct str folder = {name.ptr, name.len - base.len};

	folder.len -= folder.len > 0;
	for (size_t end = folder.len; end >= region.len && end > 0; end--) {
		struct str head = {folder.ptr, end};
		size_t before = end - region.len;

		if (str_ends(head, region) && (before == 0 || is_slash(folder.ptr[before - 1])) &&
			(end == folder.len || is_slash(folder.ptr[end])))
			return head;
	}
	return folder;
}

static enum log_kind kind_of(struct log_name *out, struct str kind, struct str rest)
{
	static const struct str trail = {"CloudTrail", 10};

	if (str_eq(kind, trail))
		return read_time(take_part(&rest), &out->delivered) && is_unique(rest) ? LOG_EVENTS
										       : LOG_NONE;
	if (!str_starts(kind, trail) || kind.len < trail.len + 2 || kind.ptr[trail.len] != '-' ||
		!(str_ends(rest, STR(".json.gz")) || str_ends(rest, STR(".json"))))
		return LOG_NONE;
	out->what = without(kind, trail.len + 1);
	return LOG_OTHER;
}

void log_name_read(struct log_name *out, struct str name)
{
	struct str rest, kind;
	size_t at = name.len;

	*out = (struct log_name){0};
	while (at > 0 && !is_slash(name.ptr[at - 1]))
		at--;
	out->base = rest = without(name, at);
	out->account = take_part(&rest);
	kind = take_part(&rest);
	out->region = take_part(&rest);
	if (is_account_id(out->account) && is_region_name(out->region))
		out->kind = kind_of(out, kind, rest);
	out->folder = folder_of(name, out->base, out->region);
}
