/*
 * policy - files beside the inputs, and what day it is.
 *
 * Knows where they lie: in the working directory, nowhere above it, and never in what is judged.
 * A default file that is a link is refused: it came with the folder, and where it leads to
 * nobody chose.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/policy.h"

#include "base/io.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>

typedef int take_fn(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

bool policy_take(struct policy *policy, const char *name, const char *value)
{
	if (strcmp(name, "--config") == 0)
		policy->config = value;
	else if (strcmp(name, "--waivers") == 0)
		policy->waivers = value;
	else if (strcmp(name, "--baseline") == 0)
		policy->baseline = value;
	else if (strcmp(name, "--no-config") == 0)
		policy->no_config = true;
	else
		return false;
	return true;
}

static int read_file(const char *path, struct files *files, struct assay *a, take_fn *take,
	struct assay_error *err)
{
	const char *bytes;
	size_t len;
	int status = files_read(files, path, &bytes, &len, err);

	return status ? status : take(a, path, bytes, len, err);
}

/* 1: it is there, 0: it is not, negative: an error */
static int find_default(const char *path, const char *option, struct assay_error *err)
{
	struct stat st;

	if (lstat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		return error_at(
			err, ASSAY_EIO, path, 0, 0, "can't look at the file: %s", strerror(errno));
	}
	if (S_ISLNK(st.st_mode))
		return error_at(err, ASSAY_EUSAGE, path, 0, 0,
			"is a link, and where it leads to was not asked for: name it (%s FILE), or "
			"leave it (--no-config)",
			option);
	return 1;
}

/* a file that nobody named is one if it is there */
static int prepare(const char **file, const char *by_default, const char *option,
	const struct policy *policy, struct child *child, struct assay_error *err)
{
	int found = *file || policy->no_config ? 0 : find_default(by_default, option, err);

	if (found < 0)
		return found;
	if (found)
		*file = by_default;
	return *file ? child_may_read(child, *file, err) : ASSAY_OK;
}

int policy_prepare(
	struct policy *policy, struct child *child, bool accepted, struct assay_error *err)
{
	int status = prepare(&policy->config, POLICY_CONFIG_FILE, "--config", policy, child, err);

	if (!status && accepted)
		status = prepare(
			&policy->waivers, POLICY_WAIVERS_FILE, "--waivers", policy, child, err);
	if (!status && accepted && policy->baseline)
		status = child_may_read(child, policy->baseline, err);
	return status;
}

int policy_read_config(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err)
{
	files->max_input = assay_get_options(a)->max_input;
	return policy->config ? read_file(policy->config, files, a, assay_configure, err)
			      : ASSAY_OK;
}

int policy_read_accepted(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err)
{
	int status = ASSAY_OK;

	files->max_input = assay_get_options(a)->max_input;
	if (policy->waivers)
		status = read_file(policy->waivers, files, a, assay_add_waivers, err);
	if (!status && policy->baseline)
		status = read_file(policy->baseline, files, a, assay_set_baseline, err);
	return status;
}

int policy_now(int64_t *now, struct assay_error *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	size_t seconds;

	*now = (int64_t)time(NULL);
	if (!epoch || !*epoch)
		return ASSAY_OK;
	if (!str_to_size(str_of(epoch), &seconds) || seconds > (size_t)253402300799)
		return error_set(err, ASSAY_EUSAGE,
			"SOURCE_DATE_EPOCH is '%s': seconds since 1970 expected, or unset it",
			epoch);
	*now = (int64_t)seconds;
	return ASSAY_OK;
}
