/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Answers as text, the same in every process: descriptors by the name of their variable,
 * ephemeral ports and autobound names numbered in the order they appear.
 */
static char *answer;
static size_t answer_length, answer_capacity;

__attribute__((format(printf, 1, 2))) static void print(const char *format, ...) {
  for (;;) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = answer_capacity - answer_length;
    size_t n = vsnprintf(answer + answer_length, room, format, arguments);
    va_end(arguments);
    if (answer && n < room) {
      answer_length += n;
      return;
    }
    answer = realloc(answer, answer_capacity = (answer_capacity + n + 64) * 2);
  }
}

static struct {
  char kind;
  long value;
} symbols[256];
static int symbol_count;

static void print_symbol(char kind, long value) {
  int number = 1;
  for (int i = 0; i < symbol_count; i++) {
    if (symbols[i].kind != kind) continue;
    if (symbols[i].value == value) {
      print("%c%d", kind, number);
      return;
    }
    number++;
  }
  if (symbol_count < 256) {
    symbols[symbol_count].kind = kind;
    symbols[symbol_count++].value = value;
  }
  print("%c%d", kind, number);
}

static void print_port(unsigned port) {
  if (port >= 32768 && port <= 60999) print_symbol('P', port); /* the ephemeral range */
  else print("%u", port);
}

static void print_descriptor(long fd, const char *name, int index) {
  char full[80];
  struct variable *known = fd >= 0 ? holder(fd) : NULL;
  if (known) {
    print("%s", known->name);
  } else if (fd >= 0 && fcntl(fd, F_GETFD) >= 0) {
    snprintf(full, sizeof full, "%s.%d", name, index);
    set_variable(full, DESCRIPTOR, fd);
    print("new");
  } else {
    print(fd < 0 ? "%ld" : "closed", fd);
  }
}

static size_t run_length(const unsigned char *p, size_t n) {
  size_t run = 1;
  while (run < n && p[run] == p[0]) run++;
  return run;
}

static int at_directory(const unsigned char *p, size_t n) {
  return n >= directory_length && !memcmp(p, directory, directory_length);
}

/* Bytes: "text", runs as 5a*112, the rest in hex. */
static void print_bytes(const unsigned char *p, size_t n) {
  int quoted = 0;
  for (size_t i = 0; i < n;) {
    size_t run = run_length(p + i, n - i);
    int dir = at_directory(p + i, n - i);
    int plain = !dir && run < 4 && p[i] >= 0x20 && p[i] < 0x7f && p[i] != '"';
    if (quoted && !plain) {
      print("\"");
      quoted = 0;
    }
    if (i && !quoted) print(" ");
    if (dir) {
      print("$TMP");
      i += directory_length;
    } else if (run >= 4) {
      print("%02x*%zu", p[i], run);
      i += run;
    } else if (plain) {
      if (!quoted) print("\"");
      quoted = 1;
      print("%c", p[i++]);
    } else {
      print("%02x", p[i++]);
    }
  }
  if (quoted) print("\"");
}

static void print_address(int family, const unsigned char *bytes) {
  char name[INET6_ADDRSTRLEN];
  print("%s", inet_ntop(family, bytes, name, sizeof name));
}

static int is_autobound(const unsigned char *path, size_t n) {
  if (n < 6 || path[0]) return 0;
  for (int i = 1; i < 6; i++)
    if (!path[i] || !strchr("0123456789abcdef", path[i])) return 0;
  return n == 6 || path[6] == 0 || path[6] == FILLER;
}

static void print_sockaddr(const unsigned char *p, size_t n) {
  int family = n >= 2 ? (int)get(p, 2) : -1;
  size_t used = 2;
  if ((family == AF_INET && n < 8) || (family == AF_INET6 && n < 28)) { /* cut short */
    print(family == AF_INET ? "AF_INET" : "AF_INET6");
    if (n > 2) print(" ");
    if (n == 3) print("*");
    if (n > 3) print_port(p[2] << 8 | p[3]);
    used = n > 4 ? 4 : n;
  } else if (family == AF_INET) {
    print("AF_INET ");
    print_port(p[2] << 8 | p[3]);
    print(" ");
    print_address(AF_INET, p + 4);
    used = 8;
  } else if (family == AF_INET6) {
    print("AF_INET6 ");
    print_port(p[2] << 8 | p[3]);
    print(" %ld ", get(p + 4, 4));
    print_address(AF_INET6, p + 8);
    print(" %ld", get(p + 24, 4));
    used = 28;
  } else if (family == AF_UNIX) {
    print("AF_UNIX");
    if (is_autobound(p + 2, n - 2)) {
      unsigned number;
      sscanf((const char *)p + 3, "%5x", &number);
      print(" 00 ");
      print_symbol('A', number);
      used = 8;
    } else if (n > 2 && n < 8 && !p[2]) {
      print(" *"); /* perhaps autobound */
      used = n;
    }
  } else if (family == AF_NETLINK && n < 12) {
    print("AF_NETLINK *");
    used = n;
  } else if (family == AF_NETLINK) {
    print("AF_NETLINK ");
    if (get(p + 4, 4)) print_symbol('N', get(p + 4, 4));
    else print("0");
    print(" %ld", get(p + 8, 4));
    used = 12;
  } else if (family == AF_VSOCK && n >= 16) {
    print("AF_VSOCK ");
    if ((unsigned long)(uint32_t)get(p + 4, 4) >= 1024 && get(p + 4, 4) != -1) print_symbol('V', get(p + 4, 4));
    else print("%ld", get(p + 4, 4));
    print(" %ld", get(p + 8, 4));
    used = 16;
  } else {
    used = 0;
  }
  if (used && used < n) print(" ");
  if (used < n) print_bytes(p + used, n - used);
}

static void print_control(struct block *block) {
  size_t offset = 0, fds = 0;
  while (offset + 16 <= block->size) {
    const unsigned char *p = block->bytes + offset;
    size_t length = (size_t)get(p, 8);
    int level = (int)get(p + 8, 4), type = (int)get(p + 12, 4);
    if (length < 16 || length > block->size - offset) break;
    print("%s[%d %d %zu: ", offset ? " " : "", level, type, length);
    if (level == SOL_SOCKET && type == SCM_RIGHTS) {
      for (size_t i = 16; i + 4 <= length; i += 4) {
        if (i > 16) print(" ");
        print_descriptor(get(p + i, 4), block->name, (int)fds++);
      }
    } else if (level == SOL_SOCKET && type == SCM_CREDENTIALS && length == 28) {
      print(get(p + 16, 4) == getpid() ? "self" : "%ld", get(p + 16, 4));
      print(" %ld %ld", get(p + 20, 4), get(p + 24, 4));
    } else if (level == SOL_SOCKET && type == SCM_CREDENTIALS && length > 16) {
      print("*"); /* a part of a process's number */
    } else if (level == SOL_SOCKET && (type == SO_TIMESTAMP || type == SO_TIMESTAMPNS || type == SO_TIMESTAMPING)) {
      print("*");
    } else {
      print_bytes(p + 16, length - 16);
    }
    print("]");
    offset += (length + 7) / 8 * 8;
  }
  if (offset < block->size) {
    if (offset) print(" ");
    print_bytes(block->bytes + offset, block->size - offset);
  }
}

static void print_set(const struct block *block) {
  const char *separator = "";
  const unsigned long *words = (const unsigned long *)block->bytes;
  for (int i = 0; i < variable_count; i++) {
    const struct variable *v = &variables[i];
    if (v->kind != DESCRIPTOR || v->value < 0 || v->value >= 1024) continue;
    if (words[v->value / 64] >> v->value % 64 & 1) print("%s%s", separator, v->name), separator = " ";
  }
}

static void print_field(struct block *block, struct field f, const unsigned char *p, int index) {
  switch (f.kind) {
    case 'n':
      if (f.size == 2) print_port(p[0] << 8 | p[1]);
      else print("%u", (unsigned)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]);
      break;
    case 'f': print_descriptor(get(p, 4), block->name, index); break;
    case 'p': print(get(p, 8) ? "*" : "NULL"); break;
    case '4': print_address(AF_INET, p); break;
    case '6': print_address(AF_INET6, p); break;
    case 'P': print(get(p, 4) == getpid() ? "self" : "%ld", get(p, 4)); break;
    case 'b': print_bytes(p, f.size); break;
    case 'x': print("*"); break;
    default: print("%ld", get(p, f.size));
  }
}

static void print_struct(struct block *block) {
  const struct type *type = block->type;
  int index = 0;
  for (size_t base = 0; base < block->size; base += type->size) {
    for (int k = 0; k < type->fields; k++, index++) {
      struct field f = type->field[k];
      if (base + f.offset + f.size > block->size) return;
      if (index) print(k ? " " : "; ");
      print_field(block, f, block->bytes + base + f.offset, index);
    }
  }
}

static void print_block(struct block *block) {
  print(" %s={", block->name);
  switch (block->type->kind) {
    case STRUCT: print_struct(block); break;
    case SOCKADDR: print_sockaddr(block->bytes, block->size); break;
    case CONTROL: print_control(block); break;
    case FDSET: print_set(block); break;
    default: print_bytes(block->bytes, block->size);
  }
  print("}");
}
