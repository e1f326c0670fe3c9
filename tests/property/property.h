/*
 * property.h - what the property tests share: chance, worlds, judging them, declared fields.
 *
 * A inventory is a cJSON object: the name of each input and its document. It is judged through
 * assay.h alone.
 */
#ifndef PROPERTY_H
#define PROPERTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#define LAMBDA_CONTROL "aws-cloudtrail-lambda-invocations"

/* chance.c: reproducible; two of one seed and salt go the same way */
struct chance {
	uint64_t state;
};

struct chance chance_of(uint64_t seed, const char *salt);
size_t below(struct chance *c, size_t n);
bool one_in(struct chance *c, size_t n);
const char *pick(struct chance *c, const char *const *words); /* NULL ends words */
uint64_t number_of(const char *name, uint64_t otherwise);     /* of the environment */

/* inventory.c */
cJSON *inventory_load(const char *folder); /* the caller's; NULL where a file is no JSON */
bool inventory_add(
	cJSON *inventory, const char *folder, const char *name); /* one more file of a folder */
char *read_file(const char *path);                               /* the caller's; NULL: none */
char *world_part(const char *file, size_t i); /* i-th component of a path, the caller's */

/* judge.c: params are {NAME: "VALUE"}; the reports are the caller's */
struct reports {
	char *json;
	char *others; /* every format, with a trace, and inspect; where asked for */
};

/* rules: controls of the test's own, ended by NULL; or NULL */
struct reports judge_all(
	const cJSON *inventory, const cJSON *params, const char *const *rules, bool others);
void reports_free(struct reports *r);
/* with remedies: the JSON report, the commands, those that undo them, the page and the patch (NULL:
 * none); the caller's. configuration: the text of main.tf, or NULL */
struct remedies {
	char *json, *script, *backout, *page, *patch;
	size_t unremedied;
};
struct remedies judge_remedies(const cJSON *inventory, const cJSON *params, char *configuration);
void remedies_free(struct remedies *r);
/* the JSON report, parsed */
cJSON *judge(const cJSON *inventory, const cJSON *params, const char *const *rules);
const cJSON *get(const cJSON *object, const char *key);
const char *text_of(const cJSON *object, const char *key); /* "" where there is none */
cJSON *random_params(struct chance *c);

/* declared.c: what the inputs may hold, by their names in each source */
enum kind { BOOL, TEXT, LIST, OBJECTS };

struct declared {
	const char *cli, *tf;
	enum kind kind;
	const char *const *pool;       /* of texts, and of a list's texts */
	const struct declared *inside; /* of objects */
};

extern const struct declared trail_list[], trail_status[], trail_selectors[], trail_planned[];
extern const struct declared function_values[], store_planned[], store_values[];

const char *declared_name(const struct declared *d, bool planned);
cJSON *random_value(const struct declared *d, bool planned, struct chance *c);
cJSON *random_selectors(struct chance *c);
cJSON *random_status(struct chance *c);
/* Add what AWS prints of every trail. */
void add_constants(cJSON *trail);
cJSON *random_store(struct chance *c);
cJSON *random_functions(const char *account, const char *region, struct chance *c);

/* accounts.c: an account of two Regions as its exports */
#define ACCOUNT "123456789012"

cJSON *random_account(struct chance *c);
/* the same once more by other commands, and event data stores: every command is there */
void add_more(cJSON *inventory, struct chance *c);
void add_store(
	cJSON *inventory, cJSON *listed, const char *region, const char *name, struct chance *c);

/* planned.c: a plan that makes one account of another (NULL: of nothing), and whether it tells
 * which one */
enum telling {
	TOLD,
	UNTOLD,
	PERHAPS_TWO, /* each Region may be one of an account of its own */
};

cJSON *plan_between(const cJSON *from, const cJSON *to, enum telling telling, struct chance *c);

/* exported.c: which file is the output of which command */
struct command {
	const char *word, *name, *at; /* at: where its objects are */
	bool many;
	const struct declared *gives;
	const char *option; /* that names what it is about */
};

const struct command *command_of(const char *file);
const cJSON *output_of(const cJSON *document); /* in its envelope, or as it fell */
bool is_plan(const cJSON *document);
const struct declared *declared_type(const char *type);
const char *arn_of(const cJSON *inventory, const cJSON *document);
size_t count_of(const cJSON *inventory, const char *word);
const struct declared *declared_at(const cJSON *inventory, const cJSON *hidden);

/* paths.c: a place is {"file", "path": [key or index, …]}; an empty path is a whole export */
cJSON *step(const cJSON *path, const char *key);
cJSON *step_to(const cJSON *path, int index);
cJSON *at_step(cJSON *in, const cJSON *s);
cJSON *holder(cJSON *document, const cJSON *path);
const cJSON *last_of(const cJSON *path);
void put(cJSON *in, const cJSON *s, cJSON *value);
cJSON *change_of(cJSON *plan, const cJSON *path);
void put_mark(cJSON *change, const char *marks, const cJSON *path, bool hidden);
void plant(
	cJSON *inventory, const cJSON *place, const char *values, const char *marks, cJSON *value);

/* hide.c: lists of places */
cJSON *hideable(const cJSON *inventory);
cJSON *hide(const cJSON *inventory, const cJSON *hidden);
int deepest(const cJSON *hidden);

/* compare.c: of results: pass or not applicable; one text in both */
bool holds(const cJSON *result);
bool same_text(const cJSON *a, const cJSON *b, const char *key);

/* does a report of a inventory with values hidden keep the law against a whole one? */
struct violation {
	char control[80], subject[300], before[32], after[32];
	int completion; /* -1: the inventory as it was */
};

bool violates(const cJSON *less, const cJSON *full, struct violation *v);

/* true if a Region that the path of an input names is a subject of full and not of less */
bool loses_region(
	const cJSON *inventory, const cJSON *less, const cJSON *full, struct violation *v);

/* another.c */
bool is_hidden(const cJSON *hidden, const char *file); /* as a whole */
bool known_elsewhere(
	const cJSON *inventory, const cJSON *hidden, const cJSON *document, const char *arn);
cJSON *another_output(cJSON *into, const cJSON *inventory, const cJSON *hidden,
	const cJSON *document, uint64_t seed);

/* complete.c */
cJSON *complete(const cJSON *inventory, const cJSON *hidden, uint64_t seed);

#endif
