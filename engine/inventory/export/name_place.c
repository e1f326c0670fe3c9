/*
 * name_place - the account, Region and date that the words of a file's name show.
 *
 * A name is data of people: only whole words count, and of the name of a resource none do.
 * Knows names of files and the shapes of AWS's names. Must not know what a file contains.
 */
#include "inventory/export/file_name.h"
#include "inventory/export/path.h"

static struct str skip(struct str text, size_t n)
{
	return n < text.len ? (struct str){text.ptr + n, text.len - n} : STR("");
}

struct words {
	struct shown_by_all accounts, regions;
	struct str date;
	struct arena *arena;
	bool others; /* there are other words, too */
};

static void add_word(struct words *words, struct str word)
{
	if (is_account_id(word) && !is_date_of_12_digits(word))
		shown_add(&words->accounts, word);
	else if (region_name_length(word))
		shown_add(&words->regions, spell_region(words->arena, word));
	else if (date_length(word))
		words->date = path_date(words->arena, word, STR_NONE);
}

static void read_words(struct words *words, struct str text)
{
	bool begins = true;
	for (size_t i = 0; i < text.len;) {
		size_t len = begins ? place_word_length(skip(text, i)) : 0;
		size_t between = len ? 0 : separator_length(skip(text, i));
		if (len)
			add_word(words, (struct str){text.ptr + i, len});
		else if (!between || (unsigned char)text.ptr[i] >= 0x80)
			words->others = true;
		begins = between > 0;
		i += len + between + (!len && !between);
	}
}

void name_place_read(
	struct name_place *out, struct arena *a, struct str file, const struct command *command)
{
	struct words words = {.arena = a};
	struct name_parts parts = split_name(file, command);
	bool is_list = command->lists != LISTS_NOTHING;
	*out = (struct name_place){0};
	if (!parts.named && !is_list)
		return;
	read_words(&words, parts.before);
	read_words(&words, parts.behind);
	if (words.others && !is_list)
		return;
	*out = (struct name_place){
		shown_value(&words.accounts), shown_value(&words.regions), words.date};
}
