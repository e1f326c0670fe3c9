/*
 * base.h - what every file of the engine may use: libc, errors, memory, strings.
 */
#ifndef ASSAY_BASE_H
#define ASSAY_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay.h"
#include "base/banned.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

#endif
