/*
 * waiver.h - accepted findings, with a reason and an expiry date.
 *
 * Waivers are read from a document and matched on control and subject key.
 */
#ifndef ASSAY_VERDICT_WAIVER_H
#define ASSAY_VERDICT_WAIVER_H

#include "doc/doc.h"
#include "hcl/hcl.h"

/* A file with more entries is an error. */
#define WAIVERS_MAX ((size_t)10000)

/* One entry. Texts belong to the arena that was passed to waivers_read; owner and ticket may be
 * empty. */
struct waiver {
	struct str control; /* id */
	struct str subject; /* a pattern for subject keys: '*' matches any characters */
	struct str reason;
	struct str owner;
	struct str ticket;
	struct str expires; /* as written: "2026-12-31", the last day on which it is valid (UTC) */
	int64_t last;       /* the same as days since 1970; -1: invalid */
	bool expired;       /* the date is past or invalid */
	struct cursor at;   /* the entry */
	struct cursor expires_at;
	const struct hcl_file *file; /* of a comment in a Terraform source; NULL: of a document */
	struct hcl_range range;      /* the comment, if file is set */
	size_t n_used; /* results that it covers, or would cover if it had not expired */
};

/*
 * Append the waivers of a document: {waivers: [{control, subject, reason, expires, owner?,
 * ticket?}, ...]}. An unknown key, a missing one and a value of the wrong type are ASSAY_EINPUT
 * at their place, and then no entry counts. An entry with an invalid date counts as expired.
 */
int waivers_read(struct list *out, const struct doc *d, struct arena *a, struct assay_error *err);

/* True if the pattern matches the complete text. Time is linear in both lengths. */
bool pattern_matches(struct str pattern, struct str text);

#endif
