/* SPDX-License-Identifier: MIT */
/*
 * file.h - a PE file that is about to be loaded, its headers checked once
 *
 * Nothing behind a struct pe_file is trusted before pe_file_open() has checked
 * it: every offset, size and alignment that mapping relies on. What lies inside
 * the mapped image (directories, strings) is checked where it is read.
 */
#ifndef WINSHIM_PE_FILE_H
#define WINSHIM_PE_FILE_H

#include "shim/abi.h"
#include "shim/pe/reader.h"

#define PE_PAGE 0x1000u

struct pe_file {
    int fd;
    size_t file_bytes;
    struct pe_reader pe;  /* the headers' fields; its data is not kept */
    uint32_t image_bytes; /* SizeOfImage, a multiple of PE_PAGE */
    unsigned section_count;

    /* Sorted, inside the image, apart; virtual_size never 0; file_size inside the file. */
    struct pe_section sections[PE_SECTION_LIMIT];
};

/* Why a file can't be loaded, for people. */
struct pe_reason {
    const char *code; /* WS0210 … */
    char text[512];
};

/** pe_refuse() - fill in a reason. Return: -ENOEXEC */
int pe_refuse(struct pe_reason *reason, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * pe_file_open() - open a PE file and check its headers
 * @path: Unix path
 * @ret_file: written on success; pe_file_close() it
 * @ret_reason: written on failure
 *
 * Return: 0; a negative errno when the file can't be opened or read; -ENOEXEC when it is no
 * 64-bit Windows image or contradicts itself.
 * Source: PE Format, learn.microsoft.com, debug/pe-format
 */
int pe_file_open(const char *path, struct pe_file *ret_file, struct pe_reason *ret_reason);

/** pe_file_close() - give back what pe_file_open() took */
void pe_file_close(struct pe_file *file);

#endif
