/*
 * json_scan - the strict, validating pass over JSON text (RFC 8259).
 *
 * Runs before anything is built. Accepts the text or reports the fault, and notes where long
 * containers are. One loop and a stack of fixed size, no recursion. Each function takes the current
 * position and returns the next one, or NULL after a fault. Knows bytes; must not know cJSON,
 * documents or messages.
 */
#include "doc/json_scan.h"

#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
#include <emmintrin.h>
#endif

typedef unsigned char byte;

/* a container that is open */
struct frame {
	size_t start;
	size_t covered; /* bytes of it that are in noted containers inside it */
	size_t before;  /* containers noted when it was opened */
};

struct scan {
	const byte *begin, *end;
	size_t max_depth, depth;
	byte closer; /* the bracket that closes the innermost container */
	struct skip_notes *notes;
	struct json_fault *fault;
	struct frame frames[JSON_MAX_DEPTH];
};

static const byte *refuse(
	struct scan *s, const byte *at, enum json_fault_kind kind, const char *expected)
{
	*s->fault = (struct json_fault){
		.kind = at == s->end ? FAULT_END : kind,
		.at = (size_t)(at - s->begin),
		.expected = expected,
		.open = s->depth > 0,
		.open_at = s->depth > 0 ? s->frames[s->depth - 1].start : 0,
	};
	return NULL;
}

static inline bool is_space(byte c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* white space, mostly indentation: a line's end and blanks */
static const byte *wide_space(const byte *p, const byte *end)
{
	while (p < end && is_space(*p)) {
		p++;
#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
		const __m128i blank = _mm_set1_epi8(' ');
		while (end - p >= 16) {
			__m128i c = _mm_loadu_si128((const __m128i *)(const void *)p);
			unsigned other = ~(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(c, blank));
			/* bit 16 is always set */
			int blanks = __builtin_ctz(other);
			p += blanks;
			if (blanks < 16)
				break;
		}
#endif
	}
	return p;
}

static inline const byte *space(const byte *p, const byte *end)
{
	return p < end && *p <= ' ' ? wide_space(p, end) : p;
}

static inline bool is_digit(const byte *p, const byte *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/* the next byte of a string that needs a look: a quote, a backslash, a control character, not ASCII
 */
static inline const byte *plain(const byte *p, const byte *end)
{
#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
	const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
	const __m128i blank = _mm_set1_epi8(' ');
	for (; end - p >= 16; p += 16) {
		__m128i c = _mm_loadu_si128((const __m128i *)(const void *)p);
		/* signed: a byte that is not ASCII is below the blank, too */
		__m128i odd = _mm_cmplt_epi8(c, blank);
		__m128i mark = _mm_or_si128(_mm_cmpeq_epi8(c, quote), _mm_cmpeq_epi8(c, backslash));
		int stop = _mm_movemask_epi8(_mm_or_si128(odd, mark));
		if (stop)
			return p + __builtin_ctz((unsigned)stop);
	}
#endif
	while (p < end && *p >= ' ' && *p < 0x80 && *p != '"' && *p != '\\')
		p++;
	return p;
}

/* four hexadecimal digits at p as a number, or -1; *p moves behind the digits there are */
static int32_t hex4(const byte **p, const byte *end)
{
	int32_t value = 0;
	for (int i = 0; i < 4; i++, ++*p) {
		byte c = *p < end ? **p : 0;
		byte letter = c | 0x20;
		if (c >= '0' && c <= '9')
			value = value << 4 | (c - '0');
		else if (letter >= 'a' && letter <= 'f')
			value = value << 4 | (letter - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/* \uXXXX, and the second half where it is the first of a surrogate pair */
static const byte *scan_unicode(struct scan *s, const byte *p)
{
	const byte *escape = p;
	static const char digits[] = "four hexadecimal digits after \\u";
	p += 2;
	int32_t unit = hex4(&p, s->end);
	if (unit < 0)
		return refuse(s, p == s->end ? p : escape, FAULT_HEX, digits);
	if (unit < 0xD800 || unit > 0xDFFF)
		return p;
	if (unit > 0xDBFF)
		return refuse(s, escape, FAULT_SURROGATE, NULL);
	static const byte lead[] = {'\\', 'u'};
	for (size_t i = 0; i < sizeof lead; i++, p++) {
		if (p == s->end || *p != lead[i])
			return refuse(s, p == s->end ? p : escape, FAULT_SURROGATE, NULL);
	}
	unit = hex4(&p, s->end);
	if (unit < 0)
		return refuse(s, p == s->end ? p : escape + 6, FAULT_HEX, digits);
	if (unit < 0xDC00 || unit > 0xDFFF)
		return refuse(s, escape, FAULT_SURROGATE, NULL);
	return p;
}

static const byte *scan_escape(struct scan *s, const byte *p)
{
	switch (p + 1 < s->end ? p[1] : 0) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		return p + 2;
	case 'u':
		return scan_unicode(s, p);
	default:
		return refuse(s, p + 1 == s->end ? s->end : p, FAULT_ESCAPE, NULL);
	}
}

/* a run of bytes that are not ASCII */
static const byte *scan_high(struct scan *s, const byte *p)
{
	const byte *run = p;
	while (p < s->end && *p >= 0x80)
		p++;
	size_t len = (size_t)(p - run);
	size_t good = utf8_check((const char *)run, len);
	return good == len ? p : refuse(s, run + good, FAULT_UTF8, NULL);
}

/* the rest of a string from p, its first byte that needs a look */
static const byte *scan_odd_string(struct scan *s, const byte *open, const byte *p)
{
	while (p) {
		if (p == s->end)
			p = refuse(s, p, FAULT_END, NULL);
		else if (*p == '"')
			return p + 1;
		else if (*p == '\\')
			p = scan_escape(s, p);
		else if (*p >= 0x80)
			p = scan_high(s, p);
		else
			p = refuse(s, p, FAULT_CONTROL, NULL);
		if (p)
			p = plain(p, s->end);
	}
	s->fault->open = true;
	s->fault->open_at = (size_t)(open - s->begin);
	return NULL;
}

/* open is at the opening quote; most strings are plain to their end */
static inline const byte *scan_string(struct scan *s, const byte *open)
{
	const byte *p = plain(open + 1, s->end);
	return p < s->end && *p == '"' ? p + 1 : scan_odd_string(s, open, p);
}

static const byte *scan_number(struct scan *s, const byte *p)
{
	const byte *end = s->end;
	p += *p == '-';
	if (!is_digit(p, end))
		return refuse(s, p, FAULT_EXPECTED, "a digit");
	if (*p == '0' && is_digit(p + 1, end))
		return refuse(s, p, FAULT_ZERO, NULL);
	while (is_digit(p, end))
		p++;
	if (p < end && *p == '.') {
		if (!is_digit(++p, end))
			return refuse(s, p, FAULT_EXPECTED, "a digit after the decimal point");
		while (is_digit(p, end))
			p++;
	}
	if (p < end && (*p | 0x20) == 'e') {
		p++;
		p += p < end && (*p == '+' || *p == '-');
		if (!is_digit(p, end))
			return refuse(s, p, FAULT_EXPECTED, "a digit of the exponent");
		while (is_digit(p, end))
			p++;
	}
	return p;
}

/* the fault of a missing value: the character before it decides what was expected */
static const byte *refuse_value(struct scan *s, const byte *p)
{
	const byte *before = p;
	while (before > s->begin && before[-1] <= ' ')
		before--;
	const char *expected = "a value";
	if (before > s->begin && before[-1] == '[')
		expected = "a value or ']'";
	else if (before > s->begin && before[-1] == ',')
		expected = "a value after ','";
	else if (before > s->begin && before[-1] == ':')
		expected = "a value after ':'";
	return refuse(s, p, FAULT_EXPECTED, expected);
}

/* true, false or null, not as it should be: misspelled, or cut by the end */
static const byte *refuse_word(struct scan *s, const byte *p, const char *word)
{
	size_t left = (size_t)(s->end - p), len = strlen(word);
	bool is_cut = left < len && memcmp(p, word, left) == 0;
	return is_cut ? refuse(s, s->end, FAULT_END, NULL) : refuse_value(s, p);
}

static inline const byte *scan_word(struct scan *s, const byte *p, const char *word, size_t len)
{
	bool found = (size_t)(s->end - p) >= len && memcmp(p, word, len) == 0;
	return found ? p + len : refuse_word(s, p, word);
}

/* True if the byte at *p is c, behind white space if there is any. */
static inline bool is_next(const struct scan *s, const byte **p, byte c)
{
	if (*p < s->end && **p == c)
		return true;
	*p = space(*p, s->end);
	return *p < s->end && **p == c;
}

static inline const byte *open_container(struct scan *s, const byte *p)
{
	if (s->depth == s->max_depth)
		return refuse(s, p, FAULT_DEPTH, NULL);
	s->frames[s->depth++] = (struct frame){
		.start = (size_t)(p - s->begin),
		.before = s->notes->n,
	};
	s->closer = (byte)(*p + 2); /* in ASCII a closing bracket is two behind its opening one */
	return p + 1;
}

/* p is at the closing bracket */
static inline const byte *close_container(struct scan *s, const byte *p)
{
	const struct frame *frame = &s->frames[--s->depth];
	size_t end = (size_t)(p + 1 - s->begin);
	size_t covered = frame->covered;
	if (end - frame->start - covered >= SKIP_WORTH) {
		skip_notes_add(s->notes, (struct skip_note){frame->start, end, frame->before});
		covered = end - frame->start - SKIP_JUMP;
	}
	if (s->depth > 0) {
		struct frame *outer = &s->frames[s->depth - 1];
		outer->covered += covered;
		s->closer = (byte)(s->begin[outer->start] + 2);
	}
	return p + 1;
}

enum expect { VALUE, KEY, AFTER };

/* an opening bracket, and the closing one if the container is empty */
static inline const byte *scan_open(struct scan *s, const byte *p, enum expect *expect)
{
	*expect = *p == '{' ? KEY : VALUE;
	p = open_container(s, p);
	if (!p || !is_next(s, &p, s->closer))
		return p;
	*expect = AFTER;
	return close_container(s, p);
}

static inline const byte *scan_value(struct scan *s, const byte *p, enum expect *expect)
{
	*expect = AFTER;
	if (is_next(s, &p, '"'))
		return scan_string(s, p);
	switch (p < s->end ? *p : 0) {
	case '{':
	case '[':
		return scan_open(s, p, expect);
	case 't':
		return scan_word(s, p, "true", 4);
	case 'f':
		return scan_word(s, p, "false", 5);
	case 'n':
		return scan_word(s, p, "null", 4);
	default:
		if (is_digit(p, s->end) || (p < s->end && *p == '-'))
			return scan_number(s, p);
		return refuse_value(s, p);
	}
}

static const byte *refuse_key(struct scan *s, const byte *p)
{
	const byte *open = s->begin + s->frames[s->depth - 1].start;
	bool first = p < s->end && *open == '{' && space(open + 1, s->end) == p;
	return refuse(s, p, FAULT_EXPECTED,
		first ? "a key in double quotes or '}'" : "a key in double quotes");
}

/* a member's key and its colon */
static inline const byte *scan_key(struct scan *s, const byte *p)
{
	if (!is_next(s, &p, '"'))
		return refuse_key(s, p);
	p = scan_string(s, p);
	if (!p || is_next(s, &p, ':'))
		return p ? p + 1 : NULL;
	return refuse(s, p, FAULT_EXPECTED, "':' after the key");
}

/* a comma or closing bracket, behind a value in a container */
static inline const byte *scan_after(struct scan *s, const byte *p, enum expect *expect)
{
	if (is_next(s, &p, ',')) {
		*expect = s->closer == '}' ? KEY : VALUE;
		return p + 1;
	}
	if (p < s->end && *p == s->closer)
		return close_container(s, p);
	return refuse(s, p, FAULT_EXPECTED, s->closer == '}' ? "',' or '}'" : "',' or ']'");
}

/* the document from its first value; returns the position behind it */
static const byte *scan_document(struct scan *s)
{
	enum expect expect = VALUE;
	const byte *p = s->begin;
	while (p) {
		if (expect == KEY)
			p = scan_key(s, p);
		if (p)
			p = scan_value(s, p, &expect);
		while (p && expect == AFTER) {
			if (s->depth == 0)
				return p;
			p = scan_after(s, p, &expect);
		}
	}
	return NULL;
}

bool json_scan(
	struct str text, size_t max_depth, struct skip_notes *notes, struct json_fault *fault)
{
	struct scan s;
	s.begin = (const byte *)text.ptr;
	s.end = s.begin + text.len;
	s.max_depth = max_depth < JSON_MAX_DEPTH ? max_depth : JSON_MAX_DEPTH;
	s.depth = 0;
	s.closer = 0;
	s.notes = notes;
	s.fault = fault;
	const byte *p = scan_document(&s);
	if (!p)
		return false;
	p = space(p, s.end);
	if (p < s.end)
		(void)refuse(&s, p, FAULT_TRAILING, NULL);
	return p == s.end;
}
