/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What jextract makes of the C headers of Linux on x86-64 with glibc, unedited: a class for each
 * struct, with its MemoryLayout, VarHandles and accessors, and one for the constants of each
 * header.
 *
 * <p>It is the source from which the generator takes names, prototypes and field types, and is here
 * for whoever wants MemoryLayouts. Its numbers are those of that one platform. Programs use the
 * classes of {@code berkeley.sockets.c}, which have the numbers of the platform they run on.
 */
package berkeley.sockets.bindings.linux;
