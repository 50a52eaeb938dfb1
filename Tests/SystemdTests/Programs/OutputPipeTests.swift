import Glibc
import Testing

@testable import Systemd

struct OutputPipeTests {
  /// As a process that is just being started has copies of everything: with a source that was freed before, sd-event
  /// ends the program ("Code should not be reached").
  @Test func aPipeThatIsDroppedIsNotWatchedThroughACopyOfIt() throws {
    let loop = try EventLoop()
    let (reader, writer) = try copies(loop)
    defer {
      close(reader)
      close(writer)
    }
    #expect(write(writer, "x", 1) == 1)
    #expect(try !loop.turn())
  }

  private func copies(_ loop: EventLoop) throws -> (reader: CInt, writer: CInt) {
    let pipe = try OutputPipe(loop: loop)
    return (fcntl(pipe.reader.number, F_DUPFD_CLOEXEC, 0), fcntl(pipe.writingEnd, F_DUPFD_CLOEXEC, 0))
  }
}
