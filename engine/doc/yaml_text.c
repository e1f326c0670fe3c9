/*
 * yaml_text - checks of YAML text that libyaml does not make.
 *
 * Whether a text is meant as YAML, whether all of its characters are allowed, how many documents it
 * contains. Works on bytes and lines. Must not know libyaml, nor what a document is about.
 */
#include "doc/yaml_text.h"

#include "doc/line.h"

/* a line's content: empty if the line is blank or a comment */
static struct str content(struct str line)
{
	line = skip_blanks(line);
	return line.len && *line.ptr == '#' ? STR_NONE : line;
}

/* "---" or "...", alone or with content behind it */
static bool is_marker(struct str line, const char *marker)
{
	return str_starts(line, str_of(marker)) && (line.len == 3 || is_blank(line.ptr[3]));
}

/* true if a colon ends a key */
static bool has_key(struct str line)
{
	for (size_t i = 1; i < line.len; i++)
		if (line.ptr[i] == ':' && (i + 1 == line.len || is_blank(line.ptr[i + 1])))
			return true;
	return false;
}

bool yaml_seems(struct str text)
{
	struct str line;
	bool marked = false, any = false;
	while (take_line(&text, &line)) {
		struct str inner = content(line);
		any = any || skip_blanks(line).len > 0;
		if (inner.len == 0 || *line.ptr == '%')
			continue;
		if (is_marker(line, "---")) {
			marked = true;
			inner = content((struct str){line.ptr + 3, line.len - 3});
			if (inner.len == 0)
				continue;
			/* "--- !tag", "--- {": YAML says what is wrong with it */
			return true;
		}
		if (*inner.ptr == '{' || *inner.ptr == '[')
			return marked;
		/* a lone "-" is a number that was cut off */
		bool entry = *inner.ptr == '-' || *inner.ptr == '?';
		entry = entry && (inner.len == 1 ? text.len > 0 : is_blank(inner.ptr[1]));
		return entry || has_key(inner);
	}
	/* a text of comments only is an empty document */
	return any;
}

bool yaml_has_pages(struct str text)
{
	struct str line;
	bool begun = false, ended = false;
	while (take_line(&text, &line)) {
		bool begins = is_marker(line, "---");
		if (content(line).len == 0 || *line.ptr == '%')
			continue;
		if (is_marker(line, "...")) {
			ended = begun;
			continue;
		}
		if (begun && (begins || ended))
			return true;
		begun = true;
	}
	return false;
}

/* why a character that is not ASCII is refused, or NULL */
static const char *refuse_high(const unsigned char *p)
{
	if (p[0] == 0xC2 && p[1] == 0x85)
		return "U+0085, the next-line character, ends a line in YAML 1.1 but not in 1.2";
	if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
		return "a Unicode line or paragraph separator (U+2028, U+2029) ends a line in YAML "
		       "1.1 but not in 1.2";
	if (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
		return "YAML 1.1 and 1.2 read a byte order mark inside the text differently";
	bool no_character = p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE;
	return no_character || (p[0] == 0xC2 && p[1] < 0xA0)
		       ? "YAML does not allow a control character, or a code that is not a "
			 "character"
		       : NULL;
}

static int check_characters(const struct doc *d, struct assay_error *err)
{
	const unsigned char *p = (const unsigned char *)d->source.ptr;
	size_t len = d->source.len, good = utf8_check(d->source.ptr, len);
	for (size_t i = 0; i < good; i++) {
		if (p[i] >= 0xC2) {
			const char *why = refuse_high(p + i);
			if (why)
				return doc_error_at(err, ASSAY_EINPUT, d, i,
					"%s. Write it escaped, in double quotes", why);
		} else if (p[i] == '\r' && (i + 1 == good || p[i + 1] != '\n')) {
			return doc_error_at(err, ASSAY_EINPUT, d, i,
				"found a carriage return that does not end a line. End lines with "
				"a line "
				"feed");
		} else if (p[i] == 0x7F ||
			   (p[i] < ' ' && p[i] != '\t' && p[i] != '\n' && p[i] != '\r')) {
			return doc_error_at(err, ASSAY_EINPUT, d, i,
				"found the control character U+%04X, which YAML does not allow. "
				"Write it escaped, in double quotes",
				(unsigned)p[i]);
		}
	}
	if (good < len)
		return doc_error_at(err, ASSAY_EINPUT, d, good,
			"expected UTF-8, found the byte 0x%02X: the file is damaged or in another "
			"encoding. Convert it to UTF-8",
			(unsigned)p[good]);
	return ASSAY_OK;
}

/* libyaml compares each %TAG with all before it: many of them would take minutes */
static int check_directives(const struct doc *d, struct assay_error *err)
{
	struct str rest = d->source, line;
	while (take_line(&rest, &line)) {
		if (content(line).len == 0)
			continue;
		/* no line inside a document begins with a percent sign */
		if (*line.ptr != '%' && d->pages)
			continue;
		if (*line.ptr != '%')
			break;
		if (!str_starts(line, STR("%YAML")))
			return doc_error_at(err, ASSAY_EINPUT, d,
				(size_t)(line.ptr - d->source.ptr),
				"this directive is not read. Remove it: only %%YAML is allowed");
	}
	return ASSAY_OK;
}

int yaml_check_text(const struct doc *d, struct assay_error *err)
{
	int status = check_characters(d, err);
	return status == ASSAY_OK ? check_directives(d, err) : status;
}

int yaml_check_end(const struct doc *d, size_t end, bool ended, struct assay_error *err)
{
	struct str rest = {d->source.ptr + end, d->source.len - end}, line;
	while (take_line(&rest, &line)) {
		struct str inner = content(line);
		size_t at = (size_t)(inner.ptr - d->source.ptr);
		if (inner.len == 0)
			continue;
		if (is_marker(inner, "...")) {
			ended = true;
			continue;
		}
		if (ended || is_marker(inner, "---"))
			return doc_error_at(err, ASSAY_EINPUT, d, at,
				"a second YAML document begins here. A file must contain exactly "
				"one: "
				"give each a file of its own");
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"expected the end of the YAML document, or a line that is indented like "
			"those before it");
	}
	return ASSAY_OK;
}

size_t yaml_trim(struct str text, size_t from, size_t end)
{
	while (end > from && is_blank(text.ptr[end - 1]))
		end--;
	return end;
}

/* skip a word, and the white space and comments behind it */
static size_t skip_property(struct str text, size_t at, size_t end)
{
	while (at < end && (unsigned char)text.ptr[at] > ' ')
		at++;
	while (at < end && ((unsigned char)text.ptr[at] <= ' ' || text.ptr[at] == '#')) {
		const char *newline = memchr(text.ptr + at, '\n', end - at);
		if (text.ptr[at] != '#')
			at++;
		else
			at = newline ? (size_t)(newline - text.ptr) : end;
	}
	return at;
}

size_t yaml_content(struct str text, size_t at, size_t end, bool anchor, bool tag)
{
	size_t from = at;
	/* in either order; the next ones may be those of the node's first key */
	for (int i = 0; i < 2 && from < end; i++) {
		if (anchor && text.ptr[from] == '&') {
			from = skip_property(text, from, end);
			anchor = false;
		} else if (tag && text.ptr[from] == '!') {
			from = skip_property(text, from, end);
			tag = false;
		}
	}
	return from < end ? from : at;
}
