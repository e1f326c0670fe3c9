/*
 * waiver.h - findings that somebody has accepted, with a reason and a day it ends.
 *
 * Plain data: waivers are read from a document and matched on control and subject key.
 */
#ifndef ASSAY_VERDICT_WAIVER_H
#define ASSAY_VERDICT_WAIVER_H

#include "doc/doc.h"

/* One entry. Texts live in the run's arena; owner and ticket may be empty. */
struct waiver {
	struct str control; /* id */
	struct str subject; /* a pattern for subject keys: '*' stands for any run of characters */
	struct str reason;
	struct str owner;
	struct str ticket;
	struct str expires; /* as written: "2026-12-31", the last day on which it holds (UTC) */
	bool expired;       /* its day is over, or is none */
	struct cursor at;   /* the entry */
	size_t n_used;      /* results that it covers */
};

#endif
