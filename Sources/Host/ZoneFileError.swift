public import Almanac

/// Why a time zone cannot be had: there is no silent fallback to UTC.
public enum ZoneFileError: Error, Hashable, Sendable {
  /// Not the name of a zone: absolute, with `..`, or under `right/`, whose files count leap seconds.
  case badName(String, reason: String)
  /// The file that should hold the zone cannot be read.
  case unreadable(zone: String, FileError)
  /// The file is there and is not a zone Tend can use.
  case unusable(file: String, ZoneError)
}

extension ZoneFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badName(let name, let reason): "“\(name)” is not a time zone: \(reason)"
    case .unreadable(let zone, let error) where error.cause == .missing:
      "there is no time zone “\(zone)” on this computer: \(error.path) is missing"
    case .unreadable(let zone, let error): "time zone “\(zone)”: \(error)"
    case .unusable(let file, let error): "\(error) (\(file))"
    }
  }
}
