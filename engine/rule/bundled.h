/*
 * bundled.h - what identifies the rules that are part of the library.
 */
#ifndef ASSAY_RULE_BUNDLED_H
#define ASSAY_RULE_BUNDLED_H

/*
 * The SHA-256 of the lines "SHA256  PATH" of the bundled rules, in the order of their paths;
 * what `assay version --help` shows computes it from the source.
 */
void bundled_digest(char out[65]);

/* "5.4.4" */
const char *bundled_lua_version(void);

#endif
