/*
 * fuzz_hcl - any bytes as a Terraform source: HCL, or JSON where they begin with '{' or '['; a NUL
 * ends the first file, and the rest is an override file of the other syntax.
 *
 * All places are asked for: of each block, attribute and value, and of each value of a plan that
 * was made from a source.
 */
#include "fuzz.h"

#include "doc/doc.h"
#include "inventory/terraform/written.h"

static const char plan[] = "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":"
			   "\"module.m[0].t.n\",\"module_address\":"
			   "\"module.m[0]\",\"mode\":\"managed\",\"type\":\"t\",\"name\":\"n\","
			   "\"change\":{\"actions\":[\"create\"],"
			   "\"after\":{\"a\":1,\"l\":[\"x\",\"y\"],\"b\":[{\"c\":\"1\",\"d\":[{"
			   "\"e\":true}]},{\"c\":\"2\",\"d\":[]}]}}},"
			   "{\"address\":\"t.n\",\"mode\":\"managed\",\"type\":\"t\",\"name\":"
			   "\"n\",\"change\":{\"actions\":"
			   "[\"create\"],\"after\":{\"a\":1,\"b\":[{\"c\":\"1\"},{\"c\":\"2\","
			   "\"d\":[{\"e\":true}]}]}}}],"
			   "\"configuration\":{\"provider_config\":{\"p\":{\"name\":\"p\","
			   "\"expressions\":{\"a\":{\"constant_value\":1}}}},"
			   "\"root_module\":{\"module_calls\":{\"m\":{\"source\":\"./"
			   "m\",\"module\":{\"resources\":[{\"mode\":\"managed\","
			   "\"type\":\"t\",\"name\":\"n\",\"expressions\":{\"a\":{\"constant_"
			   "value\":1}}}]}}},\"resources\":[{\"mode\":"
			   "\"managed\",\"type\":\"t\",\"name\":\"n\",\"expressions\":{\"a\":{"
			   "\"constant_value\":1},\"b\":[{\"c\":"
			   "{\"constant_value\":\"1\"}},{\"c\":{}}]}}]}}}";

/* the files of every folder */
struct sources {
	struct str first, second;
};

static bool is_json(struct str s)
{
	return s.len && (s.ptr[0] == '{' || s.ptr[0] == '[');
}

static bool read_folder(
	void *payload, const char *boundary, const char *folder, assay_source_fn *add, void *into)
{
	const struct sources *s = payload;

	(void)boundary;
	if (strlen(folder) > 100)
		return false;
	add(into, is_json(s->first) ? "main.tf.json" : "main.tf", s->first.ptr, s->first.len, NULL);
	add(into, "modules.json", s->second.ptr, s->second.len, NULL);
	add(into, is_json(s->second) ? "x_override.tf.json" : "x_override.tf", s->second.ptr,
		s->second.len, NULL);
	return true;
}

static void check_place(const struct hcl_file *file, struct hcl_range range)
{
	struct place place = hcl_place(file, range);

	if (place.line == 0 || place.column == 0 || place.end_line < place.line)
		abort();
}

static void visit_body(const struct hcl_body *body)
{
	for (size_t i = 0; i < body->attributes.n; i++) {
		const struct hcl_attribute *attribute = body->attributes.items[i];

		check_place(attribute->file, attribute->range);
		check_place(attribute->file, attribute->value->range);
	}
	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *block = body->blocks.items[i];

		check_place(block->file, block->header);
		visit_body(&block->body);
	}
}

static void visit_plan(struct plan_sources *s, struct cursor at)
{
	const struct written *written = written_find(s, at);
	struct walk walk;

	if (written->file)
		check_place(written->file, written->range);
	walk_begin(&walk, at);
	while (walk_next(&walk))
		visit_plan(s, walk.value);
}

/* what one input uses */
struct use {
	struct arena *arena;
	struct sources sources;
	struct assay_sources reader;
	struct doc *doc;
	struct hcl_tree *tree;
	struct hcl_file *file;
};

static int visit(void *payload)
{
	struct use *use = payload;
	struct plan_sources *s;
	struct assay_error err = {0};

	use->file = hcl_file_new(use->arena,
		is_json(use->sources.first) ? STR("a.json") : STR("a.tf"), use->sources.first);
	if (hcl_file_read(use->file, use->arena, &err) == ASSAY_OK)
		visit_body(&use->file->body);
	else if (err.status == ASSAY_EINTERNAL || !err.message[0])
		abort();
	hcl_tree_new(&use->tree, use->arena, &use->reader, "", STR(""), false);
	plan_sources_new(&s, use->arena, use->tree, use->doc);
	visit_plan(s, doc_root(use->doc));
	return ASSAY_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct doc_limits limits = {1 << 20, 100, 1 << 20, 1 << 20};
	const uint8_t *end = size ? memchr(data, 0, size) : NULL;
	size_t first = end ? (size_t)(end - data) : size;
	struct use use = {0};

	use.sources.first = (struct str){(const char *)data, first};
	use.sources.second = end ? (struct str){(const char *)end + 1, size - first - 1} : STR("");
	use.reader = (struct assay_sources){NULL, read_folder, &use.sources};
	if (arena_new(&use.arena, 0) ||
		doc_open(&use.doc, "plan.json", plan, sizeof plan - 1, &limits, NULL))
		abort();
	(void)arena_run(use.arena, visit, &use);
	hcl_tree_close(use.tree);
	if (use.file)
		hcl_file_close(use.file);
	doc_free(use.doc);
	arena_free(use.arena);
	return 0;
}
