/*
 * plan.h - Terraform and OpenTofu plans: changes, provider configurations, accounts.
 *
 * Private to inventory. One walk over the changes builds nothing but what is wanted; the values
 * live in a scratch arena that dies with the reading, the nodes in the run's.
 */
#ifndef ASSAY_INVENTORY_PLAN_H
#define ASSAY_INVENTORY_PLAN_H

#include "doc/value.h"
#include "inventory/model/build.h"

/* modules in modules, in a plan's configuration and values */
#define MODULE_DEPTH_MAX 64
/* nesting of one expression */
#define EXPRESSION_DEPTH_MAX 64
/* provider configurations of one plan */
#define PROVIDERS_MAX ((size_t)1000)

/* Provider configurations that are one account. */
struct group {
	struct str key;       /* "aws", "aws.audit" */
	struct str id;        /* the account, where it is known; ptr NULL: not */
	bool contradicts;     /* it is told in two ways */
	struct group *merged; /* it is the same as that one */
	struct account_state *account_state;
	bool is_merged; /* over what exports tell of its account */
	bool *any;      /* of each wanted type: the plan holds one, in any action */
};

/* One provider configuration. */
struct provider {
	struct str key;              /* "aws.west" */
	const struct value *written; /* NULL: the plan holds no such configuration */
	struct str region;           /* ptr NULL: can't be told */
	struct cursor at;            /* of its Region, else of itself */
	bool by_variable;   /* so its Region is told, taking for granted that it is that alone */
	bool region_varies; /* from instance to instance (for_each on the provider) */
	bool account_varies;
	struct group *group;
};

/* A module as the configuration writes it. */
struct module {
	struct str path;             /* "a/b/", of its call's name; "": the root */
	const struct module *around; /* NULL: the root */
	struct cursor inputs;        /* what its call gives to its variables */
	struct cursor for_each;      /* its call's */
	struct cursor outputs;
	struct arena *arena; /* the plan's scratch */
	struct map *modules; /* struct module of the whole plan, by path */
	struct map *built;   /* what references.c knows of single inputs and outputs */
};

/* What the configuration says of a resource. */
struct config {
	struct str provider_key; /* ptr NULL: not told */
	const struct module *module;
	struct cursor expressions, for_each;
	const struct value *built; /* of expressions, when asked for */
};

/* One managed resource of a wanted type. */
struct change {
	size_t t; /* of the wanted types */
	struct str address, module_address, tf_type, name;
	struct cursor at; /* the entry */
	enum plan_action action;
	bool gone;                                /* it will not be there */
	struct cursor values, unknown, sensitive; /* what is judged */
	bool leaves;      /* what it replaces lives on, unmanaged: a change of its own */
	bool left_behind; /* is that */
	bool deposed;     /* an older object of the address; only its end matters */
	struct cursor before, before_sensitive; /* doc NULL: none */
	struct config *config;
	struct provider *provider;
	struct str region; /* its own or its provider's; ptr NULL: can't be told */
	bool own_region;   /* told by its own attribute, known or not */
	struct arn arn;    /* all empty: not known */
	struct group *group;
	struct region_state *region_state;
	struct resource *resource;
};

struct plan {
	struct inventory *w;
	struct source *source;
	struct arena *scratch;
	struct str key; /* of its account, where it has one */
	struct cursor root, changes, deferred, planned_values, prior_state, configuration,
		variables;
	bool errored, incomplete, refresh_only;
	struct cursor errored_at, incomplete_at;
	bool redacted;     /* values may be left out: only its own name tells it from a whole one */
	struct list found; /* struct change, by address */
	struct map providers; /* struct provider */
	struct list provider_list;
	struct map configs;         /* struct config, by module path, type and name */
	struct map modules;         /* struct module, by path */
	struct map built;           /* references.c: inputs and outputs of modules */
	struct list groups;         /* struct group */
	struct map seen;            /* addresses, of planned values */
	const struct reason **open; /* of each wanted type: why its list is not whole */
	size_t n_deposed, n_nameless, n_deferred;
	struct list put_off; /* plan_deferred.c: changes that this plan does not make */
	struct map put_off_by_address;
	bool *unknown_whole; /* of each wanted type: what is live may be gone, and nobody can tell
				what */
};

int plan_read(struct inventory *w, struct source *source, struct assay_error *err);

/* plan_changes.c, plan_values.c: fill found. */
int plan_read_changes(struct plan *p, struct assay_error *err);
int plan_read_values(struct plan *p, struct assay_error *err);
int plan_wanted_type(const struct plan *p, struct cursor type);

/* plan_deferred.c: one entry of deferred_changes; is a change of an address among them? */
int plan_read_deferred(struct plan *p, const struct walk *walk, struct assay_error *err);
bool plan_defers(const struct plan *p, struct str address);

/* What is live and named by a deferred change is in doubt; after all else is laid. */
int plan_doubt_deferred(struct plan *p);

/* The list of a wanted type is open; t == n_wanted: of each. */
int plan_open(struct plan *p, size_t t, enum reason_code code, struct str what, struct str resolve,
	struct cursor at);

/* plan_config.c: resources and provider configurations as they are written. */
int plan_read_config(struct plan *p, struct assay_error *err);
bool plan_module_path(struct arena *a, struct str address, struct str *path);
size_t plan_index_end(struct str s, size_t at);

/* plan_provider.c: the Region of each provider configuration. */
int plan_read_providers(struct plan *p, struct cursor provider_config, struct assay_error *err);
bool plan_same_account(const struct provider *a, const struct provider *b);
struct str plan_allowed_account(const struct provider *p);

/* plan_accounts.c: groups, accounts and Regions. */
int plan_make_accounts(struct plan *p, struct assay_error *err);

/* plan_nodes.c: the nodes of each change. */
int plan_make_resources(struct plan *p, struct assay_error *err);

/* Its name, or its address where that is not known or not to be shown. */
void plan_label(struct resource *r);

/* The nodes of a change for a resource, in keep; before: as it was, NULL where not told. */
int plan_nodes_after(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *keep, struct arena *scratch, const struct node **out,
	struct assay_error *err);
int plan_nodes_before(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *scratch, const struct node **out, struct assay_error *err);

/* plan_overlay.c: whether a plan is laid over an account's exports, and doing it. */
int plan_choose_accounts(struct plan *p, struct assay_error *err);
int plan_merge_change(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err);
int plan_open_merged_lists(struct plan *p, const struct group *g);

/* plan_lists.c */
int plan_finish_lists(struct plan *p);

#endif
