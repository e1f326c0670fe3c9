/*
 * oscal.h - OSCAL assessment results. Private to report/oscal.
 *
 * https://pages.nist.gov/OSCAL/reference/1.1.3/assessment-results/ (docs/oscal.md says what assay
 * makes of each part). Text of an input or a rule is written only by the functions of oscal_text.c.
 */
#ifndef ASSAY_REPORT_OSCAL_H
#define ASSAY_REPORT_OSCAL_H

#include "base/day.h"
#include "base/map.h"
#include "report/model/finding.h"
#include "report/model/hashes.h"

#define OSCAL_VERSION "1.1.3"

/* The namespace of assay's properties: that of its UUIDs. */
#define OSCAL_NS "urn:uuid:4c8e0f54-491f-47c9-9676-19fb29d85c3c"

/* A document of more results is on one line: indentation would double it. */
#define OSCAL_INDENTED_MAX ((size_t)1000)

/* Where a time comes from. */
enum oscal_clock {
	CLOCK_NONE,     /* nothing states a time: it is 1970-01-01T00:00:00Z */
	CLOCK_STAMP,    /* the time of the run (--stamp) */
	CLOCK_EVIDENCE, /* the latest or first time that inputs state */
	CLOCK_INPUT,    /* the input that the observation is about states it */
};

struct oscal_time {
	char text[TIME_SIZE];
	enum oscal_clock clock;
};

/* A control as an objective of the assessment, and its results. */
struct objective {
	const struct control *control;
	struct str control_id; /* of NIST SP 800-53 in the form of its catalog, or that of assay */
	bool is_nist;
	size_t first, n;               /* its results in the run's list */
	size_t open[ASSAY_N_VERDICTS]; /* results by verdict, without waived ones */
	size_t n_waived, n_waived_fails;
	struct list waivers; /* const struct waiver: those that accept a result of it */
};

struct oscal {
	struct json_out j;
	const struct run *run;
	const char *basis; /* hash of the document without UUIDs; "" while it is computed */
	bool is_trusted;   /* the run is complete and about the inputs as they are */
	struct hashes hashes;
	struct oscal_time start, end, modified;
	struct list objectives; /* struct objective, by control id */
	struct list subjects;   /* const struct result: the first about each subject */
	struct map subject_ids;
};

/* What identifies an object: its number in this document, or its name in every document. */
enum oscal_scope { IN_DOCUMENT, IN_EVERY_DOCUMENT };

/* oscal_text.c */

/* Write a member with a UUID; kind and name are the object's. */
void oscal_uuid(struct oscal *o, const char *key, enum oscal_scope scope, const char *kind,
	struct str name);
/* The same for the i-th object of a kind in this document. */
void oscal_uuid_of(struct oscal *o, const char *key, const char *kind, size_t i);
/* Write a member that refers to a UUID of this document: "#UUID". */
void oscal_reference(struct oscal *o, const char *kind, size_t i);

/* Write a member with one line of markup, or with paragraphs of a control's text. */
void oscal_line(struct oscal *o, const char *key, struct str text);
void oscal_prose(struct oscal *o, const char *key, struct str text);
/* The same in pieces: text written to *inner becomes markup. */
struct oscal_markup {
	struct out string, inner;
	char last;
	bool any;
};
struct out oscal_markup_begin(struct oscal *o, const char *key, struct oscal_markup *m);
void oscal_markup_end(struct oscal *o, struct oscal_markup *m);

/* Write a property of assay, or of OSCAL (is_own false); an empty value writes nothing. */
void oscal_prop(struct oscal *o, const char *name, struct str value);
void oscal_prop_class(struct oscal *o, const char *name, struct str class, struct str value);
void oscal_prop_size(struct oscal *o, const char *name, size_t n);
void oscal_prop_of_nist(struct oscal *o, const char *name, struct str value);

/* The text as a token: other characters become "_", in the arena. */
struct str oscal_token(struct arena *a, struct str text);

/* Write a member "origins", or "origin": the tool. */
void oscal_origins(struct oscal *o);
void oscal_origin(struct oscal *o);

/* oscal_time.c */
void oscal_times(struct oscal *o);
/* The time of an input, or else the latest of the run. */
struct oscal_time oscal_time_of(const struct oscal *o, const struct input *input);
const char *oscal_clock_name(enum oscal_clock clock);

/* oscal_control.c: objectives, and the controls that were reviewed */
void oscal_collect(struct oscal *o);
void oscal_definitions(struct oscal *o);
void oscal_reviewed(struct oscal *o);

/* oscal_observation.c: a result as an observation, subjects as inventory items */
void oscal_observations(struct oscal *o);
void oscal_local(struct oscal *o);

/* oscal_finding.c: an objective as a finding, its fails and waivers as risks */
void oscal_findings(struct oscal *o);
void oscal_risks(struct oscal *o);

/* oscal_back.c: files as resources, remarks as entries of the log */
void oscal_log(struct oscal *o);
void oscal_resources(struct oscal *o);

#endif
