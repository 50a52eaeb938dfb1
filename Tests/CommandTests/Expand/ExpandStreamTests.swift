import FileTesting
import Foundation
import Glibc
import Testing

/// `tend expand --batch` as a process between two pipes.
@Suite(.enabled(if: BatchProcess.program != nil, "the executable is not built"))
struct ExpandStreamTests {
  @Test func eachLineIsAnsweredBeforeTheNextIsSent() throws {
    let stream = try BatchProcess()
    for number in 1...3 {
      try stream.send(Data(#"{"id":\#(number),"start":"20260301"}"#.utf8) + [UInt8(ascii: "\n")])
      #expect(try stream.line() == #"{"id":\#(number),"instants":["2026-03-01T00:00:00Z"]}"#)
    }
    #expect(try stream.end() == 0)
  }

  @Test func anInputThatCannotBeReadIsNoEmptyOne() throws {
    let process = Process()
    process.executableURL = BatchProcess.program
    process.arguments = ["expand", "--batch"]
    process.environment = ["HOME": "/nonexistent"]
    process.standardInput = FileHandle(forReadingAtPath: "/")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
  }

  @Test func everyLineHasItsAnswerInItsPlaceWhateverBytesItIsMadeOf() throws {
    let stream = try BatchProcess()
    let sound = Data(#"{"id":"sound","start":"20260301"}"#.utf8)
    let lines: [Data] = [
      Data(), Data([0xff, 0xfe, 0x00, 0x80]), sound, sound + [UInt8(ascii: "\r")], Data(#"{"id":"a"}"#.utf8),
      Data(repeating: UInt8(ascii: "x"), count: 3 << 20), sound,
    ]
    var answers: [Bool] = []
    for line in lines {
      try stream.send(line + [UInt8(ascii: "\n")])
      answers.append(try stream.line().contains(#""instants""#))
    }
    #expect(answers == [false, false, true, true, false, false, true])
    // The last line may lack its end.
    try stream.send(sound)
    try stream.closeInput()
    #expect(try stream.line().contains(#""instants""#))
    #expect(try stream.end() == 0)
  }
}

/// The running program and both ends of its pipes.
private final class BatchProcess {
  /// Beside the tests, where the package has the executable.
  static let program: URL? = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let program = tests.deletingLastPathComponent().appending(path: "tend")
    return access(program.path(percentEncoded: false), X_OK) == 0 ? program : nil
  }()

  private let home = try? TemporaryDirectory()
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var read = Data()

  init() throws {
    process.executableURL = BatchProcess.program
    process.arguments = ["expand", "--batch"]
    process.environment = ["HOME": try #require(home).path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func send(_ bytes: Data) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Waits for the next line.
  func line() throws -> String {
    while true {
      if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
        defer { read = Data(read[(end + 1)...]) }
        return String(decoding: read[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "it ended without an answer")
      read += more
    }
  }

  func end() throws -> Int32 {
    try? closeInput()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
