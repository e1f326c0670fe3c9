/*
 * fuzz_waivers - the files beside the inputs: a configuration, waivers, a baseline; the first byte
 * says which.
 *
 * What is accepted must hold: a configuration that is written out sets the same, an entry that is
 * added to waivers leaves the others as they are, a log is no different from itself.
 */
#include "fuzz.h"

struct text {
	char bytes[1 << 18];
	size_t len;
};

static int append(void *payload, const char *bytes, size_t len)
{
	struct text *t = payload;

	if (len > sizeof t->bytes - t->len)
		return 1;
	memcpy(t->bytes + t->len, bytes, len);
	t->len += len;
	return 0;
}

/* a rule to name, with a parameter of each kind */
static const char type[] = "return type { name = 'T::T::T', noun = 't', nouns = 'ts', key = 'K', "
			   "scope = 'global', label = 'K',\n"
			   "fields = { K = { kind = 'string' } } }";
static const char control[] =
	"return control { id = 'c-d', title = 't', severity = 'low', subject = 'region',\n"
	"reads = { 'T::T::T' }, check = function() pass() end, params = {\n"
	"text = { default = 'a', about = 'a' }, flag = { default = false, about = 'a' },\n"
	"number = { default = 1, about = 'a' } } }";

static struct assay *make(void)
{
	struct assay *a = NULL;

	if (assay_new(&a, NULL) || assay_set(a, "max-input", "1MiB", NULL) ||
		assay_add_rules(a, "types/t.lua", type, sizeof type - 1, NULL) ||
		assay_add_rules(a, "controls/c.lua", control, sizeof control - 1, NULL))
		abort();
	return a;
}

static void configuration(const char *buf, size_t len)
{
	static struct text once, twice;
	struct assay *a = make(), *b = make();

	once.len = twice.len = 0;
	if (!assay_configure(a, "a.yaml", buf, len, NULL) &&
		!assay_config_write(a, append, &once, NULL)) {
		/* the origins are comments, and name other places the second time */
		for (size_t i = 0; i + 1 < once.len; i++)
			if (once.bytes[i] == '#' && once.bytes[i + 1] == ' ')
				once.bytes[i + 1] = '#';
		if (assay_configure(b, "b.yaml", once.bytes, once.len, NULL) ||
			assay_config_write(b, append, &twice, NULL))
			abort();
	}
	assay_free(a);
	assay_free(b);
}

static void waivers(const char *buf, size_t len)
{
	static struct text made, told;
	struct assay *a = make();
	struct assay_log file = {"w.yaml", buf, len};
	struct assay_waive asked = {.file = &file,
		.waiver = {"c-d", "s*", "r: \"x\"", "9999-12-31", "o\n#", NULL},
		.now = 0};
	struct assay_error err = {0};

	made.len = told.len = 0;
	(void)assay_add_waivers(a, "w.yaml", buf, len, &err);
	if (err.status == ASSAY_EINTERNAL)
		abort();
	(void)assay_waive_write(a, &asked, append, &made, &err);
	if (err.status == ASSAY_EINTERNAL || (made.len > 0 && memcmp(made.bytes, buf, len) != 0))
		abort();
	assay_free(a);
}

static void baseline(const char *buf, size_t len)
{
	const struct assay_log log = {"a.sarif", buf, len};
	static struct text text;
	struct assay *a = make();
	int exit_status = 0;

	text.len = 0;
	if (!assay_diff_write(a, &log, &log, "text", append, &text, &exit_status, NULL) &&
		exit_status != 0)
		abort();
	text.len = 0;
	(void)assay_diff_write(a, &log, &log, "json", append, &text, &exit_status, NULL);
	(void)assay_set_baseline(a, "a.sarif", buf, len, NULL);
	assay_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *buf = (const char *)data + 1;

	if (size == 0)
		return 0;
	switch (data[0] % 3) {
	case 0:
		configuration(buf, size - 1);
		break;
	case 1:
		waivers(buf, size - 1);
		break;
	default:
		baseline(buf, size - 1);
	}
	return 0;
}
