/*
 * The least that an upload must do, in C: receive a body, hash it, flush it, give it its name, and flush the
 * name and a row in SQLite. What waits at the same time shares a flush, as on our server. No routing, no keys,
 * no validation. It shows what kernel and disk take; `putSmallLimit.bench.ts` compares our server with it.
 *
 * Usage: putServer <folder>; prints the port.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 16 * 1024, CHUNK = 64 * 1024, DIGEST = 32 };

/* A file that has its name, and whose name and row wait to be flushed. */
struct row {
  char path[1024];
  unsigned char digest[DIGEST];
  long size;
  int done;
  struct row *next;
};

static int library;
static sqlite3 *database;
static sqlite3_stmt *insert;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static pthread_cond_t flushed = PTHREAD_COND_INITIALIZER;
static struct row *waiting;
static long files;

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, errno ? strerror(errno) : sqlite3_errmsg(database));
  exit(1);
}

static void sql(const char *text) {
  if (sqlite3_exec(database, text, NULL, NULL, NULL) != SQLITE_OK) fail(text);
}

/* Flushes the folder of a file, with its name. */
static void flush_folder(const char *path) {
  char folder[1024];
  const char *slash = strrchr(path, '/');
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
  int fd = openat(library, folder, O_RDONLY | O_DIRECTORY);
  if (fd < 0 || fsync(fd) < 0) fail(folder);
  close(fd);
}

/* Flushes all that waits, together: folders once each, and one transaction. */
static void *flush_all(void *unused) {
  (void)unused;
  for (;;) {
    pthread_mutex_lock(&lock);
    while (!waiting) pthread_cond_wait(&arrived, &lock);
    struct row *batch = waiting;
    waiting = NULL;
    pthread_mutex_unlock(&lock);
    const char *last = "";
    sql("BEGIN");
    for (struct row *row = batch; row; row = row->next) {
      const char *slash = strrchr(row->path, '/');
      size_t length = slash ? (size_t)(slash - row->path) : 0;
      if (strncmp(last, row->path, length + 1) != 0) flush_folder(row->path);
      last = row->path;
      sqlite3_bind_text(insert, 1, row->path, -1, SQLITE_STATIC);
      sqlite3_bind_blob(insert, 2, row->digest, DIGEST, SQLITE_STATIC);
      sqlite3_bind_int64(insert, 3, row->size);
      if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
      sqlite3_reset(insert);
    }
    sql("COMMIT");
    pthread_mutex_lock(&lock);
    for (struct row *row = batch; row;) {
      struct row *next = row->next;
      row->done = 1;
      row = next;
    }
    pthread_cond_broadcast(&flushed);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

static void write_all(int fd, const char *data, size_t length) {
  while (length > 0) {
    ssize_t count = write(fd, data, length);
    if (count < 0) fail("write");
    data += count;
    length -= (size_t)count;
  }
}

/* Stores `row->size` bytes of a connection, of which `have` are in `buffer`. */
static int store(int socket, struct row *row, char *buffer, size_t have, EVP_MD_CTX *hash) {
  char staged[64], *slash = strrchr(row->path, '/');
  snprintf(staged, sizeof staged, ".staged-%ld", __sync_add_and_fetch(&files, 1));
  int fd = openat(library, staged, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (fd < 0) fail(staged);
  EVP_DigestInit_ex(hash, EVP_sha256(), NULL);
  for (long left = row->size; left > 0;) {
    if (have == 0) {
      ssize_t count = recv(socket, buffer, CHUNK, 0);
      if (count <= 0) return -1;
      have = (size_t)count;
    }
    EVP_DigestUpdate(hash, buffer, have);
    write_all(fd, buffer, have);
    left -= (long)have;
    have = 0;
  }
  EVP_DigestFinal_ex(hash, row->digest, NULL);
  if (fdatasync(fd) < 0) fail("fdatasync");
  close(fd);
  if (slash) {
    *slash = 0;
    if (mkdirat(library, row->path, 0755) < 0 && errno != EEXIST) fail(row->path);
    errno = 0;
    *slash = '/';
  }
  if (renameat2(library, staged, library, row->path, 1 /* RENAME_NOREPLACE */) < 0) fail(row->path);
  return 0;
}

static void *serve(void *argument) {
  int socket = (int)(long)argument, on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  char *buffer = malloc(HEAD + CHUNK);
  EVP_MD_CTX *hash = EVP_MD_CTX_new();
  size_t have = 0;
  for (;;) {
    char *end;
    buffer[have] = 0;
    while (!(end = memmem(buffer, have, "\r\n\r\n", 4))) {
      ssize_t count = have < HEAD ? recv(socket, buffer + have, HEAD - have, 0) : 0;
      if (count <= 0) goto closed;
      have += (size_t)count;
      buffer[have] = 0;
    }
    struct row row = {0};
    char *length = strcasestr(buffer, "\r\ncontent-length:");
    if (!length || sscanf(buffer, "PUT /%1000s ", row.path) != 1) {
      const char *other = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      write_all(socket, other, strlen(other));
      have = 0;
      continue;
    }
    row.size = atol(length + 17);
    char *body = end + 4;
    if (store(socket, &row, body, have - (size_t)(body - buffer), hash) < 0) goto closed;
    have = 0;
    pthread_mutex_lock(&lock);
    row.next = waiting;
    waiting = &row;
    pthread_cond_signal(&arrived);
    while (!row.done) pthread_cond_wait(&flushed, &lock);
    pthread_mutex_unlock(&lock);
    const char *created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    write_all(socket, created, strlen(created));
  }
closed:
  EVP_MD_CTX_free(hash);
  free(buffer);
  close(socket);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  signal(SIGPIPE, SIG_IGN);
  library = open(arguments[1], O_RDONLY | O_DIRECTORY);
  char path[1024];
  snprintf(path, sizeof path, "%s/.index.db", arguments[1]);
  if (library < 0 || sqlite3_open(path, &database) != SQLITE_OK) fail(path);
  sql("PRAGMA journal_mode = WAL");
  sql("PRAGMA synchronous = FULL");
  sql("CREATE TABLE files (path TEXT PRIMARY KEY, sha256 BLOB, size INTEGER)");
  if (sqlite3_prepare_v2(database, "INSERT INTO files VALUES (?, ?, ?)", -1, &insert, NULL))
    fail("prepare");
  pthread_t thread;
  pthread_create(&thread, NULL, flush_all, NULL);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 64) < 0) fail("bind");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int socket = accept(listener, NULL, NULL);
    if (socket < 0) continue;
    pthread_create(&thread, NULL, serve, (void *)(long)socket);
    pthread_detach(thread);
  }
}
