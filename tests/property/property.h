/*
 * property.h - what the property tests share: chance, worlds, judging them, declared fields.
 *
 * A world is a cJSON object: the name of each input and its document. It is judged through
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

/* world.c */
cJSON *world_load(const char *folder); /* the caller's; NULL where a file is no JSON */
bool world_add(cJSON *world, const char *folder, const char *name); /* one more file of a folder */
char *world_part(const char *file, size_t i); /* i-th component of a path, the caller's */

/* judge.c: params are {NAME: "VALUE"}; the reports are the caller's */
struct reports {
	char *json;
	char *others; /* text, text-color, sarif and inspect; where asked for */
};

/* rule: a control of the test's own, or NULL */
struct reports judge_all(const cJSON *world, const cJSON *params, const char *rule, bool others);
void reports_free(struct reports *r);
cJSON *judge(const cJSON *world, const cJSON *params);     /* the JSON report, parsed */
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
cJSON *random_functions(const char *account, const char *region, struct chance *c);

/* accounts.c: an account of two Regions as its exports */
#define ACCOUNT "123456789012"

cJSON *random_account(struct chance *c);

/* hide.c: a hidden value is {"file", "path": [key or index, …]}; an empty path is a whole export */
cJSON *hideable(const cJSON *world);
cJSON *hide(const cJSON *world, const cJSON *hidden);
void plant(cJSON *world, const cJSON *place, const char *values, const char *marks, cJSON *value);
cJSON *complete(const cJSON *world, const cJSON *hidden, uint64_t seed);

#endif
