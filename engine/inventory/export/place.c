/*
 * place - the account and Region that names show, and what contradicts them.
 *
 * Evidence, in this order: the envelope; the folders, with the caller identity that one of them
 * contains; the name of the file. Two that differ are never resolved by their order alone: a file
 * whose name, or whose folder's caller identity, contradicts another one shows nothing, and both
 * accounts or Regions are judged. Only an envelope overrides its folder, which is said.
 * Must not know what an export contains.
 */
#include "inventory/export/export.h"
#include "inventory/export/path.h"

/* "account 111122223333", "Region eu-west-1" */
struct stated_place {
	const char *what;
	struct str name;
	const char *by; /* "name", "folder" */
};

static bool differ(struct str a, struct str b)
{
	return a.ptr && b.ptr && !str_eq(a, b);
}

/* the file shows nothing: names of it and around it contradict each other */
static void reject(struct inventory *w, struct export *x, const struct stated_place *one,
	const struct stated_place *other)
{
	struct assay_error why = {0};
	(void)error_at(&why, ASSAY_EINPUT, x->source->input.name.ptr, 0, 0,
		"the %s of this file is of %s %.*s, and its %s of %.*s. Move or rename it, or "
		"export it again",
		one->by, one->what, STR_ARGS(one->name), other->by, STR_ARGS(other->name));
	x->failed = true;
	x->absent = false;
	x->n_items = 0;
	x->code = STR_NONE;
	x->message = str_copy(w->run, str_of(why.message));
	if (x->source->input.state != INPUT_BROKEN)
		source_break(w, x->source, &why);
}

/* an account or Region that a name shows is a subject, also where it does not count */
static void add_subject(
	struct inventory *w, const struct export *x, struct str account, struct str region)
{
	struct account_state *h;
	struct region_state *r = NULL;
	struct cursor at = x->source->doc ? doc_root(x->source->doc) : NOWHERE;
	if (!account.ptr || (x->command && x->wanted < 0))
		return;
	inventory_account(w, &h, account);
	if (!h->account.at.doc)
		h->account.at = at;
	if (region.ptr)
		account_state_region(w, &r, h, region);
	region_state_offer_place(r, at, STANDS_EXPORT);
}

static void note_moved(struct inventory *w, const struct export *x, const char *what,
	struct str own, struct str folder)
{
	remark_add(w, REMARK_WARNING, x->source, NOWHERE,
		str_printf(w->run,
			"The envelope of this export is of %s %.*s, and its folder of %.*s. The "
			"envelope counts; exports of %.*s may be missing.",
			what, STR_ARGS(own), STR_ARGS(folder), STR_ARGS(folder)));
}

static bool is_by_envelope(const char *evidence)
{
	return evidence && strcmp(evidence, "envelope") == 0;
}

/* the folders, under an envelope: they name subjects all the same */
static void compare_envelope(struct inventory *w, const struct export *x, struct str owner)
{
	bool account = is_by_envelope(x->account_by) && differ(x->account, owner);
	bool region = is_by_envelope(x->region_by) && differ(x->region, x->path_region) &&
		      region_name_length(x->path_region) == x->path_region.len;
	if (account)
		note_moved(w, x, "account", x->account, owner);
	else if (region)
		note_moved(w, x, "Region", x->region, x->path_region);
	if (account || region)
		add_subject(w, x, owner.ptr ? owner : x->account,
			x->path_region.ptr ? x->path_region : x->region);
}

static void take_name(struct str *value, const char **by, struct str name)
{
	if (value->ptr || !name.ptr)
		return;
	*value = name;
	*by = "file name";
}

static void compare_name(struct inventory *w, struct export *x)
{
	const char *by_account = is_by_envelope(x->account_by) ? "envelope" : "folder";
	const char *by_region = is_by_envelope(x->region_by) ? "envelope" : "folder";
	bool account = differ(x->name_account, x->account);
	bool region = differ(x->name_region, x->region);
	if (!account && !region)
		return;
	if (account)
		reject(w, x, &(struct stated_place){"account", x->name_account, "name"},
			&(struct stated_place){"", x->account, by_account});
	else
		reject(w, x, &(struct stated_place){"Region", x->name_region, "name"},
			&(struct stated_place){"", x->region, by_region});
	add_subject(w, x, x->name_account.ptr ? x->name_account : x->account,
		x->name_region.ptr ? x->name_region : x->region);
}

/* files of several accounts and Regions may be in one folder */
static void set_group(struct inventory *w, struct export *x)
{
	struct str account = x->name_account.ptr ? x->name_account : STR("");
	struct str region = x->name_region.ptr ? x->name_region : STR("");
	x->group = account.len || region.len
			   ? str_printf(w->run, "%.*s\n%.*s\n%.*s", STR_ARGS(x->folder),
				     STR_ARGS(account), STR_ARGS(region))
			   : x->folder;
}

static void place(struct inventory *w, struct export *x)
{
	set_group(w, x);
	struct str identity = identity_account(w, x->folder);
	struct str owner = x->path_account.ptr ? x->path_account : identity;
	if (differ(identity, x->path_account)) {
		reject(w, x, &(struct stated_place){"account", x->path_account, "folder"},
			&(struct stated_place){"", identity, "caller identity"});
		add_subject(w, x, identity, x->region);
	}
	if (!x->account.ptr && owner.ptr) {
		x->account = owner;
		x->account_by = "caller identity";
	}
	compare_envelope(w, x, owner);
	take_name(&x->account, &x->account_by, x->name_account);
	take_name(&x->region, &x->region_by, x->name_region);
	compare_name(w, x);
}

void exports_place(struct inventory *w)
{
	for (size_t i = 0; i < w->exports.n; i++)
		place(w, w->exports.items[i]);
	for (size_t i = 0; i < w->unread.n; i++)
		place(w, w->unread.items[i]);
}
