/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdbool.h>
#include <stdio.h>

/* Writes files as C strings: embed NAME FILE [NAME FILE...] >OUT.c */

static int embed(const char *name, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        return 1;
    }
    printf("extern const char %s[];\nconst char %s[] = {", name, name);
    for (int c = getc(in), n = 0; c != EOF; c = getc(in), n++)
        printf("%s%d,", n % 20 ? "" : "\n    ", c > 127 ? c - 256 : c);
    bool failed = ferror(in);
    if (failed)
        perror(path);
    puts(" 0};");
    fclose(in);
    return failed;
}

int main(int argc, char **argv)
{
    int status = argc < 3 || argc % 2 == 0;
    puts("/* made by embed */");
    for (int i = 1; !status && i + 1 < argc; i += 2)
        status = embed(argv[i], argv[i + 1]);
    return status || fflush(stdout) != 0;
}
