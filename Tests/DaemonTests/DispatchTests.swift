import Almanac
import Care
import Channels
import FileTesting
import Host
import Ledger
import Testing

@testable import TendDaemon

/// What is handed to channels, and what is recorded of it.
@Suite struct DispatchTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try write(Home.ladder + "channels = [\"desktop\"]\n", to: home.paths.settingsFile)
    try home.writePlan(home.medication(at: 10))
  }

  /// A daemon with a paper channel in the place of the desktop.
  private func started(_ answer: DeliveryReport.Result?, ledger: Ledger? = nil) throws -> (
    daemon: Daemon, channel: PaperChannel
  ) {
    var made: PaperChannel?
    let daemon = try home.daemon(
      ledger: ledger,
      messengers: { channel, _, hasReturned in
        guard channel.kind == .desktop else { return nil }
        let paper = PaperChannel(answer: answer, hasReturned: hasReturned)
        made = paper
        return paper
      })
    try daemon.start()
    return (daemon, try #require(made))
  }

  private func look(_ daemon: Daemon, at second: Int64) throws {
    home.turnClock(to: second)
    daemon.look()
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
  }

  /// The result and try of every report, and the seconds at which they were recorded.
  private var reports: [String] {
    get throws {
      try home.events([.delivery]).compactMap { event in
        guard case .delivery(let report) = event.body else { return nil }
        return "\(event.stamp.at - home.start) \(report.result.rawValue) \(report.round)"
      }
    }
  }

  @Test func everyReminderIsHandedOverOnceAndTheReplyRecorded() throws {
    let (daemon, channel) = try started(.told)
    for second in [Int64(10), 11, 20, 30] { try look(daemon, at: second) }
    #expect(channel.told == ["reminder 1 try 1", "reminder 2 try 1"])
    #expect(try reports == ["10 told 1", "30 told 1"])
    #expect(try home.ledger().verifyDerived().isEmpty)
  }

  @Test func theJournalComesFirstWhateverTheChannelDoes() throws {
    let (daemon, channel) = try started(nil)
    try look(daemon, at: 10)
    #expect(journal.lines("reminder").count == 1)
    #expect(channel.messages.count == 1)
  }

  @Test func aRefusalIsTriedAgainAsTheSameMessage() throws {
    let (daemon, channel) = try started(.refused)
    try look(daemon, at: 10)
    #expect(daemon.wakeup.map { $0 - home.start } == 25)
    channel.answer = .told
    try look(daemon, at: 25)
    #expect(channel.told == ["reminder 1 try 1", "reminder 1 try 2"])
    #expect(try reports == ["10 refused 1", "25 told 2"])
    #expect(Set(channel.messages.map(\.send.message)).count == 1)
  }

  @Test func aChannelThatComesBackIsToldAtOnce() throws {
    let (daemon, channel) = try started(.refused)
    try look(daemon, at: 10)
    channel.answer = .told
    home.turnClock(to: 14)
    channel.comeBack()
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
    #expect(try reports == ["10 refused 1", "14 told 2"])
  }

  @Test func aReplyThatComesLaterIsRecordedWhenItComes() throws {
    let (daemon, channel) = try started(nil)
    try look(daemon, at: 10)
    try look(daemon, at: 12)
    #expect(channel.messages.count == 1)
    home.turnClock(to: 22)
    channel.reply(.told)
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
    #expect(try reports == ["22 told 1"])
    guard case .delivery(let report) = try #require(try home.events([.delivery]).first).body else { return }
    #expect(report.isToldLate)
  }

  @Test func whatWasUnderWayWhenTenddDiedIsHandedOverAgainAsTheSameMessage() throws {
    let (daemon, before) = try started(nil)
    try look(daemon, at: 10)
    let (_, after) = try started(.told, ledger: try home.ledger())
    #expect(before.messages.map(\.send) == after.messages.map(\.send))
    #expect(after.told == ["reminder 1 try 1"])
  }

  @Test func aChannelNobodyBuiltIsRecordedAsRefused() throws {
    let daemon = try home.daemon(messengers: { _, _, _ in nil })
    try daemon.start()
    try look(daemon, at: 10)
    #expect(try reports == ["10 refused 1"])
    guard case .delivery(let report) = try #require(try home.events([.delivery]).first).body else { return }
    #expect(report.detail == "this Tend has no channel desktop")
  }

  @Test func anAnswerClosesWhatTheChannelShows() throws {
    let (daemon, channel) = try started(.told)
    try look(daemon, at: 10)
    #expect(channel.isOpen)
    try home.answer()
    try look(daemon, at: 11)
    #expect(!channel.isOpen)
    try look(daemon, at: 60)
    #expect(channel.messages.count == 1)
  }

  @Test func whatCannotBeRecordedIsHandedOverOnceAndMarked() throws {
    let (daemon, channel) = try started(.told, ledger: try home.ledger(mayMigrate: true))
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      for second in [Int64(10), 12, 30] { try look(daemon, at: second) }
    }
    #expect(channel.told == ["reminder 1 try 1", "reminder 2 try 1"])
    #expect(channel.messages.allSatisfy { !$0.isRecorded })
    #expect(channel.messages.first?.line?.message.hasPrefix("NOT RECORDED") == true)
    try look(daemon, at: 40)
    #expect(channel.messages.count == 2)
    #expect(try reports == ["10 told 1", "30 told 1"])
    #expect(try home.ledger().verifyDerived().isEmpty)
  }

  @Test func aChangeOfItsSettingsMakesAChannelAnew() throws {
    let (daemon, channel) = try started(nil)
    try look(daemon, at: 10)
    try write(
      Home.ladder + "channels = [\"desktop\"]\n[channel.desktop]\nprivacy = \"discreet\"\n",
      to: home.paths.settingsFile)
    _ = daemon.office.reload(settled: true)
    try look(daemon, at: 12)
    #expect(channel.isClosed)
    // What the old one had under way is handed to the new one.
    #expect(try home.events([.told]).count == 1)
  }

  /// Told from memory, and answered by the channel once it was recorded: the same message under another number.
  @Test func whatIsUnderWayWhenTheOutageEndsIsNotHandedOverAgain() throws {
    let (daemon, channel) = try started(nil, ledger: try home.ledger(mayMigrate: true))
    try home.ledger().transaction(home.origin, home.stamp) { _ in try look(daemon, at: 10) }
    #expect(channel.messages.map(\.isRecorded) == [false])
    let number = try #require(channel.messages.first).send.message
    #expect(RecordedNumbers.isOfMemory(number))
    for second in [Int64(11), 12] { try look(daemon, at: second) }
    #expect(channel.messages.count == 1)
    channel.reply(.told)
    try look(daemon, at: 13)
    #expect(try reports == ["13 told 1"])
    let told = try #require(try home.events([.told]).first)
    #expect(try home.ledger().read { try $0.openOccurrences() }.allSatisfy { $0.state.owed.isEmpty })
    #expect(daemon.register.memory.state.numbers.present(number) == told.number)
    #expect(try home.ledger().verifyDerived().isEmpty)
  }
}
