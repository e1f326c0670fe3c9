/*
 * text_out - colours, places, paragraphs and counts of the pages for people.
 *
 * Knows the lines of a terminal. Must not know verdicts.
 */
#include "report/text/text_out.h"

static const char *code_of(enum style style)
{
	switch (style) {
	case STYLE_BAD:
		return "\033[1;31m";
	case STYLE_OPEN:
		return "\033[1;33m";
	case STYLE_GOOD:
		return "\033[1;32m";
	case STYLE_DIM:
		return "\033[2m";
	case STYLE_PLACE:
		return "\033[36m";
	case STYLE_STRONG:
		return "\033[1m";
	case STYLE_PLAIN:
		break;
	}
	return "";
}

void style_begin(const struct text *t, enum style style)
{
	if (t->color)
		out_text(t->out, code_of(style));
}

void style_end(const struct text *t, enum style style)
{
	if (t->color && style != STYLE_PLAIN)
		out_text(t->out, "\033[0m");
}

void out_styled(const struct text *t, enum style style, const char *words)
{
	style_begin(t, style);
	out_text(t->out, words);
	style_end(t, style);
}

/* the path as the user typed it, so that it can be opened */
static struct str path_of(const struct where *where)
{
	struct str name = where->input ? where->input->name : where->given;
	return name.len == 0 || str_is(name, "-") || str_starts(name, STR("./")) ? where->uri
										 : name;
}

void out_where(const struct text *t, const struct where *where)
{
	style_begin(t, STYLE_PLACE);
	out_position(t->out, t->relative ? where->uri : path_of(where), where->place.line,
		where->place.column);
	style_end(t, STYLE_PLACE);
}

void out_place(const struct text *t, size_t indent, const struct where *where)
{
	if (where->uri.len == 0)
		return;
	out_blanks(t->out, indent);
	out_where(t, where);
	out_text(t->out, where->is_generated ? " (generated)" : "");
	out_text(t->out, where->is_foreign ? " (third-party module)" : "");
	out_text(t->out, "\n");
}

void out_places(const struct text *t, size_t indent, struct cursor at)
{
	struct where where = where_cursor(t->run, at), source, foreign;
	if (where_source(t->run, at, &source, &foreign)) {
		out_place(t, indent, &source);
		out_place(t, indent, &foreign);
	}
	out_place(t, indent, &where);
}

void out_paragraph(struct out *o, size_t indent, struct str text)
{
	bool laid_out = is_laid_out(text);
	struct lines l;
	struct str line;
	struct wrap w;
	lines_begin(&l, text);
	if (!laid_out)
		wrap_begin(&w, o, indent, "");
	while (lines_next(&l, &line)) {
		if (!laid_out) {
			wrap_words(&w, line);
			continue;
		}
		if (line.len > 0)
			out_blanks(o, indent);
		out_safe(o, line);
		out_text(o, "\n");
	}
	if (!laid_out)
		wrap_end(&w);
}

void wrap_lines(struct wrap *w, struct str text)
{
	struct lines l;
	struct str line;
	lines_begin(&l, text);
	while (lines_next(&l, &line))
		wrap_words(w, line);
}

void out_count(struct out *o, size_t n, const char *noun)
{
	out_size(o, n);
	out_text(o, " ");
	out_text(o, noun);
	if (n != 1)
		out_text(o, "s");
}

/* a word and the punctuation after it, kept on one line */
static void wrap_listed(struct wrap *w, struct arena *a, struct str word, const char *end)
{
	wrap_words(w, str_printf(a, "%.*s%s", STR_ARGS(word), end));
}

void wrap_accounts(struct wrap *w, const struct run *run)
{
	for (size_t i = 0; i < run->n_accounts; i++) {
		const struct account *account = run->accounts[i];
		const char *end = i + 1 < run->n_accounts ? ";" : ".";
		bool bare = account->n_regions == 0;
		wrap_listed(w, run->arena, account->key, bare && !account->planned ? end : "");
		if (account->planned)
			wrap_listed(w, run->arena, STR("(as planned)"), bare ? end : "");
		for (size_t n = 0; n < account->n_regions; n++) {
			struct str name = account->regions[n]->name;
			bool last = n + 1 == account->n_regions;
			wrap_listed(w, run->arena, name.len ? name : STR("(unknown Region)"),
				last ? end : ",");
		}
	}
}

struct str judged_count(const struct run *run)
{
	size_t planned = 0;
	for (size_t i = 0; i < run->n_accounts; i++)
		planned += run->accounts[i]->planned;
	if (planned == run->n_accounts)
		return str_printf(run->arena, "%zu plans (assay inspect lists them).", planned);
	return str_printf(run->arena,
		"%zu accounts, %zu of them as planned (assay inspect lists them).", run->n_accounts,
		planned);
}

void wrap_judged(struct wrap *w, const struct run *run)
{
	if (run->n_accounts > JUDGED_MAX)
		wrap_words(w, judged_count(run));
	else
		wrap_accounts(w, run);
}

void text_remark(const struct text *t, const struct remark *remark)
{
	static const struct {
		const char *lead;
		enum style style;
	} levels[] = {
		[REMARK_NOTE] = {"note: ", STYLE_PLAIN},
		[REMARK_WARNING] = {"warning: ", STYLE_OPEN},
		[REMARK_ERROR] = {"error: ", STYLE_BAD},
	};
	struct where where = where_remark(t->run, remark);
	style_begin(t, levels[remark->level].style);
	/* an error may contain a command to copy: it stays on one line */
	if (remark->level == REMARK_ERROR) {
		out_text(t->out, levels[remark->level].lead);
		out_safe(t->out, remark->text);
		out_text(t->out, "\n");
	} else {
		out_wrapped(t->out, 0, levels[remark->level].lead, remark->text);
	}
	style_end(t, levels[remark->level].style);
	out_place(t, 2, &where);
}
