#define _GNU_SOURCE

#include "CSystemd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Writes all of it: a write to memory may still come back short.
static int write_whole(int descriptor, const char *data, size_t size) {
  while (size > 0) {
    ssize_t written = write(descriptor, data, size);
    if (written < 0) {
      if (errno == EINTR)
        continue;
      return -errno;
    }
    data += written;
    size -= (size_t)written;
  }
  return 0;
}

int csystemd_sealed_memory_file(const void *data, size_t size) {
  int descriptor = memfd_create("tend", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0)
    return -errno;

  int result = write_whole(descriptor, data, size);
  if (result == 0 && fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) < 0)
    result = -errno;
  if (result == 0)
    return descriptor;

  close(descriptor);
  return result;
}

int csystemd_send_descriptor(int socket, const struct sockaddr_un *to, socklen_t to_size, int descriptor) {
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &descriptor, sizeof(int));

  struct msghdr message = {
      .msg_name = (void *)to,
      .msg_namelen = to_size,
      .msg_control = &control,
      .msg_controllen = sizeof control,
  };
  if (sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
    return -errno;
  return 0;
}

/// The header wants an entry that is not static to be zero first, padding of the union included.
static void fill(sd_bus_vtable *entry, sd_bus_vtable value) {
  memset(entry, 0, sizeof *entry);
  *entry = value;
}

void csystemd_vtable_start(sd_bus_vtable *entry) {
  fill(entry, (sd_bus_vtable)SD_BUS_VTABLE_START(0));
}

void csystemd_vtable_method(sd_bus_vtable *entry, const char *member, const char *takes, const char *returns,
                            const char *names, sd_bus_message_handler_t handler) {
  fill(entry, (sd_bus_vtable)SD_BUS_METHOD(member, takes, returns, handler, SD_BUS_VTABLE_UNPRIVILEGED));
  entry->x.method.names = names;
}

void csystemd_vtable_property(sd_bus_vtable *entry, const char *member, const char *type, sd_bus_property_get_t get) {
  fill(entry, (sd_bus_vtable)SD_BUS_PROPERTY(member, type, get, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE));
}

void csystemd_vtable_signal(sd_bus_vtable *entry, const char *member, const char *carries, const char *names) {
  fill(entry, (sd_bus_vtable)SD_BUS_SIGNAL(member, carries, 0));
  entry->x.signal.names = names;
}

void csystemd_vtable_end(sd_bus_vtable *entry) {
  fill(entry, (sd_bus_vtable)SD_BUS_VTABLE_END);
}

int csystemd_pipe(int *reader, int *writer) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0)
    return -errno;
  *reader = ends[0];
  *writer = ends[1];
  return 0;
}

static int prepare_files(posix_spawn_file_actions_t *files, const char *directory, int input, int output) {
  int result = posix_spawn_file_actions_addchdir_np(files, directory);
  if (result == 0)
    result = posix_spawn_file_actions_adddup2(files, input, STDIN_FILENO);
  if (result == 0)
    result = posix_spawn_file_actions_adddup2(files, output, STDOUT_FILENO);
  if (result == 0)
    result = posix_spawn_file_actions_adddup2(files, output, STDERR_FILENO);
  if (result == 0)
    result = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
  return result;
}

static int prepare_signals(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int result =
      posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (result == 0)
    result = posix_spawnattr_setsigmask(attributes, &none);
  if (result == 0)
    result = posix_spawnattr_setsigdefault(attributes, &all);
  return result;
}

int csystemd_spawn(pid_t *process, const char *path, char *_Nullable const *_Nonnull arguments,
                   char *_Nullable const *_Nonnull environment, const char *directory, int input, int output) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  int result = posix_spawn_file_actions_init(&files);
  if (result != 0)
    return -result;
  result = posix_spawnattr_init(&attributes);
  if (result == 0) {
    result = prepare_files(&files, directory, input, output);
    if (result == 0)
      result = prepare_signals(&attributes);
    if (result == 0)
      result = posix_spawn(process, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&files);
  return -result;
}
