/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The C mirror: one class per header, each with C's functions, macros, constants and structs.
 *
 * <p>To port a program, replace {@code #include <sys/socket.h>} by {@code import static
 * berkeley.sockets.c.SysSocket.*}, and so on; a header that C includes through another one comes
 * with it. Names, argument order and results are C's: a call that fails returns -1 (or what its man
 * page says) and leaves the reason in {@link berkeley.sockets.c.Errno#errno()}.
 *
 * <p>What differs from C, for every function:
 *
 * <ul>
 *   <li>A pointer is a {@link java.lang.foreign.MemorySegment}; a null pointer is {@link
 *       java.lang.foreign.MemorySegment#NULL}. A length that exceeds its segment is an {@link
 *       java.lang.IndexOutOfBoundsException}, where C would return {@code EFAULT} or corrupt
 *       memory. A null pointer goes to the kernel, which returns {@code EFAULT} where it needs one;
 *       for a function of libc that would crash on it, it is an exception too. A segment that is
 *       closed, or confined to another thread, is an {@link java.lang.IllegalStateException} or
 *       {@link java.lang.WrongThreadException}.
 *   <li>Memory that C keeps a pointer to, or that a call may wait on, is native: allocate it from
 *       an {@link java.lang.foreign.Arena}. Plain data may be a heap segment or a {@code byte[]}.
 *   <li>A {@code const char *} argument is a {@link java.lang.String}, passed as UTF-8, null for a
 *       null pointer; one with a NUL or half a surrogate pair in it, which C cannot have, is an
 *       {@link java.lang.IllegalArgumentException}. A {@code char *} result is a String, or null. A
 *       struct that C returns or stores by pointer is read by {@link berkeley.sockets.c.Pointers}.
 *   <li>A struct is memory, and a field is read and written by a method of the struct's class:
 *       {@code sockaddr_in.sin_port(address, htons(80))}. Setters of fields narrower than int take
 *       an int.
 *   <li>A null pointer read from a struct is {@code MemorySegment.NULL}, so {@code p != NULL} ends
 *       a list.
 *   <li>A header's class brings what C includes through the header, too: {@link
 *       berkeley.sockets.c.NetinetIn} has {@code socket} and {@code AF_INET}. A constant that the
 *       platform does not have is {@link berkeley.sockets.c.Platform#ABSENT}.
 *   <li>A pointer inside a struct (msghdr, iovec) is not checked, as in C.
 *   <li>On a virtual thread a call that has to wait frees its carrier, and interrupting the thread
 *       makes it fail with {@code EINTR}, the interrupt status kept, but for calls that have no
 *       form that does not wait, such as {@code splice} and {@code waitpid}: a pool thread makes
 *       those. As many may be under way as the system property {@code berkeley.sockets.pool} says,
 *       1,024 unless it is set; one more is a {@link
 *       java.util.concurrent.RejectedExecutionException}. {@code connect} of a socket that was
 *       duplicated, sent or inherited, and of protocols other than TCP and UNIX, is such a call,
 *       too, though an interrupt ends its wait. {@code recvmmsg} ignores {@code SO_RCVLOWAT} there.
 *   <li>A virtual thread that waits on a descriptor gets {@code EBADF} when that is closed, or
 *       replaced by {@code dup2} or {@code dup3}; in C, and on a platform thread, it goes on
 *       waiting on the old file. A {@code dup2} that fails wakes nobody.
 *   <li>SIGPIPE is ignored by the JVM, so {@code EPIPE} is what a program sees.
 * </ul>
 *
 * <p>Nothing here owns a descriptor: as in C, closing one that another thread uses is the caller's
 * mistake. {@link berkeley.sockets.Socket} takes care of that.
 */
@NullMarked
package berkeley.sockets.c;

import org.jspecify.annotations.NullMarked;
