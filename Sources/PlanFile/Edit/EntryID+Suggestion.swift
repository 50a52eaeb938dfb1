public import Care

extension EntryID {
  /// An id made from a name, not shaped like an occurrence id and not among those taken: `Gentle yoga` →
  /// `gentle-yoga`, then `gentle-yoga-2`.
  ///
  /// Letters with accents lose them; a name without any letter gives `entry`.
  public static func suggested(for name: String, taken: Set<EntryID>) -> EntryID {
    let stem = stem(of: name)
    // An id shaped like an occurrence id is none; with a hyphen it no longer is.
    if let id = EntryID(stem), !taken.contains(id) { return id }
    var number = 2
    while true {
      if let id = EntryID("\(stem.prefix(56))-\(number)"), !taken.contains(id) { return id }
      number += 1
    }
  }
}
