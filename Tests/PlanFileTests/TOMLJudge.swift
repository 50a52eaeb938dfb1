import TOMLKit

@testable import PlanFile

/// Compares our reading of a text with that of TOMLKit (toml++), an independent implementation.
///
/// Ours alone supplies the values of a plan, so every text these tests read is judged.
enum TOMLJudge {
  struct Disagreement: Equatable {
    var offset: Int
    var message: String
  }

  /// Nil when TOMLKit reads the text of the document as the document does.
  static func disagreement(with document: TOMLDocument) -> Disagreement? {
    do {
      return difference(document, TOMLDocument.root, TOMLTree(try table(document.bytes).tomlValue))
    } catch {
      return Disagreement(offset: 0, message: "the judge refuses this: \(error)")
    }
  }

  /// Whether TOMLKit takes the text for TOML.
  ///
  /// A debug build of it ends the process over some texts that are none, with assertions of its own; so this is for
  /// texts that are known.
  static func accepts(_ text: [UInt8]) -> Bool { (try? table(text)) != nil }

  private static func table(_ text: [UInt8]) throws -> TOMLTable {
    let mark = TOMLText.byteOrderMark.count
    let begin = text.starts(with: TOMLText.byteOrderMark) ? mark : 0
    return try TOMLTable(string: String(decoding: text[begin...], as: UTF8.self))
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
        "two TOML readers disagree about \(path): \(ours) or \(judged?.word ?? "nothing")")
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
