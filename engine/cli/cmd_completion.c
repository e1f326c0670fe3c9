/*
 * cmd_completion - `assay completion`: scripts for shells, and the words that they offer.
 *
 * A script passes the words of the command line back to assay, so that all shells offer the same.
 */
#include "cli/command.h"
#include "cli/complete.h"
#include "cli/streams.h"

/* call->state */
struct completion {
	bool words;
};

static const char bash[] = "# assay completion bash\n"
			   "_assay() {\n"
			   "	local word about given=('')\n"
			   "	COMPREPLY=()\n"
			   "	for word in \"${COMP_WORDS[@]:1:COMP_CWORD}\"; do\n"
			   "		if [[ $word == = || ${given[-1]} == *= ]]; then\n"
			   "			given[-1]+=$word\n"
			   "		else\n"
			   "			given+=(\"$word\")\n"
			   "		fi\n"
			   "	done\n"
			   "	while IFS=$'\\t' read -r word about; do\n"
			   "		case $word in\n"
			   "		:file) compopt -o default ;;\n"
			   "		:folder) compopt -o dirnames ;;\n"
			   "		*=) compopt -o nospace; COMPREPLY+=(\"$word\") ;;\n"
			   "		*) COMPREPLY+=(\"$word\") ;;\n"
			   "		esac\n"
			   "	done < <(\"${1/#\\~/$HOME}\" completion --words -- "
			   "\"${given[@]:1}\" "
			   "2>/dev/null)\n"
			   "}\n"
			   "complete -F _assay assay\n";

static const char zsh[] =
	"#compdef assay\n"
	"# assay completion zsh\n"
	"_assay() {\n"
	"	local line word files folders\n"
	"	local -a given offered open\n"
	"	given=(\"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\")\n"
	"	[[ $PREFIX != *=* ]] || compset -P '*='\n"
	"	for line in ${(f)\"$(\"${(Q)words[1]/#\\~/$HOME}\" completion --words -- "
	"\"${given[@]}\" 2>/dev/null)\"}; do\n"
	"		word=${line%%$'\\t'*}\n"
	"		case $word in\n"
	"		:file) files=1 ;;\n"
	"		:folder) folders=1 ;;\n"
	"		*=) open+=(\"${word//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
	"		*) offered+=(\"${word//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
	"		esac\n"
	"	done\n"
	"	(( ! $#offered )) || _describe -t words word offered\n"
	"	(( ! $#open )) || _describe -t words word open -S ''\n"
	"	[[ -z $files ]] || _files\n"
	"	[[ -z $folders ]] || _files -/\n"
	"}\n"
	"if [[ $funcstack[1] == _assay ]]; then _assay \"$@\"; else compdef _assay assay; fi\n";

static const char fish[] =
	"# assay completion fish\n"
	"function __assay_complete\n"
	"	set -l given (commandline -opc)\n"
	"	set -l typed (commandline -ct)\n"
	"	set -l head (string match -r '^.*=' -- $typed)\n"
	"	set -l tail (string replace -r '^.*=' '' -- $typed)\n"
	"	for line in ($given[1] completion --words -- $given[2..-1] \"$typed\" "
	"2>/dev/null)\n"
	"		switch $line\n"
	"		case :file\n"
	"			printf '%s\\n' \"$head\"(__fish_complete_path \"$tail\")\n"
	"		case :folder\n"
	"			printf '%s\\n' \"$head\"(__fish_complete_directories \"$tail\")\n"
	"		case '*'\n"
	"			printf '%s\\n' \"$head$line\"\n"
	"		end\n"
	"	end\n"
	"end\n"
	"complete -c assay -f -a '(__assay_complete)'\n";

static const struct {
	const char *name, *script;
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

static int take_words(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct completion *)call->state)->words = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--words", NULL,
		"print what can stand for the last of the arguments, which are the words of a "
		"command line; the scripts call this",
		take_words, 0, NULL},
};

/* the folders that the words give to --rules may be read */
static int prepare(struct invocation *call, struct assay_error *err)
{
	struct completion *completion = call->state;
	const char *folder;
	int status = ASSAY_OK;

	if (!completion->words)
		return ASSAY_OK;
	for (size_t i = 0; !status && (folder = complete_rules_folder(&call->arguments, i)); i++) {
		call->rules.items[call->rules.n++] = folder;
		status = child_may_read(&call->child, folder, err);
	}
	return status;
}

static int add_bytes(void *payload, const char *bytes, size_t len)
{
	buf_add(payload, bytes, len);
	return ((struct buf *)payload)->status;
}

static int write_words(struct invocation *call, struct assay_error *err)
{
	enum { MAX_LISTING = 16 << 20 };
	struct buf listing;
	int status = ASSAY_OK;

	buf_init(&listing, MAX_LISTING);
	if (complete_needs_rules(call->commands, &call->arguments)) {
		status = invocation_load_rules(call, err);
		if (!status)
			status = assay_rules_write(call->assay, add_bytes, &listing, err);
	}
	if (!status)
		complete_write(stdout, call->commands, &call->arguments,
			(struct str){listing.ptr, listing.len});
	buf_free(&listing);
	return status ? EXIT_INCOMPLETE : 0;
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct completion *completion = call->state;
	const char *shell = call->arguments.items[0];

	if (completion->words)
		return write_words(call, err);
	for (size_t i = 0; i < LENGTH_OF(shells); i++)
		if (strcmp(shell, shells[i].name) == 0) {
			fputs(shells[i].script, stdout);
			return 0;
		}
	(void)error_set(
		err, ASSAY_EUSAGE, "'assay completion' takes bash, zsh or fish, not '%s'.", shell);
	return EXIT_INCOMPLETE;
}

const struct command command_completion = {
	.name = "completion",
	.arguments = "bash|zsh|fish",
	.about = "print the completions for a shell",
	.details = "'make install' and the packages install them. For one session:\n"
		   "\n"
		   "  source <(assay completion bash)\n"
		   "  source <(assay completion zsh)\n"
		   "  assay completion fish | source\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_GUARD,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay completion' needs the name of a shell: bash, zsh or fish.",
	.state_size = sizeof(struct completion),
	.prepare = prepare,
	.work = work,
};
