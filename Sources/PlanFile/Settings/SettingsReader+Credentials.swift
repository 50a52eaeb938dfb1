import Care

// `credentials`: files with secrets that the command of a channel is given.

extension SettingsReader {
  private static let example = "{ token = \"ntfy.token\" }"
  private static let longestName = 64

  func credentials(_ table: Int) -> [Channel.Credential] {
    guard reader.kind(table) == .table else {
      reader.error(
        value: table,
        "\(reader.name(table)) takes the files of secrets by the names the command knows them by, such as "
          + SettingsReader.example)
      return []
    }
    return reader.document.children(table).compactMap(credential)
  }

  private func credential(_ node: Int) -> Channel.Credential? {
    let name = reader.document.key(node)
    guard isName(name) else {
      reader.error(
        key: node, "\"\(name)\" cannot name a credential; it takes letters, digits, hyphens and underscores")
      return nil
    }
    guard let file = reader.text(node, example: "ntfy.token") else { return nil }
    guard !file.hasPrefix("~") else {
      reader.error(
        value: node,
        "no shell reads \"\(file)\"; write a path below ~/.config/tend, such as \"ntfy.token\", or a whole one"
      )
      return nil
    }
    return Channel.Credential(name: name, file: file)
  }

  /// What is the name of a file for systemd, too.
  private func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= SettingsReader.longestName
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
          || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      }
  }
}
