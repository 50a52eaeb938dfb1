/// The message catalog: what `journalctl -x` would say below a line, for installations that cannot add to the system's.
struct Catalog {
  struct Entry: Hashable, Sendable {
    /// The kind of event, `TEND_EVENT`.
    var event: String
    var messageID: String
    var subject: String
    /// Lines of plain words, with `@FIELD@` where journalctl puts a field of the line.
    var body: String
  }

  let entries: [Entry]

  init() { self.init(Catalog.text) }

  /// Reads the form of systemd's catalogs, with the event's name in a comment above each entry.
  init(_ text: String) {
    var entries: [Entry] = []
    var comment = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") {
        comment = String(line.dropFirst(2))
      } else if line.hasPrefix("-- ") {
        entries.append(Entry(event: comment, messageID: String(line.dropFirst(3)), subject: "", body: ""))
      } else if let last = entries.indices.last {
        if line.hasPrefix("Subject: ") {
          entries[last].subject = String(line.dropFirst(9))
        } else if !line.hasPrefix("Defined-By: ") {
          entries[last].body += line + "\n"
        }
      }
    }
    self.entries = entries.map { entry in
      var entry = entry
      entry.body = entry.body.split(separator: "\n", omittingEmptySubsequences: false)
        .drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
      return entry
    }
  }

  /// By kind of event, or by message id with or without hyphens.
  subscript(_ name: String) -> Entry? {
    let id = name.lowercased().filter { $0 != "-" }
    return entries.first { $0.event == name || $0.messageID == id }
  }
}
