/*
 * region_word - the names of Regions as words of a path or of a file's name, and what separates
 * words.
 *
 * Knows the shapes of AWS's names. Must not know commands.
 */
#include "inventory/export/path.h"

static struct str skip(struct str text, size_t n)
{
	return n < text.len ? (struct str){text.ptr + n, text.len - n} : STR("");
}

static bool is_separator(char c)
{
	return c == '-' || c == '_' || c == ' ' || c == '.' || c == ':';
}

/* "%2F", as browsers and tools write a slash in a name */
static bool is_encoded(struct str rest)
{
	static const char *const codes[] = {"%2f", "%5c", "%3a", "%20"};
	for (size_t i = 0; rest.len >= 3 && i < LENGTH_OF(codes); i++)
		if (rest.ptr[0] == '%' && rest.ptr[1] == codes[i][1] &&
			(rest.ptr[2] | 0x20) == (codes[i][2] | 0x20))
			return true;
	return false;
}

size_t separator_length(struct str rest)
{
	if (!rest.len)
		return 0;
	/* a dash, space, slash or mark of another script */
	if (is_separator(*rest.ptr) || (unsigned char)*rest.ptr >= 0x80)
		return 1;
	return is_encoded(rest) ? 3 : 0;
}

static bool ends_word(struct str rest)
{
	return !rest.len || separator_length(rest);
}

/* The length of a word at the start of a name, in any case; 0: another one is there. */
static size_t take_word(struct str rest, const char *const *words)
{
	for (size_t i = 0; words[i]; i++) {
		size_t len = strlen(words[i]), n = 0;
		while (n < len && n < rest.len && (rest.ptr[n] | 0x20) == words[i][n])
			n++;
		if (n == len && ends_word(skip(rest, n)))
			return n;
	}
	return 0;
}

/*
 * The length of a Region's name: "eu-west-1", "US_GOV_EAST_1". Stricter than is_region_name, which
 * "list-functions-1" fits, too: AREA[-PARTITION]-DIRECTION-NUMBER.
 */
size_t region_name_length(struct str rest)
{
	static const char *const partitions[] = {"gov", "iso", "isob", "isoe", "isof", "de", NULL};
	static const char *const directions[] = {"north", "south", "east", "west", "central",
		"northeast", "northwest", "southeast", "southwest", NULL};
	static const char *const areas[] = {
		"us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx", "cn", "eusc", NULL};
	size_t at = take_word(rest, areas);
	if (!at)
		return 0;
	size_t partition = take_word(skip(rest, at + 1), partitions);
	at += partition ? partition + 1 : 0;
	size_t direction = take_word(skip(rest, at + 1), directions);
	if (!direction)
		return 0;
	at += direction + 1;
	size_t digits = 0;
	struct str number = skip(rest, at + 1);
	while (digits < number.len && number.ptr[digits] >= '0' && number.ptr[digits] <= '9')
		digits++;
	bool dots = at + 1 + digits <= rest.len && memchr(rest.ptr, '.', at + 1);
	return digits && digits <= 2 && !dots && ends_word(skip(number, digits)) ? at + 1 + digits
										 : 0;
}

struct str spell_region(struct arena *a, struct str word)
{
	struct str region = str_copy(a, word);
	char *text = (char *)(uintptr_t)region.ptr;
	for (size_t i = 0; i < region.len; i++)
		text[i] =
			is_separator(text[i]) ? '-' : (char)(text[i] | (text[i] >= 'A' ? 0x20 : 0));
	return region;
}
