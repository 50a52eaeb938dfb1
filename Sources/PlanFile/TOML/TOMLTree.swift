import Almanac

/// What a TOML text means, without where or how it is written: two texts that mean the same have equal trees.
indirect enum TOMLTree: Equatable {
  case string(String)
  case integer(Int64)
  /// The bit pattern, so that a NaN equals itself; every NaN is written the same.
  case float(UInt64)
  case boolean(Bool)
  /// A date or time in one spelling.
  case moment(String)
  case array([TOMLTree])
  case table([String: TOMLTree])

  init(_ document: TOMLDocument, _ node: Int = TOMLDocument.root) {
    switch document.nodes[node].kind {
    case .table:
      var table: [String: TOMLTree] = [:]
      for child in document.children(node) { table[document.key(child)] = TOMLTree(document, child) }
      self = .table(table)
    case .array: self = .array(document.children(node).map { TOMLTree(document, $0) })
    case .string: self = .string(document.string(node))
    case .integer: self = .integer(document.integer(node))
    case .float: self = .float(document.float(node))
    case .boolean: self = .boolean(document.raw(node) == "true")
    case .offsetDateTime, .localDateTime, .localDate, .localTime:
      self = .moment(MomentSpelling.canonical(document.raw(node)))
    }
  }

  static func float(_ value: Double) -> TOMLTree { .float(bits(value)) }

  static func bits(_ value: Double) -> UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }

  /// A word for the kind of value, for messages.
  var word: String {
    switch self {
    case .string(let text): TOMLWriter.text(text)
    case .integer(let number): "\(number)"
    case .float(let bits): "\(Double(bitPattern: bits))"
    case .boolean(let value): "\(value)"
    case .moment(let text): text
    case .array(let elements): "a list of \(elements.count)"
    case .table(let table): "a table of \(table.count)"
    }
  }
}

extension TOMLDocument {
  fileprivate func float(_ node: Int) -> UInt64 {
    let text = raw(node).filter { $0 != "_" && $0 != "+" }
    return TOMLTree.bits(Double(text) ?? .nan)
  }
}

/// One spelling for each date and time that TOML can write.
enum MomentSpelling {
  /// `2026-11-02t08:30:00.50z` → `2026-11-02T08:30:00.5Z`; digits past the nanosecond are cut.
  static func canonical(_ text: String) -> String {
    var text = text.uppercased()
    if text.utf8.count > 10, let gap = text.firstIndex(of: " ") { text.replaceSubrange(gap...gap, with: "T") }
    for zero in ["+00:00", "-00:00"] where text.hasSuffix(zero) { text = text.dropLast(6) + "Z" }
    guard let point = text.firstIndex(of: ".") else { return text }
    let rest = text[text.index(after: point)...]
    let end = rest.firstIndex { !("0"..."9").contains($0) } ?? rest.endIndex
    var fraction = rest[..<end].prefix(9)
    while fraction.last == "0" { fraction = fraction.dropLast() }
    return text[..<point] + (fraction.isEmpty ? "" : "." + fraction) + rest[end...]
  }
}
