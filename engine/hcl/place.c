/*
 * place - lines and columns in source files, and attributes by name.
 *
 * Knows the two ways in which offsets count: in the text of HCL, and in the document of JSON.
 */
#include "hcl/hcl.h"

/* move the memo to an offset */
static void find_place(const struct hcl_file *file, size_t at, size_t *line, size_t *column)
{
	struct hcl_memo *memo = file->memo;
	const char *newline;

	if (memo->line == 0 || at < memo->at)
		*memo = (struct hcl_memo){0, 1, 1};
	while (memo->at < at &&
		(newline = memchr(file->text.ptr + memo->at, '\n', at - memo->at))) {
		memo->line++;
		memo->column = 1;
		memo->at = (size_t)(newline - file->text.ptr) + 1;
	}
	memo->column += utf8_utf16_units(file->text.ptr + memo->at, at - memo->at);
	memo->at = at;
	*line = memo->line;
	*column = memo->column;
}

struct place hcl_place(const struct hcl_file *file, struct hcl_range range)
{
	struct place place;

	if (!file->doc) {
		find_place(file, range.from, &place.line, &place.column);
		find_place(file, range.to, &place.end_line, &place.end_column);
		return place;
	}
	place = cursor_place((struct cursor){file->doc, range.from});
	if (range.to == 0) {
		place.end_line = place.line;
		place.end_column = place.column + 1;
	} else if (range.to != range.from) {
		struct place end = cursor_place((struct cursor){file->doc, range.to});

		place.end_line = end.end_line;
		place.end_column = end.end_column;
	}
	return place;
}

struct hcl_range hcl_head(const struct hcl_file *file, const struct hcl_value *value)
{
	size_t from = value->range.from;

	return (struct hcl_range){from, file->doc ? 0 : from + 1};
}

const struct hcl_attribute *hcl_attribute(const struct list *attributes, struct str name)
{
	for (size_t i = attributes->n; i-- > 0;) {
		const struct hcl_attribute *attribute = attributes->items[i];

		if (str_eq(attribute->name, name))
			return attribute;
	}
	return NULL;
}
