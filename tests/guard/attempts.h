/*
 * attempts.h - what a process that was taken over would try, one by one.
 */
#ifndef ASSAY_TESTS_ATTEMPTS_H
#define ASSAY_TESTS_ATTEMPTS_H

#include <stdbool.h>
#include <stddef.h>

/* Which locks are on. */
enum mode { MODE_NONE, MODE_FILES, MODE_SYSCALLS, MODE_ALL, N_MODES };

/* Instead of an errno: the attempt ends the process with this signal. */
#define SIGNAL(n) (1000 + (n))

struct attempt {
	const char *name;
	int (*try)(void);  /* 0 or an errno */
	int want[N_MODES]; /* what try gives */
	int since;         /* the Landlock version that has MODE_FILES' answer */
	bool may_fail;     /* without any lock, too: for want of rights or a part of the kernel */
};

extern const struct attempt attempts[];
extern const size_t n_attempts;

/*
 * The stage is the working folder: in/ may be read, and what lies beside it not. Sockets and
 * a folder are open before the lock, as if a library had left them so.
 */
bool stage_set(void);
bool stage_enter(void); /* in the process that tries, before it is locked */
void stage_clear(void); /* after each attempt */
void stage_remove(const char *folder);

#endif
