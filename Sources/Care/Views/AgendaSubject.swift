import Almanac

/// What an agenda line is about: the part that all occurrences of an entry have in common.
///
/// Copying one costs a reference count.
public struct AgendaSubject: Hashable, Sendable {
  public var entry: EntryID { content.entry }
  public var kind: EntryKind { content.kind }
  /// The person's id and name; nil for an entry of the household.
  public var person: String? { content.person }
  public var personName: String? { content.personName }
  public var name: String { content.name }
  /// The dose as written: "100 mg", or the words of `dose-text`.
  public var amount: String? { content.amount }
  public var take: String? { content.take }
  public var food: String? { content.food }
  public var place: String? { content.place }
  /// Name of the contact an appointment is with.
  public var with: String? { content.with }
  /// The questions of a check-in.
  public var ask: [String] { content.ask }
  public var importance: Importance { content.importance }

  private let content: Content

  private final class Content: Hashable, Sendable {
    let entry: EntryID
    let kind: EntryKind
    let person, personName: String?
    let name: String
    let amount, take, food, place, with: String?
    let ask: [String]
    let importance: Importance

    init(
      entry: EntryID, kind: EntryKind, person: String?, personName: String?, name: String, amount: String?,
      take: String?, food: String?, place: String?, with: String?, ask: [String], importance: Importance
    ) {
      self.entry = entry
      self.kind = kind
      self.person = person
      self.personName = personName
      self.name = name
      self.amount = amount
      self.take = take
      self.food = food
      self.place = place
      self.with = with
      self.ask = ask
      self.importance = importance
    }

    static func == (a: Content, b: Content) -> Bool {
      a === b
        || (a.entry == b.entry && a.kind == b.kind && a.person == b.person && a.personName == b.personName
          && a.name == b.name && a.amount == b.amount && a.take == b.take && a.food == b.food
          && a.place == b.place && a.with == b.with && a.ask == b.ask && a.importance == b.importance)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(entry)
      hasher.combine(name)
    }
  }

  init(
    entry: EntryID, kind: EntryKind, person: String?, personName: String?, name: String, amount: String?,
    take: String?, food: String?, place: String?, with: String?, ask: [String], importance: Importance
  ) {
    content = Content(
      entry: entry, kind: kind, person: person, personName: personName, name: name, amount: amount,
      take: take, food: food, place: place, with: with, ask: ask, importance: importance)
  }

  /// The same with another dose.
  func with(_ dose: Dose) -> AgendaSubject {
    AgendaSubject(
      entry: entry, kind: kind, person: person, personName: personName, name: name, amount: dose.words,
      take: dose.take, food: food, place: place, with: with, ask: ask, importance: importance)
  }

  /// The same under another name.
  func named(_ name: String) -> AgendaSubject {
    AgendaSubject(
      entry: entry, kind: kind, person: person, personName: personName, name: name, amount: amount,
      take: take,
      food: food, place: place, with: with, ask: ask, importance: importance)
  }

  /// What a row says, which is what the plan said when it was written.
  public init(_ facts: OccurrenceFacts) {
    content = Content(
      entry: facts.key.entry, kind: facts.kind, person: facts.person, personName: facts.personName,
      name: facts.name, amount: facts.amount, take: facts.take, food: facts.food, place: facts.place,
      with: facts.with, ask: facts.ask, importance: facts.importance)
  }
}
