import FileTesting
import Foundation
import Testing

@testable import TendCommands

/// The unit and the catalog that the program carries along.
struct UnitTests {
  @Test func theUnitIsTheOneInTheTree() throws {
    try expectEmbedded(
      UnitFile.template, "systemd/tend.service.in", in: "UnitFile+Template.swift",
      head: "extension UnitFile {\n  static let template")
  }

  @Test func theUnitThatTellsOfAFailureIsTheOneInTheTree() throws {
    try expectEmbedded(
      UnitFile.failureTemplate, "systemd/tend-failure.service.in", in: "UnitFile+FailureTemplate.swift",
      head: "extension UnitFile {\n  static let failureTemplate")
  }

  @Test func theCatalogIsTheOneInTheTree() throws {
    try expectEmbedded(
      Catalog.text, "systemd/tend.catalog", in: "Catalog+Text.swift",
      head: "extension Catalog {\n  static let text")
  }

  @Test(arguments: [
    ("/home/carer/.local/bin", true, "ExecStart=/home/carer/.local/bin/tendd"),
    ("/opt/tend", false, "ExecStart=@/opt/tend/tend tendd"),
    ("/opt/100%", true, "ExecStart=/opt/100%%/tendd"),
    ("/opt/my tools", true, "ExecStart=\"/opt/my tools/tendd\""),
    ("/opt/my tools", false, "ExecStart=@\"/opt/my tools/tend\" tendd"),
  ])
  func theProgramIsNamedSoThatSystemdFindsIt(directory: String, hasName: Bool, line: String) throws {
    let unit = try #require(UnitFile(directory: directory, hasDaemonName: hasName))
    #expect(unit.text.split(separator: "\n").contains(Substring(line)), "\(unit.text)")
    #expect(!unit.text.contains("@bindir@"))
    #expect(UnitFile.isOurs(unit.text))
  }

  @Test(arguments: ["relative/bin", "/opt/a\nb", "/opt/$HOME", "/opt/\"", "/opt/back\\slash"])
  func aDirectoryThatSystemdWouldMisreadIsRefused(directory: String) {
    #expect(UnitFile(directory: directory, hasDaemonName: true) == nil)
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")),
    arguments: [true, false])
  func systemdHasNothingToSayAboutIt(hasName: Bool) throws {
    let directory = try TemporaryDirectory()
    let bin = directory.path + "/my 100% tools"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    for name in ["tend", "tendd"] {
      try FileManager.default.createSymbolicLink(atPath: "\(bin)/\(name)", withDestinationPath: "/bin/true")
    }
    let unit = try #require(UnitFile(directory: bin, hasDaemonName: hasName))
    let path = directory.path + "/tend.service"
    try Data(unit.text.utf8).write(to: URL(filePath: path))
    let failure = directory.path + "/" + UnitFile.failureUnit
    try Data(unit.failureText.utf8).write(to: URL(filePath: failure))
    let ran = try ChildProcess(
      "systemd-analyze", ["verify", "--user", "--man=no", path, failure],
      environment: ["XDG_RUNTIME_DIR": directory.path, "HOME": directory.path]
    ).capture()
    #expect(ran.problems == "")
    #expect(ran.ending == 0)
  }

  @Test func aForeignUnitIsNotOurs() {
    #expect(!UnitFile.isOurs("[Service]\nExecStart=/usr/bin/tendd\n"))
  }

  private func expectEmbedded(_ text: String, _ path: String, in file: String, head: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let original = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      let lines = original.split(separator: "\n", omittingEmptySubsequences: false)
      let body = lines.map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
      let source = """
        // Held equal to \(path) by a test, which writes this file anew with RECORD_SNAPSHOTS=1.

        \(head) = #\"""
        \(body)
            \"""#
        }

        """
      try Data(source.utf8).write(to: root.appending(path: "Sources/TendCommands/Service/\(file)"))
    }
    #expect(text == original, "RECORD_SNAPSHOTS=1 writes \(file) anew")
  }
}
