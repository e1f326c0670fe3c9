/*
 * day.h - dates and times in ISO 8601, in UTC.
 *
 * Low-level: knows the calendar only. Must not read the clock.
 */
#ifndef ASSAY_BASE_DAY_H
#define ASSAY_BASE_DAY_H

#include "base/str.h"

#define SECONDS_OF_DAY ((int64_t)86400)
#define TIME_LAST      INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

/* "2026-12-31" as days since 1970-01-01; false: not a date of the years 1970 to 9999. */
bool day_parse(struct str text, int64_t *day);

/* "2026-12-31T23:59:59Z", or a date (its first second), as seconds since 1970. */
bool time_parse(struct str text, int64_t *seconds);

/* "2026-12-31" of seconds since 1970 (of the years 1970 to 9999; else the nearest of those dates).
 */
enum { DAY_SIZE = 11 };
void day_write(char out[DAY_SIZE], int64_t seconds);

/* "2026-12-31T23:59:59Z" of the same seconds. */
enum { TIME_SIZE = 21 };
void time_write(char out[TIME_SIZE], int64_t seconds);

#endif
