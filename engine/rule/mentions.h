/*
 * mentions.h - which words a rule's source contains.
 */
#ifndef ASSAY_RULE_MENTIONS_H
#define ASSAY_RULE_MENTIONS_H

#include "base/map.h"
#include "rule/box/lua_file.h"

/* Add the names, numbers, signs and texts of strings (struct token) of a file. */
void words_add(struct map *words, const struct list *tokens, struct arena *a);

/* The same of a control's file and of all libraries that it can reach. */
void rule_words(struct map *words, const struct lua_files *files, const struct lua_file *file,
	struct arena *a);

#endif
