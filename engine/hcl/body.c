/*
 * body - blocks, attributes and the comments above blocks, in HCL's native syntax.
 *
 * Recursion is bounded by HCL_DEPTH_MAX. Must not know what a block means, except that a dynamic
 * block makes blocks of the type that is its label.
 */
#include "hcl/body.h"

/* comment lines without a blank line between them and the next item */
struct comments {
	struct hcl_range range;
	bool fresh; /* only blanks since the last line end */
	bool any;   /* the line has a comment */
};

static int end_line(struct lex *l, struct comments *c)
{
	if (!c->any)
		c->range = (struct hcl_range){l->at, l->at};
	c->any = false;
	c->fresh = true;
	l->at++;
	return ASSAY_OK;
}

/* skip to the next item; a comment after code is not above what follows */
static int skip_to_item(struct lex *l, struct comments *c)
{
	bool is_comment = true;

	while (l->at < l->text.len) {
		char ch = lex_peek(l, 0);
		size_t from = l->at;
		int status;

		if (ch == '\n') {
			end_line(l, c);
			continue;
		}
		if (ch == ' ' || ch == '\t' || ch == '\r') {
			l->at++;
			continue;
		}
		status = lex_comment(l, &is_comment);
		if (status || !is_comment)
			return status;
		if (c->fresh && c->range.to == c->range.from)
			c->range.from = from;
		if (c->fresh)
			c->range.to = l->at;
		c->any = c->any || c->fresh;
	}
	return ASSAY_OK;
}

static int read_body(struct lex *l, struct hcl_body *body, size_t depth);

static int read_label(struct lex *l, struct hcl_block *block)
{
	struct str *label = arena_alloc(l->arena, sizeof *label);
	size_t n = lex_word(l);
	struct hcl_range content;
	bool plain = true;
	int status = lex_count(l);

	*label = (struct str){l->text.ptr + l->at, n};
	l->at += n;
	if (!n && lex_peek(l, 0) == '"') {
		if (!status)
			status = lex_template(l, &plain, &content);
		if (!status && plain)
			status = lex_decode(l, content, label);
	} else if (!n) {
		return lex_error(l, ASSAY_EINPUT, l->at, "an argument or a block is expected");
	}
	if (!status && !plain)
		status = lex_error(l, ASSAY_EINPUT, content.from, "a label is not a constant");
	list_add(l->arena, &block->labels, label);
	block->header.to = l->at;
	return status;
}

/* a dynamic block stands for blocks of its label's type with the body of its content */
static void resolve_dynamic(struct hcl_block *block)
{
	struct hcl_block *content = NULL;

	if (!str_is(block->type, "dynamic") || block->labels.n != 1)
		return;
	for (size_t i = 0; i < block->body.blocks.n; i++) {
		struct hcl_block *inner = block->body.blocks.items[i];

		if (str_is(inner->type, "content") && inner->labels.n == 0)
			content = inner;
	}
	block->is_dynamic = true;
	block->type = *(const struct str *)block->labels.items[0];
	block->labels.n = 0;
	block->body = content ? content->body : (struct hcl_body){0};
}

static int read_block(struct lex *l, struct hcl_body *body, struct hcl_block *block, size_t depth)
{
	int status = lex_skip(l, false);

	while (!status && lex_peek(l, 0) != '{') {
		status = read_label(l, block);
		if (!status)
			status = lex_skip(l, false);
	}
	if (status)
		return status;
	size_t open = l->at++;
	status = read_body(l, &block->body, depth + 1);
	if (!status && lex_peek(l, 0) != '}')
		status = lex_error(l, ASSAY_EINPUT, open, "the block is not closed");
	if (status)
		return status;
	block->range = (struct hcl_range){block->header.from, ++l->at};
	resolve_dynamic(block);
	list_add(l->arena, &body->blocks, block);
	return ASSAY_OK;
}

static int read_attribute(struct lex *l, struct hcl_body *body, struct str name, size_t from)
{
	struct hcl_value *value;
	struct hcl_attribute *attribute = arena_alloc(l->arena, sizeof *attribute);
	int status;

	l->at++;
	status = lex_value(&value, l, ENDS_LINE, 1);
	if (status)
		return status;
	*attribute = (struct hcl_attribute){l->file, name, {from, value->range.to}, value};
	list_add(l->arena, &body->attributes, attribute);
	return ASSAY_OK;
}

static int read_item(struct lex *l, struct hcl_body *body, struct hcl_range comments, size_t depth)
{
	struct str name = {l->text.ptr + l->at, lex_word(l)};
	size_t from = l->at;
	int status = lex_count(l);

	if (!status && !name.len)
		status = lex_error(l, ASSAY_EINPUT, from, "an argument or a block is expected");
	l->at += name.len;
	if (!status)
		status = lex_skip(l, false);
	if (status)
		return status;
	if (lex_peek(l, 0) == '=' && lex_peek(l, 1) != '=')
		return read_attribute(l, body, name, from);
	struct hcl_block *block = arena_alloc(l->arena, sizeof *block);
	*block = (struct hcl_block){.file = l->file,
		.type = name,
		.header = {from, from + name.len},
		.comments = comments};
	return read_block(l, body, block, depth);
}

/* read up to the closing brace of the body, or to the end of the text */
static int read_body(struct lex *l, struct hcl_body *body, size_t depth)
{
	/* at the start of the text, a line begins */
	struct comments c = {.fresh = l->at == 0};

	if (depth > HCL_DEPTH_MAX)
		return lex_error(l, ASSAY_ELIMIT, l->at, "blocks are nested more than 64 deep");
	for (;;) {
		int status = skip_to_item(l, &c);

		if (status || l->at >= l->text.len || lex_peek(l, 0) == '}')
			return status;
		/* comments on the line of the item itself are not above it */
		if (c.any || !c.fresh)
			c.range.to = c.range.from;
		status = read_item(l, body, c.range, depth);
		if (!status)
			status = lex_skip(l, false);
		if (status)
			return status;
		c = (struct comments){.range = {l->at, l->at}};
		if (!lex_is_end(l, ENDS_LINE) || lex_peek(l, 0) == ')' || lex_peek(l, 0) == ']')
			return lex_error(l, ASSAY_EINPUT, l->at,
				"a line end is expected after an argument or a block");
	}
}

int body_read(struct lex *l, struct hcl_body *body)
{
	int status = read_body(l, body, 0);

	if (!status && l->at < l->text.len)
		status = lex_error(l, ASSAY_EINPUT, l->at, "a block is closed that is not open");
	return status;
}
