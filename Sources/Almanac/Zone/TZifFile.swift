/// What a TZif file says (RFC 9636), checked but not yet put together.
struct TZifFile {
  struct Change {
    var time: Int64
    var type: Int
  }

  /// Strictly ascending, none later than the year 32,000.
  var changes: [Change] = []
  /// Never empty; the first holds before every change.
  var types: [LocalTimeType] = []
  /// Nil where the footer is empty, or the file is of version 1 and has none.
  var footer: PosixRule?

  init(zone: String, bytes: [UInt8]) throws(ZoneError) {
    do {
      var reader = TZifReader(bytes)
      var header = try reader.header()
      let isModern = header.version >= 2
      if isModern {
        guard header.leapSeconds == 0 else { throw TZifTrouble.leapSeconds }
        try reader.skip(header.dataSize(timeSize: 4))
        header = try reader.header()
      }
      guard header.leapSeconds == 0 else { throw TZifTrouble.leapSeconds }
      try header.check(remaining: reader.remaining, timeSize: isModern ? 8 : 4)
      changes = try reader.changes(header, timeSize: isModern ? 8 : 4)
      types = try reader.types(header)
      try reader.skip(header.standardIndicators + header.utcIndicators)
      guard isModern, let text = try reader.footer() else { return }
      footer = try PosixRule(zone: zone, text: text)
    } catch let error as ZoneError {
      throw error
    } catch TZifTrouble.leapSeconds {
      throw .leapSeconds(zone: zone)
    } catch TZifTrouble.damaged(let reason) {
      throw .malformed(zone: zone, reason: reason)
    } catch {
      throw .malformed(zone: zone, reason: "\(error)")
    }
  }
}

enum TZifTrouble: Error {
  case leapSeconds
  case damaged(String)
}

/// The counts at the head of each of a file's two blocks.
struct TZifHeader {
  var version: Int
  var utcIndicators: Int
  var standardIndicators: Int
  var leapSeconds: Int
  var changes: Int
  var types: Int
  var nameBytes: Int

  /// Cannot overflow: each count has 32 bits.
  func dataSize(timeSize: Int) -> Int {
    changes * (timeSize + 1) + types * 6 + nameBytes + leapSeconds * (timeSize + 4) + standardIndicators
      + utcIndicators
  }

  func check(remaining: Int, timeSize: Int) throws(TZifTrouble) {
    guard dataSize(timeSize: timeSize) <= remaining else {
      throw .damaged("it is shorter than its header says")
    }
    guard (1...256).contains(types) else { throw .damaged("it has \(types) kinds of local time") }
    guard nameBytes > 0 else { throw .damaged("it has no abbreviations") }
    guard standardIndicators == 0 || standardIndicators == types, utcIndicators == 0 || utcIndicators == types
    else { throw .damaged("its counts do not fit together") }
  }
}
