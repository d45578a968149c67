/*
 * The least that executing a plan must do, in C: for each batch of moves, flush the intents in SQLite; check
 * each file, rename it without overwriting, and check it again; flush the folders that gained names; write the
 * outcomes and the new paths of the index. SQLite and the flushes of folders have threads of their own, and what
 * a batch writes is the least: one row for its intents. It does not check names, links or folders, shows no
 * progress, and cannot be stopped, resumed or rolled back. `executeLimit.bench.ts` compares our server with it.
 *
 * Usage: executePlan <library> <database> <job> [watched]; with "watched", all folders are watched and the events
 * are read, as on our server. Prints the seconds, and moves everything back.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1000, AHEAD = 2, FOLDERS = 8192 };

struct move {
  long id;
  char *file, *from, *to;
};
struct folder {
  char *path;
  int fd, gained;
};

static int library;
static sqlite3 *database;
static struct move *moves;
static long count;
static struct folder folders[FOLDERS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* How many moves are announced, made, and flushed with their folders. */
static long announced, made, flushed;

static void fail(const char *what) {
  fprintf(stderr, "%s: %s; %s\n", what, strerror(errno), sqlite3_errmsg(database));
  exit(1);
}

static void sql(const char *text) {
  if (sqlite3_exec(database, text, NULL, NULL, NULL) != SQLITE_OK) fail(text);
}

static sqlite3_stmt *prepared(const char *text) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, text, -1, &statement, NULL) != SQLITE_OK) fail(text);
  return statement;
}

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail("step");
  sqlite3_reset(statement);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

/* The folder of a path, opened when it is first needed, and made if it is missing. */
static struct folder *folder_of(const char *path) {
  size_t length = (size_t)(strrchr(path, '/') - path);
  unsigned long hash = 5381;
  for (size_t at = 0; at < length; at++) hash = hash * 33 + (unsigned char)path[at];
  struct folder *folder = &folders[hash % FOLDERS];
  while (folder->path && (strncmp(folder->path, path, length) || folder->path[length]))
    folder = folder == &folders[FOLDERS - 1] ? folders : folder + 1;
  if (folder->path) return folder;
  folder->path = strndup(path, length);
  const char *name = length ? folder->path + 1 : ".";
  if (mkdirat(library, name, 0755) < 0 && errno != EEXIST) {
    folder_of(folder->path);
    if (mkdirat(library, name, 0755) < 0) fail(name);
  }
  folder->fd = openat(library, name, O_PATH | O_DIRECTORY | O_NOFOLLOW);
  if (folder->fd < 0) fail(name);
  return folder;
}

static const char *name_of(const char *path) { return strrchr(path, '/') + 1; }

static void read_moves(const char *job) {
  sqlite3_stmt *select = prepared(
      "SELECT id, file_id, from_path, to_path FROM changes WHERE job_id = ? AND status = 'planned' ORDER BY id");
  sqlite3_bind_text(select, 1, job, -1, SQLITE_STATIC);
  moves = malloc(1000000 * sizeof *moves);
  while (sqlite3_step(select) == SQLITE_ROW) {
    struct move *move = &moves[count++];
    move->id = sqlite3_column_int64(select, 0);
    move->file = strdup((const char *)sqlite3_column_text(select, 1));
    move->from = strdup((const char *)sqlite3_column_text(select, 2));
    move->to = strdup((const char *)sqlite3_column_text(select, 3));
  }
  sqlite3_finalize(select);
}

/* Flushes the folders of the moves that were made, again and again. */
static void *flush_folders(void *unused) {
  (void)unused;
  for (long done = 0; done < count;) {
    pthread_mutex_lock(&lock);
    while (made == done) pthread_cond_wait(&changed, &lock);
    done = made;
    pthread_mutex_unlock(&lock);
    for (struct folder *folder = folders; folder < folders + FOLDERS; folder++) {
      if (!__sync_lock_test_and_set(&folder->gained, 0)) continue;
      int fd = openat(folder->fd, ".", O_RDONLY | O_DIRECTORY);
      if (fd < 0 || fsync(fd) < 0) fail(folder->path);
      close(fd);
    }
    pthread_mutex_lock(&lock);
    flushed = done;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

/* Announces batches ahead of the renames, and writes the outcomes of those that are flushed. */
static void *keep_journal(void *unused) {
  (void)unused;
  sqlite3_stmt *outcome = prepared("UPDATE changes SET status = 'done' WHERE id = ?");
  sqlite3_stmt *place = prepared("UPDATE files SET path = ?2, folder = ?3 WHERE file_id = ?1 AND present = 1");
  sqlite3_stmt *intent = prepared("INSERT INTO least_intents VALUES (?, ?)");
  for (long written = 0, intended = 0; written < count;) {
    pthread_mutex_lock(&lock);
    while (flushed == written && (intended == count || intended - made >= AHEAD * BATCH))
      pthread_cond_wait(&changed, &lock);
    long done = flushed, last = made + AHEAD * BATCH;
    pthread_mutex_unlock(&lock);
    if (done > written + BATCH) done = written + BATCH;
    if (last > count) last = count;
    sql("BEGIN IMMEDIATE");
    if (last > intended) {
      sqlite3_bind_int64(intent, 1, moves[intended].id);
      sqlite3_bind_int64(intent, 2, moves[last - 1].id);
      run(intent);
      intended = last;
    }
    for (; written < done; written++) {
      struct move *move = &moves[written];
      sqlite3_bind_int64(outcome, 1, move->id);
      run(outcome);
      sqlite3_bind_text(place, 1, move->file, -1, SQLITE_STATIC);
      sqlite3_bind_text(place, 2, move->to, -1, SQLITE_STATIC);
      sqlite3_bind_text(place, 3, move->to, (int)(strrchr(move->to, '/') - move->to), SQLITE_STATIC);
      run(place);
    }
    /* With the flush of the log. */
    sql("COMMIT");
    pthread_mutex_lock(&lock);
    announced = intended;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

static void make_moves(void) {
  for (long at = 0; at < count; at++) {
    if (at % BATCH == 0) {
      pthread_mutex_lock(&lock);
      made = at;
      pthread_cond_broadcast(&changed);
      while (announced < at + BATCH && announced < count) pthread_cond_wait(&changed, &lock);
      pthread_mutex_unlock(&lock);
    }
    struct folder *from = folder_of(moves[at].from), *to = folder_of(moves[at].to);
    const char *old = name_of(moves[at].from), *new = name_of(moves[at].to);
    struct statx before, after;
    if (statx(from->fd, old, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &before) < 0) fail(old);
    if (renameat2(from->fd, old, to->fd, new, 1 /* RENAME_NOREPLACE */) < 0) fail(new);
    to->gained = 1;
    if (statx(to->fd, new, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &after) < 0) fail(new);
    if (before.stx_ino != after.stx_ino) fail("another file");
  }
  pthread_mutex_lock(&lock);
  made = count;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

/* Reads the events of a watch, and drops them. */
static void *drop_events(void *watch) {
  static char events[1 << 16];
  while (read((int)(long)watch, events, sizeof events) > 0)
    ;
  return NULL;
}

static void watch_folders(void) {
  int watch = inotify_init1(IN_CLOEXEC);
  for (struct folder *folder = folders; folder < folders + FOLDERS; folder++) {
    char path[64];
    if (!folder->path) continue;
    snprintf(path, sizeof path, "/proc/self/fd/%d", folder->fd);
    /* What libuv watches for. */
    unsigned mask = IN_ATTRIB | IN_CREATE | IN_MODIFY | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_MOVE;
    if (inotify_add_watch(watch, path, mask) < 0) fail(folder->path);
  }
  pthread_t thread;
  pthread_create(&thread, NULL, drop_events, (void *)(long)watch);
}

int main(int arguments, char **argument) {
  if (arguments < 4) return 2;
  setrlimit(RLIMIT_NOFILE, &(struct rlimit){FOLDERS, FOLDERS});
  library = open(argument[1], O_PATH | O_DIRECTORY);
  if (library < 0 || sqlite3_open(argument[2], &database) != SQLITE_OK) fail(argument[2]);
  sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -2048");
  sql("CREATE TABLE IF NOT EXISTS least_intents (first INTEGER, last INTEGER)");
  if (arguments > 4) {
    read_moves(argument[3]);
    for (long at = 0; at < count; at++) folder_of(moves[at].from), folder_of(moves[at].to);
    count = 0;
    watch_folders();
  }
  double started = now();
  read_moves(argument[3]);
  pthread_t journal, flush;
  pthread_create(&journal, NULL, keep_journal, NULL);
  pthread_create(&flush, NULL, flush_folders, NULL);
  make_moves();
  pthread_join(flush, NULL);
  pthread_join(journal, NULL);
  printf("%f\n", now() - started);
  for (long at = count - 1; at >= 0; at--) {
    struct move *move = &moves[at];
    if (renameat(folder_of(move->to)->fd, name_of(move->to), folder_of(move->from)->fd, name_of(move->from)) < 0)
      fail(move->from);
  }
  return 0;
}
