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

  /// Where the two are known to differ: the judge's reader passes texts on as C strings.
  @Test func aDisagreementIsAnErrorAtItsPlace() throws {
    let document = try TOMLScanner.scan(bytes("a = 1\nb = \"x\\u0000y\"\n"))
    let found = try #require(TOMLJudge.disagreement(with: document))
    #expect(document.position(found.offset) == (2, 1))
    #expect(found.message.hasPrefix("two TOML readers disagree about b"))
  }

  /// A plan with random bytes changed either means the same to both readers or has an error with a place.
  @Test(arguments: 0..<300)
  func aDamagedPlanIsNeverReadTwoWays(_ seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let original = try sample("plan.toml")
    var text = original
    let marks = bytes("\"'[]{}=.,#\\\n\r\t 0aZ-_:") + [0x00, 0x7F, 0x80, 0xC3, 0xFF]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text[at] = marks.randomElement(using: &random) ?? 0
      case 1: text.insert(marks.randomElement(using: &random) ?? 0, at: at)
      case 2: text.remove(at: at)
      default: text.removeSubrange(at..<min(text.count, at + Int.random(in: 1...200, using: &random)))
      }
    }
    let file = SourceFile(path: "plan.toml", text: text)
    let loaded = PlanLoader.load([file], judged: true) { zones.contains($0) }
    #expect((loaded.plan == nil) == !loaded.diagnostics.isEmpty)
    let lines = text.count { $0 == UInt8(ascii: "\n") } + 1
    for diagnostic in loaded.diagnostics {
      #expect((1...lines).contains(diagnostic.line) && diagnostic.column >= 1, "\(diagnostic)")
      #expect(!diagnostic.message.contains("second TOML reader"), "seed \(seed): \(diagnostic)")
      #expect(!diagnostic.message.contains("two TOML readers"), "seed \(seed): \(diagnostic)")
    }
  }
}
