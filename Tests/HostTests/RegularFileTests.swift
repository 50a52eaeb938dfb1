import FileTesting
import Glibc
import Host
import Testing

@Suite struct RegularFileTests {
  let directory: TemporaryDirectory
  var path: String { directory.file("plan.toml") }

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 100_000])
  func everyByteIsRead(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try AtomicFile.write(path, bytes)
    #expect(try RegularFile.read(path, limit: 100_000) == bytes)
    #expect(try RegularFile.read(path, limit: count) == bytes)
  }

  @Test func aFileOfTheKernelThatSaysItIsEmptyIsReadToItsEnd() throws {
    #expect(try RegularFile.read("/proc/self/mountinfo", limit: 1 << 20).last == UInt8(ascii: "\n"))
  }

  @Test func theReasonsForNotReadingAreToldApart() throws {
    try write("12345", to: path)
    mkfifo(directory.file("pipe"), 0o600)
    func cause(_ path: String) -> FileError.Cause? {
      do {
        _ = try RegularFile.read(path, limit: 4)
        return nil
      } catch {
        return error.cause
      }
    }
    #expect(cause(path) == .tooLarge(limit: 4))
    #expect(cause(directory.file("nothing")) == .missing)
    #expect(cause(directory.path) == .notRegular)
    #expect(cause(directory.file("pipe")) == .notRegular)
    #expect(cause("/dev/null") == .notRegular)
  }

  @Test func anErrorNamesTheFileAndTheReason() {
    let error = FileError(path: "/a/plan.toml", action: "read", cause: .tooLarge(limit: 9))
    #expect("\(error)" == "cannot read /a/plan.toml: it is larger than 9 bytes")
  }
}
