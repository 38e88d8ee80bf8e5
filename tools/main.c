/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <skypedpi/skypedpi.h>
#include "tools/command.h"
#include "tools/message.h"

struct command {
    const char *name;
    char title[24]; /* what its complaints begin with */
    const char *purpose;
    const char *help;
    int (*run)(int argc, char **argv);
};

static const struct command commands[] = {
    {"check", "skypedpi check", "check signature text",
     "usage: skypedpi check [--json] [--werror] FILE...\n"
     "\n"
     "      --json    all findings, and the cost of each signature, as one JSON document\n"
     "      --werror  warnings fail, too\n"
     "\n"
     "Checks files of signature text, together, as one set; a second set line begins another.\n"
     "Findings go to stderr as FILE:LINE:COLUMN, with the line they are about and what helps.\n"
     "Exit status: 0 no errors (with --werror: no warnings either); 1 otherwise.\n",
     check_run},
    {"compile", "skypedpi compile", "compile signature text to an image",
     "usage: skypedpi compile [--public-key KEY]... -o IMAGE FILE...\n"
     "\n"
     "  -o, --output IMAGE    where the image goes; a file there is replaced at once or not at all\n"
     "  -p, --public-key KEY  compile only what is signed with that key, in FILE.minisig;\n"
     "                        given several times, with any of them\n"
     "\n"
     "FILE is signature text; several are one set, and a second set line begins another.\n",
     compile_run},
    {"dump", "skypedpi dump", "list the signatures of a set",
     "usage: skypedpi dump [--signature ID] [SET...]\n"
     "\n"
     "  -s, --signature ID  print one signature in full, by its id or name; SET:ID or SET:NAME is one of\n"
     "                      another set than the first\n"
     "\n"
     "SET is an image, a file of signature text, or 'builtin', which is listed without any.\n",
     dump_run},
    {"coverage", "skypedpi coverage", "tell which client versions a set covers",
     "usage: skypedpi coverage [OPTION]... [SET...]\n"
     "\n"
     "      --markdown         a page, as docs/coverage.md\n"
     "      --csv              a row for each version, mechanism and signature\n"
     "      --json             a JSON object a version and line\n"
     "      --versions FILE    client versions to tell about\n"
     "      --evidence FILE    what sources and proofs rest on, and with which versions it was made\n"
     "      --mechanisms FILE  which mechanism was there in which versions\n"
     "  -o, --output FILE      write there instead of standard output\n"
     "\n"
     "SET is an image, or files of signature text; without it the builtin set is told about. Without\n"
     "the three files those that belong to the builtin set are used; the manual has their format.\n",
     coverage_run},
    {"classify", "skypedpi classify", "tell which flows of a capture are Skype",
     "usage: skypedpi classify [OPTION]... CAPTURE...\n"
     "\n"
     "      --csv              one row a flow, comma-separated, under a header line\n"
     "      --json             one JSON object a flow and line, with its evidence\n"
     "      --explain          every piece of evidence, packet by packet\n"
     "      --endpoints        with --csv: endpoints and hosts that became known, in place of flows;\n"
     "                         with --json: beside them\n"
     "      --all              with --explain: flows without evidence, too\n"
     "      --only APPLICATION flows and endpoints of this application only\n"
     "      --set SET          image or signature text to use in place of the builtin set, or 'builtin';\n"
     "                         given several times the sets stand side by side\n"
     "      --public-key KEY   the sets must be signed with that key, in SET.minisig; given several\n"
     "                         times, each with any of them\n"
     "      --together         several captures are one: state is kept from each to the next\n"
     "      --max-flows N      flows followed at one time (default 262144)\n"
     "      --max-endpoints N  endpoints and hosts remembered at one time (default 65536)\n"
     "      --blocked          the capture is from a network whose firewall blocks what it recognises:\n"
     "                         tell what each host tries next\n"
     "      --repeatable       the same output each time: hashes are not keyed by chance\n"
     "  -o, --output FILE      write there instead of standard output\n"
     "\n"
     "CAPTURE is a pcap or pcapng file, or - for standard input.\n",
     classify_run},
    {"test", "skypedpi test", "tell what each signature does on captures, and whether it is proved",
     "usage: skypedpi test [OPTION]... CAPTURE...\n"
     "\n"
     "      --set SET        image or signature text to use in place of the builtin set, or 'builtin';\n"
     "                       given several times the sets stand side by side\n"
     "      --truth FOLDER   look there, not beside each capture, for what its flows are\n"
     "      --negative PATH  captures in which there is nothing of what the set finds\n"
     "      --record FILE    write which captures proved which signature: 'skypedpi sign' asks for it\n"
     "      --csv            one row a signature, comma-separated, under a header line\n"
     "      --captures       with --csv: one row a capture\n"
     "      --json           one JSON object a capture, signature, and false hit, and one of all\n"
     "  -o, --output FILE    write there instead of standard output\n"
     "\n"
     "CAPTURE and PATH are captures, or folders of them. What the flows of NAME.pcap are stands in\n"
     "NAME.truth.csv. A signature is proved if it fires on a capture that its clause 'proof' names.\n"
     "Exit status 3: there were false hits, or signatures without proof.\n",
     test_run},
    {"diff", "skypedpi diff", "tell what another set changes on captures",
     "usage: skypedpi diff [OPTION]... OLD NEW CAPTURE...\n"
     "\n"
     "      --csv          one row a flow whose verdict differs, comma-separated, under a header line\n"
     "      --signatures   with --csv: one row a signature that was added, removed, or changed\n"
     "      --json         one JSON object a signature and flow that differ, and one of all\n"
     "      --blocked      the captures are from a network whose firewall blocks what it recognises\n"
     "  -o, --output FILE  write there instead of standard output\n"
     "\n"
     "OLD and NEW are an image, a file of signature text, a folder whose *.sig are a set, or 'builtin'.\n"
     "CAPTURE is a capture, or a folder of them. Exit status 3: some flow's verdict differs.\n",
     diff_run},
    {"keygen", "skypedpi keygen", "make a key pair to sign sets with",
     "usage: skypedpi keygen [OPTION]... -s KEY -p PUBLIC\n"
     "\n"
     "  -s, --secret-key KEY      file for the secret key\n"
     "  -p, --public-key PUBLIC   file for the public key\n"
     "      --password-file FILE  the first line of FILE is the secret key's password\n"
     "      --no-password         the secret key stands bare in its file\n"
     "      --force               replace files that are there\n"
     "\n"
     "Without the last three the terminal is asked for a password. minisign can use both files.\n",
     keygen_run},
    {"sign", "skypedpi sign", "sign images, or signature text",
     "usage: skypedpi sign [--password-file FILE] [--proved RECORD] -s KEY FILE...\n"
     "\n"
     "  -s, --secret-key KEY      file of the secret key\n"
     "      --password-file FILE  the first line of FILE is its password; else the terminal is asked\n"
     "      --proved RECORD       record of proof of an image; else IMAGE.proved is looked for\n"
     "\n"
     "The signature goes to FILE.minisig; 'skypedpi verify' and minisign can check it. An image is\n"
     "signed only with a record, made by 'skypedpi test --record', that all its signatures are proved.\n",
     sign_run},
    {"verify", "skypedpi verify", "tell whether signatures are good",
     "usage: skypedpi verify {-p PUBLIC | -P BASE64}... FILE...\n"
     "\n"
     "  -p, --public-key PUBLIC   file of the public key\n"
     "  -P, --public-text BASE64  the public key itself\n"
     "\n"
     "The signature is looked for in FILE.minisig; it may have been made by minisign. With several keys\n"
     "it may be of any of them: which one it is, is told.\n",
     verify_run},
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    complain("'%s' is no command; try 'skypedpi --help'", name);
    return NULL;
}

static void print_usage(FILE *out)
{
    fputs("usage: skypedpi COMMAND [ARGUMENT]...\n\n", out);
    for (size_t i = 0; i < COMMANDS; i++) {
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].purpose);
    }
    fputs("  help       tell how to use a command\n\n"
          "      --help     this\n"
          "      --version  versions of the program and of the library\n\n"
          "Exit status: 0 fine; 1 wrong usage, errors in signature text, or cannot run;\n"
          "2 a capture could not be read, or not to its end; 3 'test' found false hits, or signatures\n"
          "without proof, or 'diff' found flows whose verdicts differ.\n",
          out);
}

static int help(const char *name)
{
    if (!name || strcmp(name, "help") == 0 || strcmp(name, "--help") == 0) {
        print_usage(stdout);
        return EXIT_FINE;
    }
    const struct command *command = find_command(name);
    if (!command) {
        return EXIT_CANNOT;
    }
    fputs(command->help, stdout);
    return EXIT_FINE;
}

static void print_version(void)
{
    printf("skypedpi %d.%d.%d (libskypedpi %s)\n", SKYPEDPI_VERSION_MAJOR, SKYPEDPI_VERSION_MINOR,
           SKYPEDPI_VERSION_PATCH, skypedpi_version());
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            return true;
        }
    }
    return false;
}

static int run(int argc, char **argv)
{
    const struct command *command = find_command(argv[0]);

    if (!command) {
        return EXIT_CANNOT;
    }
    if (wants_help(argc, argv)) {
        return help(command->name);
    }
    char title[sizeof(command->title)];
    memcpy(title, command->title, sizeof(title));
    argv[0] = title; /* getopt_long() puts it before its complaints */
    return command->run(argc, argv);
}

/* A standard file that is closed would be the next one that is opened, and complaints would go into that. What
 * stands in for it is opened the wrong way round, so that using it fails as before. */
static void hold_standard_files(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) == -1) {
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

int main(int argc, char **argv)
{
    int status = EXIT_FINE;

    hold_standard_files();
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_CANNOT;
    }
    if (strcmp(argv[1], "--version") == 0) {
        print_version();
    } else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        status = help(NULL);
    } else if (strcmp(argv[1], "help") == 0) {
        status = help(argv[2]);
    } else {
        status = run(argc - 1, argv + 1);
    }
    return output_end(status);
}
