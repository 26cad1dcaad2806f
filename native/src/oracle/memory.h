/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Types that the prelude declares, and blocks of memory laid out by them.
 */
enum { FILLER = 0x5a, FIELDS = 24 };

/* Kinds of a type: a struct of fields, or one of the few that fields cannot describe. */
enum kind { STRUCT, BYTES, CAT, SOCKADDR, FDSET, SIGSET, CONTROL };

struct field {
  char kind; /* i: integer, n: network order, f: descriptor, p: pointer, 4 6: address, P: pid, b: bytes, x: opaque */
  int size, offset;
};

struct type {
  char name[64];
  enum kind kind;
  int fields, size;
  struct field field[FIELDS];
};

struct block {
  char name[64];
  const struct type *type;
  unsigned char *bytes, *before;
  size_t size;
  struct block *next; /* all blocks of the case */
  int references;
  struct block **reference; /* the blocks that pointers in this one lead to */
};

static struct type types[128] = {
    {.name = "bytes", .kind = BYTES},   {.name = "cat", .kind = CAT},
    {.name = "sockaddr", .kind = SOCKADDR}, {.name = "fdset", .kind = FDSET},
    {.name = "sigset", .kind = SIGSET}, {.name = "control", .kind = CONTROL},
};
static int type_count = 6;
static struct block *blocks;

static const struct type *find_type(const char *name) {
  for (int i = 0; i < type_count; i++)
    if (!strcmp(types[i].name, name)) return &types[i];
  broken("unknown type %s", name);
  return NULL;
}

static struct field field_of(const char *word) {
  static const struct {
    const char *word;
    struct field field;
  } known[] = {
      {"i8", {'i', 1, 0}},   {"i16", {'i', 2, 0}},  {"i32", {'i', 4, 0}}, {"i64", {'i', 8, 0}},
      {"be16", {'n', 2, 0}}, {"be32", {'n', 4, 0}}, {"fd", {'f', 4, 0}},  {"ptr", {'p', 8, 0}},
      {"ip4", {'4', 4, 0}},  {"ip6", {'6', 16, 0}}, {"pid", {'P', 4, 0}},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(known[i].word, word)) return known[i].field;
  if ((*word != 'b' && *word != 'x') || !isdigit(word[1])) broken("unknown field type %s", word);
  return (struct field){*word, atoi(word + 1), 0};
}

/* The prelude is believed by two interpreters: its structs must be those of the headers. */
static void check_size(const struct type *type) {
#define SIZE(name) {#name, sizeof(struct name)},
  static const struct {
    const char *name;
    int size;
  } sizes[] = {
      SIZE(sockaddr_in) SIZE(sockaddr_in6) SIZE(sockaddr_un) SIZE(sockaddr_nl) SIZE(sockaddr_ll)
      SIZE(sockaddr_vm) SIZE(linger) SIZE(timeval) SIZE(timespec) SIZE(itimerspec) SIZE(ucred)
      SIZE(ip_mreq) SIZE(ip_mreqn) SIZE(ipv6_mreq) SIZE(iovec) SIZE(msghdr) SIZE(mmsghdr)
      SIZE(pollfd) SIZE(epoll_event) SIZE(addrinfo) SIZE(flock) SIZE(f_owner_ex)
      SIZE(sock_filter) SIZE(sock_fprog)
  };
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    if (!strcmp(sizes[i].name, type->name) && sizes[i].size != type->size)
      broken("struct %s has %d bytes, not %d", type->name, sizes[i].size, type->size);
}

/* struct NAME [packed] FIELD...: natural alignment, as the C compiler lays structs out. */
static void declare(char *words) {
  struct type *type = &types[type_count++];
  int packed = 0, alignment = 1;
  snprintf(type->name, sizeof type->name, "%s", strtok(words, " "));
  for (char *word; (word = strtok(NULL, " "));) {
    if (!strcmp(word, "packed-x86_64")) {
#ifdef __x86_64__
      packed = 1;
#endif
      continue;
    }
    struct field field = field_of(word);
    int align = packed || field.kind == 'b' || field.kind == '6' ? 1 : field.size > 8 ? 8 : field.size;
    alignment = align > alignment ? align : alignment;
    field.offset = (type->size + align - 1) / align * align;
    type->size = field.offset + field.size;
    type->field[type->fields++] = field;
  }
  type->size = (type->size + alignment - 1) / alignment * alignment;
  check_size(type);
}

static struct block *new_block(const struct type *type, size_t size, int fill) {
  struct block *block = calloc(1, sizeof *block);
  block->type = type;
  block->size = size;
  block->bytes = malloc(size + 1);
  block->before = malloc(size + 1);
  memset(block->bytes, fill, size);
  block->next = blocks;
  blocks = block;
  return block;
}

static void refer(struct block *from, struct block *to) {
  from->reference = realloc(from->reference, sizeof(struct block *) * (from->references + 1));
  from->reference[from->references++] = to;
}

static void free_blocks(void) {
  for (struct block *block; (block = blocks);) {
    blocks = block->next;
    free(block->bytes);
    free(block->before);
    free(block->reference);
    free(block);
  }
}

static void put(struct block *block, size_t offset, int size, unsigned long value) {
  if (offset + size > block->size) broken("value beyond the block");
  for (int i = 0; i < size; i++) { /* host order */
    int shift = __BYTE_ORDER == __LITTLE_ENDIAN ? i : size - 1 - i;
    block->bytes[offset + i] = value >> 8 * shift;
  }
}

static void put_network(struct block *block, size_t offset, int size, unsigned long value) {
  for (int i = 0; i < size; i++) block->bytes[offset + i] = value >> 8 * (size - 1 - i);
}

/* Reads a signed integer in host order. */
static long get(const unsigned char *bytes, int size) {
  switch (size) {
    case 1: return *(const signed char *)bytes;
    case 2: { int16_t v; memcpy(&v, bytes, 2); return v; }
    case 4: { int32_t v; memcpy(&v, bytes, 4); return v; }
    default: { int64_t v; memcpy(&v, bytes, 8); return v; }
  }
}
