import Almanac
import Care

/// Turns scanned files into a plan, gathering everything that is wrong with them on the way.
final class PlanReader {
  let scanned: ScannedFiles
  let readers: [FieldReader]
  private let zoneExists: (String) -> Bool
  private var knownZones: [String: Bool] = [:]

  var people: [Person] = []
  var contacts: [Contact] = []
  var entries: [Entry] = []
  var sources = SourceMap()
  /// Index into `people` and `contacts` by id.
  var personIndex: [String: Int] = [:]
  var contactIDs: Set<String> = []
  /// Ids whose table could not be read: references to them are not wrong as well.
  var brokenIDs: Set<String> = []
  /// Entries that others refer to, looked up once all are read.
  var entryReferences: [EntryReference] = []
  /// The former ids of entries, looked at once all are read.
  var renamings: [EntryReference] = []
  /// What the entry being read is counted from.
  var tie: PendingTie?
  /// The entries that are counted from others, by their place in `entries`.
  var ties: [(index: Int, tie: PendingTie)] = []
  /// The window of the entry being read.
  var window: PendingWindow?
  /// The entries whose visits are to be arranged, by their place in `entries`.
  var windows: [(index: Int, window: PendingWindow)] = []
  /// What the entry being read says of doses in `at`; empty where it only names times.
  var dosedTimes: [DosedTime] = []
  /// The nodes of the entry being read by field; 0 where the field is absent.
  var slots = [Int](repeating: 0, count: Field.allCases.count)

  init(_ files: [SourceFile], zoneExists: @escaping (String) -> Bool) {
    scanned = ScannedFiles(files)
    readers = scanned.readers
    self.zoneExists = zoneExists
  }

  func result() -> LoadedPlan {
    let plan = scanned.log.isEmpty ? Plan(people: people, contacts: contacts, entries: entries) : nil
    return LoadedPlan(
      plan: plan, diagnostics: scanned.diagnostics(), sources: sources, nameUses: scanned.nameUses(),
      entryUses: entryUses())
  }

  /// Reports everything at the top of a file that is not a section of a plan.
  func checkTopLevel() {
    let sections = ["person", "contact"] + EntryKind.written.map(\.rawValue)
    for reader in readers {
      for node in reader.document.children(TOMLDocument.root) {
        let key = reader.document.key(node)
        guard !sections.contains(key) else { continue }
        if SettingsReader.keys.contains(key) {
          reader.error(key: node, "\(reader.name(node)) is a setting; it belongs in settings.toml")
        } else if reader.kind(node) == .table {
          reader.error(
            key: firstHeader(node, reader), "unknown section [\(TOMLWriter.key(key))]",
            suggestion: Nearest.match(key, among: sections))
        } else {
          reader.error(
            key: node, "unknown key \(reader.name(node)) at the top of the plan",
            suggestion: Nearest.match(key, among: sections))
        }
      }
    }
  }

  /// The first table with a header of its own in a table that only its sub-tables name.
  private func firstHeader(_ node: Int, _ reader: FieldReader) -> Int {
    var node = node
    while reader.document.nodes[node].origin == .implied, reader.document.nodes[node].firstChild != 0 {
      node = Int(reader.document.nodes[node].firstChild)
    }
    return node
  }

  /// The zone name if the machine knows it; otherwise reported.
  func zone(_ node: Int, _ reader: FieldReader) -> String? {
    guard let name = reader.text(node, example: "Europe/Berlin") else { return nil }
    if exists(name) { return name }
    let respelled = name.split(separator: "/").map { part in
      part.split { $0 == "_" || $0 == " " }.map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        .joined(separator: "_")
    }.joined(separator: "/")
    reader.error(
      value: node, "unknown time zone \"\(name)\"; zones are named like \"Europe/Berlin\"",
      suggestion: respelled != name && exists(respelled) ? respelled : nil)
    return nil
  }

  private func exists(_ zone: String) -> Bool {
    if let known = knownZones[zone] { return known }
    let exists = zoneExists(zone)
    knownZones[zone] = exists
    return exists
  }
}
