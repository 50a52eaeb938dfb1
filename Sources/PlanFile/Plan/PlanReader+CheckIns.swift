import Care

// What a check-in asks, and what raises a flag.

extension PlanReader {
  private static let flag = "{ if = \"pain >= 7\", days = 2, say = \"Call the nurse line\" }"
  private static let question = "{ ask = \"sleep\", answer = \"0-10\" }"

  func checkIn(_ reader: FieldReader) -> CheckIn {
    let questions = node(.ask).map { self.questions($0, reader) } ?? []
    return CheckIn(questions, flags: node(.flag).map { flags($0, of: questions, reader) } ?? [])
  }

  /// Names of known questions, and tables for others.
  private func questions(_ node: Int, _ reader: FieldReader) -> [Question] {
    let items = reader.kind(node) == .array ? Array(reader.document.children(node)) : [node]
    if items.isEmpty {
      reader.error(value: node, "\"ask\" is an empty list; it takes questions such as [\"pain\", \"mood\"]")
    }
    var questions: [Question] = []
    for item in items {
      let isTable = reader.kind(item) == .table
      guard let question = isTable ? declared(item, reader) : known(item, reader) else { continue }
      if questions.contains(where: { $0.name == question.name }) {
        reader.error(value: item, "\"\(question.name)\" is in \"ask\" twice")
      } else {
        questions.append(question)
      }
    }
    return questions
  }

  private func known(_ node: Int, _ reader: FieldReader) -> Question? {
    guard let name = reader.text(node, example: "pain") else { return nil }
    if let question = Question.known(name) { return question }
    let example = Self.question.replacing("sleep", with: name)
    reader.error(
      value: node, "\"\(name)\" is not a known question; say what it takes: \(example)",
      suggestion: Nearest.match(name, among: Question.known.map(\.name)))
    return nil
  }

  private func declared(_ table: Int, _ reader: FieldReader) -> Question? {
    var (name, form) = (String?.none, Question.Form?.none)
    var ends = [QuestionKey: String]()
    for (key, node) in reader.keys(QuestionKey.self, of: table) {
      switch key {
      case .ask: name = questionName(node, reader)
      case .answer: form = answerForm(node, reader)
      case .unit: form = reader.text(node, example: "kg").map { .number(unit: $0, from: nil, to: nil) }
      case .lowest, .highest:
        guard let text = reader.text(node, example: "35") else { continue }
        ends[key] = ExactNumber(text) == nil ? nil : text
        if ends[key] == nil {
          reader.error(value: node, "\"\(text)\" is not a number such as \"35\" or \"36.5\"")
        }
      }
    }
    require(["ask": "\"sleep\""], in: table, reader)
    let hasBoth = reader.document.child(table, "answer") != nil && reader.document.child(table, "unit") != nil
    if hasBoth {
      reader.error(key: table, "a question has an answer or a unit, not both: what has a unit is a number")
    } else if reader.document.child(table, "answer") == nil, reader.document.child(table, "unit") == nil {
      reader.error(
        key: table,
        "this question does not say what it takes; write answer = \"0-10\", \"yes/no\" or \"text\", or unit = \"kg\""
      )
    }
    if case .number(let unit, _, _)? = form {
      form = .number(unit: unit, from: ends[.lowest], to: ends[.highest])
    }
    guard let name, let form else { return nil }
    return Question(name, form)
  }

  /// A name that can be typed as `name=4`.
  private func questionName(_ node: Int, _ reader: FieldReader) -> String? {
    guard let name = reader.text(node, example: "sleep") else { return nil }
    guard EntryID.isWellFormed(name) else {
      reader.error(
        value: node, "\"\(name)\" cannot name a question; it takes small letters, digits and hyphens",
        suggestion: EntryID.suggested(for: name, taken: []).text)
      return nil
    }
    return name
  }

  private func answerForm(_ node: Int, _ reader: FieldReader) -> Question.Form? {
    guard let text = reader.text(node, example: "0-10") else { return nil }
    switch text {
    case "yes/no": return .yesNo
    case "text": return .text
    default:
      let ends = text.split(separator: "-").compactMap { Int($0) }
      if ends.count == 2, ends[0] < ends[1], ends[1] <= 1000, text == "\(ends[0])-\(ends[1])" {
        return .scale(ends[0], ends[1])
      }
      reader.error(
        value: node, "\"\(text)\" is no kind of answer; write \"0-10\", \"yes/no\" or \"text\"",
        suggestion: Nearest.match(text, among: ["yes/no", "text"]))
      return nil
    }
  }

  /// One table or a list of them.
  private func flags(_ node: Int, of questions: [Question], _ reader: FieldReader) -> [FlagRule] {
    let tables = reader.kind(node) == .array ? Array(reader.document.children(node)) : [node]
    if tables.isEmpty {
      reader.error(value: node, "\"flag\" is an empty list; it takes tables such as \(Self.flag)")
    }
    var found: [FlagRule] = []
    for table in tables {
      guard let flag = flag(table, of: questions, reader) else { continue }
      if found.contains(where: { $0.words == flag.words }) {
        reader.error(value: table, "\"\(flag.words)\" is in \"flag\" twice")
      } else {
        found.append(flag)
      }
    }
    return found
  }

  private func flag(_ table: Int, of questions: [Question], _ reader: FieldReader) -> FlagRule? {
    guard isTable(table, Self.flag, reader) else { return nil }
    var flag: FlagRule?
    var (days, say, importance) = (1, String?.none, Importance.high)
    for (key, node) in reader.keys(FlagKey.self, of: table) {
      switch key {
      case .condition: flag = condition(node, of: questions, reader)
      case .days: days = reader.integer(node, in: 1...30) ?? 1
      case .say: say = reader.text(node, example: "Call the nurse line", lines: true)
      case .importance: importance = reader.choice(node, Importance.self) ?? .high
      }
    }
    require(["if": "\"pain >= 7\"", "say": "\"Call the nurse line\""], in: table, reader)
    guard var flag, let say else { return nil }
    (flag.days, flag.say, flag.importance) = (days, say, importance)
    return flag
  }

  private func condition(_ node: Int, of questions: [Question], _ reader: FieldReader) -> FlagRule? {
    guard let text = reader.text(node, example: "pain >= 7") else { return nil }
    guard let (name, relation, value) = FlagRule.condition(text) else {
      reader.error(value: node, "\"\(text)\" is not a condition such as \"pain >= 7\" or \"cough = yes\"")
      return nil
    }
    guard let question = questions.first(where: { $0.name == name }) else {
      reader.error(
        value: node, "\"\(name)\" is not among the questions of this check-in",
        suggestion: Nearest.match(name, among: questions.map(\.name)))
      return nil
    }
    guard let limit = question.reading(value), question.form != .text else {
      let takes = question.form == .text ? "words, which cannot be compared" : question.takes
      reader.error(value: node, "\"\(text)\" is never met: \(name) takes \(takes)")
      return nil
    }
    if question.form == .yesNo, relation != .equal {
      reader.error(value: node, "\"\(text)\" is not a condition of yes or no; write \"\(name) = yes\"")
      return nil
    }
    return FlagRule(name, relation, limit.value, say: "")
  }
}
