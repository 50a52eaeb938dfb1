import Almanac
import Care
import Desktop
import Household
import Testing

@testable import Channels

/// The buttons of a popup, for every kind of entry: each says what it records, and is there only where it can do it.
@Suite struct PopupButtonsTests {
  private static let start = Secrets.start

  private static func occurrence(
    _ id: String, _ kind: EntryKind, _ name: String, ask: [String] = [], missedAfter minutes: Int64 = 240
  ) -> Occurrence {
    guard let entry = EntryID(name.lowercased()), let id = OccurrenceID(id) else { preconditionFailure() }
    let local = ZoneRules.utc.local(at: start)
    return Occurrence(
      id: id,
      OccurrenceFacts(
        key: OccurrenceKey(entry: entry, day: local.date, slot: ""), kind: kind, person: "maria",
        personName: "Maria", name: name, ask: ask, importance: .high, nominal: local, zone: "UTC",
        utcOffset: 0, instant: start, earlyFrom: start - 3600, lateAt: start + 1800,
        missedAt: start + minutes * 60, repeatEvery: .minutes(10)))
  }

  private static let dose = occurrence("k7f", .medication, "Senna")
  private static let iron = occurrence("k7g", .medication, "Iron")
  private static let visit = occurrence("k7h", .appointment, "Clinic")
  private static let yoga = occurrence("k7j", .activity, "Yoga")
  private static let refill = occurrence("k7m", .step, "Refill")
  private static let mood = occurrence("k7n", .checkIn, "Evening", ask: ["pain", "mood"])
  private static let look = occurrence("k7p", .checkIn, "Look")
  private static let brief = occurrence("k7q", .medication, "Brief", missedAfter: 5)

  private func popup(
    _ occurrences: [Occurrence], _ privacy: Settings.Privacy = .full, after minutes: Int64 = 0
  ) -> (buttons: [String], body: String, instead: String?) {
    var group = PopupGroup(wording: Secrets.wording(privacy))
    for one in occurrences { group.tell(one, isRecorded: true, wording: Secrets.wording(privacy)) }
    let popup = group.popup(
      for: Channel(name: .desktop, kind: .desktop), now: PopupButtonsTests.start + minutes * 60)
    return (popup.actions.map(\.label), popup.body, popup.withoutButtons)
  }

  private static let table: [(occurrences: [Occurrence], full: [String], discreet: [String])] = [
    ([dose], ["Taken", "Snooze 10 min", "Skip…"], ["Done", "Snooze 10 min"]),
    ([visit], ["Attended", "Snooze 10 min", "Skip…"], ["Done", "Snooze 10 min"]),
    ([yoga], ["Done", "Snooze 10 min", "Skip…"], ["Done", "Snooze 10 min"]),
    ([refill], ["Done", "Snooze 10 min", "Skip…"], ["Done", "Snooze 10 min"]),
    ([look], ["Done", "Snooze 10 min", "Skip…"], ["Done", "Snooze 10 min"]),
    // No button can say how much it hurts.
    ([mood], ["Snooze 10 min", "Skip…"], ["Snooze 10 min"]),
    // A snooze would outlast it.
    ([brief], ["Taken", "Skip…"], ["Done"]),
    (
      [dose, iron], ["All taken", "One by one…", "Snooze 10 min"],
      ["All done", "One by one…", "Snooze 10 min"]
    ),
    (
      [dose, yoga], ["All done", "One by one…", "Snooze 10 min"],
      ["All done", "One by one…", "Snooze 10 min"]
    ),
    (
      [dose, mood], ["Senna taken", "One by one…", "Snooze 10 min"],
      ["1 of 2 done", "One by one…", "Snooze 10 min"]
    ),
    (
      [dose, iron, mood], ["Doses taken", "One by one…", "Snooze 10 min"],
      ["2 of 3 done", "One by one…", "Snooze 10 min"]
    ),
    (
      [dose, yoga, mood], ["All else done", "One by one…", "Snooze 10 min"],
      ["2 of 3 done", "One by one…", "Snooze 10 min"]
    ),
    (
      [dose, brief], ["All taken", "One by one…", "Snooze 10 min"],
      ["All done", "One by one…", "Snooze 10 min"]
    ),
  ]

  @Test(arguments: table.indices)
  func everyKindOfEntryHasItsButtons(_ index: Int) {
    let (occurrences, full, discreet) = PopupButtonsTests.table[index]
    #expect(popup(occurrences).buttons == full)
    #expect(popup(occurrences, .discreet).buttons == discreet)
    #expect(popup(occurrences, after: 45).buttons.isEmpty == (occurrences == [PopupButtonsTests.brief]))
    // Ahead of its time, and once it is missed, there is nothing to press.
    #expect(popup(occurrences, after: -30).buttons.isEmpty)
    #expect(popup(occurrences, after: 300).buttons.isEmpty)
  }

  @Test(arguments: [
    (nil, 4, [["a", "b", "c", "d", "Back"]]), (3, 4, [["a", "b", "More…"], ["c", "d", "Back"]]),
    (3, 3, [["a", "b", "More…"], ["c", "Back"]]), (3, 2, [["a", "b", "Back"]]), (3, 1, [["a", "Back"]]),
  ])
  func moreReasonsThanAServerHasButtonsComeOnPages(_ most: Int?, _ count: Int, _ pages: [[String]]) {
    var channel = Channel(name: .desktop, kind: .desktop)
    channel.skipReasons = ["a", "b", "c", "d"].prefix(count).map(\.self)
    var group = PopupGroup(wording: Secrets.wording(.full))
    group.tell(Self.dose, isRecorded: true, wording: Secrets.wording(.full))
    group.asksReason = true
    for (number, labels) in pages.enumerated() {
      group.reasonPage = number
      let popup = group.popup(for: channel, mostButtons: most, now: Self.start)
      #expect(popup.actions.map(\.label) == labels)
      // Each stands for the same reason on every page.
      for action in popup.actions where action.key.hasPrefix("reason-") {
        #expect(channel.skipReasons[Int(action.key.dropFirst(7)) ?? 0] == action.label)
      }
    }
  }

  @Test func aButtonAnswersNoMoreThanWhatWasSeenBesideIt() {
    var group = PopupGroup(wording: Secrets.wording(.full))
    group.tell(Self.dose, isRecorded: true, wording: Secrets.wording(.full))
    #expect(group.asked(by: .fulfilled, at: Self.start).isEmpty)
    group.seen = [Self.dose.id]
    // Told while the server still shows the popup of before.
    group.tell(Self.iron, isRecorded: true, wording: Secrets.wording(.full))
    for press in [PressedAnswer.fulfilled, .snoozed(.minutes(10)), .skipped(reason: "asleep")] {
      #expect(group.asked(by: press, at: Self.start).map(\.id) == [Self.dose.id])
    }
  }

  @Test func ofManyDosesSomeAreListedAndTheRestCounted() {
    let many = (1...30).map { Self.occurrence("b\($0 % 8 + 2)\($0 / 8 + 2)", .medication, "Dose-\($0)") }
    let body = popup(many).body.split(separator: "\n")
    #expect(body.count { $0.hasPrefix("• Dose-") } == 11)
    #expect(body.contains("• and 19 more: tend due"))
    #expect(popup(many, after: 300).body.contains("• and 19 more: tend missed"))
    #expect(!popup(Array(many.prefix(12))).body.contains("more:"))
  }

  @Test func aCheckInSaysWithWhatItIsAnswered() {
    #expect(popup([Self.mood]).body.hasPrefix("Asks for pain and mood. Answer: tend check-in k7n\n"))
    #expect(
      popup([Self.dose, Self.mood]).body.contains("• Evening — asks for pain and mood: tend check-in k7n"))
  }

  @Test func whereAServerHasNoButtonsTheCommandIsSaid() {
    #expect(popup([Self.dose]).instead == "Answer: tend take k7f")
    #expect(popup([Self.visit]).instead == "Answer: tend done k7h")
    #expect(popup([Self.dose, Self.iron]).instead == "See: tend due")
    #expect(popup([Self.mood]).instead == nil)
    #expect(popup([Self.dose], .discreet).instead == nil)
  }
}
