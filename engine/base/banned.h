/*
 * banned.h - functions that do not compile here, and why.
 *
 * Included by base.h after the headers of the system; the compiler error names the function.
 */
#ifndef ASSAY_BANNED_H
#define ASSAY_BANNED_H

#define BANNED(function) use_of_##function##_is_banned

/* no bound, or a bound that is silent when hit */
#undef strcpy
#define strcpy BANNED(strcpy)
#undef strcat
#define strcat BANNED(strcat)
#undef strncpy
#define strncpy BANNED(strncpy)
#undef sprintf
#define sprintf BANNED(sprintf)
#undef vsprintf
#define vsprintf BANNED(vsprintf)

/* hidden state, or no error reported */
#undef strtok
#define strtok BANNED(strtok)
#undef atoi
#define atoi BANNED(atoi)
#undef atol
#define atol BANNED(atol)
#undef strtod
#define strtod BANNED(strtod)
#undef rand
#define rand BANNED(rand)
#undef setlocale
#define setlocale BANNED(setlocale)

/* the clock and the time zone are inputs */
#undef gmtime
#define gmtime BANNED(gmtime)
#undef localtime
#define localtime BANNED(localtime)
#undef ctime
#define ctime BANNED(ctime)
#undef mktime
#define mktime BANNED(mktime)

/* other programs */
#undef system
#define system BANNED(system)
#undef popen
#define popen BANNED(popen)

#endif
