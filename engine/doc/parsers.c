/*
 * parsers - which versions of cJSON and libyaml are linked.
 */
#include "doc/doc.h"

#include <cjson/cJSON.h>
#include <yaml.h>

const char *doc_cjson_version(void)
{
	return cJSON_Version();
}

const char *doc_yaml_version(void)
{
	return yaml_get_version_string();
}
