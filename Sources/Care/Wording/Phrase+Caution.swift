extension Caution {
  /// As it is said in a sentence: `record lost`.
  public var words: String {
    switch self {
    case .recordLost: "record lost"
    }
  }
}

extension Phrase {
  /// `record lost — check before giving`: what stands before a reminder that must not be acted on at once.
  public static func warning(_ caution: Caution, _ kind: EntryKind) -> String {
    "\(caution.words) — \(kind == .medication ? "check before giving" : "check whether it happened")"
  }
}
