/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

/* The subcommands. argv[0] is "skypedpi NAME"; the result is the program's exit status. */

int check_run(int argc, char **argv);
int compile_run(int argc, char **argv);
int coverage_run(int argc, char **argv);
int diff_run(int argc, char **argv);
int dump_run(int argc, char **argv);
int classify_run(int argc, char **argv);
int keygen_run(int argc, char **argv);
int sign_run(int argc, char **argv);
int test_run(int argc, char **argv);
int verify_run(int argc, char **argv);

#endif
