/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/sigset/natives.h"

#include <string.h>
#include "lib/native/native.h"
#include "lib/sigset/parse.h"

const struct skypedpi_native *native_among(const struct skypedpi_native *natives, size_t count,
                                           const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(natives[i].name, name) == 0)
            return &natives[i];
    return NULL;
}

bool native_known(const char *name)
{
    size_t count;
    const struct skypedpi_native *own = native_builtin(&count);
    return native_among(own, count, name) != NULL;
}

int native_check(const struct skypedpi_native *n)
{
    if (!n->name || !n->inspect || n->reserved)
        return SKYPEDPI_E_ARGUMENT;
    bool fits = n->abi == SKYPEDPI_NATIVE_ABI && n->state_size <= SKYPEDPI_NATIVE_STATE &&
                name_ok(n->name, strlen(n->name)) && !native_known(n->name);
    return fits ? SKYPEDPI_OK : SKYPEDPI_E_NATIVE;
}

int natives_check(const struct skypedpi_native *natives, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (natives[i].size != sizeof natives[i])
            return SKYPEDPI_E_SIZE;
        int result = native_check(&natives[i]);
        if (result != SKYPEDPI_OK)
            return result;
        if (native_among(natives, i, natives[i].name))
            return SKYPEDPI_E_NATIVE;
    }
    return SKYPEDPI_OK;
}

int natives_resolve(const struct model *m, const struct skypedpi_native *natives, size_t count,
                    struct skypedpi_native *resolved)
{
    size_t own_count;
    const struct skypedpi_native *own = native_builtin(&own_count);
    for (uint32_t i = 0; i < m->native_count; i++) {
        const char *name = model_text(m, m->natives[i]);
        const struct skypedpi_native *found = native_among(natives, count, name);
        if (!found)
            found = native_among(own, own_count, name);
        if (!found)
            return SKYPEDPI_E_NATIVE;
        resolved[i] = *found;
        resolved[i].name = name; /* the caller's may go */
    }
    return SKYPEDPI_OK;
}
