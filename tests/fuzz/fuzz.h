/*
 * fuzz.h - what fuzz targets share: the entry of libFuzzer, and a inventory of inputs without
 * rules' checks.
 *
 * A target is a file fuzz_NAME.c here; `make fuzz` and `make test` find it by its name, its corpus
 * in corpus/NAME.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libFuzzer's mutator of bytes. Without libFuzzer (driver.c) it changes nothing. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);

/* libFuzzer calls it instead of its own: two of three times it changes the structure of JSON. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/*
 * Change the structure of a JSON text, or of one of several that NULs separate. data has room for
 * max bytes. Returns the new size; 0: it is no JSON, and data is unmodified, or too long.
 */
size_t fuzz_mutate_json(uint8_t *data, size_t size, size_t max, unsigned seed);

/* An input: its name is read for account, Region and command. */
struct fuzz_input {
	const char *name;
	struct str bytes;
};

/* Read, recognise, join and complete; ask for all that there is. Aborts on an internal error. */
void fuzz_inventory(const struct fuzz_input *inputs, size_t n);

/* Exports of the account 123456789012, with one function and one trail. */
extern const struct fuzz_input fuzz_exports[3];

#endif
