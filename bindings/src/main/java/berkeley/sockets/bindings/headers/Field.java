/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings.headers;

/**
 * A field of a struct, for programs that print structs.
 *
 * @param name C's name
 * @param offset where it begins, in bytes
 * @param size how many bytes it has
 * @param fields its own fields if it is a struct or union, else null
 */
public record Field(String name, long offset, long size, Field[] fields) {}
