/*
 * suite.h - the test cases of one control, as a test file (NAME.test.yaml) specifies them.
 *
 * Plain data: a case has inputs and the results that they must lead to. docs/writing-rules.md shows
 * the form of the file.
 */
#ifndef ASSAY_AUTHORS_SUITE_H
#define ASSAY_AUTHORS_SUITE_H

#include "doc/doc.h"

/* A file with more cases is an error. */
#define SUITE_CASES_MAX ((size_t)1000)

/* How a case is judged; a set of bits. */
enum test_source {
	TEST_EXPORT = 1, /* as its inputs are written */
	TEST_PLAN = 2,   /* with its exported resources created by a Terraform plan */
};

/* An input of a case. */
struct test_input {
	struct str name;
	struct str bytes;
	bool found; /* in a folder: it may be something else than an input */
};

/* NAME: VALUE, of a parameter or setting. */
struct test_value {
	struct str name, value;
	struct cursor at;
};

/* The result of one subject. */
struct expectation {
	struct str subject; /* subject key */
	enum assay_verdict verdict;
	struct str place; /* "FILE#POINTER" or "FILE"; ptr NULL: any */
	/* struct str *: each is part of a message, note or reason (or the code of a reason) */
	struct list messages, notes, reasons;
	enum expected_remedy { REMEDY_ANY, REMEDY_NONE, REMEDY_PROVED } remedy;
	/* struct str *: each is part of the remedy, or of the sentence why there is none; runs of
	 * blanks and line ends count as one blank */
	struct list remedy_parts;
	struct cursor at; /* of its key */
	struct cursor value_at;
};

struct test_case {
	struct str name;
	struct list inputs;   /* struct test_input */
	struct list files;    /* struct test_value: paths relative to the test file, in value */
	struct list params;   /* struct test_value */
	struct list settings; /* struct test_value: account, region, now */
	unsigned sources;     /* enum test_source */
	bool remedies;        /* an expectation is about a remedy */
	bool incomplete;      /* an input is broken or not recognised: an error of the run */
	struct list expected; /* struct expectation: the results of all subjects */
	struct cursor at;
	struct cursor expect_at; /* the value of "expect" */
};

struct suite {
	struct str name; /* of the file, as given */
	struct str control;
	struct cursor control_at;
	struct list cases; /* struct test_case */
};

/*
 * Read a test file; texts and lists are the arena's, the document outlives the suite. An unknown,
 * missing or repeated key and a value of the wrong type are ASSAY_EINPUT at their place.
 */
int suite_read(struct suite *out, const struct doc *d, struct arena *a, struct assay_error *err);

#endif
