/*
 * code_lines.h - the lines of a Lua file that have code, and which of them ran.
 */
#ifndef ASSAY_RULE_CODE_LINES_H
#define ASSAY_RULE_CODE_LINES_H

#include "base/base.h"

/*
 * Set has_code[line] for each line from 1 to n that has an instruction, in a function that this
 * process compiled and dumped with debug information. The return at the end of each function is no
 * code of its line. False: the dump has another form than that of Lua 5.4.
 */
bool code_lines_find(struct str dump, bool *has_code, size_t n);

#endif
