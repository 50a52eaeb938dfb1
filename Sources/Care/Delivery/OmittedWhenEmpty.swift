/// A list that is left out of the stored form where it has nothing, and reads as nothing where it is left out.
///
/// So what was stored before the list existed still reads, and most of what is stored is no longer for it.
@propertyWrapper
public struct OmittedWhenEmpty<Element: Hashable & Sendable & Codable>: Hashable, Sendable {
  public var wrappedValue: [Element]

  public init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }
}

extension OmittedWhenEmpty: Codable {
  public init(from decoder: any Decoder) throws { wrappedValue = try [Element](from: decoder) }
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

// The code the compiler writes for a Codable type calls these for a property with the wrapper.

extension KeyedDecodingContainer {
  func decode<Element>(_: OmittedWhenEmpty<Element>.Type, forKey key: Key) throws -> OmittedWhenEmpty<Element>
  {
    OmittedWhenEmpty(wrappedValue: try decodeIfPresent([Element].self, forKey: key) ?? [])
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Element>(_ list: OmittedWhenEmpty<Element>, forKey key: Key) throws {
    if !list.wrappedValue.isEmpty { try encode(list.wrappedValue, forKey: key) }
  }
}
