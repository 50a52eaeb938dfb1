/// The keys of one table of a plan or of the settings.
///
/// A reader goes through a table by these and by nothing else, so that what is read, what an unknown key is told to
/// be near to, and what the reference has to name are one list.
protocol TableKey: RawRepresentable<String>, CaseIterable, Equatable, Sendable {}

extension FieldReader {
  /// The known keys of a table in the order of the file, each with its node; any other is reported on the way.
  ///
  /// - Parameter keys: Those that may stand in this very table, where not all of `Key` may.
  func keys<Key: TableKey>(_: Key.Type, of table: Int, among keys: [Key]? = nil) -> some Sequence<(Key, Int)>
  {
    document.children(table).lazy.compactMap { node in
      if let key = Key(rawValue: document.key(node)), keys?.contains(key) ?? true { return (key, node) }
      unknownKey(node, in: table, valid: (keys ?? Array(Key.allCases)).map(\.rawValue))
      return nil
    }
  }
}

enum PersonKey: String, TableKey { case name, zone, day }

enum ContactKey: String, TableKey {
  case name, role, phone, email, url, links, notes, channels, hours, duty, privacy
}

enum LinkKey: String, TableKey { case name, url }

enum CycleKey: String, TableKey { case day1, days, of, cycles }

enum CountdownKey: String, TableKey { case day0, days }

enum AfterKey: String, TableKey { case entry, delay }

enum EscalationKey: String, TableKey { case after, contact, channels }

enum SilenceKey: String, TableKey { case rule, because }

/// Of what says a dose: a time in `at`, a step of `taper`.
enum DoseKey: String, TableKey {
  case time, days, dose, take
  case doseText = "dose-text"
  case perDose = "per-dose"

  static let ofTime: [DoseKey] = [.time, .dose, .doseText, .take, .perDose]
  static let ofStep: [DoseKey] = [.days, .dose, .doseText, .take, .perDose]
}

enum FoodKey: String, TableKey { case rule, before, after, notices }

enum AsNeededKey: String, TableKey {
  case minInterval = "min-interval"
  case maxPer24h = "max-per-24h"
  case togetherWith = "together-with"
}

enum ApartKey: String, TableKey { case entry, by }

enum StockKey: String, TableKey {
  case onHand = "on-hand"
  case perDose = "per-dose"
  case unit
  case refillAt = "refill-at"
  case expires, lead, closed, places, practice
}

enum PlaceKey: String, TableKey { case place, count, expires }

enum PreparationKey: String, TableKey { case step, before, at }

enum ApprovalKey: String, TableKey { case status, by, dated, review, reason }

enum PhaseKey: String, TableKey { case name, lasts }

enum QuestionKey: String, TableKey {
  case ask, answer, unit
  case lowest = "from"
  case highest = "to"
}

enum FlagKey: String, TableKey {
  case condition = "if"
  case days, say, importance
}
