import Care
import Desktop
import Household

/// Which popups are on the screen, for the tendd that is started after this one: theirs are the buttons that nobody
/// would hear otherwise.
///
/// Ids and numbers only: what they say is worded anew.
struct PopupMemory {
  /// One popup.
  struct Item: Hashable {
    /// Where it is on the screen; nil while it is to be shown again.
    var popup: PopupID?
    /// One of several of its moment, by itself.
    var isAlone: Bool
    /// Someone closed it.
    var isDismissed: Bool
    var occurrences: [OccurrenceID]
  }

  private static let head = "tend popups 1"
  private let file: RuntimeFile
  private var written: String?

  init(_ file: RuntimeFile) { self.file = file }

  /// What was kept last; what does not read is nothing.
  func read() -> [Item] {
    let lines = file.read()?.split(separator: "\n") ?? []
    guard lines.first.map(String.init) == PopupMemory.head else { return [] }
    return lines.dropFirst().compactMap(Item.init)
  }

  /// Keeps these, if they are not the ones kept.
  mutating func keep(_ items: [Item]) {
    let text = ([PopupMemory.head] + items.map(\.line).sorted()).joined(separator: "\n") + "\n"
    guard text != written, written != nil || !items.isEmpty else { return }
    written = text
    file.write(text)
  }
}

extension PopupMemory.Item {
  fileprivate var line: String {
    let number = popup.map { "\($0.number) \($0.server)" } ?? "0 -"
    let kind = (isAlone ? "alone" : "moment") + (isDismissed ? " closed " : " open ")
    return kind + number + " " + occurrences.map(\.text).joined(separator: ",")
  }

  fileprivate init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count == 5, ["alone", "moment"].contains(words[0]), ["closed", "open"].contains(words[1]),
      let number = UInt32(words[2])
    else { return nil }
    let ids = words[4].split(separator: ",").map { OccurrenceID(String($0)) }
    guard !ids.isEmpty, !ids.contains(nil) else { return nil }
    self.init(
      popup: number == 0 ? nil : PopupID(server: String(words[3]), number: number),
      isAlone: words[0] == "alone", isDismissed: words[1] == "closed", occurrences: ids.compactMap(\.self))
  }
}
