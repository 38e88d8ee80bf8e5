/* SPDX-License-Identifier: BSD-2-Clause */
/* Build step: compiles signature files and prints the image as a C table. */
#include <stdio.h>
#include <stdlib.h>
#include <skypedpi/sigset.h>

static char *text_read(FILE *file, size_t *length)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *text = size >= 0 ? malloc((size_t)size + 1) : NULL;
    rewind(file);
    if (text && fread(text, 1, (size_t)size, file) == (size_t)size) {
        *length = (size_t)size;
        return text;
    }
    free(text);
    return NULL;
}

static char *file_read(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    char *text = file ? text_read(file, length) : NULL;
    if (file)
        fclose(file);
    return text;
}

static void findings_print(const struct skypedpi_diagnostics *d)
{
    for (uint32_t i = 0; i < d->count && i < d->capacity; i++)
        fprintf(stderr, "%s:%u:%u: %s: %s\n", d->entry[i].file, d->entry[i].line, d->entry[i].column,
                d->entry[i].severity == SKYPEDPI_SEVERITY_ERROR ? "error" : "warning", d->entry[i].text);
}

static void image_print(const unsigned char *image, size_t length)
{
    printf("/* made by the build from signatures/ */\n#include \"lib/sigset/builtin.h\"\n\n"
           "const unsigned char builtin_image[] = {");
    for (size_t i = 0; i < length; i++)
        printf("%s%u,", i % 24 ? "" : "\n", image[i]);
    printf("\n};\n\nconst size_t builtin_image_length = sizeof builtin_image;\n");
}

static int compile(skypedpi_sigset *set, int count, char **files, struct skypedpi_diagnostics *d,
                   skypedpi_db **db)
{
    for (int i = 0; i < count; i++) {
        size_t length = 0;
        char *text = file_read(files[i], &length);
        if (!text) {
            perror(files[i]);
            return SKYPEDPI_E_NOT_FOUND;
        }
        int result = skypedpi_sigset_add_text(set, files[i], text, length, d);
        free(text);
        if (result != SKYPEDPI_OK)
            return result;
    }
    return skypedpi_sigset_compile(set, d, db);
}

int main(int argc, char **argv)
{
    struct skypedpi_diagnostic entry[100];
    struct skypedpi_diagnostics d = {.size = sizeof d, .capacity = 100, .entry = entry};
    skypedpi_sigset *set;
    skypedpi_db *db = NULL;
    size_t length = 0;
    int result = skypedpi_sigset_new(NULL, &set);
    if (result == SKYPEDPI_OK)
        result = compile(set, argc - 1, argv + 1, &d, &db);
    findings_print(&d);
    if (result != SKYPEDPI_OK) {
        fprintf(stderr, "mkbuiltin: %s\n", skypedpi_error_text(result));
        return 1;
    }
    if (skypedpi_db_save(db, NULL, 0, &length) != SKYPEDPI_E_FULL)
        return 1;
    unsigned char *image = malloc(length);
    if (!image || skypedpi_db_save(db, image, length, &length) != SKYPEDPI_OK)
        return 1;
    image_print(image, length);
    free(image);
    skypedpi_db_unref(db);
    skypedpi_sigset_free(set);
    return d.count > 0; /* the set the library carries is free of warnings */
}
