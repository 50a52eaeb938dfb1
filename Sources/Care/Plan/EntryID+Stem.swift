extension EntryID {
  /// The letters of a name that an id can have, words parted by hyphens: `Gentle yoga` → `gentle-yoga`; `entry` where
  /// there is no letter.
  public static func stem(of name: String) -> String {
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
