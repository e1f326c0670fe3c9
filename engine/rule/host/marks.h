/*
 * marks.h - which readings a verdict stands on.
 */
#ifndef ASSAY_RULE_MARKS_H
#define ASSAY_RULE_MARKS_H

#include "base/map.h"
#include "verdict/result.h"

struct marks {
	struct arena *arena;
	struct map points; /* places with a name, or with what a reason says */
	struct map things; /* keys of resources that are an evidence as a whole */
	struct list spans; /* struct span, apart and in order */
};

/* Of a result whose verdict is set. Free it in any case. ASSAY_OK or ASSAY_ENOMEM. */
int marks_init(struct marks *m, const struct result *result);
void marks_free(struct marks *m);

/* Does the verdict stand on it? ASSAY_OK or ASSAY_ENOMEM. */
int marks_hold(const struct marks *m, const struct reading *reading, bool *holds);

#endif
