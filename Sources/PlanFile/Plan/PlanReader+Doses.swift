import Almanac
import Care

// Doses of their own for times of `at`, and tapers.

extension PlanReader {
  /// An item of `at` that says more than its time.
  struct DosedTime {
    var time: TimeOfDay
    var dose: Dose
    /// It has a dose of its own, if perhaps one that could not be read.
    var saysDose: Bool
    var node: Int
  }

  /// `at` where some of its items are tables: `[{ time = "breakfast", dose = "2 mg" }, "dinner"]`.
  ///
  /// What they say of doses waits in `dosedTimes` for the medication.
  func dosedTimes(
    _ node: Int, kind: EntryKind, _ reader: FieldReader, _ time: (_ text: String, _ node: Int) -> TimeOfDay?
  ) -> [TimeOfDay] {
    guard kind == .medication else {
      reader.error(value: node, "\"at\" takes times; only those of a medication can have doses of their own")
      return []
    }
    var times: [TimeOfDay] = []
    for item in reader.kind(node) == .table ? [node] : Array(reader.document.children(node)) {
      let (found, dose) = dosedTime(item, reader, time)
      guard let found else { continue }
      if times.contains(where: { $0.slot == found.slot }) {
        reader.error(value: item, "\"\(found.slot)\" is in \"at\" twice")
        continue
      }
      times.append(found)
      dosedTimes.append(
        DosedTime(time: found, dose: dose, saysDose: hasDose(item, reader), node: item))
    }
    return times
  }

  private func dosedTime(
    _ item: Int, _ reader: FieldReader, _ time: (_ text: String, _ node: Int) -> TimeOfDay?
  ) -> (TimeOfDay?, Dose) {
    guard reader.kind(item) == .table else {
      let text = reader.text(item, example: "breakfast")
      return (text.flatMap { time($0, item) }, Dose())
    }
    let found = reader.document.child(item, "time").flatMap { node in
      reader.text(node, example: "breakfast").flatMap { time($0, node) }
    }
    if reader.document.child(item, "time") == nil {
      reader.error(value: item, "this item of \"at\" has no time; write time = \"breakfast\"")
    }
    return (found, dose(item, among: DoseKey.ofTime, reader))
  }

  /// Puts the doses of the times into the medication, and reports where dose and hand could fall apart.
  func addTimedDoses(to medication: inout Medication, _ reader: FieldReader) {
    guard dosedTimes.contains(where: { $0.saysDose || $0.dose.take != nil }) else { return }
    let base = Dose(amount: medication.dose, text: medication.doseText, take: medication.take)
    for item in dosedTimes {
      var dose = item.dose
      if !item.saysDose {
        (dose.amount, dose.text, dose.take) = (base.amount, base.text, dose.take ?? base.take)
      } else if dose.take == nil, let take = base.take {
        reader.error(
          value: item.node,
          "the dose of \"\(item.time.slot)\" is its own, and \"\(take)\" is said of another; write a take for it too"
        )
      }
      if !item.saysDose, node(.dose) == nil, node(.doseText) == nil {
        reader.error(
          value: item.node,
          "\"\(item.time.slot)\" has no dose; write { time = \"\(item.time.slot)\", dose = \"2 mg\" }")
      }
      medication.doses[item.time.slot] = dose
    }
    if dosedTimes.allSatisfy(\.saysDose) {
      for field in [Field.dose, .doseText, .take] {
        guard let node = node(field) else { continue }
        reader.error(key: node, "\"\(field.key)\" is of no use: every time in \"at\" has a dose of its own")
      }
    }
    // One dose for all of them is the dose of the entry.
    if let only = medication.doses.values.first, Set(medication.doses.values).count == 1 {
      (medication.dose, medication.doseText, medication.take) = (only.amount, only.text, only.take)
      medication.doses = [:]
    }
  }

  /// `taper = [{ dose = "40 mg", days = 7 }, { dose = "30 mg", days = 7 }]`.
  func taper(_ node: Int, _ reader: FieldReader) -> [TaperStep] {
    let example = "[{ dose = \"40 mg\", days = 7 }, { dose = \"30 mg\", days = 7 }]"
    guard reader.kind(node) == .array, reader.document.nodes[node].childCount > 0 else {
      let found = reader.kind(node) == .array ? "an empty list" : reader.kindWord(node)
      reader.error(value: node, "\"taper\" takes a list of steps such as \(example), not \(found)")
      return []
    }
    let items = Array(reader.document.children(node))
    return items.compactMap { item in
      guard reader.kind(item) == .table else {
        reader.error(
          value: item,
          "\"taper\" takes steps such as { dose = \"40 mg\", days = 7 }, not \(reader.kindWord(item))")
        return nil
      }
      let days = reader.document.child(item, "days")
      if days == nil, item != items.last {
        reader.error(key: item, "only the last step of \"taper\" can go on without days; write days = 7")
      }
      let dose = dose(item, among: DoseKey.ofStep, reader)
      if !hasDose(item, reader) {
        reader.error(key: item, "this step of \"taper\" has no dose; write dose = \"40 mg\"")
      }
      return TaperStep(dose: dose, days: days.flatMap { reader.integer($0, in: 1...3660) })
    }
  }

  private func hasDose(_ table: Int, _ reader: FieldReader) -> Bool {
    reader.kind(table) == .table
      && (reader.document.child(table, "dose") != nil || reader.document.child(table, "dose-text") != nil)
  }

  /// What a table says of a dose; the time or the days of it are for the caller.
  private func dose(_ table: Int, among keys: [DoseKey], _ reader: FieldReader) -> Dose {
    var dose = Dose()
    for (key, node) in reader.keys(DoseKey.self, of: table, among: keys) {
      switch key {
      case .dose: dose.amount = amount(node, reader)
      case .doseText: dose.text = reader.text(node, example: "half a tablet")
      case .take: dose.take = reader.text(node, example: "2 tablets")
      case .perDose: dose.perDose = perDose(node, reader)
      case .time, .days: break
      }
    }
    if dose.amount != nil, let text = reader.document.child(table, "dose-text") {
      reader.error(key: text, "\"dose-text\" cannot stand beside \"dose\"; it is for doses without a number")
    }
    return dose
  }
}

extension Timing {
  /// A taper whose steps all have an end ends with them.
  mutating func end(with detail: Entry.Detail) {
    guard case .medication(let medication) = detail, !medication.taper.isEmpty, let from else { return }
    let days = medication.taper.compactMap(\.days)
    if days.count == medication.taper.count { until = from + (days.reduce(0, +) - 1) }
  }
}
