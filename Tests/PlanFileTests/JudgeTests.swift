import Testing

@testable import PlanFile

/// Our scanner beside TOMLKit, on texts neither was written for.
struct JudgeTests {
  private func disagreement(_ text: [UInt8]) -> String? {
    guard let document = try? TOMLScanner.scan(text) else { return nil }
    return TOMLJudge.disagreement(with: document)?.message
  }

  @Test(arguments: ["plan.toml", "settings.toml"])
  func bothReadTheSamples(_ name: String) throws {
    #expect(disagreement(try sample(name)) == nil)
  }

  @Test(arguments: 0..<400)
  func bothReadRandomDocuments(_ seed: Int) throws {
    var writer = RandomTOML(seed: UInt64(seed))
    let text = writer.document()
    let document = try TOMLScanner.scan(bytes(text))
    #expect(TOMLJudge.disagreement(with: document) == nil, "seed \(seed):\n\(text)")
    #expect(TOMLTree(document) == .table(writer.meaning), "seed \(seed):\n\(text)")
  }

  /// The judge's reader passes texts on as C strings: a difference that shows a difference is seen.
  @Test func aDisagreementIsSeenAtItsPlace() throws {
    let document = try TOMLScanner.scan(bytes("a = 1\nb = \"x\\u0000y\"\n"))
    let found = try #require(TOMLJudge.disagreement(with: document))
    #expect(document.position(found.offset) == (2, 1))
    #expect(found.message.hasPrefix("two TOML readers disagree about b"))
  }

  @Test(arguments: TOMLCorpus.good)
  func bothReadWhatIsTOML(_ text: String) throws {
    let document = try TOMLScanner.scan(bytes(text))
    #expect(TOMLJudge.disagreement(with: document) == nil)
  }

  @Test(arguments: TOMLCorpus.bad)
  func bothRefuseWhatIsNot(_ text: String) {
    #expect(throws: TOMLSyntaxError.self) { try TOMLScanner.scan(bytes(text)) }
    if !TOMLCorpus.notForTheJudge.contains(text) { #expect(!TOMLJudge.accepts(bytes(text))) }
  }

  /// A plan with random bytes changed either means the same to both readers or has an error with a place.
  @Test(arguments: 0..<600)
  func aDamagedPlanIsNeverReadTwoWays(_ seed: Int) throws {
    var damage = Damage(seed: UInt64(seed))
    let text = damage.applied(to: try sample("plan.toml"))
    expectOneReading(text, "seed \(seed)")
    let file = SourceFile(path: "plan.toml", text: text)
    let loaded = PlanLoader.load([file]) { zones.contains($0) }
    #expect((loaded.plan == nil) == !loaded.diagnostics.isEmpty)
    let lines = text.count { $0 == UInt8(ascii: "\n") } + 1
    for diagnostic in loaded.diagnostics {
      #expect((1...lines).contains(diagnostic.line) && diagnostic.column >= 1, "\(diagnostic)")
    }
  }

  @Test(arguments: 0..<800)
  func aDamagedDocumentIsNeverReadTwoWays(_ seed: Int) {
    var writer = RandomTOML(seed: UInt64(seed))
    var damage = Damage(seed: UInt64(seed))
    expectOneReading(damage.applied(to: bytes(writer.document())), "seed \(seed)")
  }

  private func expectOneReading(_ text: [UInt8], _ comment: String) {
    guard let document = try? TOMLScanner.scan(text) else { return }
    let found = TOMLJudge.disagreement(with: document)
    #expect(found == nil, "\(comment):\n\(string(text))")
  }
}

/// Changes a few random bytes of a text.
private struct Damage {
  private static let marks = bytes("\"'[]{}=.,#\\\n\r\t 0aZ-_:") + [0x00, 0x7F, 0x80, 0xC3, 0xFF]
  private var random: Seeded

  init(seed: UInt64) { random = Seeded(state: seed) }

  mutating func applied(to original: [UInt8]) -> [UInt8] {
    var text = original
    for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
      let at = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text[at] = Damage.marks.randomElement(using: &random) ?? 0
      case 1: text.insert(Damage.marks.randomElement(using: &random) ?? 0, at: at)
      case 2: text.remove(at: at)
      default: text.removeSubrange(at..<min(text.count, at + Int.random(in: 1...200, using: &random)))
      }
    }
    return text
  }
}
