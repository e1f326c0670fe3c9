/*
 * sarif_select - which results a log lists, in which order, with which identity.
 *
 * The plain profile lists what decides the exit status and what --show asks for; an audit lists
 * every verdict. An error of a control is a notification (sarif_notice.c).
 */
#include "report/sarif/sarif.h"

bool sarif_is_listed(const struct sarif *s, const struct result *r)
{
	if (r->verdict >= ASSAY_N_VERDICTS || r->verdict == ASSAY_ERROR)
		return false;
	return s->audit || is_listed(s->run, r) || result_decides(s->run, r);
}

size_t sarif_count_fingerprint(struct sarif *s, struct str fingerprint)
{
	size_t *n = map_get(&s->fingerprints, fingerprint);
	if (!n) {
		n = arena_alloc(s->run->arena, sizeof *n);
		map_set(s->run->arena, &s->fingerprints, fingerprint, n);
	}
	return ++*n;
}

void sarif_fingerprints(struct sarif *s, struct str fingerprint, size_t occurrence)
{
	struct json_out *j = &s->j;
	json_key(j, "partialFingerprints");
	json_object(j);
	json_member_str(j, "assay/v1", fingerprint);
	json_key(j, "primaryLocationLineHash");
	struct out text = json_string(j);
	out_str(&text, str_cut(fingerprint, 16));
	out_text(&text, ":");
	out_size(&text, occurrence);
	json_string_end(j, &text);
	json_object_end(j);
}

const char *sarif_kind(enum assay_verdict verdict)
{
	switch (verdict) {
	case ASSAY_FAIL:
		return "fail";
	case ASSAY_PASS:
		return "pass";
	case ASSAY_NOT_APPLICABLE:
		return "notApplicable";
	case ASSAY_UNKNOWN:
	case ASSAY_ERROR:
	case ASSAY_N_VERDICTS:
		break;
	}
	return "open";
}

/* enum assay_verdict starts with the worst */
static int worst_first(const void *a, const void *b)
{
	const struct result *x = ((const struct sarif_entry *)a)->result;
	const struct result *y = ((const struct sarif_entry *)b)->result;
	if (x->verdict != y->verdict)
		return x->verdict < y->verdict ? -1 : 1;
	if (x->control->severity != y->control->severity)
		return x->control->severity > y->control->severity ? -1 : 1;
	return 0;
}

void sarif_select(struct sarif *s)
{
	struct arena *a = s->run->arena;
	for (size_t i = 0; i < s->run->results.n; i++) {
		const struct result *r = s->run->results.items[i];
		struct str fingerprint = {r->fingerprint, sizeof r->fingerprint - 1};
		if (!sarif_is_listed(s, r)) {
			s->n_waived += result_is_waived(r);
			continue;
		}
		struct sarif_entry *entry = arena_alloc(a, sizeof *entry);
		*entry = (struct sarif_entry){r, sarif_count_fingerprint(s, fingerprint)};
		list_add(a, &s->entries, entry);
	}
	list_sort(a, &s->entries, worst_first);
}
