/*
 * box - a Lua state without a standard library: none is opened, none is linked.
 *
 * Knows Lua, the allow-list and how calls end. Below box_call only the tag of an unknown is
 * ever caught: limits and errors of the rule always reach box_call. Must not know what a check
 * is.
 */
#include "rule/box/box.h"

#include <lauxlib.h>
#include <limits.h>

#include "rule/box/metered.h"
#include "rule/box/secrets.h"
#include "rule/box/text.h"

/* error values that no rule can make, identified by their addresses */
static const char unknown_tag, leave_tag;

struct box *box_of(lua_State *L)
{
	return *(struct box **)lua_getextraspace(L);
}

static void raise_tag(lua_State *L, const char *tag)
{
	lua_pushlightuserdata(L, (void *)(uintptr_t)tag);
	(void)lua_error(L);
}

_Noreturn void unknown_raise(lua_State *L, const struct reason *reasons)
{
	box_of(L)->pending = reasons;
	raise_tag(L, &unknown_tag);
	__builtin_unreachable();
}

_Noreturn void check_leave(lua_State *L)
{
	raise_tag(L, &leave_tag);
	__builtin_unreachable();
}

/* Find the nearest Lua code from a level on. False if there is none. */
static bool find_place(lua_State *L, int level, struct box *box, lua_Debug *ar)
{
	for (; lua_getstack(L, level, ar); level++) {
		if (lua_getinfo(L, "Sl", ar) && ar->currentline > 0) {
			box->at = lua_file_of_chunk(box->sources, ar->source);
			box->line = ar->currentline;
			return true;
		}
	}
	return false;
}

/* Skip the place in front of a message, "#3:12: ": it is kept separately. */
static const char *without_place(const char *message)
{
	const char *p = message;
	if (*p != '#')
		return message;
	do
		p++;
	while (*p >= '0' && *p <= '9');
	if (*p != ':')
		return message;
	do
		p++;
	while (*p >= '0' && *p <= '9');
	return p[0] == ':' && p[1] == ' ' ? p + 2 : message;
}

static void record_message(struct box *box, const char *message)
{
	box->raised = true;
	box->by_rule = false;
	snprintf(box->message, sizeof box->message, "%s", without_place(message));
}

static bool is_for_libraries(const struct library *libraries, struct str name)
{
	for (; libraries->functions; libraries++) {
		const struct function *f = libraries->functions;
		for (; libraries->audience == FOR_LIBRARIES && f->name; f++) {
			if (str_is(name, f->name))
				return true;
		}
	}
	return false;
}

/* Add why a function of Lua, or of libraries, is nil: "... a nil value (method 'gsub')". */
static void explain_nil(struct box *box)
{
	static const char *const patterns[] = {"match", "gmatch", "gsub"};
	size_t len = strlen(box->message);
	const char *quote = strstr(box->message, "attempt to call a nil value (");
	const char *name = quote ? strchr(quote, '\'') : NULL;
	const char *end = name ? strchr(name + 1, '\'') : NULL;
	if (!end)
		return;
	struct str called = {name + 1, (size_t)(end - name) - 1};
	const char *why = "";
	for (size_t i = 0; i < LENGTH_OF(patterns); i++) {
		if (str_is(called, patterns[i]))
			why = ": there are no patterns. Use find, which looks for plain text";
	}
	if (is_for_libraries(box->libraries, called))
		why = ": only files below lib/ can call it";
	snprintf(box->message + len, sizeof box->message - len, "%s", why);
}

/* the message handler of every protected call: runs where the error was raised, allocates nothing
 */
static int record(lua_State *L)
{
	struct box *box = box_of(L);
	lua_Debug ar;
	if (box->raised || lua_type(L, 1) == LUA_TLIGHTUSERDATA)
		return 1;
	(void)find_place(L, 1, box, &ar);
	record_message(box, lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : "error");
	explain_nil(box);
	return 1;
}

_Noreturn void rule_error(lua_State *L, const char *format, ...)
{
	char message[sizeof box_of(L)->message];
	va_list args;
	va_start(args, format);
	(void)vsnprintf(message, sizeof message, format, args);
	va_end(args);
	lua_pushstring(L, message);
	(void)lua_error(L);
	__builtin_unreachable();
}

_Noreturn void rule_error_at(
	lua_State *L, const struct lua_file *source, size_t line, const char *message)
{
	struct box *box = box_of(L);
	box->at = source;
	box->line = line <= INT_MAX ? (int)line : 0;
	record_message(box, message);
	lua_pushliteral(L, "error");
	(void)lua_error(L);
	__builtin_unreachable();
}

_Noreturn void rule_raise(lua_State *L, int level)
{
	struct box *box = box_of(L);
	lua_Debug ar;
	if (!box->raised) {
		if (!find_place(L, level > 0 ? level : 1, box, &ar))
			(void)find_place(L, 1, box, &ar);
		box->raised = box->by_rule = true;
	}
	lua_pushliteral(L, "error");
	(void)lua_error(L);
	__builtin_unreachable();
}

void *box_payload(lua_State *L)
{
	return lua_touserdata(L, 1);
}

/* How a call ended. Its error value is on top of the stack. */
static enum ending ended(lua_State *L, int status)
{
	struct box *box = box_of(L);
	if (status == LUA_OK)
		return END_RETURNED;
	if (status == LUA_ERRMEM)
		budget_out_of_memory(&box->budget);
	if (box->budget.hit == LIMIT_NONE && lua_type(L, -1) == LUA_TLIGHTUSERDATA)
		return lua_touserdata(L, -1) == &unknown_tag ? END_UNKNOWN : END_LEFT;
	if (!box->raised)
		record_message(box, "error while an error was handled");
	return END_ERROR;
}

/* an arena is out of memory: an error of Lua, so that no frame of Lua is jumped over */
static void raise_out_of_memory(void *payload)
{
	budget_raise(payload, LIMIT_MEMORY);
}

enum ending box_call(struct box *box, lua_CFunction fn, void *payload)
{
	lua_State *L = box->L;
	struct arena_exit exit = {.leave = raise_out_of_memory, .payload = L};
	box->raised = box->by_rule = false;
	box->at = NULL;
	box->line = 0;
	box->pending = NULL;
	box->predicates = 0;
	struct budget *before = metered_start(&box->budget);
	lua_settop(L, 0);
	lua_pushcfunction(L, record);
	lua_pushcfunction(L, fn);
	lua_pushlightuserdata(L, payload);
	arena_enter(box->arena, &exit);
	enum ending ending = ended(L, lua_pcall(L, 1, 0, 1));
	(void)metered_start(before);
	arena_leave(box->arena, &exit);
	lua_settop(L, 0);
	return ending;
}

void box_push_handler(lua_State *L)
{
	lua_pushcfunction(L, record);
}

enum ending box_try(lua_State *L, int n_arguments, int n_results, int handler)
{
	enum ending ending = ended(L, lua_pcall(L, n_arguments, n_results, handler));
	if (ending == END_RETURNED)
		return ending;
	if (ending != END_UNKNOWN)
		(void)lua_error(L);
	lua_pop(L, 1);
	charge_catch(L);
	return ending;
}

int box_error(struct box *box, struct assay_error *err)
{
	int status = ASSAY_ERULE;
	if (box->budget.hit != LIMIT_NONE)
		status = budget_error(&box->budget, err);
	else if (box->by_rule)
		error_set(err, status, "the rule raised an error");
	else
		error_set(err, status, "%s", box->message);
	if (!err)
		return status;
	const struct lua_file *at = box->at ? box->at : box->source;
	struct assay_error plain = *err;
	redact_bytes(box->secrets, plain.message, sizeof plain.message);
	text_make_printable(plain.message);
	return error_at(err, status, at->name.ptr, box->line > 0 ? (size_t)box->line : 0, 0, "%s",
		plain.message);
}

void *box_alloc(lua_State *L, struct arena *arena, size_t n)
{
	budget_keep(L, n);
	void *p = arena_alloc(arena, n);
	if (!p)
		budget_raise(L, LIMIT_MEMORY);
	return p;
}

struct str box_str(lua_State *L, struct arena *arena, struct str s)
{
	char *copy = box_alloc(L, arena, s.len + 1);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (struct str){copy, s.len};
}

void box_charge_arena(lua_State *L, const struct arena *arena, size_t before)
{
	struct budget *b = &box_of(L)->budget;
	b->kept += arena_used(arena) - before;
	if (b->kept > b->max.live)
		budget_raise(L, LIMIT_LIVE);
}

/* a lua_Writer: first without a buffer, to learn the length */
struct dump {
	char *bytes;
	size_t len;
};

static int add_to_dump(lua_State *L, const void *bytes, size_t n, void *payload)
{
	struct dump *dump = payload;
	(void)L;
	if (dump->bytes && n)
		memcpy(dump->bytes + dump->len, bytes, n);
	dump->len += n;
	return 0;
}

/* A library is compiled once in a run and then loaded from that. */
static void keep_compiled(lua_State *L, const struct lua_file *source)
{
	struct arena *arena = box_of(L)->sources->arena;
	struct dump dump = {NULL, 0};
	if (!arena || !source->compiled)
		return;
	(void)lua_dump(L, add_to_dump, &dump, 0);
	dump.bytes = arena_alloc(arena, dump.len);
	if (!dump.bytes)
		budget_raise(L, LIMIT_MEMORY);
	dump.len = 0;
	(void)lua_dump(L, add_to_dump, &dump, 0);
	*source->compiled = (struct str){dump.bytes, dump.len};
}

static void record_syntax_error(lua_State *L, const struct lua_file *source)
{
	struct box *box = box_of(L);
	const char *message = lua_tostring(L, -1);
	size_t chunk = strlen(source->chunk + 1);
	if (box->raised)
		return;
	box->at = source;
	if (strncmp(message, source->chunk + 1, chunk) == 0 && message[chunk] == ':')
		box->line = (int)strtol(message + chunk + 1, NULL, 10);
	record_message(box, message);
}

void box_load(lua_State *L, const struct lua_file *source)
{
	struct str code = source->compiled ? *source->compiled : STR_NONE;
	/*
	 * The parser runs no hook. Compiled code is charged the same, so that budgets end at
	 * the same point.
	 */
	charge(L, source->text.len);
	/* text only, except for code that this process or the build of this program compiled */
	int status = code.ptr ? luaL_loadbufferx(L, code.ptr, code.len, source->chunk, "b")
			      : luaL_loadbufferx(
					L, source->text.ptr, source->text.len, source->chunk, "t");
	if (status == LUA_ERRSYNTAX)
		record_syntax_error(L, source);
	if (status != LUA_OK)
		(void)lua_error(L);
	if (!code.ptr)
		keep_compiled(L, source);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_TYPES + (int)source->kind);
	/* the only upvalue of a main function is its environment */
	lua_setupvalue(L, -2, 1);
}

static int refuse_global(lua_State *L)
{
	rule_error(L, "the global variable '%s' is assigned: declare it local",
		lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?");
}

/* set a library's names in the table on top */
static void fill(lua_State *L, const struct function *functions)
{
	for (; functions->name; functions++) {
		if (functions->call)
			lua_pushcfunction(L, functions->call);
		else
			functions->push(L);
		lua_setfield(L, -2, functions->name);
	}
}

static void make_environment(lua_State *L, unsigned audience, int slot)
{
	const struct library *libraries = box_of(L)->libraries;
	lua_newtable(L);
	for (int i = 0; libraries[i].functions; i++) {
		if (!(libraries[i].audience & audience))
			continue;
		if (libraries[i].name) {
			lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_TABLES + i);
			lua_setfield(L, -2, libraries[i].name);
		} else {
			fill(L, libraries[i].functions);
		}
	}
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, refuse_global);
	lua_setfield(L, -2, "__newindex");
	lua_setmetatable(L, -2);
	lua_rawseti(L, LUA_REGISTRYINDEX, slot);
}

/* a line of a file runs */
static void record_line(lua_State *L, lua_Debug *at)
{
	if (!lua_getinfo(L, "S", at))
		return;
	const struct lua_file *file = lua_file_of_chunk(box_of(L)->sources, at->source);
	if (file && file->ran && at->currentline > 0 && (size_t)at->currentline <= file->n_lines)
		file->ran[at->currentline] = true;
}

static int set_up(lua_State *L)
{
	struct box *box = box_payload(L);
	const struct library *libraries = box->libraries;
	bool is_rule = box->source->kind == SOURCE_CONTROL || box->source->kind == SOURCE_LIBRARY;
	budget_arm(L);
	for (int i = 0; libraries[i].functions; i++) {
		if (!libraries[i].name || !is_rule)
			continue;
		lua_newtable(L);
		fill(L, libraries[i].functions);
		lua_rawseti(L, LUA_REGISTRYINDEX, SLOT_TABLES + i);
	}
	if (is_rule) {
		make_environment(L, FOR_CONTROLS, SLOT_CONTROLS);
		make_environment(L, FOR_LIBRARIES, SLOT_LIBRARIES);
	} else if (box->source->kind == SOURCE_TYPE) {
		make_environment(L, FOR_TYPES, SLOT_TYPES);
	} else {
		make_environment(L, FOR_PROFILES, SLOT_PROFILES);
	}
	for (int i = 0; libraries[i].functions; i++) {
		if (libraries[i].prepare && is_rule)
			libraries[i].prepare(L);
	}
	lua_newtable(L);
	lua_rawseti(L, LUA_REGISTRYINDEX, SLOT_REQUIRED);
	lua_newtable(L);
	lua_rawseti(L, LUA_REGISTRYINDEX, SLOT_MADE);
	return 0;
}

int box_open(struct box *box, struct arena *arena, const struct library *libraries,
	const struct lua_files *sources, const struct lua_file *source,
	const struct rule_budget *budget, struct assay_error *err)
{
	*box = (struct box){
		.arena = arena, .libraries = libraries, .sources = sources, .source = source};
	budget_init(&box->budget, budget, arena);
	box->budget.seed = sources->seed;
	box->budget.on_line = sources->records_lines ? record_line : NULL;
	lua_State *L = lua_newstate(budget_alloc, &box->budget);
	if (!L) {
		budget_out_of_memory(&box->budget);
		return budget_error(&box->budget, err);
	}
	box->L = L;
	*(struct box **)lua_getextraspace(L) = box;
	return box_call(box, set_up, box) == END_RETURNED ? ASSAY_OK : box_error(box, err);
}

size_t box_close(struct box *box)
{
	if (box->L)
		lua_close(box->L);
	box->L = NULL;
	return budget_release(&box->budget);
}
