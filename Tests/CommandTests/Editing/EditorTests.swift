import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend edit`, with real editors: programs that change the file they are given.
struct EditorTests {
  private static let plan = """
    # Ours.
    [medication.a]
    name = "A"
    at = "08:00"

    """

  private func world(editor: String) throws -> CommandWorld {
    let world = try CommandWorld(plan: EditorTests.plan)
    world.environment["EDITOR"] = editor
    return world
  }

  /// The texts that are kept for somebody.
  private func drafts(_ world: CommandWorld) throws -> [String] {
    let folder = try world.household.paths.stateDirectory + "/drafts"
    return try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
  }

  @Test func aSoundTextIsSavedAndSaidInWords() throws {
    let world = try world(editor: "sed -i s/08:00/09:00/")
    let ran = try world.tend("edit", "--by", "Jonas")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.lines == [
        "a: time now every day at 09:00 (was every day at 08:00)", "  a: next is now 09:00 (was 08:00)",
      ])
    #expect(try world.plan == EditorTests.plan.replacing("08:00", with: "09:00"))
    #expect(try drafts(world).isEmpty)
    #expect(try world.ledger { try $0.latestEvents(1, of: [.edited]) }.first?.origin.actor == "Jonas")
  }

  @Test func aTextWithMistakesIsKeptAndNotSaved() throws {
    let world = try world(editor: "sed -i s/08:00/25:00/")
    let ran = try world.tend("edit")
    #expect(ran.code == 78)
    #expect(ran.problems.contains("plan.toml:4:6: \"25:00\" is not a time"))
    #expect(try world.plan == EditorTests.plan)
    let kept = try #require(try drafts(world).first)
    #expect(ran.problems.contains("your text is kept in \(kept)"))
    #expect(
      try String(contentsOfFile: kept, encoding: .utf8) == EditorTests.plan.replacing("08:00", with: "25:00"))
    #expect(try mode(of: kept) == 0o600)
  }

  @Test func atATerminalAMistakeCanBeMendedAtOnce() throws {
    // The first visit makes the mistake, the second one mends it.
    let world = try world(editor: "sed -i -e s/25:00/10:00/ -e s/08:00/25:00/")
    let ran = try world.tend("edit", terminal: .typing("y"))
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == EditorTests.plan.replacing("08:00", with: "10:00"))
  }

  @Test func anUntouchedTextChangesNothing() throws {
    let world = try world(editor: "true")
    let ran = try world.tend("edit")
    #expect(ran.code == 0)
    #expect(ran.lines == ["Nothing was changed."])
    #expect(try drafts(world).isEmpty)
    #expect(try world.ledger { try $0.latestEvents(1, of: [.edited]) }.isEmpty)
  }

  @Test func anEmptiedPlanIsKeptAsADraftWhereNobodyCanBeAsked() throws {
    let world = try world(editor: "truncate -s 0")
    let ran = try world.tend("edit")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("no entries at all"))
    let kept = try #require(try drafts(world).first)
    #expect(ran.problems.contains("your text is kept in \(kept)"))
    #expect(try world.plan == EditorTests.plan)
  }

  @Test(arguments: [("", 4), ("n", 4), ("y", 0)] as [(String, CInt)])
  func anEmptiedPlanIsSavedOnlyWhenMeant(answer: String, code: CInt) throws {
    let world = try world(editor: "truncate -s 0")
    let ran = try world.tend("edit", terminal: .typing(answer))
    #expect(ran.code == code, "\(ran.problems)")
    #expect(try world.plan == (code == 0 ? "" : EditorTests.plan))
    #expect(try drafts(world).isEmpty == (code == 0))
  }

  @Test func whereNobodyCanBeAskedNoEditorIsLookedFor() throws {
    let world = try CommandWorld(plan: EditorTests.plan)
    // The usual one of this machine would wait at a keyboard that is not there.
    let usual = world.directory.path + "/bin/sensible-editor"
    try world.writeProgram("#!/bin/sh\necho opened >> \"$1\"\n", to: usual)
    world.environment["PATH"] = world.directory.path + "/bin:/usr/bin:/bin"
    let ran = try world.tend("edit")
    #expect(ran.code == 1)
    let path = try world.household.paths.planFile
    #expect(ran.problems == "tend: nobody can be asked here\n  → change \(path) and run tend check\n")
  }

  @Test func anEditorThatFailsSavesNothing() throws {
    let world = try world(editor: "sh -c 'sed -i s/08:00/09:00/ \"$1\"; exit 3' sh")
    let ran = try world.tend("edit")
    #expect(ran.code == 1)
    #expect(ran.problems.contains("ended with 3"))
    #expect(try world.plan == EditorTests.plan)
    #expect(try drafts(world).count == 1)
  }

  @Test func whoChangedThePlanMeanwhileIsNotOverwritten() throws {
    let world = try world(editor: "")
    let path = try world.household.paths.planFile
    world.environment["EDITOR"] =
      "sh -c 'echo \"# Somebody else.\" >> \(path); sed -i s/08:00/09:00/ \"$1\"' sh"
    let ran = try world.tend("edit")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("changed by somebody else"))
    #expect(try world.plan == EditorTests.plan + "# Somebody else.\n")
    #expect(try drafts(world).count == 1)
  }

  @Test func otherCommandsWorkWhileTheEditorIsOpen() throws {
    let world = try world(editor: "")
    let lock = try world.household.paths.stateDirectory + "/plan.lock"
    try world.tend("set", "a", "food=with food")
    // Takes the lock that a command takes, and says so in the plan.
    let probe = """
      import fcntl, struct, sys
      with open("\(lock)", "r+") as file:
          fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
      with open(sys.argv[1], "a") as file:
          file.write("# free\\n")
      """
    let script = world.directory.path + "/probe.py"
    try world.write(probe, to: script)
    world.environment["EDITOR"] = "python3 \(script)"
    let ran = try world.tend("edit")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.hasSuffix("# free\n"))
  }

  @Test(arguments: [("vi", "+2"), ("/usr/bin/vim", "+2"), ("code --wait", nil)])
  func theEditorGoesToTheEntry(editor: String, line: String?) throws {
    let world = try world(editor: editor)
    // Programs of these names that only write down what they were given.
    let bin = world.directory.path + "/bin"
    let seen = world.directory.path + "/seen"
    let name = editor.split(separator: " ")[0].split(separator: "/").last.map(String.init) ?? editor
    try world.writeProgram("#!/bin/sh\nfor word; do echo \"$word\"; done > \(seen)\n", to: "\(bin)/\(name)")
    world.environment["PATH"] = "\(bin):/usr/bin:/bin"
    world.environment["VISUAL"] = editor.hasPrefix("/") ? "\(bin)/\(name)" : editor
    world.environment["EDITOR"] = "false"
    #expect(try world.tend("edit", "a").code == 0)
    let words = try String(contentsOfFile: seen, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(words.first == (editor.hasPrefix("code") ? "--wait" : line))
    #expect(words.count == 2)
    #expect(words.last?.hasSuffix(".toml") == true)
  }

  @Test func thePlanThatIsNotThereBeginsWithAWordOfExplanation() throws {
    let world = try CommandWorld()
    world.environment["VISUAL"] =
      "sh -c 'printf \"[medication.a]\\nname = \\\"A\\\"\\nat = \\\"08:00\\\"\\n\" >> \"$1\"' sh"
    let ran = try world.tend("edit")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.hasPrefix("# The plan"))
    #expect(try world.listing("list").count == 1)
  }
}
