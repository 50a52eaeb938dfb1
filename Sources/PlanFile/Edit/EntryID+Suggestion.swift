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

  private static func stem(of name: String) -> String {
    var stem = ""
    for scalar in name.lowercased().unicodeScalars {
      for letter in plain(scalar) {
        if letter != "-" {
          stem.append(letter)
        } else if !stem.isEmpty, stem.last != "-" {
          stem.append("-")
        }
      }
    }
    let fromLetter = stem.drop { !("a"..."z").contains($0) }.prefix(60)
    let trimmed = fromLetter.last == "-" ? fromLetter.dropLast() : fromLetter
    return trimmed.isEmpty ? "entry" : String(trimmed)
  }

  /// The letters an id can have for one of a name; a hyphen for anything that separates.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "0"..."9": String(scalar)
    case "ä", "æ": "ae"
    case "ö", "ø", "œ": "oe"
    case "ü": "ue"
    case "ß": "ss"
    case "à"..."å": "a"
    case "ç", "ć", "č": "c"
    case "è"..."ë", "ę", "ě": "e"
    case "ì"..."ï", "ı": "i"
    case "ñ", "ń": "n"
    case "ò"..."õ": "o"
    case "ù"..."û", "ů": "u"
    case "ý", "ÿ": "y"
    case "ł": "l"
    case "ś", "š": "s"
    case "ź", "ż", "ž": "z"
    case "'", "’", "\u{300}"..."\u{36F}": ""
    default: "-"
    }
  }
}
