/// How much it matters that an occurrence is answered in time; it picks the ladder of reminders.
public enum Importance: String, CaseIterable, Hashable, Comparable, Sendable, Codable {
  case low, normal, high, critical

  public static func < (a: Importance, b: Importance) -> Bool { a.rank < b.rank }

  private var rank: Int { Importance.allCases.firstIndex(of: self) ?? 0 }
}
