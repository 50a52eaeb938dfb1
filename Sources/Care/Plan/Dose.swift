public import Almanac

/// How much of a medicine, and what the hand does for it: the two belong together.
public struct Dose: Hashable, Sendable {
  public var amount: Amount?
  /// Where there is no number: "half a tablet".
  public var text: String?
  /// "4 capsules".
  public var take: String?
  /// How many of the stock it takes; nil for what the stock itself says.
  public var perDose: StockCount?

  public init(
    amount: Amount? = nil, text: String? = nil, take: String? = nil, perDose: StockCount? = nil
  ) {
    self.amount = amount
    self.text = text
    self.take = take
    self.perDose = perDose
  }

  /// The amount as written, in a number or in words.
  public var words: String? { amount?.description ?? text }

  /// `2 mg (1 tablet)`.
  var plain: String { [words, take.map { "(\($0))" }].compactMap(\.self).joined(separator: " ") }
}

/// One step of a taper.
public struct TaperStep: Hashable, Sendable {
  public var dose: Dose
  /// How many calendar days it lasts; nil for a last step that goes on until further notice.
  public var days: Int?

  public init(dose: Dose, days: Int? = nil) {
    self.dose = dose
    self.days = days
  }

  /// `40 mg for 7 days`.
  var plain: String {
    dose.plain + (days.map { $0 == 1 ? " for 1 day" : " for \($0) days" } ?? " until further notice")
  }
}

extension Medication {
  /// Whether not all occurrences have the same dose.
  public var dosesDiffer: Bool { !doses.isEmpty || !taper.isEmpty }

  /// The dose of the occurrence of a day and a slot; `from` is the first day of the taper.
  public func dose(on day: CivilDate, slot: String, from: CivilDate?) -> Dose {
    guard let first = taper.first, let from else {
      return doses[slot] ?? Dose(amount: dose, text: doseText, take: take)
    }
    var dose = first.dose
    var rest = day - from
    for step in taper where rest >= 0 {
      dose = step.dose
      rest -= step.days ?? rest + 1
    }
    return dose
  }
}

extension Entry {
  /// The dose every occurrence has, as written; nil where they differ or none is said.
  public var amount: String? {
    guard case .medication(let medication) = detail, !medication.dosesDiffer else { return nil }
    return medication.dose?.description ?? medication.doseText
  }

  /// Where doses differ, each with its time or its days in plain English: `2 mg at breakfast (07:30)`.
  public func doses(moments: DayMoments) -> [String] {
    guard case .medication(let medication) = detail, medication.dosesDiffer else { return [] }
    guard medication.taper.isEmpty else { return medication.taper.map(\.plain) }
    return timing.at.map { time in
      let dose = medication.doses[time.slot] ?? Dose(amount: medication.dose, text: medication.doseText)
      return "\(dose.plain) \(time.describe(moments: moments))"
    }
  }

  /// The same in one phrase: `40 mg for 7 days, then 30 mg for 7 days`.
  func dosesText(moments: DayMoments) -> String? {
    guard case .medication(let medication) = detail, medication.dosesDiffer else { return nil }
    let doses = doses(moments: moments)
    return medication.taper.isEmpty ? Phrase.list(doses) : doses.joined(separator: ", then ")
  }
}
