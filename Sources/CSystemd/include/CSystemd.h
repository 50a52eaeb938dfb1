// The C that `Systemd` stands on: libsystemd's headers, the kernel headers that the Swift toolchain's Glibc
// module leaves out, and the few things that Swift cannot import.

#pragma once

#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/types.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-bus-vtable.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <systemd/sd-id128.h>

_Pragma("clang assume_nonnull begin")

/// Makes a memory file that holds `data` and can no longer be changed by anybody.
///
/// In C because `memfd_create` and the seals are GNU extensions that the Glibc module hides.
/// Returns the file descriptor, which the caller closes, or a negative errno.
int csystemd_sealed_memory_file(const void *data, size_t size);

/// Sends an otherwise empty datagram that carries one file descriptor, without ever waiting.
///
/// In C because the `CMSG_` macros are not imported. Returns 0 or a negative errno.
int csystemd_send_descriptor(int socket, const struct sockaddr_un *to, socklen_t to_size, int descriptor);

/// Makes a pipe that no program started later inherits.
///
/// In C because `pipe2` is a GNU extension. Returns 0 or a negative errno.
int csystemd_pipe(int *reader, int *writer);

/// Starts a program in a session and process group of its own, with no descriptors but the three given ones, with no
/// signals blocked or ignored, and in `directory`.
///
/// In C because most of what it takes is a GNU extension that the Glibc module hides. Returns 0 or a negative errno.
int csystemd_spawn(pid_t *process, const char *path, char *_Nullable const *_Nonnull arguments,
                   char *_Nullable const *_Nonnull environment, const char *directory, int input, int output);

/// Fill in one entry of a table that describes an interface on the bus: a start, members, an end.
///
/// In C because the header asks for its macros, which are not imported; the start entry holds the address of one of
/// libsystemd's own symbols. The strings are kept, not copied. `names` are those of the arguments, then those of the
/// results, each ended by a NUL.
void csystemd_vtable_start(sd_bus_vtable *entry);
void csystemd_vtable_method(sd_bus_vtable *entry, const char *member, const char *takes, const char *returns,
                            const char *names, sd_bus_message_handler_t handler);
void csystemd_vtable_property(sd_bus_vtable *entry, const char *member, const char *type, sd_bus_property_get_t get);
void csystemd_vtable_signal(sd_bus_vtable *entry, const char *member, const char *carries, const char *names);
void csystemd_vtable_end(sd_bus_vtable *entry);

_Pragma("clang assume_nonnull end")
