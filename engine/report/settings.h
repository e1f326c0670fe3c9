/*
 * settings.h - the settings as a configuration: the one in force, one to start from, its schema.
 */
#ifndef ASSAY_REPORT_SETTINGS_H
#define ASSAY_REPORT_SETTINGS_H

#include "report/out.h"
#include "verdict/setting.h"

/* Every setting with the value in force and who said so, as YAML that sets the same. */
int report_settings(struct out *out, const struct settings *settings,
	const struct control *const *controls, size_t n);

/* A configuration that sets nothing: each key with what it does and its default, as comments. */
int report_settings_sample(struct out *out);

/* JSON schema (draft 2020-12) of a configuration, for editors. */
int report_settings_schema(struct out *out);

/* A text as a YAML scalar in double quotes: it reads back as the same text, whatever is in it. */
void out_yaml(struct out *out, struct str text);

#endif
