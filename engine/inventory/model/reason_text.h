/*
 * reason_text.h - every reason why something is unknown, by number. Private to inventory.
 *
 * reason_text.c has the code, the sentence and the remedy of each; the arguments of a reason are
 * the strings that its sentence and remedy contain, in the order that the comment gives.
 */
#ifndef ASSAY_INVENTORY_REASON_TEXT_H
#define ASSAY_INVENTORY_REASON_TEXT_H

#include "inventory/model/object.h"

enum reason_text {
	WHY_NOTHING,
	/* exports */
	WHY_FIELD_NOT_EXPORTED,   /* field, subject, command line */
	WHY_FIELD_NOT_FROM_HOME,  /* field, subject, command line */
	WHY_FIELD_NOT_FROM_OWNER, /* field, subject, command line, "" or of where, owner */
	WHY_FIELD_NOT_LISTED,     /* field, subject, nouns, whose */
	WHY_FIELD_TRIMMED,        /* field, subject, command line */
	WHY_FIELD_IN_NO_EXPORT,   /* field, subject */
	WHY_FIELD_FAILED,         /* field, subject, command, file, error, command line */
	WHY_FIELD_REFUSED,        /* field, subject, command, file, error, remedy */
	WHY_FIELD_OF_OTHERS,      /* field, subject, command, file, error, command line, owner */
	WHY_FIELD_DIFFERS,        /* field, subject, file, other file */
	WHY_FIELD_DIFFERS_FROM,   /* field, subject, file, other file */
	WHY_EXPORT_UNBOUND,       /* command word, noun */
	WHY_EXPORTS_UNBOUND,      /* command word, noun, their number */
	WHY_TWO_SPELLINGS,        /* subject, first name, second name */
	WHY_LISTED_BY_ONE,        /* subject, its file, file that omits it, nouns, whose */
	WHY_OMITTED_BY_ONE,       /* subject, its file, file that omits it, nouns, whose */
	WHY_LIST_FAILED,          /* nouns, whose, command line, command, file, error */
	WHY_LIST_REFUSED,         /* nouns, whose, remedy, command, file, error */
	WHY_LIST_LACKS_KEY,       /* nouns, whose, command line, command, file */
	WHY_LIST_MISFILED,        /* nouns, whose, command line, file, subject */
	WHY_LIST_BESIDE_MISFILED, /* nouns, whose, command line, file, other file */
	WHY_MISFILED,             /* file, subject, its account or Region, command line */
	WHY_LIST_BESIDE_FAILED,   /* nouns, whose, command line, file, other file */
	WHY_OWN_FAILED,           /* file, subject, "", command line, owner */
	WHY_LIST_STATES_OTHER,    /* nouns, whose, command line, file, key, value */
	WHY_STATES_OTHER,         /* file, key, value, command line */
	WHY_LIST_OF_OTHERS,       /* nouns, whose, command line, file */
	WHY_LIST_NARROWED,        /* nouns, whose, command line, file, parameter */
	WHY_LIST_TRUNCATED,       /* nouns, whose, command line, file */
	WHY_NOT_LISTED,           /* nouns, whose, command line */
	WHY_UNLISTED_REGIONS,     /* account, nouns, the reason of the list, its remedy */
	/* any source */
	WHY_WRONG_KIND,     /* field, subject, kind found, kind expected */
	WHY_UNKNOWN_MEMBER, /* member, field, subject */
	WHY_NOT_JSON,       /* field, subject */
	/* plans */
	WHY_AFTER_APPLY,            /* field, subject */
	WHY_AFTER_APPLY_OF,         /* field, subject, its references, the pending one */
	WHY_AFTER_APPLY_OF_SEVERAL, /* field, subject, its references, the pending ones */
	WHY_NOT_IN_PLANNED_VALUES,  /* field, subject */
	WHY_FIELD_IN_NO_PLAN,       /* field, subject */
	WHY_ACTION_UNKNOWN,         /* subject */
	WHY_VALUES_MISSING,         /* subject */
	WHY_CHANGE_DEFERRED,        /* subject */
	WHY_NUMBER_UNKNOWN,         /* nouns */
	WHY_ENTRY_WITHOUT_TYPE,
	WHY_PLAN_DEFERS,
	WHY_MAY_CONTAIN,            /* address, nouns */
	WHY_WILL_BE_SHARED,         /* address, plan, attribute */
	WHY_IN_TWO_PLANS,           /* address and plan, another one, name */
	WHY_PLAN_PARTIAL,           /* file */
	WHY_PLAN_UNREADABLE,        /* file, error */
	WHY_PLAN_ERRORED,           /* file */
	WHY_DATES_MIXED,            /* account, file, another file */
	WHY_ACCOUNT_UNKNOWN,        /* account key */
	WHY_REGION_NOT_SHOWN,       /* file */
	WHY_REGION_NOT_SPECIFIED,   /* file, provider configuration */
	WHY_REGION_EXPRESSION,      /* file, provider configuration */
	WHY_REGION_VARIABLE,        /* file, provider configuration */
	WHY_REGION_MERGED,          /* plan, provider */
	WHY_REGION_CONTRADICTED,    /* file, provider configuration */
	WHY_REGION_OF_EACH,         /* file, provider configuration */
	WHY_REGION_ATTRIBUTE,       /* file, address */
	WHY_REGION_CONFLICT,        /* file, address, Region of the ARN, specified Region */
	WHY_PROVIDERS_NOT_SHOWN,    /* file */
	WHY_REGION_OF_SOME_UNKNOWN, /* nouns */
	WHY_LISTED_REGIONS_UNKNOWN, /* nouns */
	WHY_NONE_IN_PLAN,           /* account, noun */
	WHY_MORE_IN_OTHER_STATE,    /* account or Region, nouns */
	WHY_OTHER_ACCOUNT,          /* nouns, other account, account */
	WHY_SAME_ACCOUNT,           /* nouns, other account, account */
	WHY_CUT_FROM_PLAN,          /* path, subject */
	WHY_NAMED_ONLY,             /* subject */
	WHY_PART_NOT_IN_PLAN,       /* field, subject, resource type */
	WHY_PART_UNRESOLVED,        /* field, subject, address, attribute */
	WHY_PART_OF_VERSION,        /* field, subject, address, attribute */
	WHY_PARTS_DIFFER,           /* field, subject, address, other address */
	WHY_IN_PARTS_OF_PLANS,      /* field, subject */
	WHY_ELEMENT_MAY_GO,         /* field, subject, address that may remove it */
	WHY_PART_MAY_BE_LOST,       /* field, subject, address of the part */
	WHY_ELEMENT_CONDITION,      /* field, subject, address of the part, attribute */
	/* plans merged with exports */
	WHY_IN_NO_EXPORT,        /* subject */
	WHY_CHANGES_SOME,        /* address, file, nouns */
	WHY_CHANGED_TWICE,       /* change, other change, field, subject */
	WHY_MAY_BE_RESET,        /* field, subject, change, other field */
	WHY_DELETED_AND_CHANGED, /* subject, change, other change */
	WHY_MAY_BE_CREATED,      /* subject, change */
	WHY_MAY_BE_ONE_MORE,     /* change */
	WHY_MAY_BE_DEFERRED,     /* address, file, subject */
	WHY_MAY_BE_CONTAINED,    /* address, file, subject */
	N_REASON_TEXTS,
};

#define REASON_ARGS(...) ((const struct str[]){__VA_ARGS__})

/* The reason with its sentence and remedy written out. args: as many as the text contains. */
struct reason *reason_make(
	struct arena *a, enum reason_text text, struct cursor at, const struct str *args);

/* Make a reason and add it to a list. */
void reasons_make(struct arena *a, const struct reason **list, enum reason_text text,
	struct cursor at, const struct str *args);

#endif
