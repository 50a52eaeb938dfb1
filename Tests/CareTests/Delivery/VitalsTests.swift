import Almanac
import Care
import Testing

/// Whether a sign of life may be sent.
struct VitalsTests {
  private static let now = Instant(1_800_000_000)

  @Test(
    arguments: [
      // Nothing to do, or something to do that is armed.
      (nil, nil, nil, true),
      (100, 100, nil, true),
      // The wake-up has fired, and its look comes in the same breath.
      (0, nil, nil, true),
      (-59, nil, nil, true),
      // Not looked at, not armed, armed for another time, not writable.
      (-61, nil, nil, false),
      (-61, -61, nil, false),
      (100, nil, nil, false),
      (100, 200, nil, false),
      (nil, nil, "disk full", false),
      (100, 100, "disk full", false),
    ] as [(Int64?, Int64?, String?, Bool)])
  func onlyWhileTheLoopIsHealthyTheNextReminderArmedAndTheLedgerWritable(
    due: Int64?, armed: Int64?, unwritable: String?, isWell: Bool
  ) {
    let vitals = Vitals(
      due: due.map { Self.now + $0 }, armed: armed.map { Self.now + $0 }, unwritable: unwritable)
    #expect((vitals.trouble(at: Self.now) == nil) == isWell)
  }

  @Test func aClockBeforeTheReleaseIsNoSignOfLife() {
    let vitals = Vitals(release: Self.now)
    #expect(vitals.trouble(at: Self.now) == nil)
    #expect(vitals.trouble(at: Self.now - 1) == "the clock is earlier than this release of Tend")
  }
}
