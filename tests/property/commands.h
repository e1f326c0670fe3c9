/* commands.h - AWS CLI commands, applied to exports. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "property.h"

/* Apply the commands of a script; false if one of them would fail. *n: add how many ran. */
bool run_commands(cJSON *inventory, const char *script, size_t *n);

#endif
