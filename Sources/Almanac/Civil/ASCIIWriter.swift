/// Writes dates and times digit by digit: listings and the journal write many, and putting strings together costs.
struct ASCIIWriter {
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func write(_ character: Unicode.Scalar) {
    bytes[count] = UInt8(ascii: character)
    count += 1
  }

  /// `2026-12-03`; a year outside 0 to 9999 has a sign or more digits.
  mutating func write(_ date: CivilDate) {
    let (year, month, day) = date.components
    if year < 0 { write("-") }
    let size = Int(year.magnitude)
    var unit = 1000
    while size / unit >= 10 { unit *= 10 }
    while unit > 0 {
      digit(size / unit % 10)
      unit /= 10
    }
    write("-")
    twoDigits(month)
    write("-")
    twoDigits(day)
  }

  /// `08:30` or `08:30:15`.
  mutating func write(_ time: ClockTime, withSeconds: Bool) {
    twoDigits(time.hour)
    write(":")
    twoDigits(time.minute)
    guard withSeconds else { return }
    write(":")
    twoDigits(time.second)
  }

  mutating func write(_ number: Int64) {
    if number < 0 { write("-") }
    let size = number.magnitude
    var unit: UInt64 = 1
    while size / unit >= 10 { unit *= 10 }
    while unit > 0 {
      digit(Int(size / unit % 10))
      unit /= 10
    }
  }

  /// Of a number from 0 to 99.
  mutating func twoDigits(_ number: Int) {
    digit(number / 10)
    digit(number % 10)
  }

  private mutating func digit(_ digit: Int) {
    bytes[count] = UInt8(ascii: "0") + UInt8(digit)
    count += 1
  }
}

extension String {
  /// The text that `write` writes, `capacity` characters at most; up to 15 need no memory of their own.
  init(ascii capacity: Int, write: (inout ASCIIWriter) -> Void) {
    self.init(unsafeUninitializedCapacity: capacity) { bytes in
      var writer = ASCIIWriter(bytes)
      write(&writer)
      return writer.count
    }
  }
}
