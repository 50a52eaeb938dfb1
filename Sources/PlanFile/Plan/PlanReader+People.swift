import Almanac
import Care

extension PlanReader {
  func readPeople() {
    var places: [String: String] = [:]
    for reader in readers {
      guard let section = reader.document.child(TOMLDocument.root, "person") else { continue }
      for table in reader.tables(in: section, "[person.maria]") where isNew(table, reader, "person", &places)
      {
        if let person = person(table, reader) {
          personIndex[person.id] = people.count
          people.append(person)
        }
      }
    }
  }

  func readContacts() {
    var places: [String: String] = [:]
    for reader in readers {
      guard let section = reader.document.child(TOMLDocument.root, "contact") else { continue }
      for table in reader.tables(in: section, "[contact.dr-okafor]")
      where isNew(table, reader, "contact", &places) {
        if let contact = contact(table, reader) {
          contactIDs.insert(contact.id)
          contacts.append(contact)
        }
      }
    }
  }

  private func person(_ table: Int, _ reader: FieldReader) -> Person? {
    let id = reader.document.key(table)
    brokenIDs.insert("person.\(id)")
    var person = Person(id: id, name: "")
    for (key, node) in reader.keys(PersonKey.self, of: table) {
      switch key {
      case .name: person.name = reader.text(node, example: "Maria") ?? id
      case .zone: person.zone = zone(node, reader)
      case .day: person.moments = moments(node, reader)
      }
    }
    guard !person.name.isEmpty else {
      reader.error(key: table, "\(reader.label(table)) has no name; write name = \"Maria\"")
      return nil
    }
    return person
  }

  private func moments(_ table: Int, _ reader: FieldReader) -> DayMoments {
    var moments = DayMoments()
    guard reader.kind(table) == .table else {
      reader.error(
        value: table,
        "\"day\" takes a table of moments such as { breakfast = \"07:30\" }, not \(reader.kindWord(table))")
      return moments
    }
    for node in reader.document.children(table) {
      let name = reader.document.key(node)
      guard !name.isEmpty, name.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
      else {
        reader.error(
          key: node, "\"\(name)\" cannot name a moment of the day; it takes small letters a to z only")
        continue
      }
      guard let text = reader.text(node, example: "07:30") else { continue }
      guard let time = ClockTime(text) else {
        reader.error(
          value: node, "\"\(text)\" is not a clock time such as \"07:30\"", suggestion: Respelling.time(text))
        continue
      }
      moments.times[name] = time
    }
    return moments
  }

  private func contact(_ table: Int, _ reader: FieldReader) -> Contact? {
    let id = reader.document.key(table)
    brokenIDs.insert("contact.\(id)")
    if id == Contact.onDuty {
      reader.error(
        key: table, "\"\(id)\" means whoever is on duty, and can be no contact's id", suggestion: "duty")
    }
    var contact = Contact(id: id, name: "")
    for (key, node) in reader.keys(ContactKey.self, of: table) {
      switch key {
      case .name: contact.name = reader.text(node, example: "Dr Okafor") ?? id
      case .role: contact.role = reader.text(node, example: "hematologist")
      case .phone: contact.phone = reader.text(node, example: "+49 30 1234")
      case .email: contact.email = reader.text(node, example: "clinic@example.org")
      case .channels:
        contact.channels = reader.list(node, example: "[\"mail\"]") { reader.channel($0, $1) }
      case .hours: contact.hours = reader.window(node, example: "08:00-22:00")
      case .duty:
        contact.duty = reader.list(node, example: "\"mon-fri 08:00-20:00\"") { text, node in
          if let duty = Duty(text) { return duty }
          reader.error(
            value: node, "\"\(text)\" is not a time of duty such as \"mon-fri 08:00-20:00\" or \"sat,sun\"")
          return nil
        }
      case .privacy: contact.privacy = reader.choice(node, Settings.Privacy.self)
      case .url: contact.url = reader.text(node, example: "https://example.org")
      case .links: contact.links = reader.links(node)
      case .notes: contact.notes = reader.text(node, example: "Ask for the ward", lines: true)
      }
    }
    guard !contact.name.isEmpty else {
      reader.error(key: table, "\(reader.label(table)) has no name; write name = \"Dr Okafor\"")
      return nil
    }
    return contact
  }

  /// Whether a person or contact has a well-formed id that no file has used before; otherwise reported.
  private func isNew(_ table: Int, _ reader: FieldReader, _ section: String, _ places: inout [String: String])
    -> Bool
  {
    let id = reader.document.key(table)
    guard EntryID.isWellFormed(id) else {
      badID(id, table, reader)
      return false
    }
    let (line, column) = reader.document.position(reader.place(of: table))
    let place = "\(scanned.files[reader.file].path):\(line):\(column)"
    if let other = places.updateValue(place, forKey: id) {
      reader.error(key: table, "\(reader.label(table)) is already defined at \(other)")
      places[id] = other
      return false
    }
    return true
  }

  func badID(_ id: String, _ table: Int, _ reader: FieldReader) {
    let suggestion = EntryID.suggested(for: id, taken: []).text
    reader.error(
      key: table,
      "\"\(id)\" cannot be an id; ids are small letters, digits and hyphens, begin with a letter and have at most 64",
      suggestion: suggestion)
  }

  /// The id of a person or contact that something refers to; reported when there is none such.
  func reference(_ node: Int, to section: String, _ reader: FieldReader) -> String? {
    let example = section == "person" ? "maria" : "dr-okafor"
    return reader.text(node, example: example).flatMap { reference($0, node, to: section, reader) }
  }

  /// The same of an id already read.
  func reference(_ id: String, _ node: Int, to section: String, _ reader: FieldReader) -> String? {
    let isPerson = section == "person"
    if isPerson ? personIndex[id] != nil : contactIDs.contains(id) { return id }
    // What a broken table or file would have defined is not missing as well.
    if brokenIDs.contains("\(section).\(id)") || !scanned.allAreTOML { return nil }
    let named: [(id: String, name: String)] =
      isPerson ? people.map { ($0.id, $0.name) } : contacts.map { ($0.id, $0.name) }
    let byName = named.first { $0.name.lowercased() == id.lowercased() }?.id
    // Part of a name, where only one has it: “okafor”.
    let part = id.lowercased().split { " -._".contains($0) }
    let byPart = named.filter { one in
      Set(part).isSubset(of: (one.name.lowercased() + " " + one.id).split { " -._".contains($0) })
    }
    let suggestion =
      byName ?? Nearest.match(id, among: named.map(\.id)) ?? (byPart.count == 1 ? byPart[0].id : nil)
    let hint =
      named.isEmpty
      ? "; the plan has no [\(section).\(EntryID.isWellFormed(id) ? id : "…")]: tend add \(section) writes one"
      : ""
    reader.error(
      value: node, "unknown \(section) \"\(id)\" in \(reader.name(node))\(hint)", suggestion: suggestion)
    return nil
  }
}
