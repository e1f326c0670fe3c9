/*
 * waiver.h - findings that somebody has accepted, with a reason and a day it ends.
 *
 * Waivers are read from a document and matched on control and subject key.
 */
#ifndef ASSAY_VERDICT_WAIVER_H
#define ASSAY_VERDICT_WAIVER_H

#include "doc/doc.h"

/* More entries than anybody will renew. */
#define WAIVERS_MAX ((size_t)10000)

/* One entry. Texts live in the arena of who read it; owner and ticket may be empty. */
struct waiver {
	struct str control; /* id */
	struct str subject; /* a pattern for subject keys: '*' stands for any run of characters */
	struct str reason;
	struct str owner;
	struct str ticket;
	struct str expires; /* as written: "2026-12-31", the last day on which it holds (UTC) */
	int64_t last;       /* the same as days since 1970; -1: it is no day */
	bool expired;       /* its day is over, or is none */
	struct cursor at;   /* the entry */
	struct cursor expires_at;
	size_t n_used; /* results that it covers, or would cover if it had not expired */
};

/*
 * Append the waivers of a document: {waivers: [{control, subject, reason, expires, owner?,
 * ticket?}, ...]}. A key that is none, one that is missing and a value of the wrong type are
 * ASSAY_EINPUT at their place, and then no entry counts. A malformed day is no error: such an
 * entry counts as expired.
 */
int waivers_read(struct list *out, const struct doc *d, struct arena *a, struct assay_error *err);

/* Does the pattern match the whole text? In time that grows with the two together. */
bool pattern_matches(struct str pattern, struct str text);

#endif
