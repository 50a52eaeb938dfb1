import Almanac
import BusTesting
import Care
import Channels
import FileTesting
import Foundation
import Host
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// Popups of tendd on a bus of the tests' own, at a notification server that does as it is told.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct DesktopChannelTests {
  let home: Home
  let journal: PaperJournal
  let bus: PrivateBus

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    bus = try PrivateBus()
    try write(
      "me = \"Ana\"\n" + Home.ladder
        + "channels = [\"desktop\"]\n[channel.desktop]\nskip-reasons = [\"asleep\", \"unwell\"]\n"
        + "snooze = \"1m\"\n",
      to: home.paths.settingsFile)
  }

  private static let person = "[person.maria]\nname = \"Maria\"\n"

  private func dose(_ id: String, at second: Int64, _ more: String = "") -> String {
    home.medication(id, at: second, "person = \"maria\"\ndose = \"100 mg\"\n\(more)")
      .replacing(
        "late-after = \"1m\"\nmissed-after = \"2m\"", with: "late-after = \"2m\"\nmissed-after = \"10m\"")
  }

  private func daemon(plan: String) throws -> Daemon {
    try home.writePlan(Self.person + plan)
    let daemon = try home.daemon(environment: ["DBUS_SESSION_BUS_ADDRESS": bus.address])
    try daemon.start()
    return daemon
  }

  private func server(_ daemon: Daemon, first: UInt32 = 1, repliesWrongly: Bool = false) throws
    -> FakeNotificationServer
  {
    let server = FakeNotificationServer(
      loop: daemon.loop, address: bus.address, first: first, repliesWrongly: repliesWrongly)
    try daemon.loop.turn(until: { server.isThere })
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
    return server
  }

  private func look(_ daemon: Daemon, at second: Int64) throws {
    home.turnClock(to: second)
    daemon.look()
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
  }

  private func press(_ server: FakeNotificationServer, _ number: UInt32, _ action: String, _ daemon: Daemon)
    throws
  {
    try server.press(number, action)
    // As most servers do.
    try server.dismiss(number)
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
  }

  private var reports: [String] {
    get throws {
      try home.events([.delivery]).compactMap { event in
        guard case .delivery(let report) = event.body else { return nil }
        return "\(event.stamp.at - home.start) \(report.result.rawValue) \(report.round)"
      }
    }
  }

  private func answers() throws -> [String] {
    try home.events([.answered]).compactMap { event in
      guard case .answered(let answer) = event.body else { return nil }
      let reason = answer.reason.map { " (\($0))" } ?? ""
      return
        "\(event.entry?.text ?? "") \(answer.outcome.rawValue)\(reason) by \(answer.by) through \(event.origin.channel)"
    }
  }

  @Test func aDoseIsOnePopupThatIsReplacedWhenItIsToldAgain() throws {
    let daemon = try daemon(plan: dose("senna", at: 10, "take = \"2 <tablets>\"\nfood = \"with food\""))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try look(daemon, at: 30)
    #expect(server.shown.map(\.number) == [1, 1])
    let shown = try #require(server.shown.first)
    #expect(shown.application == "Tend")
    #expect(shown.summary == "Senna 100 mg for Maria, due \(home.time(10))")
    #expect(shown.body.hasPrefix("Take 2 &lt;tablets&gt;, with food\nMissed from "))
    #expect(shown.actions == ["answer", "Taken", "snooze", "Snooze 1 min", "skip", "Skip…"])
    #expect(shown.hints["urgency"] == .byte(1))
    #expect(shown.hints["category"] == .string("x-tend.reminder"))
    #expect(shown.hints["desktop-entry"] == .string("tend"))
    #expect(shown.timeout == 0)
    #expect(try reports == ["10 told 1", "30 told 1"])
  }

  @Test func takenIsRecordedInTheNameOfWhoeverSitsHereAndClosesThePopup() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try server.press(1, "answer")
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(try answers() == ["senna taken by Ana through desktop"])
    #expect(server.closed == [1])
    #expect(journal.lines("answered").count == 1)
    try look(daemon, at: 60)
    #expect(server.shown.count == 1)
  }

  @Test func severalDosesOfAMomentAreOnePopupThatOffersAllTaken() throws {
    let daemon = try daemon(plan: dose("senna", at: 10) + dose("iron", at: 10) + dose("zinc", at: 12))
    let server = try server(daemon)
    try look(daemon, at: 12)
    #expect(
      server.shown.map(\.summary).sorted() == [
        "Maria: 2 due \(home.time(10))", "Zinc 100 mg for Maria, due \(home.time(12))",
      ])
    let pair = try #require(server.shown.first { $0.summary.hasPrefix("Maria") })
    #expect(
      pair.body.hasPrefix("• Iron 100 mg\n• Senna 100 mg\n")
        || pair.body.hasPrefix("• Senna 100 mg\n• Iron 100 mg\n"))
    #expect(pair.actions == ["answer", "All taken", "each", "One by one…", "snooze", "Snooze 1 min"])
    try press(server, pair.number, "answer", daemon)
    #expect(
      try answers().sorted() == ["iron taken by Ana through desktop", "senna taken by Ana through desktop"])
  }

  @Test func oneByOneGivesEachDoseAPopupOfItsOwn() throws {
    let daemon = try daemon(plan: dose("senna", at: 10) + dose("iron", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try press(server, 1, "each", daemon)
    #expect(
      Set(server.shown.dropFirst().map(\.summary)) == [
        "Senna 100 mg for Maria, due \(home.time(10))", "Iron 100 mg for Maria, due \(home.time(10))",
      ])
    let senna = try #require(server.shown.first { $0.summary.hasPrefix("Senna") })
    try press(server, senna.number, "answer", daemon)
    #expect(try answers() == ["senna taken by Ana through desktop"])
  }

  @Test func skipAsksForOneOfTheReasonsAndClosingTheQuestionAnswersNothing() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try press(server, 1, "skip", daemon)
    let question = try #require(server.shown.last)
    #expect(question.body == "Why is it skipped? Closing this answers nothing.")
    #expect(question.actions == ["reason-0", "asleep", "reason-1", "unwell", "back", "Back"])
    try server.dismiss(question.number)
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(try answers().isEmpty)
    let again = try #require(server.shown.last)
    #expect(again.actions.first == "answer")
    try press(server, again.number, "skip", daemon)
    try press(server, try #require(server.shown.last).number, "reason-1", daemon)
    #expect(try answers() == ["senna skipped (unwell) by Ana through desktop"])
  }

  @Test func aServerOfThreeButtonsAsksForTheReasonOnPages() throws {
    try write(
      "me = \"Ana\"\n" + Home.ladder
        + "channels = [\"desktop\"]\n[channel.desktop]\nskip-reasons = [\"a\", \"b\", \"c\"]\n",
      to: home.paths.settingsFile)
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = FakeNotificationServer(loop: daemon.loop, address: bus.address, serverName: "gnome-shell")
    try daemon.loop.turn(until: { server.isThere })
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
    try look(daemon, at: 10)
    for (action, labels) in [("skip", ["a", "b", "More…"]), ("more", ["c", "Back"])] {
      try press(server, try #require(server.shown.last).number, action, daemon)
      let actions = try #require(server.shown.last).actions
      #expect(actions.enumerated().filter { $0.offset % 2 == 1 }.map(\.element) == labels)
    }
    try press(server, try #require(server.shown.last).number, "reason-2", daemon)
    #expect(try answers() == ["senna skipped (c) by Ana through desktop"])
  }

  @Test func snoozeMovesTheNextReminderAndTakesThePopupAway() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try server.press(1, "snooze")
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(server.closed == [1])
    try look(daemon, at: 40)
    #expect(server.shown.count == 1)
    try look(daemon, at: 70)
    #expect(server.shown.count == 2)
  }

  @Test func closingAnswersNothingAndTheNextReminderShowsItAgain() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try server.dismiss(1)
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(try answers().isEmpty)
    try look(daemon, at: 30)
    #expect(server.shown.map(\.number) == [1, 2])
  }

  @Test func anAnswerFromElsewhereTakesItsDoseOffThePopup() throws {
    let daemon = try daemon(plan: dose("senna", at: 10) + dose("iron", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try home.answer()
    try look(daemon, at: 11)
    let left = try #require(server.shown.last)
    #expect(left.replaced == 1)
    #expect(left.summary.hasSuffix(" for Maria, due \(home.time(10))"))
    try home.answer()
    try look(daemon, at: 12)
    #expect(server.closed == [1])
  }

  @Test func aPressThatALimitForbidsIsAnsweredByAPopupThatSaysWhy() throws {
    let daemon = try daemon(
      plan: dose("senna", at: 10) + dose("iron", at: 20, "apart-from = { entry = \"senna\", by = \"3h\" }"))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try press(server, 1, "answer", daemon)
    try look(daemon, at: 20)
    let iron = try #require(server.shown.last)
    try press(server, iron.number, "answer", daemon)
    #expect(try answers() == ["senna taken by Ana through desktop"])
    let refusal = try #require(server.shown.last)
    #expect(refusal.summary.hasPrefix("Refused — Iron 100 mg for Maria"))
    #expect(refusal.body.contains("the plan says 3 h apart from Senna"), "\(refusal.body)")
    #expect(refusal.body.contains("tend take"), "\(refusal.body)")
    #expect(refusal.hints["urgency"] == .byte(2))
    #expect(refusal.actions.first == "answer")
  }

  @Test func whatTheLedgerDoesNotTakeIsSaid() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    let server = try server(daemon)
    try look(daemon, at: 10)
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      try press(server, 1, "answer", daemon)
    }
    #expect(server.shown.last?.body.hasPrefix("NOT RECORDED: write down what is given and when") == true)
    #expect(try answers().isEmpty)
  }

  @Test func aServerThatComesIsGivenWhatStillMatters() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    try look(daemon, at: 10)
    #expect(journal.lines("reminder").count == 1)
    #expect(try reports == ["10 refused 1"])
    home.turnClock(to: 14)
    let server = try server(daemon)
    #expect(server.shown.count == 1)
    #expect(try reports == ["10 refused 1", "14 told 2"])
  }

  @Test func aServerThatWasStartedAgainIsGivenItAgain() throws {
    let daemon = try daemon(plan: dose("senna", at: 10))
    do {
      let first = try server(daemon)
      try look(daemon, at: 10)
      #expect(first.shown.count == 1)
    }
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    let second = try server(daemon, first: 5)
    #expect(second.shown.map(\.number) == [5])
    // A number of the old server means nothing to the new one.
    try second.press(1, "answer")
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(try answers().isEmpty)
  }

  @Test func aServerThatRefusesHangsOrAnswersNonsenseHoldsUpNothing() throws {
    for behaviour in [FakeNotificationServer.Behaviour.refuses, .hangs, .shows] {
      let test = try DesktopChannelTests()
      let isNonsense = behaviour == .shows
      try write(
        Home.ladder + "channels = [\"desktop\"]\n[channel.desktop]\ntimeout = \"1s\"\n",
        to: test.home.paths.settingsFile)
      let daemon = try test.daemon(plan: test.dose("senna", at: 10))
      let server = try test.server(daemon, repliesWrongly: isNonsense)
      server.behaviour = behaviour
      test.home.turnClock(to: 10)
      daemon.look()
      #expect(test.journal.lines("reminder").count == 1)
      _ = try daemon.loop.turns(until: { try !test.reports.isEmpty })
      #expect(try test.reports.first == (behaviour == .hangs ? "10 timed-out 1" : "10 refused 1"))
    }
  }

  @Test func withoutSettingsThePopupWaitsForADesktopAndTheRecordIsQuiet() throws {
    try write(Home.ladder, to: home.paths.settingsFile)
    let daemon = try daemon(plan: dose("senna", at: 10))
    try look(daemon, at: 10)
    try look(daemon, at: 30)
    #expect(journal.lines("reminder").count == 2)
    #expect(try reports.filter { !$0.contains("suppressed") }.isEmpty)
    let server = try server(daemon)
    #expect(server.shown.count == 1)
    #expect(try reports.last == "30 told 1")
  }

  @Test func aFlagWaitsForADesktopThatNobodyAskedForAsAReminderDoes() throws {
    try write(Home.ladder, to: home.paths.settingsFile)
    let daemon = try daemon(plan: dose("senna", at: 500))
    let flag = CareFlag(
      rule: "pain >= 7", say: "Call the nurse line", importance: .high,
      day: try #require(CivilDate("2026-12-03")), values: ["8"], name: "Evening", routes: [Route(.desktop)])
    try home.ledger().transaction(home.origin, home.stamp) {
      _ = try $0.append(NewEvent(entry: EntryID("evening"), .flagged(flag)))
    }
    try look(daemon, at: 10)
    #expect(journal.lines("flagged").count == 1)
    #expect(try reports.isEmpty)
    home.turnClock(to: 30)
    let server = try server(daemon)
    #expect(server.shown.map(\.body).first?.contains("Call the nurse line") == true, "\(server.shown)")
    #expect(try reports == ["30 told 1"])
  }

  /// Such a server, or one that gives none, cannot say which popup was pressed; only the last one may be meant.
  @Test(arguments: [1, 0] as [UInt32])
  func oneNumberForAllPopupsAnswersForNoneThatIsNotSeen(_ number: UInt32) throws {
    let daemon = try daemon(plan: dose("senna", at: 10) + dose("iron", at: 12) + dose("zinc", at: 14))
    let server = try server(daemon)
    server.onlyNumber = number
    for second: Int64 in [10, 12, 14] { try look(daemon, at: second) }
    #expect(server.shown.count == 3)
    try press(server, number, "answer", daemon)
    #expect(try answers() == (number == 0 ? [] : ["zinc taken by Ana through desktop"]))
    try press(server, number, "answer", daemon)
    #expect(try answers().count == (number == 0 ? 0 : 1))
  }

  @Test func discreetPopupsNameNothing() throws {
    try write(
      Home.ladder + "channels = [\"desktop\"]\n[channel.desktop]\nprivacy = \"discreet\"\n",
      to: home.paths.settingsFile)
    let daemon = try daemon(
      plan: dose("senna", at: 10) + dose("iron", at: 20, "apart-from = { entry = \"senna\", by = \"3h\" }"))
    let server = try server(daemon)
    try look(daemon, at: 10)
    #expect(
      server.shown.first?.actions == ["answer", "Done", "snooze", "Snooze 10 min"]
        || server.shown.first?.actions == ["answer", "Done"])
    try press(server, 1, "answer", daemon)
    try look(daemon, at: 20)
    try press(server, try #require(server.shown.last).number, "answer", daemon)
    for shown in server.shown {
      let everything = "\(shown)".lowercased()
      for word in ["senna", "iron", "maria", "100 mg", "3 h", "medication", "dose"] {
        #expect(!everything.contains(word), "\(word): \(everything)")
      }
    }
  }
}
