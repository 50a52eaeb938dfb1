import ArgumentParser

/// The limits of a medicine that is taken as needed.
struct AsNeededOptions: ParsableArguments {
  @Flag(name: .long, help: "It has no times; with the limits below.")
  var asNeeded = false

  @Option(name: .long, help: "From one dose to the next: 8h.")
  var minInterval: String?

  @Option(name: .customLong("max-per-24h"), help: "Doses in any 24 hours.")
  var maxPer24h: String?

  var isGiven: Bool { asNeeded || minInterval != nil || maxPer24h != nil }

  var fields: FieldList {
    var limits = FieldList()
    limits.add("min-interval", minInterval)
    limits.add("max-per-24h", maxPer24h)
    return limits
  }

  func validate() throws {
    guard asNeeded, minInterval == nil, maxPer24h == nil else { return }
    throw ValidationError(
      "--as-needed needs the limits the care team set: --min-interval 8h, --max-per-24h 3, or both.")
  }
}
