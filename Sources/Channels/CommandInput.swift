import Care

/// What the command of a channel is given of a message: variables, and the same in one JSON object.
///
/// An interface (`Documentation/channels.md`): names never change their meaning, new ones may come.
struct CommandInput {
  static let version = 1
  /// The longest a variable may be, in bytes; the object has all of it.
  private static let longest = 8192

  struct Field {
    var name: String
    var value: String
  }

  private(set) var fields: [Field]

  /// Nil for an event of which nothing is said.
  init?(_ message: Message, channel: ChannelName) {
    guard let line = message.line, let notice = message.notice else { return nil }
    fields = [
      Field(name: "TEND_VERSION", value: "\(CommandInput.version)"),
      Field(name: "TEND_CHANNEL", value: channel.text),
      Field(name: "TEND_TRY", value: "\(message.send.round)"),
      Field(name: "TEND_TITLE", value: Phrase.harmlessLine(notice.title)),
      Field(name: "TEND_BODY", value: Phrase.harmless(notice.lines.joined(separator: "\n"))),
      Field(name: "TEND_MESSAGE", value: Phrase.harmlessLine(line.message)),
      Field(name: "TEND_PRIORITY", value: "\(line.priority)"),
      Field(name: "TEND_URGENCY", value: notice.urgency.rawValue),
    ]
    fields += line.fields.map { Field(name: $0.name, value: Phrase.harmlessLine($0.value)) }
    fields += CommandInput.route(message)
  }

  /// Whom it is for: the address always, as nothing arrives without one, and who that is only where it may be said.
  private static func route(_ message: Message) -> [Field] {
    var fields: [Field] = []
    func add(_ name: String, _ value: String?) {
      if let value { fields.append(Field(name: name, value: Phrase.harmlessLine(value))) }
    }
    add("TEND_STEP", message.send.route.step.map { "\($0)" })
    add("TEND_EMAIL", message.contact?.email)
    add("TEND_PHONE", message.contact?.phone)
    if message.wording.privacy == .full {
      add("TEND_CONTACT", message.send.route.contact)
      add("TEND_CONTACT_NAME", message.contact?.name)
    }
    return fields
  }

  var environment: [String: String] {
    Dictionary(
      fields.map { ($0.name, CommandInput.cut($0.value)) }, uniquingKeysWith: { $1 })
  }

  /// One object on one line, its keys those of the variables in small letters without `TEND_`.
  var json: [UInt8] {
    let members = fields.map { field in
      "\(JSONText.quoted(field.name.dropFirst(5).lowercased())):\(CommandInput.value(field))"
    }
    return Array("{\(members.joined(separator: ","))}\n".utf8)
  }

  private static let numbers: Set = [
    "TEND_VERSION", "TEND_TRY", "TEND_PRIORITY", "TEND_NUMBER", "TEND_ATTEMPT", "TEND_RUNG", "TEND_STEP",
  ]

  private static func value(_ field: Field) -> String {
    if numbers.contains(field.name), Int64(field.value) != nil { return field.value }
    if field.name == "TEND_TOLD_LATE" { return field.value == "1" ? "true" : "false" }
    return JSONText.quoted(field.value)
  }

  /// At a character, not inside of one.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > longest else { return text }
    return String(decoding: text.utf8.prefix(longest - 4), as: UTF8.self).filter { $0 != "\u{FFFD}" } + "…"
  }
}

/// Text as JSON has it (RFC 8259).
enum JSONText {
  static func quoted(_ text: some StringProtocol) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
