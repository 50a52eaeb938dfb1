/// One value of a TOML text in the arena of its document: a table, an array or a scalar, with where it stands.
///
/// Nodes name each other by their index in the arena, so that reading a file of 10,000 entries allocates a handful
/// of buffers. Index 0 is the root table; where a link is 0 there is nothing.
struct TOMLNode {
  enum Kind: UInt8 {
    case table, array, string, integer, float, boolean, offsetDateTime, localDateTime, localDate, localTime
  }

  /// How the node came to be written, which decides what may be added to it later.
  enum Origin: UInt8 {
    /// A scalar, a static array or an inline table: complete where it stands.
    case value
    /// A table that only a longer header names: `[a.b]` makes `a`.
    case implied
    /// `[a]`, or one element of `[[a]]`.
    case header
    /// A table that dotted keys make: `a.b = 1` makes `a`.
    case dotted
    /// The array that `[[a]]` adds to.
    case tables
  }

  var kind: Kind
  var origin: Origin
  /// A string whose text is not simply the bytes between its quotes.
  var needsDecoding = false

  var parent: Int32 = 0
  var firstChild: Int32 = 0
  var lastChild: Int32 = 0
  var next: Int32 = 0
  var childCount: Int32 = 0

  /// The section (index in the document) in which it was written.
  var section: Int32 = 0
  /// The key as written, with its quotes; empty for the root and for array elements.
  var keyStart: Int32 = 0
  var keyEnd: Int32 = 0
  /// The value as written, with its quotes or brackets; empty for a table not written as one value.
  var start: Int32 = 0
  var end: Int32 = 0

  init(_ kind: Kind, _ origin: Origin) {
    self.kind = kind
    self.origin = origin
  }
}

/// A header and the lines below it up to the next header; the first section is what stands before any header.
struct TOMLSection {
  /// The table that the header names.
  var node: Int32
  /// `[a.b]` with its brackets; empty for the first section.
  var start: Int32
  var end: Int32
  /// The end of the last value below the header; `end` when there is none.
  var lastValueEnd: Int32
}
