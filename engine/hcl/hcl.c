/*
 * hcl - Terraform source files: checked, read as HCL or JSON, with places.
 *
 * Knows file names and encodings. Must not know what blocks mean.
 */
#include "hcl/lex.h"

#include "hcl/body.h"

static bool is_json(struct str name)
{
	return str_ends(name, STR(".json"));
}

static int read_json(struct hcl_file *file, struct lex *l, struct str bytes)
{
	const struct doc_limits limits = {HCL_FILE_MAX, HCL_DEPTH_MAX, HCL_FILE_MAX, HCL_FILE_MAX};
	int status = doc_open(&file->doc, file->name.ptr, bytes.ptr, bytes.len, &limits, l->err);

	if (!status && doc_is_yaml(file->doc))
		status = error_at(
			l->err, ASSAY_EINPUT, file->name.ptr, 1, 1, "the file is not JSON");
	return status ? status : json_body_read(file, l);
}

static int read_native(struct hcl_file *file, struct lex *l)
{
	size_t valid = utf8_check(file->text.ptr, file->text.len);
	const char *zero = memchr(file->text.ptr, '\0', valid);

	l->text = file->text;
	if (zero)
		valid = (size_t)(zero - file->text.ptr);
	if (valid < file->text.len)
		return lex_error(l, ASSAY_EINPUT, valid, "the file is not UTF-8 text");
	return body_read(l, &file->body);
}

struct hcl_file *hcl_file_new(struct arena *a, struct str name, struct str bytes)
{
	struct hcl_file *file = arena_alloc(a, sizeof *file);

	file->name = str_copy(a, name);
	file->memo = arena_alloc(a, sizeof *file->memo);
	file->text = bytes.ptr ? bytes : STR("");
	return file;
}

int hcl_file_read(struct hcl_file *file, struct arena *a, struct assay_error *err)
{
	struct lex l = {.file = file, .arena = a, .err = err};
	const struct str mark = STR("\xEF\xBB\xBF");

	if (file->text.len > HCL_FILE_MAX)
		return error_at(err, ASSAY_ELIMIT, file->name.ptr, 0, 0, HCL_TOO_LARGE);
	if (is_json(file->name))
		return read_json(file, &l, file->text);
	if (str_starts(file->text, mark)) {
		file->mark = mark.len;
		file->text = (struct str){file->text.ptr + mark.len, file->text.len - mark.len};
	}
	return read_native(file, &l);
}

bool hcl_is_same_file(const struct hcl_file *a, const struct hcl_file *b)
{
	return str_eq(a->name, b->name) && str_eq(a->boundary, b->boundary);
}

void hcl_file_close(struct hcl_file *file)
{
	doc_free(file->doc);
	file->doc = NULL;
}
