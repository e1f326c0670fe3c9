/*
 * sarif.h - what the files that write one SARIF log share.
 *
 * SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * Two profiles: what code scanning takes, and all that an audit asks for (docs/sarif.md).
 */
#ifndef ASSAY_REPORT_SARIF_H
#define ASSAY_REPORT_SARIF_H

#include "base/map.h"
#include "report/model/lines.h"
#include "report/model/parts.h"

/* A result as it is listed. */
struct sarif_entry {
	const struct result *result;
	size_t occurrence; /* 1, or more where results share their fingerprint */
};

/* A framework as a taxonomy (sarif_taxonomy.c). */
struct taxonomy {
	struct str name;
	struct map index; /* of each id its struct taxon */
	struct list taxa; /* struct taxon, in the order of their first mention */
};

struct sarif {
	struct json_out j;
	const struct run *run;
	bool audit;              /* every verdict, and what shows that it can be relied on */
	struct list entries;     /* struct sarif_entry: what is to be listed, worst first */
	size_t *artifact;        /* of each input its index in artifacts[]; SIZE_MAX: not named */
	size_t n_artifacts;      /* inputs that have one */
	bool *in_result;         /* of each input: a result is shown there */
	struct list taxonomies;  /* struct taxonomy */
	struct map fingerprints; /* how often each was listed */
	size_t written;          /* bytes, so far */
	size_t n_left_out;       /* results for which there was no room */
	size_t n_waived;         /* results that a waiver keeps out of the log */
	size_t n_cut;            /* texts that were cut */
};

/* What GitHub and GitLab take of one file. An audit log is for neither and has no limit. */
#define SARIF_RESULTS_MAX ((size_t)25000)
#define SARIF_BYTES_MAX   ((size_t)10000000)
/* more results are written without indentation: nobody reads them, and more of them fit */
#define SARIF_INDENTED_MAX ((size_t)1000)
/* kept free of results, for what stands behind them */
#define SARIF_TAIL_MAX ((size_t)1500000)

/* Choosing what is listed (sarif_select.c). */

/* Is the result listed in this log, if there is room? */
bool sarif_is_listed(const struct sarif *s, const struct result *r);

/* Choose and order what is listed. ASSAY_OK or ASSAY_ENOMEM. */
int sarif_select(struct sarif *s);

/* tool.driver.rules (sarif_rules.c) */
void sarif_rules(struct sarif *s);
void sarif_overrides(struct sarif *s);
size_t sarif_rule_index(const struct sarif *s, const struct control *control);
const struct control *sarif_rule_named(const struct sarif *s, struct str id);

/* "error", "warning", "note" for a severity; rank, and its score as text (NULL: none). */
const char *sarif_level(enum assay_severity severity);
const char *sarif_score(enum assay_severity severity);
size_t sarif_rank(enum assay_severity severity);

/* taxonomies, and what stands in rules and the driver of them (sarif_taxonomy.c) */
int sarif_collect_taxonomies(struct sarif *s);
void sarif_taxonomies(struct sarif *s);
void sarif_supported(struct sarif *s);
void sarif_relationships(struct sarif *s, const struct control *control);

/* results (sarif_result.c) */
void sarif_results(struct sarif *s);
const char *sarif_kind(enum assay_verdict verdict);
void sarif_fingerprints(struct sarif *s, struct str fingerprint, size_t occurrence);
size_t sarif_count_fingerprint(struct sarif *s, struct str fingerprint);

/* suppressions, baselineState, and what is no longer found (sarif_history.c) */
void sarif_history(struct sarif *s, const struct result *r);
void sarif_absent(struct sarif *s);

/* tool.driver.notifications, and the notifications of the invocation (sarif_notice.c) */
void sarif_descriptors(struct sarif *s);
void sarif_notices(struct sarif *s);

/* the invocation, and what the run came to (sarif_invocation.c) */
void sarif_invocation(struct sarif *s);
void sarif_summary(struct sarif *s);

/* Locations (sarif_place.c). */

/* A place, also in a file that is no input (waivers, configuration). */
struct where sarif_where(const struct sarif *s, struct cursor at);

/* A key "physicalLocation" for a cursor or a remark's place; e: what stands there, or NULL. */
void sarif_physical(struct sarif *s, const struct where *where, const struct evidence *e);
void sarif_region(struct sarif *s, const char *key, struct place p, struct str snippet);

/* A key "logicalLocations": what the place is about, and its JSON pointer. */
void sarif_logical(
	struct sarif *s, const struct result *r, const struct resource *resource, struct cursor at);

/* artifacts[], and which inputs stand in it (sarif_artifact.c). ASSAY_OK or ASSAY_ENOMEM. */
int sarif_collect(struct sarif *s);
void sarif_artifacts(struct sarif *s);

/* tool.driver.name: consumers tell logs apart by it */
#define SARIF_TOOL "assay"

/* what the paths of built-in rules are relative to */
#define SARIF_BUILTIN "%BUILTIN%"

/* A key "uri" of a path; of what another log gave as a URI. */
void sarif_uri(struct sarif *s, struct str path);
void sarif_foreign_uri(struct sarif *s, struct str uri);

/* Messages (sarif_message.c). */

/*
 * Text as SARIF consumers take it, in the arena: a sentence with its period on one line, at most
 * max bytes, no braces (placeholders), nothing that reads as a link, nothing invisible.
 */
struct str sarif_sentence(struct sarif *s, struct str text, size_t max);

/* The head of a text, "..." behind it where it was cut. */
struct str sarif_cut(struct sarif *s, struct str text, size_t max);

/* A descriptor's text of at most 1024 bytes on one line: its first paragraph. */
#define SARIF_DESCRIPTION_MAX ((size_t)1000)
struct str sarif_description(struct sarif *s, struct str text);

/* A key and an object with a member "text". */
void sarif_text(struct sarif *s, const char *key, struct str text);

/* GitLab drops a result whose message is longer than 2048 characters. */
#define SARIF_MESSAGE_MAX ((size_t)2000)

/* names, keys and pointers, which nobody reads beyond that */
#define SARIF_NAME_MAX ((size_t)1000)

#endif
