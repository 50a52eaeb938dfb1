public import Almanac

/// What `food` asks of the time of a dose, where its words have a meaning that can be checked.
public enum FoodRule: Hashable, Sendable {
  /// At a meal.
  case withFood
  /// So long before the next meal at least, and so long after the last one.
  case emptyStomach(before: TimeSpan, after: TimeSpan)

  /// An hour before and two hours after, as the leaflets have it where nothing else was said.
  public static let emptyStomach = FoodRule.emptyStomach(before: .hours(1), after: .hours(2))

  /// The rule that these words name, in capitals or not; nil for words that are only repeated.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "with food", "with a meal", "with meals": self = .withFood
    case "empty stomach", "on an empty stomach": self = .emptyStomach
    default: return nil
    }
  }

  /// The moments of a day that are meals, by their names.
  public static let meals: Set<String> = [
    "breakfast", "brunch", "lunch", "tea", "dinner", "supper",
  ]

  /// How far from a meal a dose may be that is taken with it.
  static let reach = TimeSpan.minutes(30)

  /// `empty stomach: at least 1 h before and 2 h after a meal`.
  public var words: String {
    switch self {
    case .withFood: "with food"
    case .emptyStomach(let before, let after):
      "empty stomach: at least \(Phrase.length(before.seconds)) before and "
        + "\(Phrase.length(after.seconds)) after a meal"
    }
  }

  /// From when on nothing is to be eaten before a dose at `instant`, and until when after it; nil where eating is
  /// wanted.
  public func fast(around instant: Instant) -> (from: Instant, until: Instant)? {
    guard case .emptyStomach(let before, let after) = self else { return nil }
    return (instant - after.seconds, instant + before.seconds)
  }

  /// What the alert of a dose says: `empty stomach, nothing to eat from 06:00 to 09:00`.
  func alert(_ text: String, at instant: Instant, zone: ZoneRules) -> String {
    guard let fast = fast(around: instant) else { return text }
    let day = zone.local(at: instant).date
    return text + FoodRule.span + "\(Phrase.time(zone.local(at: fast.from), on: day)) "
      + "to \(Phrase.time(zone.local(at: fast.until), on: day))"
  }

  private static let span = ", nothing to eat from "

  /// The alert of a dose that is late: times counted from when it was planned would let eat too early after it.
  static func late(_ alert: String) -> String {
    guard let clock = alert.firstRange(of: span) else { return alert }
    return alert[..<clock.lowerBound] + ", counted from when it is really taken"
  }

  /// What is wrong with a dose at this time of day beside the meals of a person; nil where nothing is, and where no
  /// meals are known.
  public func problem(at time: ClockTime, moments: DayMoments) -> String? {
    let meals = moments.times.filter { FoodRule.meals.contains($0.key) }
      .map { Meal(name: $0.key, time: $0.value, dose: time) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let nearest = meals.first else { return nil }
    switch self {
    case .withFood:
      guard nearest.distance > FoodRule.reach.seconds else { return nil }
      return
        "no meal lies within \(Phrase.length(FoodRule.reach.seconds)) of it; the nearest is \(nearest.text)"
    case .emptyStomach(let before, let after):
      let broken = meals.first { $0.since < after.seconds || $0.until < before.seconds }
      guard let meal = broken else { return nil }
      if meal.since == 0 { return "it is the time of \(meal.text)" }
      return meal.since < after.seconds
        ? "it lies within \(Phrase.length(after.seconds)) after \(meal.text)"
        : "it lies within \(Phrase.length(before.seconds)) before \(meal.text)"
    }
  }

  /// A meal as seen from a dose, round the clock.
  private struct Meal {
    let name: String
    let time: ClockTime
    /// Seconds from the meal to the dose, and from the dose to the meal.
    let since, until: Int64

    init(name: String, time: ClockTime, dose: ClockTime) {
      self.name = name
      self.time = time
      let day = AsNeeded.day
      since = (Int64(dose.secondOfDay) - Int64(time.secondOfDay) + day) % day
      until = (day - since) % day
    }

    var distance: Int64 { min(since, until) }
    var text: String { "\(name) (\(time))" }
  }
}
