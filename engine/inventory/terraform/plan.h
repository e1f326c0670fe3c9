/*
 * plan.h - Terraform and OpenTofu plans: their changes, provider configurations and accounts.
 *
 * Private to inventory. The order of work: plan_init, plan_read, plan_place_changes,
 * plan_make_resource for each change, plan_open_lists, plan_free. Between plan_read and
 * plan_place_changes, the caller may choose existing accounts for groups (struct group).
 * Values live in the plan's scratch arena, resources and their nodes in the arena of the run.
 * Must not know exports.
 */
#ifndef ASSAY_INVENTORY_PLAN_H
#define ASSAY_INVENTORY_PLAN_H

#include "doc/value.h"
#include "inventory/model/build.h"
#include "inventory/model/reason_text.h"
#include "inventory/terraform/plan_source.h"

/* modules in modules, in a plan's configuration and values */
#define MODULE_DEPTH_MAX 64
/* nesting of one expression */
#define EXPRESSION_DEPTH_MAX 64
/* provider configurations of one plan */
#define PROVIDERS_MAX ((size_t)100000)

/* Provider configurations of one account. */
struct group {
	struct str key; /* "aws", "aws.audit" */
	struct str id;  /* the account; ptr NULL: unknown */
	struct shown_by_all partition;
	bool contradicts; /* the plan specifies different accounts */
	bool is_mixed;    /* its resources may be of different accounts */
	struct account_state *account_state;
	bool is_merged;    /* account_state is that of exports: changes apply to its resources */
	bool *any;         /* for each wanted type: the plan contains one, with any action */
	bool *all_unknown; /* for each wanted type: merge/ has made all its resources unknown */
};

/* Why the Region of a provider configuration is unknown. */
enum region_cause {
	CAUSE_NO_ARGUMENT, /* it has no region argument: it comes from the environment */
	CAUSE_EXPRESSION,  /* a plan does not show the value of the expression */
	CAUSE_VARIABLE,    /* it may be an expression around a variable */
	CAUSE_MERGED,      /* the same, beside the Regions of exports */
	CAUSE_EVIDENCE,    /* parts of the plan show different Regions */
};

/* One provider configuration. */
struct provider {
	struct str key;              /* "aws.west" */
	const struct value *written; /* NULL: the plan does not contain the configuration */
	struct str region;           /* ptr NULL: unknown */
	enum region_cause cause;     /* of an unknown Region */
	struct cursor at;            /* of its Region, else of itself */
	bool by_variable;   /* region is the value of the only variable that it refers to */
	bool region_varies; /* differs between instances (for_each on the provider) */
	bool account_varies;
	bool is_used;                    /* a resource that stays has it */
	bool has_regional;               /* one of a regional type */
	struct region_state *home;       /* regions.c: of its resources, if it is no subject */
	struct provider *same;           /* the first one that has the same Region for certain */
	struct shown_by_all seen_region; /* of the first one */
	struct shown_by_all seen_account, seen_partition;
	struct group *group;
};

/* A module of the configuration. */
struct module {
	struct str path;             /* "a/b/": the names of its calls; "": the root */
	const struct module *caller; /* NULL: the root */
	struct cursor source;        /* of its call */
	struct cursor inputs;        /* expressions of its call, by variable */
	struct cursor for_each;      /* of its call */
	struct cursor outputs;
	struct arena *arena; /* the plan's scratch */
	struct map *modules; /* struct module: all of the plan, by path */
	struct map *built;   /* references.c: cache of inputs and outputs */
};

/* A resource or data source in the configuration; its instances share it. */
struct config {
	struct str provider_key; /* ptr NULL: not specified */
	const struct module *module;
	struct cursor expressions, for_each;
	const struct value *built; /* expressions as a value; NULL: not built yet */
	struct provider *provider; /* evidence.c: of provider_key; NULL: unknown */
	bool has_provider;         /* evidence.c has looked for it */
};

/* One managed resource of a wanted type. */
struct change {
	size_t t; /* of the wanted types */
	struct str address, module_address, tf_type, name;
	struct cursor at; /* the entry */
	enum plan_action action;
	bool gone;                                /* it will not exist */
	struct cursor values, unknown, sensitive; /* what controls judge */
	bool leaves;       /* the object that it replaces stays, unmanaged: another change */
	bool left_behind;  /* this is that other change */
	bool deposed;      /* an older object of the address; only its deletion matters */
	bool deletes_last; /* what it replaces, or of a deletion: nothing shows if before a creation
			    */
	const struct carrier *carrier; /* it may contain resources of the type; NULL: it is one */
	bool stays;                    /* of a carrier with blocks: they stay as they are */
	const struct part *part;       /* it completes one; NULL: it is one */
	/* of a block that is a resource: the change of the resource around it, and what its key
	 * has behind the address: ".inline_policy[\"p\"]" */
	const struct change *around;
	struct str block;
	struct str block_path; /* "inline_policy[0]" */
	bool uncounted;        /* it may exist or not: only its account and Region are known to */
	struct cursor before, before_sensitive; /* doc NULL: none */
	struct config *config;
	struct provider *provider;
	struct str region;   /* its own or its provider's; ptr NULL: unknown */
	bool own_region;     /* its own attribute specifies the Region, known or not */
	struct arn arn;      /* all empty: unknown; the Region may be that of home_region */
	struct arn imported; /* of an import block; all empty: none */
	bool two_homes;      /* home_region and the ARN differ */
	struct str arn_region, specified_region; /* if they contradict each other; else ptr NULL */
	struct group *group;
	struct region_state *region_state; /* whose lists have it; NULL: none */
	struct region_state *home;         /* if not region_state; else NULL */
	struct resource *resource;
	/* of a part: the value that names its resource (empty: pending), and what it completes */
	struct str completes;
	struct list completed;         /* struct change */
	bool unresolved;               /* which resource it completes is unknown */
	bool of_version;               /* its value names a version of the resource: "f:prod" */
	struct str version;            /* the same of an element that has a version; or empty */
	const struct change *named_by; /* of a resource that no input shows: a part of it */
	struct list parts;             /* of a resource: struct change */
	struct list merged; /* merge/: struct entity: the exported resources that it changes */
};

/* A planned resource that other accounts may list after apply. */
struct shared {
	size_t t; /* of the wanted types */
	const struct account_state *owner;
	const struct reason *why;
};

/* of them, one is reason enough: at most this many are given for one list */
#define SHARED_MAX ((size_t)20)
/* the same of resources that two plans change */
#define CONTRADICTIONS_MAX ((size_t)20)

/* A change that the plan defers to a later plan. */
struct deferred {
	size_t t;                      /* of the wanted types */
	struct str address, arn, name; /* empty: unknown */
	bool creates;                  /* it affects no existing resource */
	struct cursor at;
};

/* Offsets of the values of an entry of resource_changes; 0: missing. */
struct entry_place {
	size_t type, name, module, change;
};

struct plan {
	struct inventory *w;
	struct source *source;
	struct arena *scratch;
	struct entry_place *entries; /* of managed resources, in the order of the plan */
	size_t n_entries, entries_capacity;
	struct type_index *types;          /* entry.c: the declared Terraform types */
	struct plan_setting given;         /* by settings and options */
	struct str key;                    /* unique in the inventory: its name or path */
	const struct source *of_this_name; /* another plan with the given name */
	struct cursor root, changes, deferred, planned_values, prior_state, configuration,
		variables;
	bool errored, incomplete, refresh_only;
	struct cursor errored_at, incomplete_at;
	bool redacted;     /* it may omit values: it has plan_format_version for format_version */
	struct list found; /* struct change, by address */
	struct map providers; /* struct provider */
	struct list provider_list;
	struct map configs;   /* struct config, by module path, type and name; data after "data." */
	bool has_identity;    /* a data source without arguments shows what its provider is */
	struct map inherited; /* struct provider that modules inherit, by name */
	struct provider ambiguous; /* in inherited: the plan does not show which one */
	size_t n_from_sources;     /* inherited.c: notes about configurations that sources show */
	struct map modules;        /* struct module, by path */
	struct map built;          /* references.c: cache of inputs and outputs of modules */
	struct list groups;        /* struct group: one for each account */
	struct map groups_by_id;
	struct map unresolved; /* regions.c: struct provider */
	struct group *mixed;   /* the group of is_mixed; NULL: none */
	struct map *seen;      /* values.c: addresses already read */
	const struct reason *
		*why_incomplete; /* for each wanted type: why its list may be incomplete */
	size_t n_deposed, n_untyped, n_deferred;
	struct list deferred_list;     /* struct deferred */
	size_t n_carriers;             /* addresses of carriers that were noted */
	struct list carrier_providers; /* struct str: "awscc" */
	struct map deferred_by_address;
	struct list unresolved_parts; /* struct change: one for each group and declared part */
	struct list removed;          /* merge/part_lists.c: elements that the plan removes */
};

/* An empty plan. */
void plan_init(struct plan *p, struct inventory *w, const struct plan_source *from);
void plan_free(struct plan *p);

/* Fill found, deferred_list, why_incomplete and groups; each change gets its group and Region. */
int plan_read(struct plan *p, struct assay_error *err);

/*
 * If the plan can't be read (status, err) or planning failed, make every verdict of its accounts
 * unknown. At least one account and one Region remain as subjects. Notes the types of the plan.
 */
void plan_decide(struct plan *p, int status, const struct assay_error *err);

/* entry.c: a string of a plan, in the arena of the run; STR_NONE if missing or not a string. */
int plan_read_text(struct plan *p, struct cursor c, struct str *out, struct assay_error *err);

/* False if an entry has no type: any type may be meant. */
bool plan_has_type(struct cursor type);

/* Prepare plan_feeds, plan_carrier and plan_reads_type. */
void plan_index_types(struct plan *p);

/* What a Terraform type is for a wanted type: its resource, or a part of one. */
struct feed {
	size_t t;
	const struct part *part; /* NULL: the resource itself */
};

/* The wanted types that a Terraform type feeds, in their order. */
const struct feed *plan_feeds(const struct plan *p, struct cursor type, size_t *n);

/* True if an attribute, or the whole object, is marked. A malformed mark counts as true. */
int plan_read_mark(struct cursor marks, struct str name, bool *marked, struct assay_error *err);

/*
 * Read a string attribute. *known: it is there. A sensitive one has no text, since
 * reports show accounts and Regions everywhere.
 */
int plan_read_attribute(struct plan *p, struct cursor object, struct cursor sensitive,
	struct str name, struct str *text, bool *known, struct assay_error *err);

/* True if an attribute was cut out of an object: it is not there, not even as null. */
bool plan_lacks(struct cursor object, struct str name);

/* The list of wanted type t may be incomplete, for a reason; t == n_wanted: all lists. */
void plan_open_list(
	struct plan *p, size_t t, enum reason_text why, struct cursor at, const struct str *args);

/*
 * change.c: add one entry to found, as its last. at: the place that shows it. uncounted: nothing
 * shows whether it will exist, so only its account and Region count.
 */
int plan_add_change(struct plan *p, const struct feed *feed, struct cursor at, struct cursor entry,
	bool uncounted, struct assay_error *err);

/* entry.c: the carrier for wanted type t that a Terraform type is; NULL: none. */
const struct carrier *plan_carrier(const struct plan *p, size_t t, struct cursor type);

/* True if a Terraform type is wanted, or a carrier of a wanted type. */
bool plan_reads_type(const struct plan *p, struct cursor type);

/*
 * carriers.c: add one entry to found for each wanted type that it may contain. uncounted: nothing
 * shows whether it will exist.
 */
int plan_add_carriers(struct plan *p, struct cursor at, struct cursor entry, struct cursor type,
	bool uncounted, struct assay_error *err);

/*
 * blocks.c: add the blocks of a carrier that are resources, each as a change. *complete: these are
 * all, and nothing else changes what it contains.
 */
int plan_add_blocks(
	struct plan *p, const struct change *around, bool *complete, struct assay_error *err);

/* The address of a change, and of the block that it is. Text in the arena. */
struct str change_key(struct arena *a, const struct change *c);

/* The same for values that a plan without resource_changes contains. */
int plan_add_carried_values(
	struct plan *p, const struct change *c, struct cursor type, struct assay_error *err);

/* Why the list of a carrier's type may be incomplete. */
const struct reason *carrier_reason(const struct plan *p, const struct change *c);
/* True if it makes the lists of a plan alone incomplete. */
bool carrier_counts(const struct change *c);

/* True if what a carrier contains is in its own Region, and that is known. */
bool carrier_has_region(const struct plan *p, const struct change *c);

/* changes.c, values.c: fill found. */
int plan_read_changes(struct plan *p, struct assay_error *err);
int plan_read_values(struct plan *p, struct assay_error *err);

/* deferred.c: read one entry of deferred_changes. */
int plan_read_deferred(struct plan *p, struct walk *walk, struct assay_error *err);

/* True if the plan defers a change of the address. */
bool plan_defers(const struct plan *p, struct str address);

/* configuration.c: resources and provider configurations as written. */
int plan_read_config(struct plan *p, struct assay_error *err);

/* address.c: the offset after the index "[...]" that begins at `at`; 0: there is none. */
size_t address_index_end(struct str s, size_t at);

/*
 * address.c: the path of module.NAME[INDEX].module.NAME2: "NAME/NAME2/"; false: not such an
 * address. append: to out, in text, which has room for the address and a slash.
 */
bool address_module_path(struct arena *a, struct str address, struct str *path);
bool address_append_path(struct str *out, char *text, struct str address);

/* The configuration of a resource or data source, by module address, type and name; or NULL. */
struct config *config_find(const struct plan *p, bool data, struct str module_address,
	struct str type, struct str name);

/* identity.c: the name that follows PROVIDER_ in a type of a provider that wanted types have. */
struct str plan_name_in_provider(const struct plan *p, struct str type);

/* True if a data source of this type shows the Region, account or partition of its provider. */
bool plan_shows_identity(const struct plan *p, struct str type);

/* provider.c: the Region of each provider configuration. */
int plan_read_providers(struct plan *p, struct cursor provider_config, struct assay_error *err);

/*
 * The provider configuration of a key in a module. makes: make one that the plan does not
 * contain. *out is NULL if the plan does not show which one it is, or if it is not made.
 */
int provider_find(struct provider **out, struct plan *p, struct str key,
	const struct module *module, struct cursor at, bool makes, struct assay_error *err);

/*
 * inherited.c: the provider configuration that a module inherits under a name by its Terraform
 * sources; NULL: they do not show it, or differ from the plan. at: for a note.
 */
struct provider *provider_in_sources(
	struct plan *p, struct str name, const struct module *module, struct cursor at);

/* inherited.c: true if the sources show a provider block of the module itself. */
bool provider_has_own_block(struct plan *p, struct str name, const struct module *module);

/*
 * What chooses the account of a provider configuration, as text. Two with the same text have the
 * same account. Ptr NULL: unknown. It begins with ENVIRONMENT if the credentials of the
 * environment do; what follows are allowed_account_ids.
 */
#define ENVIRONMENT "environment\n"
struct str provider_account_key(struct plan *p, const struct provider *provider);

/* The same for the Region of one without a region argument. Ptr NULL: unknown. */
struct str provider_environment(struct plan *p, const struct provider *provider);

/* The only account in allowed_account_ids, else that of its role; ptr NULL: none. */
struct str provider_account(const struct provider *provider);

/* The partition of its role; ptr NULL: unknown. */
struct str provider_partition(const struct provider *provider);

/* evidence.c: what ARNs and data sources show about provider configurations. */
int plan_read_evidence(struct plan *p, struct assay_error *err);

/*
 * Set the Regions of provider configurations by evidence and by the given Region. After the groups
 * that are merged with exports are chosen.
 */
void plan_resolve_regions(struct plan *p);

/* accounts.c: make groups and assign changes to them. */
int plan_group_changes(struct plan *p, struct assay_error *err);

/* The Region of each change. After the groups that are merged with exports are chosen. */
int plan_read_regions(struct plan *p, struct assay_error *err);

/* regions.c: make the accounts and Regions of all groups, and put changes in them. */
void plan_place_changes(struct plan *p);

/* After all plans: a variable's Region is unknown where another plan of the account has it. */
void plans_compare_variables(struct inventory *w);

/* nodes.c: the expressions of a resource as a value, built once. */
int config_build(struct plan *p, struct config *config, struct assay_error *err);

/* resource.c: make the resource of a change. */
int plan_make_resource(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err);

/* Label a resource with its name, or with its address if the name is unknown or secret. */
void resource_set_label(struct resource *r, struct str otherwise);

/* Values of a change as nodes of a resource: after it (in keep), before it (NULL: unknown). */
int change_nodes_after(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *keep, struct arena *scratch, const struct node **out,
	struct assay_error *err);
int change_nodes_before(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *scratch, const struct node **out, struct assay_error *err);

/* nodes.c: the index of its instance: "[0]" or "[\"a\"]" at the end of its address; or empty. */
struct str change_index(const struct change *c);

/*
 * The element of a list that a part is, after the change (never NULL), or before it (NULL:
 * unknown), in keep. of: the resource that it completes.
 */
int change_element(struct plan *p, struct change *c, bool before, const struct resource *of,
	struct arena *keep, struct arena *scratch, const struct node **out,
	struct assay_error *err);

/* lists.c: put resources in lists, and add why those of groups without exports may be incomplete.
 */
void plan_open_lists(struct plan *p);

/* claims.c: find resources that another plan of the account also changes or manages. */
void plan_compare_shared(struct plan *p);

/* sharing.c: remember what other accounts will list. */
void plan_note_shared(struct plan *p);

/* sharing.c: their lists may be incomplete; after all plans, before their lists are finished. */
void plans_share(struct inventory *w);

/* named_again.c: resources that parts of one plan change, and that another plan manages or changes.
 */
void plans_compare_named(struct inventory *w);

/* lists.c: whether the lists of accounts without exports are complete; after all plans. */
void plans_finish_lists(struct inventory *w);

/* Note how many deposed objects were skipped. */
void plan_note_deposed(struct plan *p);

#endif
