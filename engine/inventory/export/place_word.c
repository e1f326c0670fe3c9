/*
 * place_word - account IDs, Regions and dates as words of a file's name.
 *
 * Knows the shapes of AWS's names. Must not know commands.
 */
#include "inventory/export/path.h"

static struct str skip(struct str text, size_t n)
{
	return n < text.len ? (struct str){text.ptr + n, text.len - n} : STR("");
}

static bool ends_word(struct str rest)
{
	return !rest.len || separator_length(rest);
}

static size_t account_length(struct str rest)
{
	return rest.len >= 12 && is_account_id((struct str){rest.ptr, 12}) &&
			       ends_word(skip(rest, 12))
		       ? 12
		       : 0;
}

static size_t date_word_length(struct str rest)
{
	size_t len = date_length(rest);
	len += len && len < rest.len && rest.ptr[len] == 'Z';
	return ends_word(skip(rest, len)) ? len : 0;
}

size_t place_word_length(struct str rest)
{
	size_t len = account_length(rest);
	len = len ? len : region_name_length(rest);
	return len ? len : date_word_length(rest);
}
