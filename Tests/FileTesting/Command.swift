import Foundation
import Glibc

/// Another program, run to its end.
public struct Command {
  /// What it exited with; 128 and the number of the signal that ended it.
  public let status: Int32
  public let output: String
  public let errors: String

  /// Looks for the program as a shell does; it has our environment, and nothing to read.
  ///
  /// Not by Foundation's `Process`, which was seen to wait for ever for one that was over already.
  @discardableResult
  public init(_ arguments: String...) throws {
    let directory = try TemporaryDirectory()
    let (output, errors) = (directory.file("output"), directory.file("errors"))
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)
    var texts = arguments.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var process = pid_t()
    let result = posix_spawnp(&process, arguments[0], &files, nil, &texts, environ)
    guard result == 0 else { throw POSIXError(.init(rawValue: result) ?? .EIO) }
    var ending = CInt()
    while waitpid(process, &ending, 0) < 0 {
      guard errno == EINTR else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }
    status = ending & 0x7F == 0 ? ending >> 8 & 0xFF : 128 + (ending & 0x7F)
    self.output = try text(of: output)
    self.errors = try text(of: errors)
  }
}
