/*
 * forms.h - commands that nothing tells apart.
 */
#ifndef ASSAY_RULE_FORMS_H
#define ASSAY_RULE_FORMS_H

#include "rule/rule.h"

/*
 * ASSAY_ERULE if the outputs of two commands have one form and their files have one name, so that
 * only an envelope would show whose output a file is. The types are loaded.
 */
int forms_check(const struct rules *r, struct arena *a, struct assay_error *err);

#endif
