/*
 * inventory - fixtures read from a folder, as one JSON object of their documents.
 *
 * Knows files and their names; must not know what a document is about.
 */
#include "property.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	long size;
	if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) > 0) {
		rewind(f);
		text = malloc((size_t)size + 1);
		if (text && fread(text, 1, (size_t)size, f) != (size_t)size) {
			free(text);
			text = NULL;
		}
		if (text)
			text[size] = 0;
	}
	if (f)
		fclose(f);
	return text;
}

static bool load(cJSON *inventory, const char *folder, const char *under);

static bool load_one(cJSON *inventory, const char *folder, const char *name)
{
	char path[1024];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (stat(path, &st) != 0)
		return false;
	if (S_ISDIR(st.st_mode))
		return load(inventory, folder, name);
	size_t len = strlen(name);
	if (len < 5 || strcmp(name + len - 5, ".json") != 0)
		return true;
	char *text = read_file(path);
	cJSON *document = text ? cJSON_Parse(text) : NULL;
	free(text);
	return document && cJSON_AddItemToObject(inventory, name, document);
}

static int all(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static bool load(cJSON *inventory, const char *folder, const char *under)
{
	char path[1024], name[512];
	struct dirent **entries;
	snprintf(path, sizeof path, "%s/%s", folder, under);
	int n = scandir(path, &entries, all, alphasort);
	bool whole = n >= 0;
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof name, "%s%s%s", under, *under ? "/" : "", entries[i]->d_name);
		whole = whole && load_one(inventory, folder, name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return whole;
}

cJSON *inventory_load(const char *folder)
{
	cJSON *inventory = cJSON_CreateObject();
	if (load(inventory, folder, "") && inventory->child)
		return inventory;
	cJSON_Delete(inventory);
	return NULL;
}

bool inventory_add(cJSON *inventory, const char *folder, const char *name)
{
	return load_one(inventory, folder, name);
}

char *world_part(const char *file, size_t i)
{
	for (; i > 0 && file; i--) {
		file = strchr(file, '/');
		file = file ? file + 1 : NULL;
	}
	size_t len = file ? strcspn(file, "/") : 0;
	char *part = malloc(len + 1);
	if (!part)
		abort();
	if (len)
		memcpy(part, file, len);
	part[len] = 0;
	return part;
}
