/*
 * policy - configuration, waivers and baseline files, and the day of the run.
 *
 * Default files are read from the working directory only, never from a parent folder or from the
 * inputs. A default file that is a link is refused: the user chose neither it nor its target.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/policy.h"

#include "base/io.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>

typedef int take_fn(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err);

static int read_file(const char *path, struct files *files, struct assay *a, take_fn *take,
	struct assay_error *err)
{
	const char *bytes;
	size_t len;
	int status = files_read(files, path, &bytes, &len, err);

	return status ? status : take(a, path, bytes, len, err);
}

/* 1: it exists, 0: it does not, negative: an error */
static int find_default(const char *path, const char *option, struct assay_error *err)
{
	struct stat st;

	if (lstat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		return error_at(err, ASSAY_EIO, path, 0, 0, "The file can't be examined: %s.",
			strerror(errno));
	}
	if (S_ISLNK(st.st_mode))
		return error_at(err, ASSAY_EUSAGE, path, 0, 0,
			"This default file is a link, and links are not followed. Name the file "
			"(%s FILE), or ignore it (--no-config).",
			option);
	return 1;
}

/* use the default file if none was named and it exists */
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
	files->max_input = assay_get(a, "max-input");
	return policy->config ? read_file(policy->config, files, a, assay_configure, err)
			      : ASSAY_OK;
}

int policy_read_accepted(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err)
{
	int status = ASSAY_OK;

	files->max_input = assay_get(a, "max-input");
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
			"SOURCE_DATE_EPOCH is '%s', not a number of seconds since 1970. Correct or "
			"unset it.",
			epoch);
	*now = (int64_t)seconds;
	return ASSAY_OK;
}
