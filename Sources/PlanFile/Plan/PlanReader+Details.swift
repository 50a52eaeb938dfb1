import Almanac
import Care

extension PlanReader {
  /// What only entries of this kind have; nil when something in it could not be read.
  func detail(
    of kind: EntryKind, _ table: Int, person: String?, _ reader: FieldReader
  ) -> Entry.Detail? {
    switch kind {
    case .medication: .medication(medication(reader))
    case .appointment: .appointment(appointment(person: person, reader))
    case .activity: .activity(activity(reader))
    case .checkIn: .checkIn(checkIn(reader))
    case .step: nil
    }
  }

  private func medication(_ reader: FieldReader) -> Medication {
    if node(.dose) != nil, let node = node(.doseText) {
      reader.error(key: node, "\"dose-text\" cannot stand beside \"dose\"; it is for doses without a number")
    }
    let food = node(.food).flatMap { foodWords($0, reader) }
    var medication = Medication(
      dose: node(.dose).flatMap { amount($0, reader) },
      doseText: node(.doseText).flatMap { reader.text($0, example: "per infusion protocol") },
      take: node(.take).flatMap { reader.text($0, example: "4 capsules") },
      food: food?.text,
      ifMissed: node(.ifMissed).flatMap {
        reader.text($0, example: "Skip it. Next dose at its usual time.", lines: true)
      },
      orderedBy: node(.orderedBy).flatMap { reference($0, to: "contact", reader) },
      ifNotKept: node(.ifNotKept).flatMap {
        reader.text($0, example: "Do not repeat it. Next dose at its usual time.", lines: true)
      },
      notWithin: notWithin(reader), apartFrom: node(.apartFrom).map { apartFrom($0, reader) } ?? [],
      asNeeded: node(.asNeeded).flatMap { asNeeded($0, reader) },
      maxPerDay: node(.maxPerDay).flatMap { amount($0, reader) }, foodRule: food?.rule,
      stock: node(.stock).flatMap { stock($0, reader) })
    medication.hasFoodNotices = food?.hasNotices ?? false
    if let node = node(.taper) {
      medication.taper = taper(node, reader)
    } else {
      addTimedDoses(to: &medication, reader)
    }
    return medication
  }

  func amount(_ node: Int, _ reader: FieldReader) -> Amount? {
    guard let text = reader.text(node, example: "100 mg") else { return nil }
    guard let amount = reader.known.amounts.value(text, { Amount($0) }) else {
      let isNumber = !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
      let hint = isNumber ? "; the unit is missing" : ""
      reader.error(
        value: node, "\"\(text)\" is not an amount such as \"100 mg\" or \"2.5 ml\"\(hint)",
        suggestion: Respelling.amount(text))
      return nil
    }
    return amount
  }

  private func appointment(person: String?, _ reader: FieldReader) -> Appointment {
    Appointment(
      with: node(.with).flatMap { reference($0, to: "contact", reader) },
      place: node(.place).flatMap { reader.text($0, example: "Clinic, room 12") },
      lasts: lasts(reader),
      remind: node(.remind).map { leadTimes($0, reader) } ?? [],
      prepare: node(.prepare).map { preparations($0, person: person, reader) } ?? [],
      travel: node(.travel).flatMap {
        reader.span($0, example: "45m", in: TimeSpan.minutes(1)...TimeSpan.days(2))
      }, followUp: node(.followUp).flatMap { days(of: $0, example: "6 weeks", reader) })
  }

  func lasts(_ reader: FieldReader) -> TimeSpan? {
    node(.lasts).flatMap { reader.span($0, example: "40m", in: TimeSpan.minutes(1)...TimeSpan.days(60)) }
  }

  private func leadTimes(_ node: Int, _ reader: FieldReader) -> [TimeSpan] {
    reader.list(node, example: "[\"1d\", \"2h\"]") { text, node in
      reader.span(text, node, example: "1d", in: TimeSpan.minutes(1)...TimeSpan.days(366))
    }
  }

  func approval(_ table: Int, _ reader: FieldReader) -> Approval? {
    guard reader.kind(table) == .table else {
      reader.error(
        value: table,
        "\"approval\" takes a table such as { status = \"proposed\" }, not \(reader.kindWord(table))")
      return nil
    }
    var status: Approval.Status?
    var statusNode: Int?
    var saysBy = false
    var approval = Approval(status: .proposed)
    for (key, node) in reader.keys(ApprovalKey.self, of: table) {
      switch key {
      case .status:
        statusNode = node
        status = reader.choice(node, Approval.Status.self)
      case .by:
        saysBy = true
        approval.by = reference(node, to: "contact", reader)
      case .dated: approval.dated = reader.date(node)
      case .review:
        approval.review = reader.date(node)
      case .reason: approval.reason = reader.text(node, example: "dizzy twice")
      }
    }
    if let dated = approval.dated, let review = approval.review, review < dated,
      let node = reader.document.child(table, "review")
    {
      reader.error(value: node, "\"review\" (\(review)) is before \"dated\" (\(dated))")
    }
    guard let statusNode else {
      reader.error(
        key: table, "\"approval\" has no status; write status = \"proposed\", \"approved\" or \"withdrawn\"")
      return nil
    }
    if status == .approved, !saysBy {
      reader.error(
        value: statusNode, "\"approval\" is approved, but does not say by whom; write by = \"dr-…\"")
    }
    guard let status else { return nil }
    approval.status = status
    return approval
  }
}
