import Foundation
import Testing

@testable import TendCommands

/// `Documentation/commands.md` says of every verb what the program says of it.
struct CommandReferenceTests {
  private static let marker =
    "<!-- From here on written by CommandReferenceTests with RECORD_SNAPSHOTS=1. -->\n"

  @Test func theReferenceSaysWhatTheProgramSays() throws {
    let path = root.appending(path: "Documentation/commands.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    let mark = try #require(text.range(of: CommandReferenceTests.marker))
    let written = CommandReference.text
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data((text[..<mark.upperBound] + "\n" + written).utf8).write(to: path)
    }
    #expect(
      String(text[mark.upperBound...]) == "\n" + written,
      "RECORD_SNAPSHOTS=1 swift test --filter CommandReferenceTests writes it anew")
  }

  @Test func everyExitCodeIsListed() throws {
    let text = try String(contentsOf: root.appending(path: "Documentation/commands.md"), encoding: .utf8)
    for code in [ExitStatus.failed, .refused, .partly, .usage, .unavailable, .badPlan] {
      #expect(text.contains("| \(code.rawValue) |"), "\(code)")
    }
  }

  private var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
  }
}
