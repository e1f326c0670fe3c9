/*
 * sniff.h - what a text that is not JSON seems to be.
 */
#ifndef ASSAY_DOC_SNIFF_H
#define ASSAY_DOC_SNIFF_H

#include "base/base.h"

/*
 * Write to out what the text, refused at fault_at, seems to be and what to do about it: two
 * sentences without a period at the end. name is used in the commands that are proposed. False:
 * unknown.
 */
bool sniff(char *out, size_t size, const char *name, struct str text, size_t fault_at);

/* True of an archive or compressed file in a format that is never unpacked: bzip2, xz, 7z, RAR. */
bool sniff_is_unread_archive(struct str text);

/* True if the text is that of a plan, as Terraform prints it for people. */
bool is_plan_for_people(struct str text);

#endif
