extension Sentence {
  /// What was met, what the care team wrote for that case, and what to type once it is done.
  func flagged(_ flag: CareFlag, number: Int64) -> String {
    "Flag \(number): \(flag.words). \(trimmed(flag.say)). When it is done: tend flags close \(number) \"what was done\""
  }

  func flagClosed(_ closing: FlagClosing) -> String {
    guard let word = closing.word else {
      return "Flag \(closing.flag) falls away: the answers behind it were corrected"
    }
    return "Flag \(closing.flag) closed by \(wording.name(of: closing.by)): \(word)"
  }
}
