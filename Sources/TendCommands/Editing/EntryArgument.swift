import ArgumentParser
import Care

/// The id of an entry, as typed.
struct EntryArgument: ExpressibleByArgument {
  let id: EntryID

  init?(argument: String) {
    guard let id = EntryID(argument) else { return nil }
    self.id = id
  }
}
