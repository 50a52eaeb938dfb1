import TOMLKit

/// Compares our reading of a text with that of TOMLKit (toml++), an independent implementation.
///
/// Whatever decides when a dose is told is read twice; where the two differ the text is refused rather than guessed.
enum TOMLJudge {
  struct Disagreement: Equatable {
    var offset: Int
    var message: String
  }

  /// Nil when TOMLKit reads the text of the document as the document does.
  static func disagreement(with document: TOMLDocument) -> Disagreement? {
    var text = document.bytes[...]
    if text.starts(with: TOMLText.byteOrderMark) { text = text.dropFirst(TOMLText.byteOrderMark.count) }
    let judged: TOMLTable
    do {
      judged = try TOMLTable(string: String(decoding: text, as: UTF8.self))
    } catch let error as TOMLParseError {
      let line = min(max(error.source.begin.line, 1), document.lineStarts.count)
      let start = Int(document.lineStarts[line - 1])
      let offset = min(start + max(error.source.begin.column - 1, 0), document.bytes.count)
      return Disagreement(
        offset: offset, message: "the second TOML reader refuses this: \(error.description); please report it"
      )
    } catch {
      return Disagreement(offset: 0, message: "the second TOML reader failed: \(error)")
    }
    return difference(document, TOMLDocument.root, TOMLTree(judged.tomlValue))
  }

  private static func difference(_ document: TOMLDocument, _ node: Int, _ judged: TOMLTree?) -> Disagreement?
  {
    let found = document.nodes[node]
    switch (found.kind, judged) {
    case (.table, .table(let table)?):
      var count = 0
      for child in document.children(node) {
        count += 1
        if let difference = difference(document, child, table[document.key(child)]) { return difference }
      }
      if count == table.count { return nil }
    case (.array, .array(let elements)?):
      let children = Array(document.children(node))
      if children.count == elements.count {
        for (child, element) in zip(children, elements) {
          if let difference = difference(document, child, element) { return difference }
        }
        return nil
      }
    default:
      if TOMLTree(document, node) == judged { return nil }
    }
    let ours = TOMLTree(document, node).word
    let path = document.path(node).joined(separator: ".")
    return Disagreement(
      offset: Int(found.keyEnd > found.keyStart ? found.keyStart : found.start),
      message:
        "two TOML readers disagree about \(path): \(ours) or \(judged?.word ?? "nothing"); please report it")
  }
}

extension TOMLTree {
  fileprivate init?(_ value: TOMLValue) {
    switch value.type {
    case .table:
      guard let table = value.table else { return nil }
      var tree: [String: TOMLTree] = [:]
      // By key and not by its iterator, which traps on a key with a NUL.
      for key in table.keys { tree[key] = table[key].flatMap { TOMLTree($0.tomlValue) } }
      self = .table(tree)
    case .array:
      guard let array = value.array else { return nil }
      self = .array((0..<array.count).compactMap { TOMLTree(array[$0].tomlValue) })
    case .string:
      guard let string = value.string else { return nil }
      self = .string(string)
    case .int:
      guard let int = value.int else { return nil }
      self = .integer(Int64(int))
    case .double:
      guard let double = value.double else { return nil }
      self = .float(double)
    case .bool:
      guard let bool = value.bool else { return nil }
      self = .boolean(bool)
    case .date:
      guard let date = value.date else { return nil }
      self = .moment(MomentSpelling.text(date))
    case .time:
      guard let time = value.time else { return nil }
      self = .moment(MomentSpelling.text(time))
    case .dateTime:
      guard let dateTime = value.dateTime else { return nil }
      let offset = dateTime.offset.map { MomentSpelling.offset($0.offset) } ?? ""
      self = .moment("\(MomentSpelling.text(dateTime.date))T\(MomentSpelling.text(dateTime.time))\(offset)")
    }
  }
}

extension MomentSpelling {
  fileprivate static func text(_ date: TOMLDate) -> String {
    "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  fileprivate static func text(_ time: TOMLTime) -> String {
    let whole = "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
    return time.nanoSecond == 0 ? whole : canonical("\(whole).\(padded(time.nanoSecond, 9))")
  }

  /// `+02:00` from minutes east of Greenwich, `Z` for none.
  fileprivate static func offset(_ minutes: Int) -> String {
    guard minutes != 0 else { return "Z" }
    let size = Int(minutes.magnitude)
    return "\(minutes < 0 ? "-" : "+")\(padded(size / 60, 2)):\(padded(size % 60, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
