/// What happens in a life, drawn from one seed before it begins.
///
/// Each step has dice of its own, so that leaving one out does not change what the others do.
public struct Script: Sendable {
  public enum Kind: Sendable {
    case wait, answer, twoCarers, answerAhead, takeAsNeeded, snooze, undo, review, pause, count, editPlan
    case hold, stay
    case kill, start, crash, turnOff, suspend, stepClock, moveZone
    case breakDisk, mendDisk, journal, channel
  }

  public struct Step: Sendable {
    public let number: Int
    let kind: Kind
    let dice: UInt64
    let seconds: Int64
  }

  public let seed: UInt64
  public let steps: [Step]
  /// Steps that are left out.
  public var without: Set<Int> = []
  /// Entries of the first plan that are left out.
  public var withoutEntries: Set<Int> = []
  /// Whether the life says what it does.
  public var isTraced = false

  public static let leastSteps = 200
  public static let leastSeconds: Int64 = 14 * 86_400

  /// At least 200 steps over at least 14 days.
  public init(seed: UInt64) {
    self.seed = seed
    var dice = Dice(seed ^ 0x5eed)
    var steps: [Step] = []
    var lived: Int64 = 0
    while steps.count < Script.leastSteps || lived < Script.leastSeconds {
      let (kind, seconds) = Script.draw(&dice)
      steps.append(Step(number: steps.count, kind: kind, dice: dice.next(), seconds: seconds))
      if case .wait = kind { lived += seconds }
    }
    self.steps = steps
  }

  /// How often each kind comes, of 216.
  private static let odds: [(Int, Kind)] = [
    (68, .wait), (32, .answer), (6, .twoCarers), (3, .answerAhead), (4, .takeAsNeeded), (9, .snooze),
    (10, .undo),
    (4, .review), (7, .pause), (4, .count), (11, .editPlan), (3, .kill), (8, .start), (5, .crash),
    (4, .turnOff),
    (3, .suspend),
    (4, .stepClock), (3, .moveZone), (4, .breakDisk), (8, .mendDisk), (2, .journal), (6, .channel),
    (5, .hold), (3, .stay),
  ]

  private static func draw(_ dice: inout Dice) -> (Kind, Int64) {
    var rest = dice.roll(0...215)
    let kind =
      odds.first { odd in
        rest -= odd.0
        return rest < 0
      }?.1 ?? .wait
    return (kind, seconds(of: kind, &dice))
  }

  private static func seconds(of kind: Kind, _ dice: inout Dice) -> Int64 {
    switch kind {
    case .wait: dice.pick([1, 60, 1200, 3600, 4 * hour, 6 * hour, 9 * hour, 13 * hour])
    case .turnOff where dice.roll(0...2000) == 0: 366 * 24 * hour
    case .turnOff: dice.pick([60, 60, 600, 2 * hour, 24 * hour, 24 * hour, 3 * 24 * hour, 10 * 24 * hour])
    case .suspend: dice.pick([5, 60, hour, 9 * hour, 24 * hour])
    default: 0
    }
  }

  private static let hour: Int64 = 3600

  /// How long the waits are together.
  public var secondsOfWaiting: Int64 {
    steps.reduce(0) { sum, step in
      if case .wait = step.kind { sum + step.seconds } else { sum }
    }
  }
}
