import Foundation
import Systemd
import Testing

struct JournalTests {
  private let directory: TemporaryDirectory
  private let receiver: DatagramReceiver
  private let journal: Journal

  init() throws {
    directory = try TemporaryDirectory()
    receiver = try DatagramReceiver(directory["socket"])
    journal = try Journal(socketPath: directory["socket"])
  }

  @Test func plainFieldsAreLines() throws {
    try journal.send([JournalField("MESSAGE", "Dose due: 8 mg"), JournalField("PRIORITY", "5")])
    #expect(try receiver.receiveText() == "MESSAGE=Dose due: 8 mg\nPRIORITY=5\n")
  }

  @Test func aValueWithNewLinesIsFramedByItsLength() throws {
    try journal.send([JournalField("MESSAGE", "a\nbc\n"), JournalField("N", "1")])
    let frame: [UInt8] = [5, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      try receiver.receive().bytes
        == Array("MESSAGE\n".utf8) + frame + Array("a\nbc\n".utf8) + Array("\nN=1\n".utf8))
  }

  @Test func aLengthIsLittleEndianIn64Bits() throws {
    let value = [UInt8](repeating: 0x0A, count: 0x0102)
    try journal.send([JournalField("V", bytes: value)])
    #expect(try receiver.receive().bytes == Array("V\n".utf8) + [2, 1, 0, 0, 0, 0, 0, 0] + value + [0x0A])
  }

  @Test func bytesOfAnyKindStayAsTheyAre() throws {
    try journal.send([JournalField("V", bytes: [0, 0xFF, 0x20, 0x3D, 0x20])])
    #expect(try receiver.receive().bytes == Array("V=".utf8) + [0, 0xFF, 0x20, 0x3D, 0x20, 0x0A])
  }

  @Test func anEmptyValueAndARepeatedNameAreAllowed() throws {
    try journal.send([JournalField("TAG", ""), JournalField("TAG", "b")])
    #expect(try receiver.receiveText() == "TAG=\nTAG=b\n")
  }

  @Test func aLargeEntryGoesInASealedFile() throws {
    let text = String(repeating: "0123456789\n", count: 100_000)
    try journal.send([JournalField("MESSAGE", "long"), JournalField("REPORT", text)])
    let message = try receiver.receive()
    #expect(message.bytes.isEmpty)
    let file = FileHandle(fileDescriptor: try #require(message.descriptor), closeOnDealloc: true)
    try file.seek(toOffset: 0)
    var expected = Data("MESSAGE=long\nREPORT\n".utf8)
    withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { expected.append(contentsOf: $0) }
    expected.append(contentsOf: text.utf8)
    expected.append(0x0A)
    #expect(try file.readToEnd() == expected)
    #expect(throws: (any Error).self) { try file.write(contentsOf: Data("x".utf8)) }
    #expect(ftruncate(file.fileDescriptor, 0) == -1)
  }

  @Test(arguments: [
    "", "message", "_PID", "1ST", "DOSE.ID", "DOSE ID", "DOSE-ID", "DÖSE", "A=B", "A\nB",
    String(repeating: "N", count: 65),
  ])
  func aFieldThatTheJournalWouldDropIsRefused(name: String) {
    #expect(throws: JournalError.invalidField(name)) {
      try journal.send([JournalField("MESSAGE", "x"), JournalField(name, "y")])
    }
  }

  @Test(arguments: ["M", "TEND_OCCURRENCE", "A1_", String(repeating: "N", count: 64)])
  func aFieldThatTheJournalKeepsIsSent(name: String) throws {
    try journal.send([JournalField(name, "y")])
    #expect(try receiver.receiveText() == "\(name)=y\n")
  }

  @Test func anEntryWithoutFieldsIsRefused() {
    #expect(throws: JournalError.invalidField("")) { try journal.send([]) }
  }

  @Test func anEntryPastTheJournalsLimitsIsRefused() {
    let large = JournalField("MESSAGE", bytes: [UInt8](repeating: 0x20, count: 33 << 20))
    #expect(throws: JournalError.tooLarge) { try journal.send([large]) }
    let many = (0...1024).map { JournalField("F\($0)", "") }
    #expect(throws: JournalError.tooLarge) { try journal.send(many) }
  }

  @Test func aJournalThatNobodyStartedIsAbsent() throws {
    let journal = try Journal(socketPath: directory["nowhere"])
    #expect(throws: JournalError.absent) { try journal.send([JournalField("MESSAGE", "x")]) }
  }

  @Test func aJournalThatDiedIsAbsentAndFoundAgainWhenItIsBack() throws {
    var other: DatagramReceiver? = try DatagramReceiver(directory["other"])
    let journal = try Journal(socketPath: directory["other"])
    try journal.send([JournalField("MESSAGE", "1")])
    #expect(try other?.receiveText() == "MESSAGE=1\n")

    other = nil
    // A program that another test starts in this very moment has a copy of the socket until it executes.
    var refusal: JournalError?
    for _ in 0..<10_000 where refusal != .absent {
      do { try journal.send([JournalField("MESSAGE", "2")]) } catch { refusal = error }
      if refusal != .absent { usleep(1000) }
    }
    #expect(refusal == .absent)
    try directory.delete("other")
    let restarted = try DatagramReceiver(directory["other"])
    try journal.send([JournalField("MESSAGE", "3")])
    #expect(try restarted.receiveText() == "MESSAGE=3\n")
  }

  @Test func aJournalThatDoesNotReadIsFullAndGoesOnWhenItDoes() throws {
    var sent = 0
    #expect(throws: JournalError.full) {
      while sent < 100_000 {
        try journal.send([JournalField("MESSAGE", "\(sent)")])
        sent += 1
      }
    }
    for number in 0..<sent {
      #expect(try receiver.receiveText() == "MESSAGE=\(number)\n")
    }
    try journal.send([JournalField("MESSAGE", "again")])
    #expect(try receiver.receiveText() == "MESSAGE=again\n")
  }

  @Test func theJournalStreamIsKnownByDeviceAndInode() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    var status = stat()
    try #require(fstat(descriptor, &status) == 0)
    #expect(Journal.isStream(descriptor, named: "\(status.st_dev):\(status.st_ino)"))
    #expect(!Journal.isStream(descriptor, named: "\(status.st_dev):\(status.st_ino + 1)"))
    for name in [nil, "", ":", "1", "1:", "x:y", "\(status.st_dev):\(status.st_ino):1"] {
      #expect(!Journal.isStream(descriptor, named: name))
    }
    #expect(!Journal.stderrIsJournal(environment: [:]))
  }
}
