/*
 * sources.h - the folders of Terraform sources: which may be read, and reading them.
 *
 * The parent chooses the folders and their boundaries; the child reads them. Below a boundary no
 * link is followed.
 */
#ifndef ASSAY_CLI_SOURCES_H
#define ASSAY_CLI_SOURCES_H

#include "cli/child.h"

/* A folder that plans may have their sources in or below. */
struct source_place {
	const char *given; /* the PATH argument; NULL: --source, for every plan */
	char *real;        /* the folder without links */
	char *boundary;    /* real, or a folder above it */
	bool is_folder;    /* the argument is a folder, and plans are below it */
};

struct sources {
	const char *source; /* --source, --source-root; NULL: not given */
	const char *root;
	struct source_place *places;
	size_t n;
	char **kept; /* bytes and names that stay in memory until the run ends */
	size_t n_kept, capacity;
	int failure; /* errno of a failure that was not the fault of a folder or file; 0: none */
	struct assay_sources reader;
};

/* In the parent: find the folders for the PATH arguments and let the child read them. */
int sources_prepare(struct sources *sources, struct child *child, const char *const *arguments,
	size_t n, struct assay_error *err);

/* In the child: pass the sources to a run, which borrows them. */
void sources_set(struct sources *sources, struct assay *a);

/* ASSAY_EIO if a call failed for lack of memory, descriptors or the like. */
int sources_check(const struct sources *sources, struct assay_error *err);

void sources_free(struct sources *sources);

#endif
