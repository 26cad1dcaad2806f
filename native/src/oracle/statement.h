/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * One line of a script: a declaration, memory, or a call with its answer.
 */
struct call {
  const struct function *function;
  long arguments[8], result;
  int error, line, is_descriptor, delay;
  char target[64];
  struct block *blocks[8];
  int block_count;
};

static struct call pending;
static pthread_t thread;
static int is_pending;

static const struct function *find_function(const char *name) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    if (!strcmp(functions[i].name, name)) return &functions[i];
  broken("unknown call %s", name);
  return NULL;
}

static void parse_call(struct call *call) {
  char name[64];
  word(name, sizeof name);
  call->function = find_function(name);
  call->line = line_number;
  expect('(');
  int n = 0;
  while (!accept_char(')')) {
    if (n) expect(',');
    if (n == call->function->arity) broken("too many arguments for %s", name);
    if (is_pointer()) {
      struct block *block = pointer();
      call->arguments[n] = block ? (long)block->bytes : 0;
      if (block && !*block->name) snprintf(block->name, sizeof block->name, "#%d", n + 1);
      if (block) call->blocks[call->block_count++] = block;
    } else {
      call->arguments[n] = expression();
    }
    n++;
  }
  if (n != call->function->arity) broken("too few arguments for %s", name);
}

static void invoke(struct call *call) {
  errno = 0;
  call->result = call->function->call(call->arguments);
  call->error = errno;
}

static void *invoke_later(void *argument) {
  struct call *call = argument;
  usleep(call->delay * 1000);
  invoke(call);
  return NULL;
}

static void snapshot(void) {
  for (struct block *b = blocks; b; b = b->next) memcpy(b->before, b->bytes, b->size);
}

/* Prints what changed in a block and in those it points to, each once. */
static void print_changes(struct block *block) {
  if (memcmp(block->before, block->bytes, block->size)) {
    print_block(block);
    memcpy(block->before, block->bytes, block->size);
  }
  for (int i = 0; i < block->references; i++) {
    struct block *to = block->reference[i];
    if (!*to->name) snprintf(to->name, sizeof to->name, "*");
    print_changes(to);
  }
}

static void print_result(struct call *call) {
  long n = call->result;
  char kind = call->function->kind;
  struct variable *known = call->is_descriptor && n >= 0 ? holder(n) : NULL;
  if (kind == 'v') return;
  if (kind == 's' && n) print(" \"%s\"", (const char *)n);
  else if (strchr("snp", kind)) print(n ? " *" : " NULL");
  else if (call->is_descriptor && n >= 0) print(" %s", known ? known->name : "new");
  else print(" %ld", kind == 'w' ? (int)n : n);
  int failed = kind == 'i' ? n == -1 : strchr("spz", kind) && n == 0;
  if (failed && call->error) print(" %s", error_name(call->error));
}

static void report(struct call *call) {
  print_result(call);
  if (*call->target) {
    enum variable_kind kind = call->is_descriptor ? DESCRIPTOR : strchr("nsp", call->function->kind) ? POINTER : NUMBER;
    set_variable(call->target, kind, call->result);
  }
  if (call->function->call == call_close && call->result == 0) forget_descriptor(call->arguments[0]);
  for (int i = 0; i < call->block_count; i++) print_changes(call->blocks[i]);
  printf("%d %s%s\n", call->line, call->function->name, answer);
}

static void clear_answer(void) {
  answer_length = 0;
  print("%s", "");
}

/* Repeats a call that succeeds until it fails, for filling queues and tables. */
static void exhaust(struct call *call) {
  for (int i = 0; i < 1000000; i++) {
    invoke(call);
    if (call->result < 0) break;
    if (call->is_descriptor) set_variable(call->target, DESCRIPTOR, call->result);
  }
  call->is_descriptor = 0;
  *call->target = 0;
  report(call);
}

static void assignment_or_call(int later, int repeat) {
  struct call call = {.delay = later};
  const char *start = at;
  char name[64];
  word(name, sizeof name);
  if (!strcmp(name, "fd")) {
    skip_space();
    word(call.target, sizeof call.target);
    expect('=');
    skip_space();
    call.is_descriptor = 1;
  } else if (accept_char('=')) {
    skip_space();
    if (*at == '{' || *at == '"') {
      struct block *block = literal();
      snprintf(block->name, sizeof block->name, "%s", name);
      set_variable(name, BLOCK, 0)->block = block;
      return;
    }
    const char *open = at;
    while (name_char(*open)) open++;
    if (*open != '(') {
      set_variable(name, NUMBER, expression());
      return;
    }
    snprintf(call.target, sizeof call.target, "%s", name);
  } else {
    at = start;
  }
  parse_call(&call);
  if (later) {
    if (is_pending) broken("one later call at a time");
    snapshot();
    pending = call;
    is_pending = 1;
    pthread_create(&thread, NULL, invoke_later, &pending);
    return;
  }
  snapshot();
  if (repeat) {
    exhaust(&call);
  } else {
    invoke(&call);
    report(&call);
  }
}

static void join(void) {
  if (!is_pending) broken("nothing to join");
  pthread_join(thread, NULL);
  is_pending = 0;
  report(&pending);
}

/* Descriptors that a case looks at: those below, which leaves room for what the JVM keeps open. */
enum { LOOKED_AT = 256 };
static unsigned char was_open[LOOKED_AT];

static int option(int fd, int name) {
  int value = -1;
  socklen_t length = sizeof value;
  return getsockopt(fd, SOL_SOCKET, name, &value, &length) ? -1 : value;
}

static void note_open_sockets(void) {
  for (int fd = 0; fd < LOOKED_AT; fd++) was_open[fd] = option(fd, SO_TYPE) >= 0;
}

/* domain.type.protocol, or what else it is; O_ flags; FD_CLOEXEC */
static void print_kind(int fd) {
  int type = option(fd, SO_TYPE);
  if (type >= 0) print("%d.%d.%d", option(fd, SO_DOMAIN), type, option(fd, SO_PROTOCOL));
  else print(fcntl(fd, F_GETPIPE_SZ) >= 0 ? "pipe" : "file");
  print("/%x/%d", fcntl(fd, F_GETFL), fcntl(fd, F_GETFD));
}

/* The descriptor table: what the names stand for, then sockets that no name has. */
static void descriptors(void) {
  for (int i = 0; i < variable_count; i++) {
    struct variable *v = &variables[i];
    if (v->kind != DESCRIPTOR || holder(v->value) != v || fcntl(v->value, F_GETFD) < 0) continue;
    print(" %s=", v->name);
    print_kind(v->value);
  }
  for (int fd = 0; fd < LOOKED_AT; fd++) {
    if (was_open[fd] || holder(fd) || option(fd, SO_TYPE) < 0) continue;
    print(" leaked=");
    print_kind(fd);
    set_variable("", DESCRIPTOR, fd); /* to close */
  }
  printf("%d descriptors%s\n", line_number, answer);
}

/* Waits until the other end's FIN or RST is here, so that what follows does not depend on time. */
static void arrived(void) {
  struct pollfd one = {.fd = (int)expression(), .events = POLLRDHUP};
  poll(&one, 1, 1000);
}

static int starts(const char *keyword) {
  size_t n = strlen(keyword);
  if (strncmp(at, keyword, n) || at[n] != ' ') return 0;
  at += n + 1;
  return 1;
}

static void statement(char *line) {
  at = line;
  skip_space();
  if (!*at || *at == '#') return;
  clear_answer();
  if (starts("struct")) {
    declare(line + (at - line));
  } else if (starts("case")) {
    end_of_case();
    fflush(stdout); /* somebody may be waiting for the answers */
    symbol_count = 0;
    note_open_sockets();
    printf("case %s\n", at);
  } else if (!strcmp(at, "join")) {
    join();
  } else if (!strcmp(at, "descriptors")) {
    descriptors();
  } else if (starts("arrived")) {
    arrived();
  } else if (starts("exhaust")) {
    assignment_or_call(0, 1);
  } else if (starts("later")) {
    int delay = (int)expression();
    skip_space();
    assignment_or_call(delay, 0);
  } else {
    assignment_or_call(0, 0);
  }
}
