/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The constants and structs of C's headers, an interface for each header. A header inherits from
 * those that C includes through it.
 *
 * <p>A number that differs between platforms has the value of the platform that the program runs
 * on. The class of a struct has for each field a getter, a setter and the field's offset, all on a
 * {@code MemorySegment}; the segment need not be aligned. A getter of a pointer yields memory of
 * the size of what the pointer's type names, and {@code MemorySegment.NULL} itself for a null
 * pointer; a {@code struct sockaddr *} yields the size of a {@code sockaddr_storage}, as the
 * address may be of any family. Fields narrower than int are set from an int, whose lower bits
 * count.
 *
 * <p>Programs write none of these names: {@code import static berkeley.sockets.c.NetinetIn.*}
 * brings what {@code #include <netinet/in.h>} brings.
 */
package berkeley.sockets.bindings.headers;
