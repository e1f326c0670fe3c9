/*
 * skip - stepping over values of a text that json_scan has accepted.
 *
 * Trusts the text: quotes are closed, brackets match. Only finds where values end, jumping over
 * the long containers that the scan noted. Knows bytes. Must not know documents, cursors or values.
 */
#include "doc/skip.h"

/* the table of pages costs 8 bytes for each page of the text */
#define PAGE_SHIFT 12

void skip_notes_init(struct skip_notes *notes, size_t text_len, struct arena *a)
{
	notes->n = 0;
	buf_init_for(&notes->notes, (SKIP_NOTES_MAX(text_len) + 1) * sizeof(struct skip_note), a);
}

void skip_notes_free(struct skip_notes *notes)
{
	buf_free(&notes->notes);
}

void skip_notes_add(struct skip_notes *notes, struct skip_note note)
{
	buf_add(&notes->notes, (const char *)&note, sizeof note);
	notes->n++;
}

/*
 * From the order of the ends to the order of the starts: a container comes behind those that were
 * closed before it and those around it. From the last note to the first, outer containers come
 * before inner ones, so a stack is enough.
 */
static void order_spans(struct skip_span *spans, const struct skip_notes *notes)
{
	size_t around[JSON_MAX_DEPTH]; /* their starts */
	size_t depth = 0;
	for (size_t i = notes->n; i-- > 0;) {
		struct skip_note note;
		memcpy(&note, notes->notes.ptr + i * sizeof note, sizeof note);
		while (depth > 0 && around[depth - 1] >= note.end)
			depth--;
		spans[note.before + depth] = (struct skip_span){note.start, note.end};
		around[depth++] = note.start;
	}
}

void skip_index_build(
	struct skip_index *out, const struct skip_notes *notes, size_t text_len, struct arena *a)
{
	size_t pages = (text_len >> PAGE_SHIFT) + 1;
	out->n = notes->n;
	out->spans = arena_array(a, notes->n, sizeof *out->spans);
	out->first = arena_array(a, pages + 1, sizeof *out->first);
	order_spans(out->spans, notes);
	size_t i = 0;
	for (size_t page = 0; page <= pages; page++) {
		while (i < out->n && out->spans[i].start >> PAGE_SHIFT < page)
			i++;
		out->first[page] = i;
	}
}

/* the first span that starts at at or later */
static size_t find_span(const struct skip_index *index, size_t at)
{
	size_t page = at >> PAGE_SHIFT;
	size_t low = index->first[page], high = index->first[page + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (index->spans[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t skip_long_string(struct str text, size_t at)
{
	const char *p = text.ptr + at + 1, *end = text.ptr + text.len;
	for (;;) {
#if SKIP_SSE2
		unsigned stops = 0;
		for (; end - p >= 16 && !stops; p += stops ? 0 : 16)
			stops = skip_stops(p);
		if (stops)
			p += __builtin_ctz(stops);
#endif
		while (p < end && *p != '"' && *p != '\\')
			p++;
		if (p >= end)
			return text.len;
		if (*p == '"')
			return (size_t)(p + 1 - text.ptr);
		p += 2;
	}
}

/* bytes that are examined together */
#define BLOCK ((size_t)64)

/* the positions of some bytes in a block: a bit for each byte, the lowest bit for the first */
struct positions {
	uint64_t quotes, backslashes, opens, closes;
};

#if SKIP_SSE2
/* a block in registers */
struct block {
	__m128i part[4];
};

static inline struct block read_block(const char *p)
{
	const __m128i *from = (const __m128i *)(const void *)p;
	return (struct block){{_mm_loadu_si128(from), _mm_loadu_si128(from + 1),
		_mm_loadu_si128(from + 2), _mm_loadu_si128(from + 3)}};
}

static inline uint64_t find_byte(const struct block *b, char byte)
{
	const __m128i wanted = _mm_set1_epi8(byte);
	uint64_t found = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b->part[0], wanted));
	found |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b->part[1], wanted)) << 16;
	found |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b->part[2], wanted)) << 32;
	return found | (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b->part[3], wanted)) << 48;
}

static inline void fold(struct block *b)
{
	for (int i = 0; i < 4; i++)
		b->part[i] = _mm_or_si128(b->part[i], _mm_set1_epi8(0x20));
}
#else
struct block {
	char bytes[BLOCK];
};

static inline struct block read_block(const char *p)
{
	struct block b;
	memcpy(b.bytes, p, BLOCK);
	return b;
}

static inline uint64_t find_byte(const struct block *b, char byte)
{
	uint64_t found = 0;
	for (size_t i = 0; i < BLOCK; i++)
		found |= (uint64_t)(b->bytes[i] == byte) << i;
	return found;
}

static inline void fold(struct block *b)
{
	for (size_t i = 0; i < BLOCK; i++)
		b->bytes[i] |= 0x20;
}
#endif

static inline struct positions find_positions(const char *p)
{
	struct block b = read_block(p);
	struct positions m = {.quotes = find_byte(&b, '"'), .backslashes = find_byte(&b, '\\')};
	/* with the bit 0x20 set, [ reads as { and ] as } */
	fold(&b);
	m.opens = find_byte(&b, '{');
	m.closes = find_byte(&b, '}');
	return m;
}

/* the last bytes of the text: fewer than a block */
static struct positions find_last_positions(struct str text, size_t at)
{
	char last[BLOCK] = {0};
	memcpy(last, text.ptr + at, text.len - at);
	return find_positions(last);
}

/* what a block inherits from the bytes before it */
struct carry {
	uint64_t escaped; /* 1: a backslash escapes the first byte */
	uint64_t string;  /* all ones: the first byte is in a string */
};

/* the bytes that a backslash escapes; runs of backslashes count in pairs */
static uint64_t find_escaped(uint64_t backslashes, struct carry *carry)
{
	uint64_t escaped = carry->escaped;
	if (backslashes == 0) {
		carry->escaped = 0;
		return escaped;
	}
	const uint64_t even = 0x5555555555555555;
	backslashes &= ~escaped;
	uint64_t follows = backslashes << 1 | escaped;
	/* adding a run's first bit to the run carries to the bit behind it */
	uint64_t odd_starts = backslashes & ~even & ~follows;
	uint64_t ends = odd_starts + backslashes;
	carry->escaped = ends < backslashes;
	return (even ^ ends << 1) & follows;
}

/* the bytes in strings: behind an odd number of quotes */
static uint64_t find_strings(uint64_t quotes, struct carry *carry)
{
	if (quotes == 0)
		return carry->string;
	for (int shift = 1; shift < 64; shift *= 2)
		quotes ^= quotes << shift;
	quotes ^= carry->string;
	carry->string = 0 - (quotes >> 63);
	return quotes;
}

/*
 * Count brackets into *depth; the number of bytes up to and with the bracket that brings it to 0,
 * or 0 when none does.
 */
static size_t count_brackets(uint64_t opens, uint64_t closes, size_t *depth)
{
	for (uint64_t both = opens | closes; both; both &= both - 1) {
		if (opens & (both & (0 - both)))
			++*depth;
		else if (--*depth == 0)
			return (size_t)__builtin_ctzll(both) + 1;
	}
	return 0;
}

/* The bytes of the block at `at` that are outside strings. */
static uint64_t outside_strings(const struct positions *m, struct carry *carry)
{
	return ~find_strings(m->quotes & ~find_escaped(m->backslashes, carry), carry);
}

static struct positions positions_at(struct str text, size_t at)
{
	return text.len - at < BLOCK ? find_last_positions(text, at)
				     : find_positions(text.ptr + at);
}

size_t skip_container(struct str text, const struct skip_index *index, size_t at)
{
	if (text.ptr[at + 1] == ']' || text.ptr[at + 1] == '}')
		return at + 2;
	size_t next = find_span(index, at), depth = 0;
	if (next < index->n && index->spans[next].start == at)
		return index->spans[next].end;
	struct carry carry = {0};
	while (at < text.len) {
		struct positions m = positions_at(text, at);
		uint64_t seen = outside_strings(&m, &carry);
		/* how far away the next noted container is, if it begins in this block */
		size_t jump = next < index->n ? index->spans[next].start - at : BLOCK;
		if (jump < BLOCK)
			seen &= ((uint64_t)1 << jump) - 1;
		size_t end = count_brackets(m.opens & seen, m.closes & seen, &depth);
		if (end)
			return at + end;
		at += BLOCK;
		if (jump < BLOCK) {
			/* it begins outside of every string, and so does what follows it */
			at = index->spans[next].end;
			next = find_span(index, at);
			carry = (struct carry){0};
		}
	}
	return text.len;
}

/* a number ends at a comma, a bracket, white space or the text's end */
size_t skip_number(struct str text, size_t at)
{
	while (at < text.len && (unsigned char)text.ptr[at] > ' ' && text.ptr[at] != ',' &&
		text.ptr[at] != ']' && text.ptr[at] != '}')
		at++;
	return at;
}
