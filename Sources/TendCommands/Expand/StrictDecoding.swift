/// A list of texts, which JSON may give as one text too.
struct TextList: Decodable {
  var texts: [String]

  init(_ texts: [String]) { self.texts = texts }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      texts = [text]
    } else {
      texts = try value.decode([String].self)
    }
  }
}

extension Decoder {
  /// Throws for a key that is not one of `known`, so that a misspelt one is not silently left out.
  func refuseKeys(besides known: [String]) throws {
    let values = try container(keyedBy: AnyKey.self)
    guard let unknown = values.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
    throw DecodingError.dataCorruptedError(
      forKey: unknown, in: values,
      debugDescription: "unknown key “\(unknown.stringValue)”; known are \(known.joined(separator: ", "))")
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
  /// The values of a list of texts; empty where the key is absent.
  func texts<Value>(_ key: Key, _ read: (String) -> Value?) throws -> [Value] {
    let texts = try decodeIfPresent(TextList.self, forKey: key)?.texts ?? []
    return try texts.map { try self.read($0, key, read) }
  }

  /// The value of a text; nil where the key is absent.
  func text<Value>(_ key: Key, _ read: (String) -> Value?) throws -> Value? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    return try self.read(text, key, read)
  }

  /// A number that must be there; one with a fraction or too big a one is said to be wrong, and not the JSON.
  func wholeNumber(_ key: Key) throws -> Int {
    do {
      return try decode(Int.self, forKey: key)
    } catch DecodingError.keyNotFound(let missing, let context) {
      throw DecodingError.keyNotFound(missing, context)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "a whole number is wanted")
    }
  }

  /// The same where it may be absent.
  func wholeNumberIfPresent(_ key: Key) throws -> Int? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    return try wholeNumber(key)
  }

  func read<Value>(_ text: String, _ key: Key, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "“\(text)” does not read; write \(examples(key.stringValue))"
      )
    }
    return value
  }
}

/// How a text of this key is written.
private func examples(_ key: String) -> String {
  switch key {
  case "at": "08:00, breakfast or dinner-30m"
  case "on": "mon, 1st fri, 15 or last day"
  case "every": "2 days, 3 weeks, 1 month, 8h or 90m"
  case "between": "08:00-22:00"
  case "days": "28 or -7..30"
  case "except": "2026-12-24 or 2026-12-24 08:00"
  case "when": "2026-12-03 09:40"
  case "day": "07:30"
  default: "2026-12-03"
  }
}

extension DecodingError {
  /// What is wrong, in a line: the key, if it is one's, then the reason.
  var plain: String {
    switch self {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "it does not read as JSON"
    case .dataCorrupted(let context):
      context.plain(context.debugDescription)
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      context.plain("\(Self.name(of: type)) is wanted")
    case .keyNotFound(let key, let context):
      context.plain("“\(key.stringValue)” is missing")
    @unknown default:
      "\(self)"
    }
  }
}

extension DecodingError {
  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Int.Type: "a whole number"
    // Only texts come in lists.
    case is [Any].Type, is [String].Type: "a text or a list of texts"
    default: "an object in braces"
    }
  }
}

extension DecodingError.Context {
  fileprivate func plain(_ reason: String) -> String {
    let path = codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    return path.isEmpty ? reason : "\(path): \(reason)"
  }
}
