/*
 * hashes - the SHA-256 of each input, and one of all, which identifies what was judged.
 *
 * Must not know any format.
 */
#include "report/model/hashes.h"

void hashes_collect(const struct run *run, struct hashes *hashes)
{
	struct digest *all = digest_begin(run->arena);

	hashes->inputs = arena_array(run->arena, run->n_inputs + 1, sizeof *hashes->inputs);
	for (size_t i = 0; i < run->n_inputs; i++) {
		const struct input *in = run->inputs[i];

		if (in->bytes.ptr)
			digest_hex(hashes->inputs[i], in->bytes);
		digest_add(all, str_of(hashes->inputs[i]));
		digest_add(all, STR("  "));
		digest_add(all, in->uri);
		digest_add(all, STR("\n"));
	}
	digest_end(all, hashes->evidence);
}
