/*
 * places.h - the places of a finding in their order: what it blames, where, and what is said there.
 *
 * Every format takes its places from here, so all of them agree on the first one.
 */
#ifndef ASSAY_REPORT_PLACES_H
#define ASSAY_REPORT_PLACES_H

#include "report/model/where.h"

enum place_role {
	PLACE_EVIDENCE,
	PLACE_NOTE,
	PLACE_REASON,
	PLACE_SUBJECT,
	PLACE_INPUT, /* the place in an input, or in a third party's module, of the first place */
};

struct finding_place {
	enum place_role role;
	struct where
		where;    /* in Terraform sources if they are known; uri empty: no file shows it */
	struct cursor at; /* the place in an input; doc NULL: in none */
	const struct resource *resource; /* NULL: of a Region, an account or a list */
	struct str path;                 /* of the attribute in the resource; may be empty */
	struct str text;                 /* what is said there; may be empty */
	const struct evidence *evidence; /* PLACE_EVIDENCE, PLACE_NOTE; NULL: it has no place */
};

/* The first place: of what the finding blames first, else of its subject. */
struct finding_place result_place(const struct run *run, const struct result *r);

/* The first place in the inputs; doc NULL: none. */
struct cursor result_cursor(const struct result *r);

/* The same, or the first input: for formats in which every result needs a place. */
struct finding_place result_place_or_input(const struct run *run, const struct result *r);

/*
 * Append the places after the first (struct finding_place, in the run's arena): the input's, if the
 * first is in a Terraform source; other evidence, notes, and reasons with another place, each in
 * the order of the rule.
 */
void result_other_places(const struct run *run, const struct result *r, struct list *places);

/* "ADDRESS PATH", in the arena; empty without a resource. */
struct str place_address(struct arena *a, const struct resource *resource, struct str path);

/*
 * "ADDRESS PATH" of what the result blames first, to be shown behind the subject: without the
 * address if that is the subject. Empty if there is nothing to add.
 */
struct str result_blamed(struct arena *a, const struct result *r);

/* "ADDRESS PATH: TEXT", in the arena. */
struct str evidence_words(struct arena *a, const struct result *r, const struct evidence *e);

#endif
