/*
 * mutate - structural mutations of JSON: what bytes at random nearly never reach.
 *
 * Knows JSON, and of plans that after_unknown hides what after shows. Must not know what a target
 * reads. Text that is not JSON is left to the mutator of bytes.
 */
#include <cjson/cJSON.h>

#include "fuzz.h"

enum { NODES_MAX = 20000, CHANGES_MAX = 4, REPEATS_MAX = 40 };

struct node {
	cJSON *item, *parent;
};

struct tree {
	cJSON *root;
	struct node nodes[NODES_MAX]; /* without the root */
	size_t n;
	uint64_t random;
};

/* xorshift64*: the same on every machine */
static size_t pick(struct tree *t, size_t n)
{
	t->random ^= t->random >> 12;
	t->random ^= t->random << 25;
	t->random ^= t->random >> 27;
	return n ? (size_t)((t->random * 0x2545f4914f6cdd1d) >> 33) % n : 0;
}

static void collect(struct tree *t, cJSON *parent)
{
	for (cJSON *item = parent->child; item && t->n < NODES_MAX; item = item->next) {
		t->nodes[t->n++] = (struct node){item, parent};
		collect(t, item);
	}
}

static void replace(const struct node *node, cJSON *with)
{
	if (cJSON_IsObject(node->parent))
		(void)cJSON_ReplaceItemInObjectCaseSensitive(
			node->parent, node->item->string, with);
	else
		(void)cJSON_ReplaceItemViaPointer(node->parent, node->item, with);
}

static void add(cJSON *parent, const char *key, cJSON *item)
{
	if (cJSON_IsObject(parent))
		(void)cJSON_AddItemToObject(parent, key ? key : "", item);
	else
		(void)cJSON_AddItemToArray(parent, item);
}

static void drop(const struct node *node)
{
	cJSON_Delete(cJSON_DetachItemViaPointer(node->parent, node->item));
}

/* the same key twice, or in an array one entry more */
static void duplicate(const struct node *node)
{
	add(node->parent, node->item->string, cJSON_Duplicate(node->item, true));
}

/* a member under the name of another */
static void rename_to(const struct node *node, const struct node *other)
{
	cJSON *copy;

	if (!cJSON_IsObject(node->parent) || !other->item->string)
		return;
	copy = cJSON_Duplicate(node->item, true);
	add(node->parent, other->item->string, copy);
	drop(node);
}

static cJSON *other_kind(struct tree *t, const cJSON *item)
{
	cJSON *made;

	switch (pick(t, 9)) {
	case 0:
		return cJSON_CreateNull();
	case 1:
		return cJSON_CreateBool(pick(t, 2) == 1);
	case 2:
		return cJSON_CreateNumber(pick(t, 2) ? 1e300 : (double)pick(t, 3));
	case 3:
		return cJSON_CreateString("");
	case 4:
		return cJSON_CreateArray();
	case 5:
		return cJSON_CreateObject();
	case 6:
		return cJSON_CreateString(cJSON_IsTrue(item) ? "true" : "false");
	case 7:
		made = cJSON_CreateArray();
		break;
	default:
		made = cJSON_CreateObject();
	}
	add(made, "a", cJSON_Duplicate(item, true));
	return made;
}

/* words that readers look for */
static cJSON *word(struct tree *t)
{
	static const char *const words[] = {"*", "arn:aws:lambda", "AWS::Lambda::Function", "Data",
		"resources.type", "eventCategory", "us-east-1", "eu-west-1", "123456789012",
		"210987654321", "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", "create",
		"delete", "update", "no-op", "managed", "data", "aws_cloudtrail",
		"aws_lambda_function", "provider[\"registry.terraform.io/hashicorp/aws\"]",
		"ENABLED",
		"an error occurred (AccessDenied) when calling the ListFunctions operation: no"};

	return cJSON_CreateString(words[pick(t, LENGTH_OF(words))]);
}

static void resize(struct tree *t, cJSON *array)
{
	size_t n = pick(t, REPEATS_MAX);
	cJSON *first = array->child;

	if (!cJSON_IsArray(array) || !first)
		return;
	if (pick(t, 2))
		while (cJSON_GetArraySize(array) > (int)(n % 3))
			cJSON_DeleteItemFromArray(array, cJSON_GetArraySize(array) - 1);
	else
		for (size_t i = 0; i < n; i++)
			add(array, NULL, cJSON_Duplicate(first, true));
}

/* hide a part of what a change of a plan shows: after loses it, after_unknown says so */
static void hide(struct tree *t, const struct node *node)
{
	cJSON *after = node->item, *unknown;

	if (!node->item->string || strcmp(node->item->string, "after") != 0)
		return;
	unknown = cJSON_GetObjectItemCaseSensitive(node->parent, "after_unknown");
	while (cJSON_IsObject(after) && after->child && cJSON_IsObject(unknown)) {
		cJSON *part =
			cJSON_GetArrayItem(after, (int)pick(t, (size_t)cJSON_GetArraySize(after)));
		cJSON *deeper = cJSON_GetObjectItemCaseSensitive(unknown, part->string);

		if (cJSON_IsObject(part) && pick(t, 3)) {
			if (!cJSON_IsObject(deeper)) {
				cJSON_DeleteItemFromObjectCaseSensitive(unknown, part->string);
				deeper = cJSON_AddObjectToObject(unknown, part->string);
			}
			after = part;
			unknown = deeper;
			continue;
		}
		cJSON_DeleteItemFromObjectCaseSensitive(unknown, part->string);
		(void)cJSON_AddTrueToObject(unknown, part->string);
		cJSON_Delete(cJSON_DetachItemViaPointer(after, part));
		return;
	}
}

static void change(struct tree *t)
{
	const struct node *node, *other;

	t->n = 0;
	collect(t, t->root);
	if (t->n == 0)
		return;
	node = &t->nodes[pick(t, t->n)];
	other = &t->nodes[pick(t, t->n)];
	switch (pick(t, 9)) {
	case 0:
		drop(node);
		break;
	case 1:
		duplicate(node);
		break;
	case 2:
		rename_to(node, other);
		break;
	case 3:
		replace(node, other_kind(t, node->item));
		break;
	case 4:
		replace(node, cJSON_Duplicate(other->item, true));
		break;
	case 5:
		replace(node, word(t));
		break;
	case 6:
		for (size_t i = 0; i < t->n; i++)
			if (cJSON_IsArray(t->nodes[(i + pick(t, t->n)) % t->n].item)) {
				resize(t, t->nodes[i].item);
				break;
			}
		break;
	case 7:
		add(cJSON_IsObject(other->item) || cJSON_IsArray(other->item) ? other->item
									      : node->parent,
			node->item->string, cJSON_Duplicate(node->item, true));
		break;
	default:
		for (size_t i = 0, at = pick(t, t->n); i < t->n; i++, at = (at + 1) % t->n)
			if (t->nodes[at].item->string &&
				strcmp(t->nodes[at].item->string, "after") == 0) {
				hide(t, &t->nodes[at]);
				break;
			}
	}
}

/* the text at data with some changes; 0: it is no JSON, or too long then */
static size_t mutate(char *data, size_t size, size_t max, uint64_t seed)
{
	static struct tree tree;
	size_t len = 0, changes;
	char *text;

	tree.random = seed * 0x9e3779b97f4a7c15 + 1;
	tree.root = cJSON_ParseWithLength(data, size);
	if (!tree.root)
		return 0;
	changes = 1 + pick(&tree, CHANGES_MAX);
	for (size_t i = 0; i < changes; i++)
		change(&tree);
	text = cJSON_PrintUnformatted(tree.root);
	if (text && strlen(text) <= max) {
		len = strlen(text);
		memcpy(data, text, len);
	}
	cJSON_free(text);
	cJSON_Delete(tree.root);
	return len;
}

/* one of the texts between NULs, as fuzz_exports cuts them; the others stay */
size_t fuzz_mutate_json(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	char *text = (char *)data;
	size_t n = 1, chosen, from = 0, to, rest, len;
	char *tail;

	for (size_t i = 0; i < size; i++)
		n += text[i] == '\0';
	for (chosen = seed % n; chosen > 0; from++)
		chosen -= text[from] == '\0';
	for (to = from; to < size && text[to] != '\0';)
		to++;
	rest = size - to;
	tail = malloc(rest + 1);
	if (!tail)
		return 0;
	memcpy(tail, text + to, rest);
	len = max > from + rest ? mutate(text + from, to - from, max - from - rest, seed) : 0;
	if (len > 0)
		memcpy(text + from + len, tail, rest);
	free(tail);
	return len > 0 ? from + len + rest : 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	size_t len = seed % 3 ? fuzz_mutate_json(data, size, max, seed / 3) : 0;

	return len ? len : LLVMFuzzerMutate(data, size, max);
}
