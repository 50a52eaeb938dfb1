import Almanac

/// Turns a request into instants.
struct Expander {
  /// Throws where there is no such zone or its file cannot be used.
  let zoneNamed: (String) throws -> ZoneRules

  /// What a request means, within its bounds.
  struct Expansion {
    /// Strictly ascending.
    var instants: [Instant]
    /// Where its local times are read.
    var zone: ZoneRules
  }

  /// The instants of `request`, and the zone to show them in.
  func expand(_ request: ExpandRequest) throws -> Expansion {
    let reading = ExpandReading(request, zone: try request.zone.map(zoneNamed))
    let bounds = try reading.bounds()
    switch try reading.subject() {
    case .calendar(let text):
      let event = try CalendarEvent(text) { try? zoneNamed($0) }
      return Expansion(instants: try reading.times(of: event, bounds), zone: event.zone ?? reading.clock)
    case .timing(let timing):
      return Expansion(instants: try reading.times(of: timing, bounds), zone: reading.clock)
    case .set(let set):
      return Expansion(instants: try reading.times(of: set, bounds), zone: reading.clock)
    }
  }
}

/// A request that asks for something that has no meaning.
struct ExpandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
