/*
 * digest - SHA-256, UUIDs from names, and the fingerprint of a result.
 *
 * The only file that includes nettle. The fingerprint identifies a result across runs: it is made
 * of what the result is about, never of what changes when something is added beside it
 * (a pointer, a message, a line). Must not know who reads it.
 */
#include <nettle/base64.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <nettle/version.h>

#include "verdict/result.h"

/* a change of what goes into the hash is a new version */
#define FINGERPRINT_VERSION STR("assay/v1")

static void add_bytes(struct sha256_ctx *hash, struct str bytes)
{
	if (bytes.len > 0)
		sha256_update(hash, bytes.len, (const uint8_t *)bytes.ptr);
}

/* length first, so that no two lists of parts give the same bytes */
static void add_part(struct sha256_ctx *hash, struct str part)
{
	uint8_t len[8];
	for (size_t i = 0; i < sizeof len; i++)
		len[i] = (uint8_t)((uint64_t)part.len >> (8 * (sizeof len - 1 - i)));
	sha256_update(hash, sizeof len, len);
	add_bytes(hash, part);
}

static void finish_bytes(struct sha256_ctx *hash, uint8_t digest[SHA256_DIGEST_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
	sha256_digest(hash, digest);
#else
	sha256_digest(hash, SHA256_DIGEST_SIZE, digest);
#endif
}

static void put_hex(char *out, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * n] = '\0';
}

static void finish(struct sha256_ctx *hash, char out[65])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	finish_bytes(hash, digest);
	put_hex(out, digest, sizeof digest);
}

void digest_hex(char out[65], struct str bytes)
{
	struct sha256_ctx hash;
	sha256_init(&hash);
	add_bytes(&hash, bytes);
	finish(&hash, out);
}

void digest_base64(char out[DIGEST_BASE64_SIZE], struct str bytes)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx hash;

	sha256_init(&hash);
	add_bytes(&hash, bytes);
	finish_bytes(&hash, digest);
	base64_encode_raw(out, sizeof digest, digest);
	out[DIGEST_BASE64_SIZE - 1] = '\0';
}

struct digest {
	struct sha256_ctx hash;
};

struct digest *digest_begin(struct arena *a)
{
	struct digest *d = arena_alloc(a, sizeof *d);

	sha256_init(&d->hash);
	return d;
}

void digest_add(struct digest *d, struct str bytes)
{
	add_bytes(&d->hash, bytes);
}

void digest_end(struct digest *d, char out[65])
{
	finish(&d->hash, out);
}

/* RFC 9562, section 5.5: the first 16 bytes of SHA-1, with the version and the variant */
void digest_uuid(char out[UUID_SIZE], const uint8_t space[UUID_BYTES], struct str name)
{
	static const size_t groups[] = {4, 2, 2, 2, 6};
	uint8_t digest[SHA1_DIGEST_SIZE];
	const uint8_t *from = digest;
	struct sha1_ctx hash;

	sha1_init(&hash);
	sha1_update(&hash, UUID_BYTES, space);
	if (name.len > 0)
		sha1_update(&hash, name.len, (const uint8_t *)name.ptr);
#if NETTLE_VERSION_MAJOR >= 4
	sha1_digest(&hash, digest);
#else
	sha1_digest(&hash, sizeof digest, digest);
#endif
	digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x50);
	digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
	for (size_t i = 0; i < LENGTH_OF(groups); i++) {
		if (i > 0)
			*out++ = '-';
		put_hex(out, from, groups[i]);
		from += groups[i];
		out += 2 * groups[i];
	}
}

void digest_version(char out[DIGEST_VERSION_SIZE])
{
	snprintf(out, DIGEST_VERSION_SIZE, "%d.%d", nettle_version_major(), nettle_version_minor());
}

/* the detail that the rule gave; where no evidence has one, the resource and its attribute */
static void add_detail(struct sha256_ctx *hash, const struct evidence *e, bool attribute)
{
	if (attribute) {
		add_part(hash, e->resource ? e->resource->key : STR_NONE);
		add_part(hash, e->name);
	} else if (e->detail.len > 0) {
		add_part(hash, e->detail);
	}
}

void result_fingerprint(struct result *r)
{
	bool any = false;
	struct sha256_ctx hash;
	sha256_init(&hash);
	add_part(&hash, FINGERPRINT_VERSION);
	add_part(&hash, r->control->id);
	add_part(&hash, r->subject);
	for (size_t i = 0; i < r->evidence.n; i++)
		any |= ((const struct evidence *)r->evidence.items[i])->detail.len > 0;
	for (size_t i = 0; i < r->evidence.n; i++)
		add_detail(&hash, r->evidence.items[i], !any);
	finish(&hash, r->fingerprint);
}
