/// Finds what somebody probably meant to type.
public enum Nearest {
  /// The candidate that takes the fewest slips of the finger, if that is few enough for the length of the word.
  ///
  /// Letter case costs nothing. Of equals the first wins.
  public static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars)
    let limit = typed.count <= 4 ? 1 : typed.count <= 7 ? 2 : 3
    var best: (text: String, distance: Int)?
    for candidate in candidates {
      let wanted = Array(candidate.lowercased().unicodeScalars)
      guard abs(wanted.count - typed.count) <= limit else { continue }
      let distance = distance(typed, wanted)
      if distance <= limit, distance < wanted.count, distance < best?.distance ?? Int.max {
        best = (candidate, distance)
      }
    }
    return best?.text
  }

  /// Damerau–Levenshtein distance in its optimal string alignment form: insert, delete, replace, swap neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
