/*
 * sarif.h - the functions that the files of a SARIF log share.
 *
 * SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * Two profiles: one for code scanning, one for audits (docs/sarif.md).
 */
#ifndef ASSAY_REPORT_SARIF_H
#define ASSAY_REPORT_SARIF_H

#include "base/map.h"
#include "report/model/lines.h"
#include "report/model/parts.h"

/* A listed result. */
struct sarif_entry {
	const struct result *result;
	size_t occurrence; /* among results with the same fingerprint: 1, 2, ... */
};

/* A framework as a taxonomy (sarif_taxonomy.c). */
struct taxonomy {
	struct str name;
	struct map index; /* from an id to its struct taxon */
	struct list taxa; /* struct taxon, in the order of first mention */
};

struct sarif {
	struct json_out j;
	const struct run *run;
	bool audit;              /* the profile for audits */
	struct list entries;     /* struct sarif_entry, worst first */
	size_t *artifact;        /* for each input its index in artifacts[]; SIZE_MAX: not listed */
	size_t n_artifacts;      /* inputs in artifacts[] */
	bool *in_result;         /* for each input: a result has a place in it */
	struct list taxonomies;  /* struct taxonomy */
	struct map fingerprints; /* from a fingerprint to how often it was listed */
	size_t written;          /* bytes so far */
	size_t n_omitted;        /* results omitted for lack of room */
	size_t n_waived;         /* results omitted because a waiver accepts them */
	size_t n_cut;            /* texts that were cut */
};

/* The limits of GitHub and GitLab for one file. An audit log has no limit. */
#define SARIF_RESULTS_MAX ((size_t)25000)
#define SARIF_BYTES_MAX   ((size_t)10000000)
/* a log of more results is compact, so that more of them fit */
#define SARIF_INDENTED_MAX ((size_t)1000)
/* bytes reserved for what follows the results */
#define SARIF_TAIL_MAX ((size_t)1500000)

/* Choice and identity of results (sarif_select.c). */

/* True if this log lists the result, provided that there is room. */
bool sarif_is_listed(const struct sarif *s, const struct result *r);

/* Fill s->entries. */
void sarif_select(struct sarif *s);

/* Count one more use of the fingerprint: 1 for the first. */
size_t sarif_count_fingerprint(struct sarif *s, struct str fingerprint);

/* Write a member "partialFingerprints". */
void sarif_fingerprints(struct sarif *s, struct str fingerprint, size_t occurrence);

/* "fail", "pass", "notApplicable" or "open" */
const char *sarif_kind(enum assay_verdict verdict);

/* tool.driver.rules (sarif_rules.c) */
void sarif_rules(struct sarif *s);
void sarif_overrides(struct sarif *s);
size_t sarif_rule_index(const struct sarif *s, const struct control *control);
const struct control *sarif_rule_named(const struct sarif *s, struct str id);

/* For a severity: "error", "warning" or "note"; the score as text (NULL: none); the rank. */
const char *sarif_level(enum assay_severity severity);
const char *sarif_score(enum assay_severity severity);
size_t sarif_rank(enum assay_severity severity);

/* taxonomies, and the references to them in rules and the driver (sarif_taxonomy.c) */
void sarif_collect_taxonomies(struct sarif *s);
void sarif_taxonomies(struct sarif *s);
void sarif_supported(struct sarif *s);
void sarif_relationships(struct sarif *s, const struct control *control);

/* results (sarif_result.c) */
void sarif_results(struct sarif *s);

/* fixes: on the first of the results that share one; the words about a remedy (sarif_fix.c) */
void sarif_fixes(struct sarif *s, const struct result *r);
struct str sarif_remedy_words(struct sarif *s, const struct result *r);

/* suppressions, baselineState, and absent results of the baseline (sarif_history.c) */
void sarif_history(struct sarif *s, const struct result *r);
void sarif_absent(struct sarif *s);

/* tool.driver.notifications, and the notifications of the invocation (sarif_notice.c) */
void sarif_descriptors(struct sarif *s);
void sarif_notices(struct sarif *s);

/* the invocation, and the counts of all results (sarif_invocation.c) */
void sarif_invocation(struct sarif *s);
void sarif_provenance(struct sarif *s);
void sarif_summary(struct sarif *s);

/* Locations (sarif_place.c). */

/* Write a member "physicalLocation"; e: the evidence at the place, or NULL. */
void sarif_physical(struct sarif *s, const struct where *where, const struct evidence *e);
void sarif_region(struct sarif *s, const char *key, struct place p, struct str snippet);

/* Write a member "logicalLocations": the resource or subject, and the JSON pointer of the place. */
void sarif_logical(
	struct sarif *s, const struct result *r, const struct resource *resource, struct cursor at);

/* artifacts[]; sarif_collect chooses its inputs (sarif_artifact.c) */
void sarif_collect(struct sarif *s);
void sarif_artifacts(struct sarif *s);

/* tool.driver.name: consumers distinguish logs by it */
#define SARIF_TOOL "assay"

/* the base of the paths of built-in rules */
#define SARIF_BUILTIN "%BUILTIN%"

/* Write a member "uri" from a path, or from a URI of another log. */
void sarif_uri(struct sarif *s, struct str path);
void sarif_foreign_uri(struct sarif *s, struct str uri);

/* Messages (sarif_message.c). */

/*
 * Text that SARIF consumers show correctly, in the arena: a sentence with a period, on one line, of
 * at most max bytes, without braces (placeholders), links and invisible characters.
 */
struct str sarif_sentence(struct sarif *s, struct str text, size_t max);

/* The same for a part of a sentence, which is not cut. */
struct str sarif_plain(struct sarif *s, struct str text);

/* The head of a text of at most max bytes; "..." follows if it was cut. */
struct str sarif_cut(struct sarif *s, struct str text, size_t max);

/* The first paragraph of a text on one line, of at most SARIF_DESCRIPTION_MAX bytes. */
#define SARIF_DESCRIPTION_MAX ((size_t)1000)
struct str sarif_description(struct sarif *s, struct str text);

/* Write a member: an object with a member "text". */
void sarif_text(struct sarif *s, const char *key, struct str text);

/* GitLab drops a result whose message has more than 2048 characters. */
#define SARIF_MESSAGE_MAX ((size_t)2000)

/* bytes of names, keys and pointers */
#define SARIF_NAME_MAX ((size_t)1000)

#endif
