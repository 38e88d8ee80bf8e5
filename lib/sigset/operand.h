/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef LIB_SIGSET_OPERAND_H
#define LIB_SIGSET_OPERAND_H

#include "lib/sigset/parse.h"

/* What the readers of conditions are made of. A node is told by its number; 0 stands for one that is wrong. */

/* ---- nodes: node.c ---- */

uint16_t node_add(struct parser *p, struct node node);

/* The node, if it has this type; else a finding, and 0. */
uint16_t node_require(struct parser *p, uint16_t node, enum type type);

/* Constants are computed here and now, and stand on the right where that makes no difference. */
uint16_t node_binary(struct parser *p, enum opcode op, uint16_t left, uint16_t right);
uint16_t node_not(struct parser *p, uint16_t node, struct place at);

/* ---- operands: operand.c ---- */

uint16_t operand_read(struct parser *p);

/* Words that are no fields; NULL behind the last. */
extern const char *const operator_words[];

/* A number or an address. False after a finding. */
bool constant_read(struct parser *p, enum diagnostic_code code, const char *expected, uint32_t *value);

/* Can bytes be asked of a source so far behind? Reports at `at`. */
void reach_check(struct parser *p, struct place at, unsigned source, uint32_t offset, uint32_t count);

/* ---- tests: tests.c ---- */

/* == x"..." behind bytes[N] */
uint16_t bytes_read(struct parser *p, uint16_t node);

/* in {...}, in a..b */
uint16_t set_read(struct parser *p, uint16_t node);

/* is, under, starts, ends, contains */
bool text_test_begins(const struct parser *p);
uint16_t text_test_read(struct parser *p, uint16_t node);

#endif
