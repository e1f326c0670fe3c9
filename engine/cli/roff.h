/*
 * roff.h - plain text as a page for man(1), in the macros of man(7).
 */
#ifndef ASSAY_CLI_ROFF_H
#define ASSAY_CLI_ROFF_H

#include "base/base.h"

#include <stdio.h>

/* Begin a page: its name, section and date, and "name - about" under NAME. */
void roff_page(FILE *stream, const char *name, int section, const char *date, const char *about);

/* The line of a synopsis: words in bold, "[OPTION]..." if it takes options, and arguments. */
void roff_synopsis(FILE *stream, const char *words, bool options, const char *arguments);

/* Begin a section; lower-case letters of the title become capitals. */
void roff_section(FILE *stream, const char *title);

/* Write paragraphs. Empty lines separate them; lines that begin with two blanks are an example,
 * whose lines are kept. */
void roff_text(FILE *stream, struct str text);

/* Write lines as they are, indented. */
void roff_example(FILE *stream, struct str text);

/* Write a sentence: text with a capital and a period; more: a paragraph follows. */
void roff_sentence(FILE *stream, const char *text, bool more);

/* One item of a list: a name in bold, the value that it takes (may be NULL) in italics, and text
 * (may be empty). */
void roff_item(FILE *stream, struct str name, const char *value, struct str about);

/* A further line below an item: head in front of text. */
void roff_item_line(FILE *stream, const char *head, struct str text);

/* A reference to a page, "assay-check(1)", then tail. */
void roff_reference(FILE *stream, const char *name, int section, const char *tail);

#endif
