/* marks.h - the readings that a verdict rests on. */
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

/* The marks of a result whose verdict is set, in an arena below another. Free them. */
void marks_init(struct marks *m, struct arena *above, const struct result *result);
void marks_free(struct marks *m);

/* True if the verdict rests on a reading. */
bool marks_hold(const struct marks *m, const struct reading *reading);

#endif
