import Almanac
import BusTesting
import Care
import Foundation
import Host
import Systemd
import Testing

@testable import TendDaemon

/// tendd and dunst, whose buttons are pressed as a person would.
@Suite(
  .serialized, .enabled(if: PrivateDesktop.whyNot == nil, PrivateDesktop.whyNot.map(Comment.init(rawValue:))))
struct RealDesktopTests {
  let home: Home
  let journal: PaperJournal
  let desktop: PrivateDesktop

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    desktop = try PrivateDesktop()
    let person = "person = \"maria\"\nimportance = \"high\"\n"
    try home.writePlan(
      "[person.maria]\nname = \"Maria\"\n"
        + home.medication(
          "midostaurin", at: 10, person + "dose = \"100 mg\"\ntake = \"4 capsules\"\nfood = \"with food\"")
        + home.medication("cromolyn", at: 10, person + "dose = \"200 mg\"\ntake = \"2 ampoules\""))
  }

  @Test func dosesAreShownAnsweredAndTakenAway() throws {
    // No settings at all: the desktop is found.
    let daemon = try home.daemon(environment: desktop.environment)
    try daemon.start()
    try daemon.loop.turns(untilQuietFor: .milliseconds(500))
    home.turnClock(to: 10)
    daemon.look()
    try daemon.loop.turn(until: { (try? desktop.control("count", "displayed")) == "1\n" })
    try desktop.press("All taken")
    _ = try daemon.loop.turns(until: { try home.events([.answered]).count == 2 })
    try daemon.loop.turn(until: { (try? desktop.control("count", "displayed")) == "0\n" })
    let answers = try home.events([.answered])
    #expect(Set(answers.compactMap(\.entry?.text)) == ["midostaurin", "cromolyn"])
    #expect(answers.allSatisfy { $0.origin.channel == "desktop" && $0.origin.actor == "me" })
    #expect(journal.lines("answered").count == 2)
  }

  @Test func theButtonsWorkAfterTenddWasKilled() throws {
    var daemon: Daemon? = try home.daemon(environment: desktop.environment)
    try daemon?.start()
    try daemon?.loop.turns(untilQuietFor: .milliseconds(500))
    home.turnClock(to: 10)
    daemon?.look()
    try daemon?.loop.turn(until: { (try? desktop.control("count", "displayed")) == "1\n" })
    _ = try daemon?.loop.turns(until: { try home.events([.delivery]).count == 2 })
    // Gone without a word, as a killed process is.
    daemon = nil
    let next = try home.daemon(environment: desktop.environment)
    try next.start()
    try next.loop.turns(untilQuietFor: .milliseconds(500))
    #expect(try desktop.control("count", "displayed") == "1\n")
    try desktop.press("All taken")
    _ = try next.loop.turns(until: { try home.events([.answered]).count == 2 })
    try next.loop.turn(until: { (try? desktop.control("count", "displayed")) == "0\n" })
  }

  @Test func aDesktopThatIsStartedAgainShowsWhatStillWaits() throws {
    let daemon = try home.daemon(environment: desktop.environment)
    try daemon.start()
    try daemon.loop.turns(untilQuietFor: .milliseconds(500))
    home.turnClock(to: 10)
    daemon.look()
    try daemon.loop.turn(until: { (try? desktop.control("count", "displayed")) == "1\n" })
    desktop.stopServer()
    try daemon.loop.turns(untilQuietFor: .milliseconds(200))
    try desktop.startServer()
    try daemon.loop.turn(until: { (try? desktop.control("count", "displayed")) == "1\n" })
  }
}
