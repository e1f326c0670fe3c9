/*
 * sarif.h - what the files that write one SARIF log share.
 *
 * SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
#ifndef ASSAY_REPORT_SARIF_H
#define ASSAY_REPORT_SARIF_H

#include "report/lines.h"
#include "report/parts.h"

struct sarif {
	struct json_out j;
	const struct run *run;
	size_t *artifact; /* of each input its index in artifacts[]; SIZE_MAX: not named */
};

/* tool.driver.rules (sarif_rules.c) */
void sarif_rules(struct sarif *s);
size_t sarif_rule_index(const struct sarif *s, const struct control *control);

/* "error", "warning", "note" for a severity; rank, and its score as text (NULL: none). */
const char *sarif_level(enum assay_severity severity);
const char *sarif_score(enum assay_severity severity);
size_t sarif_rank(enum assay_severity severity);

/* results (sarif_result.c) */
void sarif_results(struct sarif *s);

/* tool.driver.notifications and the invocation (sarif_notice.c) */
void sarif_descriptors(struct sarif *s);
void sarif_invocation(struct sarif *s);

/* Locations (sarif_place.c). */

/* The place that a result is shown at: every result has one, in the worst case its first input. */
struct cursor sarif_primary(const struct run *run, const struct result *r);

/* A key "physicalLocation" for a cursor or a remark's place. */
void sarif_physical(struct sarif *s, const struct where *where);

/* A key "logicalLocations": what the place is about, and its JSON pointer. */
void sarif_logical(
	struct sarif *s, const struct result *r, const struct resource *resource, struct cursor at);

/* artifacts[], and which inputs stand in it. ASSAY_OK or ASSAY_ENOMEM. */
int sarif_collect(struct sarif *s);
void sarif_artifacts(struct sarif *s);

/* Messages (sarif_message.c). */

/*
 * Text as SARIF consumers take it, in the arena: a sentence with its period, at most max bytes, no
 * braces (placeholders) and nothing that reads as a link.
 */
struct str sarif_sentence(struct arena *a, struct str text, size_t max);

/* A descriptor's text of at most 1024 bytes on one line: its first paragraph. */
#define SARIF_DESCRIPTION_MAX ((size_t)1000)
struct str sarif_description(struct arena *a, struct str text);

/* GitLab drops a result whose message is longer than 2048 characters. */
#define SARIF_MESSAGE_MAX ((size_t)2000)

#endif
