/* SPDX-License-Identifier: MIT */
/* schema.h - the columns of the 45 metadata tables, and the row sizes that follow from them */
#ifndef WINSHIM_CLR_SCHEMA_H
#define WINSHIM_CLR_SCHEMA_H

#include "metadata.h"

/**
 * schema_size_rows() - fill row sizes and column offsets of every table
 * @metadata: row counts and heap sizes are known
 *
 * Source: ECMA-335 II.24.2.6
 */
void schema_size_rows(struct clr_metadata *metadata);

#endif
