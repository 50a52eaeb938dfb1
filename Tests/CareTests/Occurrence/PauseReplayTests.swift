import Almanac
import Care
import Testing

struct PauseReplayTests {
  private static func events(_ bodies: EventBody...) -> [RecordedEvent] {
    bodies.enumerated().map { index, body in
      RecordedEvent(
        number: Int64(index + 1), stamp: EventStamp(at: at("08:0\(index)"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "pause"), entry: entryID("midostaurin"), body: body)
    }
  }

  private static let pause = Pause(from: at("08:00"), by: "ana")

  @Test func anUndoneUndoGivesThePauseBack() {
    #expect(Pause.replay(Self.events(.paused(Self.pause), .undone(1))) == nil)
    #expect(Pause.replay(Self.events(.paused(Self.pause), .undone(1), .undone(2))) == Self.pause)
  }

  @Test func anUndoneResumeLetsThePauseGoOn() {
    let ended = Pause.replay(Self.events(.paused(Self.pause), .resumed))
    #expect(ended?.until == at("08:01"))
    #expect(Pause.replay(Self.events(.paused(Self.pause), .resumed, .undone(2))) == Self.pause)
    #expect(
      Pause.replay(Self.events(.paused(Self.pause), .resumed, .undone(2), .undone(3)))?.until == at("08:01"))
  }
}
