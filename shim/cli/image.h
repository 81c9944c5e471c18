/* SPDX-License-Identifier: MIT */
/* image.h - running a Windows program inside this process */
#ifndef WINSHIM_CLI_IMAGE_H
#define WINSHIM_CLI_IMAGE_H

/**
 * run_image() - run a 64-bit Windows program
 * @path: the PE file
 * @arguments: argv of the program, NULL at the end; the place before the first one is free too
 *
 * Return: an exit code, when the program could not be started.
 */
int run_image(const char *path, char **arguments);

#endif
