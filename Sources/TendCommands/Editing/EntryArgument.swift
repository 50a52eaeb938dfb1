import ArgumentParser
import Care

/// The id of an entry, as typed: upper case means lower case, which all ids are in.
struct EntryArgument: ExpressibleByArgument {
  let id: EntryID

  init?(argument: String) {
    guard let id = EntryID(argument.lowercased()) else { return nil }
    self.id = id
  }
}
