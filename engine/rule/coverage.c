/*
 * coverage - which lines of controls and libraries ran, and files with another text.
 *
 * For tests of rules: how much of a rule its tests run, and if they notice a change of it.
 */
#include "rule/box/code_lines.h"
#include "rule/rules.h"

static size_t count_lines(struct str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == '\n';
	return n;
}

void rules_record_lines(struct rules *r)
{
	r->sources.records_lines = true;
	for (size_t i = 0; i < r->sources.list.n; i++) {
		struct lua_file *file = r->sources.list.items[i];

		if (file->kind == SOURCE_TYPE || file->kind == SOURCE_PROFILE || file->ran)
			continue;
		file->n_lines = count_lines(file->text);
		file->ran = arena_array(r->arena, file->n_lines + 1, sizeof *file->ran);
	}
}

static struct lua_file *find(const struct rules *r, size_t i)
{
	return i < r->sources.list.n ? r->sources.list.items[i] : NULL;
}

bool rules_lines(const struct rules *r, size_t i, struct arena *a, struct rule_lines *out)
{
	const struct lua_file *file = find(r, i);

	*out = (struct rule_lines){0};
	if (!file || !file->ran || !file->compiled->ptr)
		return false;
	out->n = file->n_lines;
	out->has_code = arena_array(a, out->n + 1, sizeof *out->has_code);
	out->ran = arena_array(a, out->n + 1, sizeof *out->ran);
	memcpy(out->ran, file->ran, (out->n + 1) * sizeof *out->ran);
	return code_lines_find(*file->compiled, out->has_code, out->n);
}

size_t rules_file_of(const struct rules *r, struct str id)
{
	const struct rule *rule = rules_find(r, id);

	for (size_t i = 0; i < r->sources.list.n; i++)
		if (rule && r->sources.list.items[i] == rule->source)
			return i;
	return SIZE_MAX;
}

void rules_replace_text(struct rules *r, size_t i, struct str text)
{
	struct lua_file *file = find(r, i);

	file->text = text;
	*file->compiled = STR_NONE;
}
