import Care
import Foundation

/// JSON as the ledger keeps it: keys in order, so that the same value is always the same text.
enum Coding {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<T: Decodable>(_ text: String, as: T.Type = T.self) throws -> T {
    try JSONDecoder().decode(T.self, from: Data(text.utf8))
  }

  static func body(_ text: String, kind: EventKind) throws -> EventBody {
    try JSONDecoder().decode(Payload.self, from: Data(text.utf8), configuration: kind).body
  }

  /// The payload of an event, which reads only beside its kind.
  struct Payload: Encodable, DecodableWithConfiguration {
    var body: EventBody

    init(_ body: EventBody) { self.body = body }

    init(from decoder: any Decoder, configuration kind: EventKind) throws {
      body = try EventBody(kind: kind, from: decoder)
    }

    func encode(to encoder: any Encoder) throws { try body.encodePayload(to: encoder) }
  }
}
