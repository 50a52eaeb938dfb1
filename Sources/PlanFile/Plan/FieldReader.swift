import Almanac

/// Reads typed values out of one file, and reports what cannot be read where it stands.
struct FieldReader {
  let document: TOMLDocument
  /// The index of the file among those being loaded.
  let file: Int
  let log: DiagnosticLog
  /// Shared by the files of one load.
  let known: Readings

  /// The longest list of texts that is read.
  static let longestList = 1000

  func kind(_ node: Int) -> TOMLNode.Kind { document.nodes[node].kind }

  func error(at offset: Int, _ message: String, suggestion: String? = nil) {
    log.report(file: file, offset: offset, message, suggestion: suggestion)
  }

  /// Reports at the key of a node, or at the bracket of a table's own header.
  func error(key node: Int, _ message: String, suggestion: String? = nil) {
    error(at: place(of: node), message, suggestion: suggestion)
  }

  func error(value node: Int, _ message: String, suggestion: String? = nil) {
    error(at: Int(document.nodes[node].start), message, suggestion: suggestion)
  }

  /// Where a node is said to be: the bracket of its header, its key, or its value in a list.
  func place(of node: Int) -> Int {
    let found = document.nodes[node]
    if found.origin == .header { return Int(document.sections[Int(found.section)].start) }
    return Int(found.keyEnd > found.keyStart ? found.keyStart : found.start)
  }

  /// The name of a table as its header has it, `[medication.x]`.
  func label(_ table: Int) -> String {
    "[\(document.path(table).map(TOMLWriter.key).joined(separator: "."))]"
  }

  /// The key a value stands under, in quotes; for an element of a list, that of the list.
  func name(_ node: Int) -> String {
    var node = node
    while document.nodes[node].keyEnd == document.nodes[node].keyStart, node != TOMLDocument.root {
      node = Int(document.nodes[node].parent)
    }
    return "\"\(document.key(node))\""
  }

  /// What kind of value it is, in a word for people.
  func kindWord(_ node: Int) -> String {
    switch kind(node) {
    case .table: "a table"
    case .array: "a list"
    case .string: "text"
    case .integer, .float: "a number"
    case .boolean: "true or false"
    case .offsetDateTime, .localDateTime, .localDate, .localTime: "a bare date or time"
    }
  }

  private func wrongType(_ node: Int, _ expected: String) {
    // What was written is right but for its quotes.
    let isBareDate = [.localDate, .localTime, .localDateTime].contains(kind(node))
    let hint = isBareDate ? "; put it in quotes" : ""
    error(value: node, "\(name(node)) takes \(expected), not \(kindWord(node))\(hint)")
  }

  /// One line of text without control characters; `example` is shown when it is something else.
  func text(_ node: Int, example: String, lines: Bool = false) -> String? {
    guard kind(node) == .string else {
      wrongType(node, "text such as \"\(example)\"")
      return nil
    }
    let text = document.string(node)
    var isBlank = true
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F, byte != 0x09, !(lines && byte == 0x0A) {
        error(
          value: node,
          byte == 0x0A || byte == 0x0D
            ? "\(name(node)) takes one line of text" : "\(name(node)) has a control character in its text")
        return nil
      }
      if byte > 0x20 { isBlank = false }
    }
    guard !isBlank else {
      error(value: node, "\(name(node)) is empty; it takes text such as \"\(example)\"")
      return nil
    }
    return text
  }

  /// The values of a list of texts, or of the one text; what cannot be read or is there twice is reported.
  ///
  /// `read` reports what it cannot read itself.
  func list<Value: Equatable>(
    _ node: Int, example: String, _ read: (_ text: String, _ node: Int) -> Value?
  ) -> [Value] {
    guard kind(node) == .array else {
      guard kind(node) == .string else {
        wrongType(node, "text or a list of texts such as \(example)")
        return []
      }
      return text(node, example: example).flatMap { read($0, node) }.map { [$0] } ?? []
    }
    let count = Int(document.nodes[node].childCount)
    guard (1...FieldReader.longestList).contains(count) else {
      let problem = count == 0 ? "an empty list" : "a list of \(count), more than \(FieldReader.longestList)"
      error(value: node, "\(name(node)) is \(problem); it takes text or a list of texts such as \(example)")
      return []
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for element in document.children(node) {
      guard kind(element) == .string else {
        wrongType(element, "a list of texts such as \(example)")
        continue
      }
      guard let text = text(element, example: example), let value = read(text, element) else { continue }
      if values.contains(value) {
        error(value: element, "\"\(text)\" is in \(name(element)) twice")
      } else {
        values.append(value)
      }
    }
    return values
  }

  func date(_ node: Int) -> CivilDate? {
    guard let text = text(node, example: "2026-11-02") else { return nil }
    if let date = known.dates.value(text, { CivilDate($0) }) { return date }
    noDate(text, node)
    return nil
  }

  func noDate(_ text: String, _ node: Int) {
    let bytes = Array(text.utf8)
    let isShaped =
      bytes.count == 10
      && bytes.indices.allSatisfy {
        [4, 7].contains($0) ? bytes[$0] == 0x2D : TOMLScanner.isDigit(bytes[$0])
      }
    if isShaped {
      error(value: node, "there is no \(text) in the calendar")
    } else {
      error(
        value: node, "\"\(text)\" is not a date such as \"2026-11-02\"", suggestion: Respelling.date(text))
    }
  }

  /// A length of time such as `30m`, within `range`.
  func span(_ node: Int, example: String, in range: ClosedRange<TimeSpan>) -> TimeSpan? {
    guard let text = text(node, example: example) else { return nil }
    return span(text, node, example: example, in: range)
  }

  /// A length of time already read as text.
  func span(_ text: String, _ node: Int, example: String, in range: ClosedRange<TimeSpan>) -> TimeSpan? {
    guard let span = known.spans.value(text, { TimeSpan($0) }) else {
      error(
        value: node, "\"\(text)\" is not a length of time such as \"\(example)\"",
        suggestion: Respelling.span(text))
      return nil
    }
    guard range.contains(span) else {
      let bound = span < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
      error(value: node, "\(name(node)) is \(span); it can be \(bound)")
      return nil
    }
    return span
  }

  func integer(_ node: Int, in range: ClosedRange<Int64>) -> Int? {
    guard kind(node) == .integer else {
      wrongType(node, "a whole number without quotes such as 10")
      return nil
    }
    let number = document.integer(node)
    guard range.contains(number) else {
      error(value: node, "\(name(node)) is \(number); it can be \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return Int(number)
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: Int, _: Choice.Type) -> Choice? {
    let words = Choice.allCases.map(\.rawValue)
    guard let first = words.first, let text = text(node, example: first) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    error(
      value: node, "\(name(node)) is \"\(text)\"; it can be \(words.joined(separator: ", "))",
      suggestion: Nearest.match(text, among: words))
    return nil
  }

  /// The tables below a table, with their keys; anything else there is reported.
  func tables(in node: Int, _ expected: String) -> [Int] {
    guard kind(node) == .table else {
      if document.nodes[node].origin == .tables {
        error(key: node, "[[\(document.key(node))]] has no id; write \(expected)")
      } else {
        error(key: node, "\(name(node)) is \(kindWord(node)); write \(expected)")
      }
      return []
    }
    return document.children(node).filter { child in
      if kind(child) == .table { return true }
      error(key: child, "\(name(child)) stands directly under \(label(node)); write \(expected)")
      return false
    }
  }

  /// Reports a key that nothing reads.
  func unknownKey(_ node: Int, in table: Int, valid: some Sequence<String>) {
    let key = document.key(node)
    let valid = Array(valid)
    var suggestion = Vocabulary.synonyms[key].flatMap { valid.contains($0) ? $0 : nil }
    if suggestion == nil { suggestion = Nearest.match(key, among: valid.sorted()) }
    if suggestion == nil {
      let near = Nearest.match(key, among: Vocabulary.synonyms.keys.sorted())
      suggestion = near.flatMap { Vocabulary.synonyms[$0] }.flatMap { valid.contains($0) ? $0 : nil }
    }
    error(key: node, "unknown key \(name(node)) in \(label(table))", suggestion: suggestion)
  }
}
