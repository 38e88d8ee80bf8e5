/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

#define SIGNATURE(name, id, clauses)                                                                           \
    "signature " name " { id " #id                                                                             \
    " era 1.0 - 5.5 mechanism udp-direct activity signalling source \"a source\" proof \"a proof\" " clauses   \
    " }\n"

static const char small[] =
    "set small version \"1\" release 2 date 2026-11-22 requires 0.1\napplication \"desk\"\n" SIGNATURE(
        "one", 1,
        "transport udp packet len in {1, 4..40, 300} and (u8[0] != 3 or bytes[1] == x\"0102\") weight 40")
        SIGNATURE("two", 2,
                  "transport udp after one application desk packet prev.len > 2 or size[1] == 4 weight 60");

static const char wide[] = "set wide version \"1\"\napplication \"desk\"\napplication \"till\"\n" SIGNATURE(
    "names", 1,
    "transport udp packet dns.name under {\"a.example\", \"b.example\"} version dns.name reversed weight 40")
    SIGNATURE("web", 2,
              "transport tcp application till packet http.path contains \"/x\" or tls.sni is \"b\" "
              "version http.agent after \"X/\" weight 40")
        SIGNATURE("native", 3, "transport udp packet len >= 20 native \"skypeout\" weight 30")
            SIGNATURE("sweep", 4,
                      "transport udp scope endpoint packet u8[2] == 2 step skype.id in 1..64 fresh skype.iv "
                      "count 3 peers within 330 seconds weight 60")
                SIGNATURE("many", 5,
                          "transport udp scope endpoint packet u8[2] == 2 received path nat-one "
                          "count 100 peers within 330 seconds weight 60")
                    SIGNATURE("host", 6,
                              "transport tcp scope host application desk packet distinct(0, 8) > 5 "
                              "same u16[0] count 3 packets within 30 seconds weight 60")
                        SIGNATURE("back", 7,
                                  "transport udp packet reverse.u8[2] == 2 and reverse.age < 900 and "
                                  "len * 2 + 3 >= older.len << 1 weight 20")
                            SIGNATURE("wire", 8,
                                      "transport udp packet stun.has[6] or rtp.type in {0..34} and not midflow "
                                      "weight 20")
                                SIGNATURE("deep", 9,
                                          "transport udp packet "
                                          "len == 1 + (len + (len + (len + (len + (len + len))))) weight 20");

static skypedpi_db *compile(const char *text)
{
    struct skypedpi_diagnostic entry = {.text = "no memory"};
    struct skypedpi_diagnostics found = {.size = sizeof found, .capacity = 1, .entry = &entry};
    skypedpi_sigset *set = NULL;
    skypedpi_db *db = NULL;
    must(skypedpi_sigset_new(NULL, &set) == SKYPEDPI_OK, "no memory");
    must(skypedpi_sigset_add_text(set, "text", text, strlen(text), &found) == SKYPEDPI_OK, entry.text);
    must(skypedpi_sigset_compile(set, &found, &db) == SKYPEDPI_OK, entry.text);
    skypedpi_sigset_free(set);
    return db;
}

static struct image image_new(void)
{
    struct image image = {0, malloc(IMAGE_ROOM)};
    must(image.bytes != NULL, "no memory");
    return image;
}

static void image_take(struct image *image, skypedpi_db *db)
{
    *image = image_new();
    must(skypedpi_db_save(db, image->bytes, IMAGE_ROOM, &image->length) == SKYPEDPI_OK,
         "an image is too large");
    skypedpi_db_unref(db);
}

static skypedpi_db *beside(skypedpi_db *a, skypedpi_db *b)
{
    skypedpi_db *part[] = {a, b}, *db = NULL;
    must(skypedpi_db_merge(part, 2, NULL, &db) == SKYPEDPI_OK, "sets do not go together");
    skypedpi_db_unref(a);
    skypedpi_db_unref(b);
    return db;
}

void originals_make(struct fuzz *f)
{
    skypedpi_db *builtin = NULL;
    must(skypedpi_db_builtin(&builtin) == SKYPEDPI_OK, "no builtin set");
    image_take(&f->original[0], builtin);
    image_take(&f->original[1], compile(small));
    image_take(&f->original[2], compile(wide));
    image_take(&f->original[3], beside(compile(small), compile(wide)));
    f->changed = image_new();
    must(skypedpi_db_builtin(&f->base) == SKYPEDPI_OK, "no builtin set");
}

void originals_free(struct fuzz *f)
{
    for (int i = 0; i < IMAGES; i++)
        free(f->original[i].bytes);
    free(f->changed.bytes);
    skypedpi_db_unref(f->base);
}
