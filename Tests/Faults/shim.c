/* Counts every call that changes a file below $FAULT_ROOT, and lets one of them go wrong.
 *
 *   FAULT_ROOT   calls on other files pass untouched
 *   FAULT_AT     the call to meet, counted from 1; none where it is unset
 *   FAULT_MODE   before: the process is killed before the call
 *                after:  the process is killed after it
 *                torn:   a write is cut in half, then the process is killed
 *                ENOSPC, EIO, EROFS: the call fails so, and so does every one after it
 *   FAULT_MET    a file that is made when the call is met
 *   FAULT_LOG    each call is recorded here with its data, for powerloss.py
 *
 * Only the calls are looked at that SQLite, the C library's stdio-free users and Tend make: what none of them
 * calls is missing here. The log is made of native-endian records: u32 kind, u32 path length, u32 data length,
 * i64 offset, then path and data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN = 1, WRITE, SYNC, RENAME, UNLINK, TRUNCATE, MKDIR, SAID, LINK };

static const char *root;
static int logfile = -1;
static long target, count;
static const char *mode = "";

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  root = getenv("FAULT_ROOT");
  if (getenv("FAULT_AT")) target = atol(getenv("FAULT_AT"));
  if (getenv("FAULT_MODE")) mode = getenv("FAULT_MODE");
  const char *log = getenv("FAULT_LOG");
  if (log) logfile = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) { return root && path && strncmp(path, root, strlen(root)) == 0; }

static int path_of(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 4095);
  if (length < 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static int absolute(int directory, const char *path, char *full) {
  if (!path) return 0;
  if (path[0] == '/') {
    snprintf(full, 4096, "%s", path);
  } else {
    char base[4096] = "";
    if (directory == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return 0;
    } else {
      char link[40];
      snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return 0;
      base[length] = 0;
    }
    if (snprintf(full, 4096, "%s/%s", base, path) >= 4096) return 0;
  }
  return is_ours(full);
}

static void record(enum kind kind, const char *path, int64_t offset, const void *data, size_t length) {
  if (logfile < 0) return;
  uint32_t head[3] = {kind, (uint32_t)strlen(path), (uint32_t)length};
  struct iovec parts[4] = {
      {head, sizeof head}, {&offset, sizeof offset}, {(void *)path, head[1]}, {(void *)data, length}};
  if (REAL(writev)(logfile, parts, 4) < 0) _exit(99);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Whether this call is the one, or one of those that fail with it: then -1, with errno. */
static int meets(void) {
  long this = ++count;
  if (!target || this < target) return 0;
  const char *met = getenv("FAULT_MET");
  if (met && this == target) close(REAL(open)(met, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  int error = !strcmp(mode, "ENOSPC") ? ENOSPC : !strcmp(mode, "EIO") ? EIO : !strcmp(mode, "EROFS") ? EROFS : 0;
  if (error) {
    errno = error;
    return -1;
  }
  if (this == target && !strcmp(mode, "before")) die();
  return 0;
}

static void passed(void) {
  if (target && count == target && (!strcmp(mode, "after") || !strcmp(mode, "torn"))) die();
}

static int is_torn(void) { return target && count == target && !strcmp(mode, "torn"); }

/* open */

static int changes(int flags) { return (flags & (O_CREAT | O_TRUNC)) != 0; }

static int opened(int (*call)(int, const char *, int, ...), int directory, const char *path, int flags, mode_t perm) {
  char full[4096];
  if (!changes(flags) || !absolute(directory, path, full)) return call(directory, path, flags, perm);
  int is_new = access(full, F_OK) != 0;
  if (!is_new && !(flags & O_TRUNC)) return call(directory, path, flags, perm);
  if (meets()) return -1;
  int fd = call(directory, path, flags, perm);
  if (fd >= 0) record(OPEN, full, flags & O_TRUNC ? 1 : 0, NULL, 0);
  passed();
  return fd;
}

#define PERMISSION(flags)                                        \
  mode_t perm = 0;                                               \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {                       \
    va_list list;                                                \
    va_start(list, flags);                                       \
    perm = va_arg(list, mode_t);                                 \
    va_end(list);                                                \
  }

int open(const char *path, int flags, ...) {
  PERMISSION(flags)
  return opened(REAL(openat), AT_FDCWD, path, flags, perm);
}
int open64(const char *path, int flags, ...) {
  PERMISSION(flags)
  return opened(REAL(openat64), AT_FDCWD, path, flags, perm);
}
int openat(int directory, const char *path, int flags, ...) {
  PERMISSION(flags)
  return opened(REAL(openat), directory, path, flags, perm);
}
int openat64(int directory, const char *path, int flags, ...) {
  PERMISSION(flags)
  return opened(REAL(openat64), directory, path, flags, perm);
}

/* write */

static ssize_t written(int fd, const void *data, size_t length, off64_t offset, int is_placed) {
  char path[4096];
  ssize_t (*place)(int, const void *, size_t, off64_t) = REAL(pwrite64);
  ssize_t (*append)(int, const void *, size_t) = REAL(write);
  if (fd <= 2 && logfile >= 0) record(SAID, "", fd, data, length);
  if (!path_of(fd, path)) return is_placed ? place(fd, data, length, offset) : append(fd, data, length);
  if (meets()) return -1;
  if (!is_placed) offset = lseek64(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
  if (is_torn()) length = length / 2;
  ssize_t done = is_placed ? place(fd, data, length, offset) : append(fd, data, length);
  if (done > 0) record(WRITE, path, offset, data, (size_t)done);
  passed();
  return done;
}

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  return written(fd, data, length, offset, 1);
}

/* the rest */

#define ON_FD(kind, name, offset, ...)                 \
  char path[4096];                                     \
  if (!path_of(fd, path)) return REAL(name)(__VA_ARGS__); \
  if (meets()) return -1;                              \
  int result = REAL(name)(__VA_ARGS__);                \
  if (result == 0) record(kind, path, offset, NULL, 0); \
  passed();                                            \
  return result;

int fsync(int fd) { ON_FD(SYNC, fsync, 0, fd) }
int fdatasync(int fd) { ON_FD(SYNC, fdatasync, 0, fd) }
int ftruncate(int fd, off_t length) { ON_FD(TRUNCATE, ftruncate, length, fd, length) }
int ftruncate64(int fd, off64_t length) { ON_FD(TRUNCATE, ftruncate64, length, fd, length) }

static int renamed(int from_directory, const char *from, int to_directory, const char *to, unsigned flags) {
  int (*call)(int, const char *, int, const char *, unsigned) = REAL(renameat2);
  char old[4096], new[4096];
  int was_ours = absolute(from_directory, from, old);
  if (!absolute(to_directory, to, new) && !was_ours) return call(from_directory, from, to_directory, to, flags);
  if (meets()) return -1;
  int result = call(from_directory, from, to_directory, to, flags);
  if (result == 0) record(RENAME, old, 0, new, strlen(new));
  passed();
  return result;
}

int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  return renamed(a, from, b, to, flags);
}

int link(const char *from, const char *to) {
  char old[4096], new[4096];
  int was_ours = absolute(AT_FDCWD, from, old);
  if (!absolute(AT_FDCWD, to, new) && !was_ours) return REAL(link)(from, to);
  if (meets()) return -1;
  int result = REAL(link)(from, to);
  if (result == 0) record(LINK, old, 0, new, strlen(new));
  passed();
  return result;
}

static int removed(int directory, const char *name, int flags) {
  char path[4096];
  if (!absolute(directory, name, path)) return REAL(unlinkat)(directory, name, flags);
  if (meets()) return -1;
  int result = REAL(unlinkat)(directory, name, flags);
  if (result == 0) record(UNLINK, path, 0, NULL, 0);
  passed();
  return result;
}

int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int unlinkat(int directory, const char *name, int flags) { return removed(directory, name, flags); }

int mkdir(const char *name, mode_t perm) {
  char path[4096];
  if (!absolute(AT_FDCWD, name, path)) return REAL(mkdir)(name, perm);
  if (meets()) return -1;
  int result = REAL(mkdir)(name, perm);
  if (result == 0) record(MKDIR, path, 0, NULL, 0);
  passed();
  return result;
}
