import Almanac
import Care
import Ledger
import Testing

@Suite struct LossTests {
  let test: TestLedger
  private let loss = RecordLoss(cause: .damaged, until: Instant(500), skippedRows: 5704)

  init() throws { test = try TestLedger() }

  @Test func numbersOfRowsGoOnAfterThoseThatWereLost() throws {
    try test.append(NewEvent(.recordLost(loss)))
    #expect(try test.ledger.read { try $0.rowsWritten() } == 5704)
    try test.append(scheduled(id(5704), .sample(entry: try entry("midostaurin"))))
    #expect(try test.ledger.read { try $0.rowsWritten() } == 5705)
    #expect(try test.ledger.verifyDerived().isEmpty)
    #expect(try test.ledger.rebuild().isEmpty)
    #expect(try test.ledger.read { try $0.snapshot(windowFrom: Instant(0)) }.loss == loss)
  }

  @Test func aLossIsOpenUntilSomeoneKnowsOfIt() throws {
    #expect(try test.ledger.read { try $0.openLoss() } == nil)
    let lost = try test.append(NewEvent(.recordLost(loss)))
    #expect(try test.ledger.read { try $0.openLoss() } == lost.first)
    try test.append(NewEvent(.lossAcknowledged))
    #expect(try test.ledger.read { try $0.openLoss() } == nil)
    try test.append(NewEvent(.recordLost(loss)))
    #expect(try test.ledger.read { try $0.openLoss() } != nil)
    try test.append(NewEvent(.recordLost(RecordLoss(cause: .restored, until: Instant(600)))))
    #expect(try test.ledger.read { try $0.openLoss() } == nil)
  }
}
