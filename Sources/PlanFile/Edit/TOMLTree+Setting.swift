extension TOMLTree {
  /// The tree with the value at a path of keys put in place, or taken away with nil.
  func setting(_ path: some Collection<String>, to value: TOMLTree?) -> TOMLTree {
    guard let key = path.first else { return value ?? .table([:]) }
    var table: [String: TOMLTree] = [:]
    if case .table(let old) = self { table = old }
    let rest = path.dropFirst()
    if rest.isEmpty {
      table[key] = value
    } else if value != nil || table[key] != nil {
      table[key] = (table[key] ?? .table([:])).setting(Array(rest), to: value)
    }
    return .table(table)
  }

  /// The tree without empty tables, which may or may not be left when their last key goes.
  var pruned: TOMLTree {
    guard case .table(let table) = self else { return self }
    return .table(table.mapValues(\.pruned).filter { $0.value != .table([:]) })
  }
}
