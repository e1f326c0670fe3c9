/*
 * call - public functions as phases: where lack of memory ends.
 *
 * Part of assay.h's implementation; calls nothing but base.
 */
#include "pipeline/inside.h"

/* a function and its argument on the way through arena_run */
struct phase {
	int (*fn)(struct call *call);
	struct call *call;
};

static int run_phase(void *payload)
{
	const struct phase *phase = payload;

	return phase->fn(phase->call);
}

int call_run(struct arena *arena, int (*fn)(struct call *call), struct call *call)
{
	struct phase phase = {fn, call};
	int status = arena_run(arena, run_phase, &phase);

	return status == ASSAY_ENOMEM ? error_nomem(call->err) : status;
}

void note_step(const struct assay *a, const char *doing, const char *what)
{
	if (a->step)
		a->step(a->step_payload, doing, what);
}
