/// Why a time zone cannot be used.
///
/// There is no silent fallback to UTC.
public enum ZoneError: Error, Hashable, Sendable {
  /// The bytes are not a TZif file as RFC 9636 describes it.
  case malformed(zone: String, reason: String)
  /// The file counts leap seconds, as those under `right/` do; POSIX time does not.
  case leapSeconds(zone: String)
  /// A POSIX TZ string (`CET-1CEST,M3.5.0,M10.5.0/3`) that does not read.
  case badRule(zone: String, rule: String, reason: String)
}

extension ZoneError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let zone, let reason): "time zone \(zone): the file is damaged: \(reason)"
    case .leapSeconds(let zone):
      "time zone \(zone): the file counts leap seconds, which this computer's clock does not"
    case .badRule(let zone, let rule, let reason): "time zone \(zone): bad rule “\(rule)”: \(reason)"
    }
  }
}
