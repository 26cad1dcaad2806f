/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Expressions and memory literals. The cursor is global: a script is read once, forward.
 */
static const char *at;

static void skip_space(void) {
  while (*at == ' ') at++;
}

static int accept_char(char c) {
  skip_space();
  if (*at != c) return 0;
  at++;
  return 1;
}

static void expect(char c) {
  if (!accept_char(c)) broken("expected %c at: %s", c, at);
}

static int name_char(char c) {
  return isalnum((unsigned char)c) || c == '_';
}

/* An identifier with an optional .INDEX */
static void word(char *to, size_t size) {
  size_t n = 0;
  while (name_char(*at) || (*at == '.' && isdigit((unsigned char)at[1]))) {
    if (n + 1 < size) to[n++] = *at;
    at++;
  }
  to[n] = 0;
  if (!n) broken("expected a name at: %s", at);
}

static struct block *literal(void);

static long element(const struct block *block, int index) {
  const struct type *type = block->type;
  if (type->kind != STRUCT) return block->bytes[index];
  struct field f = type->field[index % type->fields];
  const unsigned char *bytes = block->bytes + index / type->fields * type->size + f.offset;
  return f.kind == 'n' && f.size == 2 ? bytes[0] << 8 | bytes[1] : get(bytes, f.size);
}

static long named(void) {
  char name[64];
  word(name, sizeof name);
  struct variable *variable = find_variable(name);
  if (variable) return variable->kind == BLOCK ? (long)variable->block->bytes : variable->value;
  if (!strcmp(name, "sizeof")) {
    expect(':');
    word(name, sizeof name);
    variable = find_variable(name);
    return variable ? (long)variable->block->size : find_type(name)->size;
  }
  char *dot = strchr(name, '.');
  if (!dot) return constant(name);
  *dot = 0;
  variable = find_variable(name);
  if (!variable || variable->kind != BLOCK) broken("no memory named %s", name);
  return element(variable->block, atoi(dot + 1));
}

static long term(void) {
  if (*at == '-') return at++, -term();
  if (*at == '~') return at++, ~term();
  if (!isdigit((unsigned char)*at)) return named();
  char *end;
  long value = (long)strtoul(at, &end, 0);
  at = end;
  return value;
}

static long expression(void) {
  long value = term();
  for (;;) {
    if (*at == '|') at++, value |= term();
    else if (*at == '+') at++, value += term();
    else if (*at == '-') at++, value -= term();
    else return value;
  }
}

/* "text" with \0 \n \\ \" and \xHH, and $TMP; stores at most size bytes, returns how many. */
static size_t text(unsigned char *to, size_t size) {
  size_t n = 0;
  at++;
  for (; *at && *at != '"'; at++) {
    unsigned c = (unsigned char)*at;
    if (!strncmp(at, "$TMP", 4)) {
      for (size_t i = 0; i < directory_length && n < size; i++) to[n++] = directory[i];
      at += 3;
      continue;
    }
    if (c == '\\') {
      c = (unsigned char)*++at;
      if (c == '0') c = 0;
      else if (c == 'n') c = '\n';
      else if (c == 'x') sscanf(at + 1, "%2x", &c), at += 2;
    }
    if (n < size) to[n++] = c;
  }
  if (*at != '"') broken("unterminated string");
  at++;
  return n;
}

/* A pointer: NULL, a literal, a string, or a block by name. */
static struct block *pointer(void) {
  skip_space();
  if (*at == '{' || *at == '"') return literal();
  char name[64];
  word(name, sizeof name);
  if (!strcmp(name, "NULL")) return NULL;
  struct variable *variable = find_variable(name);
  if (!variable || variable->kind != BLOCK) broken("no memory named %s", name);
  return variable->block;
}

static int is_pointer(void) {
  skip_space();
  if (*at == '{' || *at == '"') return 1;
  char name[64];
  if (!isalpha((unsigned char)*at)) return 0;
  const char *start = at;
  word(name, sizeof name);
  at = start;
  struct variable *variable = find_variable(name);
  return !strcmp(name, "NULL") || (variable && variable->kind == BLOCK);
}

/* The values of one field, written at an offset of the block. */
static void value(struct block *block, struct field field, size_t offset) {
  char name[64];
  size_t n = strcspn(at, " ;}");
  snprintf(name, sizeof name, "%.*s", (int)(n < 63 ? n : 63), at);
  if (!strcmp(name, "_")) {
    at++;
  } else if (field.kind == 'p') {
    struct block *to = pointer();
    put(block, offset, 8, to ? (unsigned long)to->bytes : 0);
    if (to) refer(block, to);
  } else if (field.kind == 'b' && *at == '"') {
    text(block->bytes + offset, field.size);
  } else if (field.kind == '4' && strchr(name, '.') && isdigit((unsigned char)*name)) {
    if (inet_pton(AF_INET, name, block->bytes + offset) != 1) broken("bad address %s", name);
    at += n;
  } else if (field.kind == '6') {
    if (inet_pton(AF_INET6, name, block->bytes + offset) != 1) broken("bad address %s", name);
    at += n;
  } else if (field.kind == 'n' || field.kind == '4') {
    put_network(block, offset, field.size, expression());
  } else {
    put(block, offset, field.size > 8 ? 8 : field.size, expression());
  }
}

/* bytes and cat: "text", hex:0a0b, VALUE*COUNT bytes, {literal} one after the other. */
static void byte_values(struct block *block) {
  size_t n = 0;
  for (skip_space(); *at != '}'; skip_space()) {
    if (*at == '"') {
      n += text(block->bytes + n, block->size - n);
    } else if (*at == '{') {
      struct block *part = literal();
      if (n + part->size > block->size) broken("parts beyond the block");
      memcpy(block->bytes + n, part->bytes, part->size);
      n += part->size;
    } else if (!strncmp(at, "hex:", 4)) {
      unsigned byte;
      for (at += 4; isxdigit((unsigned char)*at) && n < block->size; at += 2) {
        sscanf(at, "%2x", &byte);
        block->bytes[n++] = byte;
      }
    } else {
      long byte = expression();
      expect('*');
      for (long count = expression(); count > 0 && n < block->size; count--) block->bytes[n++] = byte;
    }
  }
}

static void set_bits(struct block *block, int base) {
  for (skip_space(); *at != '}'; skip_space()) {
    unsigned long bit = expression() - base;
    if (bit / 8 >= block->size) continue;
    unsigned long *words = (unsigned long *)block->bytes;
    words[bit / (8 * sizeof *words)] |= 1UL << bit % (8 * sizeof *words);
  }
}

/* Struct values: fields in order, the next element after the last one or after ';'. */
static void struct_values(struct block *block) {
  const struct type *type = block->type;
  size_t base = 0;
  int k = 0;
  for (skip_space(); *at != '}'; skip_space()) {
    if (*at == ';') {
      at++;
      base += type->size;
      k = 0;
      continue;
    }
    if (k == type->fields) k = 0, base += type->size;
    struct field field = type->field[k++];
    if (base + field.offset + field.size > block->size) broken("too many values for %s", type->name);
    value(block, field, base + field.offset);
  }
}

/* How many elements the values up to the closing brace make. */
static size_t count_elements(const struct type *type) {
  size_t elements = 1;
  int depth = 0, values = 0, quoted = 0;
  for (const char *c = at; *c && (quoted || depth || *c != '}'); c++) {
    if (quoted) {
      if (*c == '\\') c++;
      else if (*c == '"') quoted = 0;
      continue;
    }
    if (*c == '}') depth--;
    if (*c == ';' && !depth) elements++, values = 0;
    if (strchr(" ;}", *c)) continue;
    int start = !depth && (c == at || strchr(" ;{[", c[-1]));
    if (start && values++ == type->fields) elements++, values = 1;
    if (*c == '{') depth++;
    if (*c == '"') quoted = 1;
  }
  return elements;
}

/* {TYPE[SIZE]*COUNT VALUES}: without values filled with FILLER, else the rest is zero. */
static struct block *literal(void) {
  skip_space();
  if (*at == '"') {
    static const struct type string = {.name = "bytes", .kind = BYTES};
    unsigned char bytes[8192];
    size_t n = text(bytes, sizeof bytes - 1);
    struct block *block = new_block(&string, n + 1, 0);
    memcpy(block->bytes, bytes, n);
    return block;
  }
  expect('{');
  char name[64];
  word(name, sizeof name);
  const struct type *type = find_type(name);
  long size = 0, copies = 1;
  if (*at == '[') at++, size = expression(), expect(']');
  if (*at == '*') at++, copies = expression();
  skip_space();
  int empty = *at == '}';
  size_t unit = type->kind == STRUCT ? count_elements(type) * type->size : 0;
  if (type->kind == FDSET || type->kind == SIGSET) unit = 128;
  if (!size) size = unit * copies;
  if (type->kind == BYTES && !size && !empty) { /* as long as its text */
    const char *start = at;
    static struct block measure = {.size = 1 << 20};
    if (!measure.bytes) measure.bytes = malloc(measure.size);
    memset(measure.bytes, 0, 1);
    size_t n = 0;
    if (*at == '"') n = text(measure.bytes, measure.size);
    else if (!strncmp(at, "hex:", 4)) n = (strcspn(at, " }") - 4) / 2;
    else broken("bytes need [SIZE]");
    at = start;
    size = n;
  }
  int bits = type->kind == FDSET || type->kind == SIGSET;
  struct block *block = new_block(type, size, empty && !bits ? FILLER : 0);
  if (type->kind == STRUCT) struct_values(block);
  else if (type->kind == FDSET) set_bits(block, 0);
  else if (type->kind == SIGSET) set_bits(block, 1);
  else byte_values(block);
  expect('}');
  for (long i = 1; i < copies && unit; i++) memcpy(block->bytes + i * unit, block->bytes, unit);
  return block;
}
