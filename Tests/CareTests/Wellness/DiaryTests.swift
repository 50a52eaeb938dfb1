import Almanac
import Care
import Testing

/// Exposures counted beside what happens anyway, and what lies before a symptom.
struct DiaryTests {
  private func entry(
    _ time: String, symptoms: [String] = [], triggers: [String] = [], person: String? = "maria",
    number: Int64 = 1
  ) -> DiaryEntry {
    DiaryEntry(
      number: number,
      note: DiaryNote(
        symptoms: symptoms.map { DiaryNote.Symptom($0) }, triggers: triggers, happenedAt: at(time), by: "ana",
        person: person), recordedAt: at(time))
  }

  private func study(_ diary: [DiaryEntry], _ symptom: String? = nil, within: TimeSpan = .hours(24))
    -> TriggerStudy
  {
    TriggerStudy(
      diary, person: "maria", symptom: symptom, within: within, since: at("2026-11-01 00:00"),
      now: at("2026-12-03 08:00"))
  }

  @Test func anExposureIsFollowedWhenASymptomComesInTime() {
    let diary = [
      entry("2026-11-23 08:00", triggers: ["heat"]), entry("2026-11-23 20:00", symptoms: ["flush"]),
      entry("2026-11-26 08:00", triggers: ["heat"]),
    ]
    let study = study(diary)
    #expect(study.counts == [.init(trigger: "heat", exposures: 2, followed: 1, together: 0)])
    #expect(study.symptoms == 1)
    // 12 of 240 hours.
    #expect(study.basePercent == 5)
  }

  @Test func whatWasWrittenWithTheSymptomIsCountedApart() {
    let study = study([entry("2026-11-24 08:00", symptoms: ["flush"], triggers: ["heat"])])
    #expect(study.counts == [.init(trigger: "heat", exposures: 0, followed: 0, together: 1)])
  }

  @Test func anExposureWhoseTimeIsNotOverIsNotCountedYetUnlessItWasFollowed() {
    #expect(study([entry("2026-12-02 20:00", triggers: ["heat"])]).counts.map(\.exposures) == [0])
    let followed = [
      entry("2026-12-02 20:00", triggers: ["heat"]), entry("2026-12-02 21:00", symptoms: ["itch"]),
    ]
    #expect(study(followed).counts.map(\.followed) == [1])
  }

  @Test func onlyTheSymptomAskedForAndThePersonAskedForCount() {
    let diary = [
      entry("2026-11-24 08:00", triggers: ["heat"]), entry("2026-11-24 09:00", symptoms: ["itch"]),
      entry("2026-11-24 10:00", symptoms: ["flush"], person: "jonas"),
    ]
    #expect(study(diary, "flush").counts.map(\.followed) == [0])
    #expect(study(diary, "itch").counts.map(\.followed) == [1])
  }

  @Test func symptomsCloseTogetherDoNotCountTheSameTimeTwice() {
    let diary = [
      entry("2026-11-23 08:00", triggers: ["heat"]), entry("2026-11-25 08:00", symptoms: ["flush"]),
      entry("2026-11-25 20:00", symptoms: ["flush"]),
    ]
    // 24 h before the first and 12 h more, of 240.
    #expect(study(diary).basePercent == 15)
  }

  @Test func aTimelineHasDosesLateOnesMissedOnesAndTheDiaryInTheirOrder() throws {
    func row(_ number: Int64, _ time: String, _ change: (inout OccurrenceState) -> Void) -> Occurrence {
      let facts = Sample.facts {
        $0.key.slot = time
        ($0.instant, $0.lateAt, $0.missedAt) = (at(time), at(time) + 1800, at(time) + 14_400)
      }
      var state = OccurrenceState(nextReminder: nil)
      change(&state)
      return Occurrence(id: OccurrenceID(number: number), facts: facts, state: state)
    }
    let rows = [
      row(1, "02:00") { $0.answer = Sample.taken(at: at("02:00")) },
      row(2, "08:00") { $0.answer = Sample.taken(at: at("09:30")) },
      row(3, "01:00") { $0.isMissed = true },
      row(4, "03:00") {
        $0.answer = Answer(outcome: .skipped, happenedAt: at("03:10"), by: "ana", reason: "asleep")
      },
      row(5, "11:00") { _ in },
    ]
    let timeline = Timeline(
      from: at("2026-12-02 11:00"), through: at("11:00"), rows: rows,
      diary: [entry("10:00", triggers: ["heat"]), entry("11:00", symptoms: ["flush"], number: 2)],
      person: "maria",
      now: at("12:00"))
    #expect(
      timeline.items.map { "\($0.kind.rawValue): \($0.text)" } == [
        "missed: Midostaurin 100 mg, missed", "dose: Midostaurin 100 mg, taken",
        "skipped: Midostaurin 100 mg, skipped: asleep",
        "late: Midostaurin 100 mg, taken, 1 h 30 min late", "exposure: exposed to heat", "symptom: flush",
      ])
  }
}
