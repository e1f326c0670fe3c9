/*
 * fault - the message for a text that the scan refused: what was expected and what was found.
 *
 * Knows the scan's faults and places. Quotes only printable characters of the text, and no word
 * that may be part of a secret.
 */
#include "doc/doc_inside.h"

/* values of other languages: the only words that a message quotes */
static const char *const known_words[] = {"True", "False", "None", "NULL", "Null", "nil", "nan",
	"NaN", "Infinity", "undefined", "yes", "no", "on", "off"};

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

/* a character that is not ASCII, with its number: some quotes and blanks look like others */
static const char *describe_high(char *out, size_t size, const char *p, size_t left)
{
	unsigned char lead = (unsigned char)*p;
	size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (len > left || utf8_check(p, len) < len) {
		(void)snprintf(out, size, "the byte 0x%02X", (unsigned)lead);
		return out;
	}
	uint32_t code = lead & (0xFFU >> (len + 1));
	for (size_t i = 1; i < len; i++)
		code = code << 6 | ((unsigned char)p[i] & 0x3F);
	(void)snprintf(out, size, "'%.*s' (U+%04X)", (int)len, p, (unsigned)code);
	return out;
}

static bool is_known(struct str word)
{
	for (size_t i = 0; i < LENGTH_OF(known_words); i++)
		if (str_is(word, known_words[i]))
			return true;
	return false;
}

/* the character or word at an offset, as a message names it */
static const char *describe(char *out, size_t size, struct str text, size_t at)
{
	if (at >= text.len)
		return "the end of the file";
	const char *p = text.ptr + at;
	unsigned char c = (unsigned char)*p;
	if (c >= 0x80)
		return describe_high(out, size, p, text.len - at);
	size_t len = 1;
	while (is_word(p[0]) && at + len < text.len && is_word(p[len]))
		len++;
	if (len > 1 && !is_known((struct str){p, len}))
		return "a word or number";
	if (c < ' ' || c == 0x7F)
		(void)snprintf(out, size, "the control character U+%04X", (unsigned)c);
	else
		(void)snprintf(out, size, "'%.*s'", (int)len, p);
	return out;
}

static const char *container_at(struct str text, size_t at)
{
	char c = text.ptr[at];
	return c == '"' ? "a string" : c == '{' ? "an object" : "an array";
}

static int end_error(struct assay_error *err, const struct doc *d, const struct json_fault *fault)
{
	if (!fault->open)
		return doc_error_at(err, ASSAY_EINPUT, d, fault->at,
			"the file ends in the middle of a value: it was cut off while it was "
			"written or copied. Write it again");
	size_t line, column;
	place_of(d, fault->open_at, &line, &column);
	return doc_error_at(err, ASSAY_EINPUT, d, fault->at,
		"the file ends inside %s that began at line %zu, column %zu: it was cut off while "
		"it was written or copied. Write it again",
		container_at(d->text, fault->open_at), line, column);
}

static int trailing_error(struct assay_error *err, const struct doc *d, size_t at)
{
	char found[64];
	char c = d->text.ptr[at];
	if (c == '{' || c == '[')
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"expected the end of the file, found a second JSON text. A file must "
			"contain "
			"exactly one: give each a file of its own");
	return doc_error_at(err, ASSAY_EINPUT, d, at,
		"expected the end of the file, found %s behind the JSON text. Remove it, or write "
		"the JSON alone to a file (without 2>&1)",
		describe(found, sizeof found, d->text, at));
}

/* how to correct what people and other programs write instead of JSON */
static const char *remedy(const char *expected, struct str text, size_t at)
{
	size_t before = at;
	if (at >= text.len)
		return "";
	while (before > 0 && memchr(" \t\r\n", text.ptr[before - 1], 4))
		before--;
	switch (text.ptr[at]) {
	case '/':
	case '#':
		return ". JSON has no comments: remove them";
	case '\'':
		return ". Use double quotes";
	case '}':
	case ']':
		return before && text.ptr[before - 1] == ',' ? ". Remove the comma before it" : "";
	default:
		break;
	}
	if (is_word(text.ptr[at]) && str_starts(str_of(expected), STR("a value after")))
		return ". JSON has no such word: write true, false, null or a string";
	if (before == 0)
		return ". This is not JSON: save the output of the command itself "
		       "(--output json, terraform show -json)";
	return "";
}

int fault_error(struct assay_error *err, const struct doc *d, const struct json_fault *fault)
{
	char found[64];
	size_t at = fault->at, depth = d->limits.max_depth;
	const char *p = d->text.ptr + at;
	switch (fault->kind) {
	case FAULT_EXPECTED:
		return doc_error_at(err, ASSAY_EINPUT, d, at, "expected %s, found %s%s",
			fault->expected, describe(found, sizeof found, d->text, at),
			remedy(fault->expected, d->text, at));
	case FAULT_END:
		return end_error(err, d, fault);
	case FAULT_TRAILING:
		return trailing_error(err, d, at);
	case FAULT_DEPTH:
		return doc_error_at(err, ASSAY_ELIMIT, d, at,
			"nested deeper than the limit max_depth of %zu (--max-depth %s)",
			depth < JSON_MAX_DEPTH ? depth : JSON_MAX_DEPTH,
			depth < JSON_MAX_DEPTH ? "raises it" : "can't raise it");
	case FAULT_UTF8:
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"expected UTF-8, found the byte 0x%02X: the file is damaged or in another "
			"encoding. Convert it to UTF-8",
			(unsigned)(unsigned char)*p);
	case FAULT_CONTROL:
		if (*p == '\n' || *p == '\r')
			return doc_error_at(err, ASSAY_EINPUT, d, at,
				"the line ends inside a string. Add the closing quote, or write "
				"the line break as \\n");
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"found the control character U+%04X in a string. Write it as "
			"\\u%04X",
			(unsigned)(unsigned char)*p, (unsigned)(unsigned char)*p);
	case FAULT_ESCAPE:
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"expected an escape of JSON (one of \"\\/bfnrtu) after the backslash, "
			"found %s",
			describe(found, sizeof found, d->text, at + 1));
	case FAULT_HEX:
		return doc_error_at(err, ASSAY_EINPUT, d, at, "expected %s", fault->expected);
	case FAULT_SURROGATE:
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"found %.6s, one half of a surrogate pair, without its other half", p);
	case FAULT_ZERO:
		return doc_error_at(err, ASSAY_EINPUT, d, at,
			"expected a number without leading zeros, found %s",
			describe(found, sizeof found, d->text, at));
	}
	return doc_error_at(err, ASSAY_EINTERNAL, d, at,
		"the scanner refused this without a reason. Please report this file");
}
