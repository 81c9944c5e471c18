/* SPDX-License-Identifier: MIT */
/* builtin.c - export lists and PE images of builtin modules, see builtin.h */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bridge/call-trace.h"
#include "builtin.h"

#define IMAGE_PAGE     0x1000u
#define TEXT_RVA       IMAGE_PAGE
#define MODULE_LIMIT   128

#define BUILTIN_FOLDER "C:\\windows\\system32\\"

/* ---- the list of builtins --------------------------------------------------------------- */

static const char *names[MODULE_LIMIT + 1];
static pthread_once_t names_once = PTHREAD_ONCE_INIT;

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void names_init_once(void)
{
    size_t count = 0;

    for (const struct export_record *r = __start_winshim_guest; r < __stop_winshim_guest; r++) {
        size_t i = 0;

        /* Records of one module stand together, so the last name is the likely one. */
        for (i = count; i-- > 0;)
            if (!strcmp(names[i], r->module))
                break;
        if (i == (size_t)-1 && count < MODULE_LIMIT)
            names[count++] = r->module;
    }
    qsort(names, count, sizeof(names[0]), compare_names);
}

const char *const *module_builtin_names(void)
{
    pthread_once(&names_once, names_init_once);
    return names;
}

/* ---- export lists ----------------------------------------------------------------------- */

static int compare_exports(const void *a, const void *b)
{
    return strcmp(((const struct builtin_export *)a)->name,
                  ((const struct builtin_export *)b)->name);
}

static size_t count_records(const char *module)
{
    size_t count = 0;

    for (const struct export_record *r = __start_winshim_guest; r < __stop_winshim_guest; r++)
        count += r->kind != EXPORT_START && !strcmp(r->module, module);
    return count;
}

/* The guest pass has every export; the host pass has those that hosts may call. */
static void gather(struct module *module, const char *name)
{
    size_t count = 0;

    for (const struct export_record *r = __start_winshim_guest; r < __stop_winshim_guest; r++)
        if (r->kind != EXPORT_START && !strcmp(r->module, name))
            module->exports[count++] = (struct builtin_export){
                .name = r->name,
                .entry = {[WORLD_GUEST] = r->entry},
                .ordinal = r->ordinal,
                .kind = r->kind,
            };
    module->export_count = count;
    qsort(module->exports, count, sizeof(*module->exports), compare_exports);
    for (const struct export_record *r = __start_winshim_host; r < __stop_winshim_host; r++) {
        struct builtin_export key = {.name = r->name}, *export;

        if (strcmp(r->module, name))
            continue;
        export = bsearch(&key, module->exports, count, sizeof(key), compare_exports);
        if (export)
            export->entry[WORLD_HOST] = r->entry;
    }
}

static unsigned highest_ordinal(const struct module *module)
{
    unsigned highest = 0;

    for (size_t i = 0; i < module->export_count; i++)
        if (module->exports[i].ordinal > highest)
            highest = module->exports[i].ordinal;
    return highest;
}

/* Functions without an ordinal of their own get one above all fixed ones, by name. */
static void assign_ordinals(struct module *module)
{
    unsigned next = highest_ordinal(module) + 1;

    for (size_t i = 0; i < module->export_count; i++)
        if (module->exports[i].ordinal == 0)
            module->exports[i].ordinal = (uint16_t)next++;
}

/* ---- the PE image ----------------------------------------------------------------------- */

struct layout {
    uint32_t text_size, rdata_rva, rdata_size, size;
    unsigned ordinals;
};

static uint32_t page_up(size_t bytes)
{
    return (uint32_t)((bytes + IMAGE_PAGE - 1) & ~(size_t)(IMAGE_PAGE - 1));
}

static struct layout plan(const struct module *module)
{
    struct layout layout = {.ordinals = highest_ordinal(module)};
    size_t bytes =
        sizeof(IMAGE_EXPORT_DIRECTORY) + layout.ordinals * sizeof(DWORD) + strlen(module->name) + 1;

    for (size_t i = 0; i < module->export_count; i++)
        bytes += sizeof(DWORD) + sizeof(WORD) + strlen(module->exports[i].name) + 1;
    layout.text_size = page_up((module->export_count + 1) * BUILTIN_SLOT_BYTES);
    layout.rdata_rva = TEXT_RVA + layout.text_size;
    layout.rdata_size = page_up(bytes);
    layout.size = layout.rdata_rva + layout.rdata_size;
    return layout;
}

static void write_section(IMAGE_SECTION_HEADER *section, const char *name, uint32_t rva,
                          uint32_t size, DWORD flags)
{
    memcpy(section->Name, name, strlen(name));
    section->Misc.VirtualSize = size;
    section->VirtualAddress = rva;
    section->SizeOfRawData = size;
    section->PointerToRawData = rva;
    section->Characteristics = flags;
}

static void write_headers(char *base, const struct layout *layout)
{
    IMAGE_DOS_HEADER *dos = (void *)base;
    IMAGE_NT_HEADERS64 *nt = (void *)(base + 0x80);
    IMAGE_OPTIONAL_HEADER64 *optional = &nt->OptionalHeader;
    IMAGE_DATA_DIRECTORY *exports = &optional->DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT];

    dos->e_magic = IMAGE_DOS_SIGNATURE;
    dos->e_lfanew = 0x80;
    nt->Signature = IMAGE_NT_SIGNATURE;
    nt->FileHeader.Machine = IMAGE_FILE_MACHINE_AMD64;
    nt->FileHeader.NumberOfSections = 2;
    nt->FileHeader.SizeOfOptionalHeader = sizeof(*optional);
    nt->FileHeader.Characteristics =
        IMAGE_FILE_EXECUTABLE_IMAGE | IMAGE_FILE_LARGE_ADDRESS_AWARE | IMAGE_FILE_DLL;
    optional->Magic = IMAGE_NT_OPTIONAL_HDR64_MAGIC;
    optional->SizeOfCode = layout->text_size;
    optional->SizeOfInitializedData = layout->rdata_size;
    optional->BaseOfCode = TEXT_RVA;
    optional->ImageBase = (uintptr_t)base;
    optional->SectionAlignment = IMAGE_PAGE;
    optional->FileAlignment = IMAGE_PAGE;
    optional->MajorOperatingSystemVersion = optional->MajorSubsystemVersion = 10;
    optional->MajorImageVersion = 10;
    optional->SizeOfImage = layout->size;
    optional->SizeOfHeaders = IMAGE_PAGE;
    optional->Subsystem = IMAGE_SUBSYSTEM_WINDOWS_CUI;
    optional->DllCharacteristics =
        IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE | IMAGE_DLLCHARACTERISTICS_NX_COMPAT;
    optional->NumberOfRvaAndSizes = IMAGE_NUMBEROF_DIRECTORY_ENTRIES;
    exports->VirtualAddress = layout->rdata_rva;
    exports->Size = layout->rdata_size;
    write_section(IMAGE_FIRST_SECTION(nt), ".text", TEXT_RVA, layout->text_size,
                  IMAGE_SCN_CNT_CODE | IMAGE_SCN_MEM_EXECUTE | IMAGE_SCN_MEM_READ);
    write_section(IMAGE_FIRST_SECTION(nt) + 1, ".rdata", layout->rdata_rva, layout->rdata_size,
                  IMAGE_SCN_CNT_INITIALIZED_DATA | IMAGE_SCN_MEM_READ);
}

/* jmp *2(%rip); int3; int3; then the target's address */
static void write_slot(char *slot, const void *target)
{
    static const unsigned char jump[8] = {0xff, 0x25, 0x02, 0x00, 0x00, 0x00, 0xcc, 0xcc};

    memcpy(slot, jump, sizeof(jump));
    memcpy(slot + sizeof(jump), &target, sizeof(target));
}

static void write_exports(struct module *module, char *base, const struct layout *layout)
{
    IMAGE_EXPORT_DIRECTORY *directory = (void *)(base + layout->rdata_rva);
    DWORD *functions = (void *)(directory + 1);
    DWORD *name_rvas = functions + layout->ordinals;
    WORD *indexes = (void *)(name_rvas + module->export_count);
    char *text = (char *)(indexes + module->export_count);

    directory->Base = 1;
    directory->NumberOfFunctions = layout->ordinals;
    directory->NumberOfNames = (DWORD)module->export_count;
    directory->AddressOfFunctions = (DWORD)((char *)functions - base);
    directory->AddressOfNames = (DWORD)((char *)name_rvas - base);
    directory->AddressOfNameOrdinals = (DWORD)((char *)indexes - base);
    directory->Name = (DWORD)(text - base);
    text = stpcpy(text, module->name) + 1;
    for (size_t i = 0; i < module->export_count; i++) {
        const struct builtin_export *export = &module->exports[i];

        if (export->kind == EXPORT_FUNCTION) {
            functions[export->ordinal - 1] = TEXT_RVA + (DWORD)i * BUILTIN_SLOT_BYTES;
            write_slot(base + TEXT_RVA + i * BUILTIN_SLOT_BYTES, export->entry[WORLD_GUEST]);
        }
        name_rvas[i] = (DWORD)(text - base);
        indexes[i] = (WORD)(export->ordinal - 1);
        text = stpcpy(text, export->name) + 1;
    }
}

static int map_image(struct module *module)
{
    struct layout layout = plan(module);
    char *base =
        mmap(NULL, layout.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (base == MAP_FAILED)
        return -1;
    write_headers(base, &layout);
    write_exports(module, base, &layout);
    if (mprotect(base, layout.size, PROT_READ) ||
        mprotect(base + TEXT_RVA, layout.text_size, PROT_READ | PROT_EXEC)) {
        munmap(base, layout.size);
        return -1;
    }
    module->base = base;
    module->size_bytes = layout.size;
    return 0;
}

void *builtin_slot(const struct module *module, const struct builtin_export *export)
{
    return (char *)module->base + TEXT_RVA +
           (size_t)(export - module->exports) * BUILTIN_SLOT_BYTES;
}

static void builtin_free(struct module *module)
{
    if (!module)
        return;
    free(module->exports);
    free(module->path);
    free(module->name);
    free(module);
}

static void run_start(const char *name)
{
    for (const struct export_record *r = __start_winshim_guest; r < __stop_winshim_guest; r++)
        if (r->kind == EXPORT_START && !strcmp(r->module, name))
            ((void (*)(void))(uintptr_t)r->entry)();
}

struct module *builtin_new(const char *name)
{
    struct module *module = calloc(1, sizeof(*module));
    size_t count = count_records(name);

    if (!module)
        return NULL;
    module->kind = MODULE_BUILTIN;
    module->name = malloc(strlen(name) + sizeof(".dll"));
    module->path = malloc(sizeof(BUILTIN_FOLDER) + strlen(name) + sizeof(".dll"));
    module->exports = calloc(count ? count : 1, sizeof(*module->exports));
    if (!module->name || !module->path || !module->exports) {
        builtin_free(module);
        return NULL;
    }
    stpcpy(stpcpy(module->name, name), ".dll");
    stpcpy(stpcpy(module->path, BUILTIN_FOLDER), module->name);
    gather(module, name);
    if (trace_on(call, ERROR))
        call_trace_module(module);
    assign_ordinals(module);
    if (map_image(module)) {
        builtin_free(module);
        return NULL;
    }
    run_start(name);
    return module;
}
