/*
 * settings_page.h - the settings as a configuration: the values in force, a sample, the schema.
 *
 * Each function returns the status of the stream: ASSAY_OK or ASSAY_EIO.
 */
#ifndef ASSAY_VERDICT_SETTINGS_PAGE_H
#define ASSAY_VERDICT_SETTINGS_PAGE_H

#include "base/out.h"
#include "verdict/control.h"
#include "verdict/setting.h"

/* Every setting with its value in force and the origin of that value, as YAML that sets the same.
 */
int settings_page(struct out *out, const struct settings *settings,
	const struct control *const *controls, size_t n);

/* A configuration that sets nothing: each key with its meaning and default, as comments. */
int settings_sample(struct out *out);

/* The JSON schema (draft 2020-12) of a configuration, for editors. */
int settings_schema(struct out *out);

#endif
