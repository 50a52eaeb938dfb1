import Almanac
import Care

extension PlanReader {
  /// Texts, or tables that also say when: `{ step = "Blood draw, fasting", before = "1d", at = "07:30" }`.
  func preparations(_ node: Int, person: String?, _ reader: FieldReader) -> [Preparation] {
    let example = "\"Bring the symptom report\""
    guard reader.kind(node) == .array,
      reader.document.children(node).contains(where: { reader.kind($0) == .table })
    else {
      return reader.list(node, example: "[\(example)]") { text, _ in Preparation(text: text) }
    }
    var found: [Preparation] = []
    for element in reader.document.children(node) {
      let preparation =
        reader.kind(element) == .table
        ? preparation(element, person: person, reader)
        : reader.text(element, example: "Bring the symptom report").map { Preparation(text: $0) }
      guard let preparation else { continue }
      if found.contains(preparation) {
        reader.error(value: element, "\"\(preparation.text)\" is in \"prepare\" twice")
      } else {
        found.append(preparation)
      }
    }
    return found
  }

  private func preparation(_ table: Int, person: String?, _ reader: FieldReader) -> Preparation? {
    var (text, before, at) = (String?.none, TimeSpan?.none, TimeOfDay?.none)
    let mistakes = reader.log.count
    var atNode: Int?
    for (key, node) in reader.keys(PreparationKey.self, of: table) {
      switch key {
      case .step:
        text = reader.text(node, example: "Blood draw, fasting")
      case .before:
        before = reader.span(node, example: "1d", in: TimeSpan.seconds(0)...TimeSpan.days(366))
      case .at:
        atNode = node
        at = preparationTime(node, person: person, reader)
      }
    }
    guard reader.log.count == mistakes else { return nil }
    guard let text else {
      reader.error(value: table, "a step of \"prepare\" has no text; write step = \"Blood draw, fasting\"")
      return nil
    }
    guard let before else {
      guard at != nil else { return Preparation(text: text) }
      reader.error(
        value: table,
        "a step of \"prepare\" with \"at\" also needs \"before\": before = \"1d\" is the day before, \"0d\" the same day"
      )
      return nil
    }
    let isDays = before.seconds % 86_400 == 0
    if let at {
      guard isDays else {
        reader.error(
          value: atNode ?? table, "\"at\" goes with a \"before\" in whole days, such as \"1d\"")
        return nil
      }
      return Preparation(text: text, shift: .days(-Int(before.seconds / 86_400), at: at))
    }
    guard before.seconds > 0 else {
      reader.error(value: table, "\"before\" of no time needs \"at\"; write at = \"07:30\"")
      return nil
    }
    guard isDays, case .days(_, let evening) = Preparation.eveningBefore else {
      return Preparation(text: text, shift: .elapsed(-before.seconds))
    }
    return Preparation(text: text, shift: .days(-Int(before.seconds / 86_400), at: evening))
  }

  private func preparationTime(_ node: Int, person: String?, _ reader: FieldReader) -> TimeOfDay? {
    guard let text = reader.text(node, example: "07:30") else { return nil }
    guard let time = TimeOfDay(text) else {
      reader.error(
        value: node, "\"\(text)\" is not a time such as \"07:30\" or \"breakfast\"",
        suggestion: Respelling.time(text))
      return nil
    }
    if case .moment(let name, _) = time.base { checkMoment(name, node, person: person, reader) }
    return time
  }
}
