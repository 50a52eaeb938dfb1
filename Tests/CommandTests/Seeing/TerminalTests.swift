import FileTesting
import Foundation
import Glibc
import Testing

@testable import TendCommands

/// Texts that would break a table or steer a terminal.
struct TerminalTests {
  @Test func nothingThatSomebodyTypedCanSteerTheTerminal() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let trick = "asleep\u{1B}[2J\u{9B}31m\u{7}\r"
    try world.tend("skip", "midostaurin", "--reason", trick, "--by", trick)
    for words in [["today"], ["agenda"], ["history"], ["history", "--json"], ["today", "--json"]] {
      for terminal in [Terminal.none, .showing(60)] {
        let ran = try world.tend(words, terminal)
        #expect(ran.output.contains("asleep"), "\(words)")
        #expect(
          !ran.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F) ~= $0.value })
      }
    }
  }

  @Test(arguments: [("/dev/full", "No space left on device"), (nil, "Bad file descriptor")])
  func outputThatIsLostIsAFailure(path: String?, reason: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let output = path.map { open($0, O_WRONLY) } ?? -1
    let seen = world.directory.path + "/seen"
    let problems = open(seen, O_WRONLY | O_CREAT, 0o600)
    defer { for descriptor in [output, problems] where descriptor >= 0 { close(descriptor) } }
    let context = CommandContext(
      household: try world.household, environment: world.environment,
      printer: Printer(output: output, problems: problems), terminal: .none, program: "/usr/bin/tend")
    #expect(TendMain.run(["list"], in: context) == 1)
    #expect(try String(contentsOfFile: seen, encoding: .utf8) == "tend: cannot write the output: \(reason)\n")
  }

  @Test func aCellOfATableIsOneLine() {
    #expect(Table.Cell("a\tb\nc\u{1B}d").text == "a b c\u{FFFD}d")
  }

  @Test func whatIsCountedByItsBytesIsAsWideAsItsLetters() {
    func counted(_ text: String) -> Int? {
      var text = text
      return text.withUTF8(DisplayWidth.ofPlain)
    }
    let letters = (0x20...0x2FFF).compactMap(Unicode.Scalar.init).map { "a\($0)b" }
    for text in letters + ["", "Zoë’s “Übung” – 2 × 5 mg…", "漢方薬", "🙂"] {
      if let width = counted(text) { #expect(width == DisplayWidth.of(text), "\(text)") }
    }
    #expect(counted("Zoë’s “Übung” – Łódź…") == 21)
    #expect(counted("a\u{9B}b") == nil)
  }

  @Test func wideLettersTakeTwoColumns() throws {
    let world = try CommandWorld(
      plan: """
        [medication.a]
        name = "漢方薬"
        dose = "1 g"
        at = "08:00"
        [medication.b]
        name = "Plain"
        dose = "2 g"
        at = "08:00"
        """)
    let lines = try world.tend("next", terminal: .showing(60)).lines
    let places = lines.dropFirst().compactMap { line in
      line.firstRange(of: " g").map { DisplayWidth.of(line[..<$0.lowerBound]) }
    }
    #expect(places.count == 2)
    #expect(Set(places).count == 1)
  }

  @Test(arguments: [20, 40, 60, 80, 100, 200], ["today", "agenda", "missed", "history"])
  func noLineIsWiderThanTheTerminal(width: Int, verb: String) throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """
        [medication.long]
        person = "maria"
        name = "Methylprednisolonhydrogensuccinat-Natrium und noch etwas"
        dose-text = "so much as the protocol of the infusion says, and not more"
        at = "08:00"
        """)
    try world.tendd(until: "12:30")
    try world.tend(
      "skip", "long@2026-12-03T08:00", "--reason", "the nurse line said to wait until the clinic calls")
    let ran = try world.tend(verb, terminal: .showing(width))
    // Below forty columns what must not be cut leaves no room.
    guard width > 40 else { return #expect(ran.code == 0) }
    for line in ran.lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
  }

  @Test func colourIsOnlyForTerminalsAndNeverAlone() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:35")
    let coloured = try world.tend("due", terminal: Terminal(canAsk: false, width: 80, hasColour: true)).output
    let plain = try world.tend("due", terminal: .showing(80)).output
    #expect(coloured.contains("\u{1B}["))
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test(arguments: [
    ("", [""]), ("one two", ["one two"]), ("one two three", ["one two", "three"]),
    ("abcdefghijkl", ["abcdefgh", "ijkl"]), ("a bcdefghijkl", ["a", "bcdefghi", "jkl"]),
    ("薬薬薬薬薬", ["薬薬薬薬", "薬"]),
  ])
  func aTextIsBrokenBetweenWords(text: String, lines: [String]) {
    #expect(TextWrap.lines(text, width: 8) == lines)
  }
}
