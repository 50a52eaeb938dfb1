public import Almanac

/// Someone cared for.
public struct Person: Hashable, Sendable {
  public var id: String
  public var name: String
  /// IANA zone name; nil follows the machine's zone.
  public var zone: String?
  public var moments: DayMoments

  public init(id: String, name: String, zone: String? = nil, moments: DayMoments = DayMoments()) {
    self.id = id
    self.name = name
    self.zone = zone
    self.moments = moments
  }
}
