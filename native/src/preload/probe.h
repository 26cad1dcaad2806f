/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Can memory be read? The kernel answers: rt_sigprocmask copies the new mask before it looks at the
 * operation, so an operation that does not exist gives EFAULT or EINVAL and changes nothing.
 */
static int readable(unsigned long address, unsigned long size) {
  const unsigned long page = 4096;
  if (size == 0) {
    return 1;
  }
  if (address + size < address) {
    return 0;
  }
  unsigned long last = (address + size - 1) & ~7UL;
  for (unsigned long at = address & ~7UL;; at = (at | (page - 1)) + 1) {
    if (at > last) {
      at = last;
    }
    if (syscall(SYS_rt_sigprocmask, -1, at, NULL, 8) != 0 && errno == EFAULT) {
      return 0;
    }
    if (at == last) {
      return 1;
    }
  }
}

static int readable_iovecs(unsigned long iov, unsigned long count) {
  return count <= IOV_MAX && readable(iov, count * sizeof(struct iovec));
}

static int readable_message(unsigned long message) {
  const struct msghdr *m = (const struct msghdr *)message;
  return readable(message, sizeof *m) && readable_iovecs((unsigned long)m->msg_iov, m->msg_iovlen);
}

static int readable_messages(unsigned long messages, unsigned count) {
  const struct mmsghdr *m = (const struct mmsghdr *)messages;
  if (count > 1024) {
    count = 1024; /* as the kernel does */
  }
  if (!readable(messages, count * sizeof *m)) {
    return 0;
  }
  for (unsigned i = 0; i < count; i++) {
    if (!readable_iovecs((unsigned long)m[i].msg_hdr.msg_iov, m[i].msg_hdr.msg_iovlen)) {
      return 0;
    }
  }
  return 1;
}

/* One item of calls.h. */
static int passes(const char *item, const long *a) {
  unsigned long address = a[item[0] - '0'];
  int argument = item[3] - '0'; /* after a letter */
  char end = item[strcspn(item, "? ")];
  if (address == 0) {
    return end == '?';
  }
  switch (item[2]) {
  case 'v': return (int)a[argument] <= 0 || readable_iovecs(address, (unsigned)a[argument]);
  case 'm': return readable_message(address);
  case 'M': return readable_messages(address, a[argument]);
  case 's': return (int)a[argument] <= 0 || readable(address, ((int)a[argument] + 63) / 64 * 8UL);
  case 'b': return (int)a[argument] <= 0 || readable(address, (unsigned)a[argument]);
  case 'n': return a[argument] != FIONBIO || readable(address, sizeof(int));
  default: {
    char *after;
    unsigned long size = strtoul(item + 2, &after, 10);
    if (*after == '*') {
      unsigned long number = a[after[1] - '0'];
      if (number > 1 << 20) {
        return 0;
      }
      size *= number;
    }
    return readable(address, size);
  }
  }
}

/* What the row of a call says about its arguments. */
static int java_may_read(const char *probes, const long *a) {
  while (*probes) {
    if (!passes(probes, a)) {
      return 0;
    }
    probes += strcspn(probes, " ");
    probes += *probes == ' ';
  }
  return 1;
}
