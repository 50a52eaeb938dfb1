public import Care

/// Why an edit was not made; the text is as it was.
public enum PlanEditError: Error, Hashable, Sendable {
  /// The file is not TOML, so nothing in it can be found.
  case unreadable(Diagnostic)
  /// This file has no such entry.
  case noEntry(EntryID)
  /// This file already has a table of that id: `midostaurin`, `contact.dr-okafor`.
  case taken(String, line: Int)
  /// What the second text names does not have the key that was to be removed.
  case noKey(String, String)
  /// It cannot be done without touching more than was asked; the reason, in a sentence for the person.
  case refused(String)
}

extension PlanEditError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let diagnostic): diagnostic.description
    case .noEntry(let id): "there is no entry \(id) in this file"
    case .taken(let id, let line): "\(id) is already there, on line \(line)"
    case .noKey(let key, let id): "\(id) has no key \"\(key)\""
    case .refused(let reason): reason
    }
  }
}
