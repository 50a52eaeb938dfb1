import FileTesting
import Foundation
import Host
import Testing

@testable import TendCommands

/// What a verb did as seen from the shell.
struct Ran {
  var code: CInt
  var output: String
  /// What went to standard error.
  var problems: String

  /// Of the output, without the one at the end.
  var lines: [String] {
    output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
  }

  /// The object that was printed.
  func json() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
      "no object: \(output)\(problems)")
  }

  /// The items of a listing of version 1.
  func items() throws -> [[String: Any]] {
    let object = try json()
    #expect(object["version"] as? Int == 1)
    return try #require(object["items"] as? [[String: Any]], "no items: \(output)")
  }
}

extension CommandWorld {
  /// Runs `tend` with these words after its name.
  @discardableResult
  func tend(_ words: String..., terminal: Terminal = .none) throws -> Ran {
    try tend(words, terminal)
  }

  /// Runs a listing with `--json` and returns its items.
  func listing(_ words: String...) throws -> [[String: Any]] {
    let ran = try tend(words + ["--json"])
    #expect(ran.code == 0, "\(ran.problems)")
    return try ran.items()
  }

  @discardableResult
  func tend(_ words: [String], _ terminal: Terminal = .none) throws -> Ran {
    startsCommand()
    let transcript = Transcript()
    let printer = Printer(output: { transcript.output += $0 }, problems: { transcript.problems += $0 })
    var context = CommandContext(
      household: try household, environment: environment, printer: printer, terminal: terminal,
      program: "/usr/bin/tend")
    // No test writes to the journal of whoever runs it.
    context.journalSocket = directory.path + "/journal"
    context.root = directory.path + "/root"
    let code = TendMain.run(words, in: context)
    return Ran(code: code, output: transcript.output, problems: transcript.problems)
  }

  private final class Transcript {
    var output = ""
    var problems = ""
  }
}
