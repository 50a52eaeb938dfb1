/// Walks the bytes of a TZif file; never past their end.
struct TZifReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  mutating func skip(_ count: Int) throws(TZifTrouble) {
    guard count <= remaining else { throw .damaged("it is shorter than its header says") }
    position += count
  }

  mutating func header() throws(TZifTrouble) -> TZifHeader {
    guard remaining >= 44 else { throw .damaged("it ends within a header") }
    guard bytes[position..<position + 4].elementsEqual("TZif".utf8) else {
      throw .damaged("it is not a TZif file")
    }
    let version =
      switch bytes[position + 4] {
      case 0: 1
      case UInt8(ascii: "2")...UInt8(ascii: "9"): Int(bytes[position + 4] - UInt8(ascii: "0"))
      case let other: throw TZifTrouble.damaged("its version is unknown (byte \(other))")
      }
    position += 20
    return TZifHeader(
      version: version, utcIndicators: count(), standardIndicators: count(), leapSeconds: count(),
      changes: count(), types: count(), nameBytes: count())
  }

  /// The change times and the type each changes to.
  mutating func changes(_ header: TZifHeader, timeSize: Int) throws(TZifTrouble) -> [TZifFile.Change] {
    var changes: [TZifFile.Change] = []
    changes.reserveCapacity(header.changes)
    for _ in 0..<header.changes {
      let time =
        timeSize == 8 ? Int64(bitPattern: unsigned(8)) : Int64(Int32(truncatingIfNeeded: unsigned(4)))
      if let last = changes.last, last.time >= time { throw .damaged("its changes are not in order") }
      guard time <= TZifReader.latestChange else { throw .damaged("it has a change after the year 32,000") }
      changes.append(.init(time: time, type: 0))
    }
    for index in changes.indices {
      changes[index].type = Int(unsigned(1))
      guard changes[index].type < header.types else {
        throw .damaged("a change names a kind of local time there is not")
      }
    }
    return changes
  }

  mutating func types(_ header: TZifHeader) throws(TZifTrouble) -> [LocalTimeType] {
    let names = bytes[(position + header.types * 6)...].prefix(header.nameBytes)
    var types: [LocalTimeType] = []
    for _ in 0..<header.types {
      let offset = Int32(truncatingIfNeeded: unsigned(4))
      let daylight = unsigned(1)
      let start = names.startIndex + Int(unsigned(1))
      guard LocalTimeType.offsetRange.contains(offset) else {
        throw .damaged("an offset is \(offset) seconds")
      }
      guard daylight <= 1 else { throw .damaged("a daylight mark is \(daylight)") }
      guard start < names.endIndex, let end = names[start...].firstIndex(of: 0) else {
        throw .damaged("an abbreviation has no end")
      }
      let name = names[start..<end]
      guard name.allSatisfy({ (0x20...0x7e).contains($0) }) else {
        throw .damaged("an abbreviation is not ASCII")
      }
      types.append(
        .init(offset: offset, isDaylight: daylight == 1, abbreviation: String(decoding: name, as: UTF8.self)))
    }
    position += header.nameBytes
    return types
  }

  /// The text between the two new-lines at the end; nil where it is empty.
  mutating func footer() throws(TZifTrouble) -> String? {
    let newline = UInt8(ascii: "\n")
    guard remaining > 0, bytes[position] == newline,
      let end = bytes[(position + 1)...].firstIndex(of: newline)
    else { throw .damaged("its footer is missing") }
    let text = bytes[position + 1..<end]
    guard text.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .damaged("its footer is not ASCII") }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  private mutating func count() -> Int { Int(unsigned(4)) }

  /// A big-endian number; the caller has checked that it is there.
  private mutating func unsigned(_ size: Int) -> UInt64 {
    var value: UInt64 = 0
    for byte in bytes[position..<position + size] { value = value << 8 | UInt64(byte) }
    position += size
    return value
  }

  private static let latestChange =
    Int64(CivilDate(uncheckedYear: 32_000, month: 1, day: 1).daysSinceEpoch) * 86_400
}
