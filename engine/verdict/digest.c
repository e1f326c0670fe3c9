/*
 * digest - SHA-256, and the fingerprint of a result.
 *
 * The only file that includes nettle. The fingerprint identifies a result across runs: it is made
 * of what the result is about, never of what changes when something is added beside it
 * (a pointer, a message, a line). Must not know who reads it.
 */
#include <nettle/base64.h>
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

static void finish(struct sha256_ctx *hash, char out[65])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];

	finish_bytes(hash, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * sizeof digest] = '\0';
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
