/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * The classic way into libc, for comparison only: results are n >= 0 or -errno, memory comes as an
 * address or as a byte array. Without jni.h the library is empty and JNI is missing in the report.
 */
#define _GNU_SOURCE
#if __has_include(<jni.h>)
#include <errno.h>
#include <jni.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#define FUNCTION(name, ...)                                                                        \
  JNIEXPORT jlong JNICALL Java_berkeley_sockets_benchmarks_endpoints_Jni_##name(                   \
      JNIEnv *env, jclass type, __VA_ARGS__)
#define UNUSED (void)env, (void)type
#define POINTER(address) ((void *)(intptr_t)(address))

/* Arrays up to this size are copied through the stack, longer ones pinned. */
enum { COPY = 8192 };

static jlong result(long n) { return n < 0 ? -errno : n; }

FUNCTION(socket, jint domain, jint kind, jint protocol) {
  UNUSED;
  return result(socket(domain, kind, protocol));
}

FUNCTION(connect, jint fd, jlong address, jint length) {
  UNUSED;
  return result(connect(fd, POINTER(address), length));
}

FUNCTION(accept, jint fd, jlong address, jlong length) {
  UNUSED;
  return result(accept(fd, POINTER(address), POINTER(length)));
}

FUNCTION(setsockopt, jint fd, jint level, jint name, jlong value, jint length) {
  UNUSED;
  return result(setsockopt(fd, level, name, POINTER(value), length));
}

FUNCTION(getsockopt, jint fd, jint level, jint name, jlong value, jlong length) {
  UNUSED;
  return result(getsockopt(fd, level, name, POINTER(value), POINTER(length)));
}

FUNCTION(close, jint fd) {
  UNUSED;
  return result(close(fd));
}

FUNCTION(send, jint fd, jlong buf, jlong n, jint flags) {
  UNUSED;
  return result(send(fd, POINTER(buf), n, flags));
}

FUNCTION(recv, jint fd, jlong buf, jlong n, jint flags) {
  UNUSED;
  return result(recv(fd, POINTER(buf), n, flags));
}

FUNCTION(sendArray, jint fd, jbyteArray array, jint offset, jint n, jint flags) {
  (void)type;
  if (n <= COPY) {
    jbyte copy[COPY];
    (*env)->GetByteArrayRegion(env, array, offset, n, copy);
    return result(send(fd, copy, n, flags));
  }
  jbyte *bytes = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
  if (bytes == NULL)
    return -ENOMEM;
  jlong sent = result(send(fd, bytes + offset, n, flags));
  (*env)->ReleasePrimitiveArrayCritical(env, array, bytes, JNI_ABORT);
  return sent;
}

FUNCTION(recvArray, jint fd, jbyteArray array, jint offset, jint n, jint flags) {
  (void)type;
  if (n <= COPY) {
    jbyte copy[COPY];
    jlong received = result(recv(fd, copy, n, flags));
    if (received > 0)
      (*env)->SetByteArrayRegion(env, array, offset, received, copy);
    return received;
  }
  jbyte *bytes = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
  if (bytes == NULL)
    return -ENOMEM;
  jlong received = result(recv(fd, bytes + offset, n, flags));
  (*env)->ReleasePrimitiveArrayCritical(env, array, bytes, 0);
  return received;
}

FUNCTION(sendto, jint fd, jlong buf, jlong n, jint flags, jlong address, jint length) {
  UNUSED;
  return result(sendto(fd, POINTER(buf), n, flags, POINTER(address), length));
}

FUNCTION(recvfrom, jint fd, jlong buf, jlong n, jint flags, jlong address, jlong length) {
  UNUSED;
  return result(recvfrom(fd, POINTER(buf), n, flags, POINTER(address), POINTER(length)));
}

FUNCTION(sendmmsg, jint fd, jlong vector, jint count, jint flags) {
  UNUSED;
  return result(sendmmsg(fd, POINTER(vector), count, flags));
}

FUNCTION(recvmmsg, jint fd, jlong vector, jint count, jint flags) {
  UNUSED;
  return result(recvmmsg(fd, POINTER(vector), count, flags, NULL));
}

FUNCTION(epoll_1wait, jint fd, jlong events, jint count, jint timeout) {
  UNUSED;
  return result(epoll_wait(fd, POINTER(events), count, timeout));
}

FUNCTION(sendfile, jint out, jint in, jlong offset, jlong n) {
  UNUSED;
  return result(sendfile(out, in, POINTER(offset), n));
}
#else
typedef int jnishim_has_no_jni_h;
#endif
