/*
 * identity - whose credentials exports were made with: the output of get-caller-identity in the
 * folder of an account that is named for something else ("prod").
 *
 * It counts for the exports of its folder, and of the folders below it that are named for Regions,
 * dates, services and commands only: another name may be another account.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/path.h"
#include "inventory/export/source.h"

struct identity {
	struct str account; /* empty: two files differ */
	const struct source *source;
};

static bool is_named_identity(struct str name)
{
	struct str folder, file = split_path(name, &folder);
	return str_is(file, "get-caller-identity.json") ||
	       str_is(file, "sts-get-caller-identity.json");
}

/* a file of this name is read, which reports what is wrong with it */
static bool is_identity(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return (shape_has_kind(shape, STR("Account"), DOC_STRING) &&
		       shape_has_kind(shape, STR("Arn"), DOC_STRING) &&
		       shape_has_kind(shape, STR("UserId"), DOC_STRING)) ||
	       (shape->name.ptr && !shape_has(shape, "assay") && is_named_identity(shape->name));
}

static int read_account(
	struct str *out, struct inventory *w, const struct shape *shape, struct assay_error *err)
{
	struct lookup keys[] = {{"Account", NOWHERE}, {"Arn", NOWHERE}};
	struct str texts[2] = {STR_NONE, STR_NONE};
	struct arn arn;
	int status = ASSAY_OK;
	if (cursor_kind(shape->root) == DOC_OBJECT)
		status = cursor_find(shape->root, keys, LENGTH_OF(keys), err);
	for (size_t i = 0; status == ASSAY_OK && i < LENGTH_OF(keys); i++)
		if (keys[i].value.doc && cursor_kind(keys[i].value) == DOC_STRING)
			status = cursor_string(keys[i].value, w->run, &texts[i], err);
	if (status != ASSAY_OK)
		return status;
	if (!texts[0].ptr || !is_account_id(texts[0]))
		return cursor_error(err, ASSAY_EINPUT, shape->root,
			"this caller identity contains no account ID. Write the output of aws sts "
			"get-caller-identity --output json into this file");
	if (!texts[1].ptr || !arn_parse(&arn, texts[1]) || !str_eq(arn.account, texts[0]))
		return cursor_error(err, ASSAY_EINPUT, shape->root,
			"the \"Account\" and \"Arn\" of this caller identity are not of one "
			"account. Write the output of aws sts get-caller-identity --output json "
			"into this file");
	*out = texts[0];
	return ASSAY_OK;
}

/* the folder of the account: above that of a Region, where tools keep answers of global services */
static struct str account_folder(struct inventory *w, struct str name)
{
	struct str folder, component;
	(void)split_path(name, &folder);
	for (;;) {
		struct str above = parent_folder(folder, &component);
		if (!region_of(w->run, component).ptr)
			return folder;
		folder = above;
	}
}

static int add_identity(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct str account, folder = account_folder(w, s->input.name);
	struct identity *identity = map_get(&w->identities, folder);
	int status = read_account(&account, w, shape, err);
	if (status != ASSAY_OK)
		return status;
	s->input.kind = STR("sts get-caller-identity");
	s->input.state = INPUT_READ;
	if (!identity) {
		identity = arena_alloc(w->run, sizeof *identity);
		*identity = (struct identity){account, s};
		map_set(w->run, &w->identities, folder, identity);
		return ASSAY_OK;
	}
	if (str_eq(identity->account, account))
		return ASSAY_OK;
	identity->account = STR_NONE;
	return cursor_error(err, ASSAY_EINPUT, shape->root,
		"this caller identity is of account %.*s, and %.*s in the same folder of another "
		"one. Keep the exports of each account in a folder of its own",
		STR_ARGS(account), STR_ARGS(identity->source->input.uri));
}

struct str identity_account(const struct inventory *w, struct str folder)
{
	while (w->identities.n) {
		struct str component, above = parent_folder(folder, &component);
		const struct identity *identity = map_get(&w->identities, folder);
		if (identity)
			return identity->account;
		if (!component.len || !is_folder_of_exports(w, component))
			break;
		folder = above;
	}
	return STR_NONE;
}

static const char *const identity_keys[] = {"Account", "Arn", "UserId", NULL};

const struct source_kind aws_caller_identity = {.name = "AWS caller identity",
	.keys = identity_keys,
	.recognise = is_identity,
	.read = add_identity,
	.notation = &aws_cli_notation};
