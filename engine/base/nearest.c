/*
 * nearest - how many edits a name is from what was typed.
 *
 * Knows letters as bytes. Must not know what the names are for.
 */
#include "base/nearest.h"

#include "base/base.h"

enum { NEAREST_LONGEST = 64, NEAREST_BEGINNING = 3 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* optimal string alignment: a row for each letter of a; the last three rows are kept */
static size_t edits_between(struct str a, struct str b)
{
	size_t rows[3][NEAREST_LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t other = a.ptr[i - 1] != b.ptr[j - 1];

			row[j] = least(above[j - 1] + other, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
				a.ptr[i - 2] == b.ptr[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = oldest;
	}
	return above[b.len];
}

void nearest_offer(struct nearest *nearest, struct str name)
{
	struct str word = nearest->word;
	size_t longer = word.len > name.len ? word.len : name.len;
	size_t edits;

	if (word.len == 0 || longer > NEAREST_LONGEST)
		return;
	edits = word.len >= NEAREST_BEGINNING && str_starts(name, word) ? 1
									: edits_between(word, name);
	if (edits > longer / 3 || (nearest->name.ptr && edits >= nearest->edits))
		return;
	nearest->name = name;
	nearest->edits = edits;
}
