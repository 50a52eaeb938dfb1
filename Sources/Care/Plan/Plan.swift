public import Almanac

/// Everything that should happen, as the family and the care team wrote it.
public struct Plan: Hashable, Sendable {
  /// In the order of the files.
  public var people: [Person]
  public var contacts: [Contact]
  public var entries: [Entry]
  /// What the stocks ask for; whoever has read the log says so.
  public var errands: [EntryID: StockErrands] = [:]

  public init(people: [Person] = [], contacts: [Contact] = [], entries: [Entry] = []) {
    self.people = people
    self.contacts = contacts
    self.entries = entries
  }

  public var keepsStock: Bool { entries.contains { $0.stock != nil } }

  public func person(_ id: String?) -> Person? { people.first { $0.id == id } }
  public func contact(_ id: String?) -> Contact? { contacts.first { $0.id == id } }
  /// The entry of this id, also one that is derived from another.
  public func entry(_ id: EntryID) -> Entry? {
    guard let parent = id.parent else { return entries.first { $0.id == id } }
    return entries.first { $0.id == parent }.flatMap { steps(of: $0).first { $0.id == id } }
  }

  /// The entries, each followed by what is derived from it.
  public var allEntries: [Entry] {
    var all: [Entry] = []
    all.reserveCapacity(entries.count)
    for entry in entries {
      all.append(entry)
      all += steps(of: entry)
    }
    return all
  }

  /// The zone an entry lives in: its own, else its person's; nil follows the machine's.
  public func zoneName(of entry: Entry) -> String? { entry.zone ?? person(entry.person)?.zone }

  /// The moments of the day of the entry's person.
  ///
  /// An entry for nobody in particular has those of the only person there is, if there is exactly one.
  public func moments(of entry: Entry) -> DayMoments {
    if let person = person(entry.person) { return person.moments }
    return people.count == 1 ? people[0].moments : DayMoments()
  }
}
