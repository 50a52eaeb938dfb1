/// What is to be asked at an appointment.
extension Sentence {
  /// `To ask: Is the rash from the new dose?; …`, the first three and how many more there are.
  func questions(_ texts: [String]?) -> [String] {
    guard let texts, !texts.isEmpty else { return [] }
    let most = 3
    let more = texts.count > most ? "; and \(texts.count - most) more, tend ask" : ""
    return ["To ask: \(texts.prefix(most).joined(separator: "; "))\(more)"]
  }
}
