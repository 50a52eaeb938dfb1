/// The kinds of entry a plan can hold.
///
/// The raw value is the word used in the plan, the journal and the JSON.
public enum EntryKind: String, CaseIterable, Hashable, Sendable, Codable {
  case medication
  case appointment
  case activity
  case checkIn = "check-in"
  /// What the plan derives from another entry; nobody writes one down.
  case step

  /// The kinds that a plan has tables of.
  public static let written: [EntryKind] = [.medication, .appointment, .activity, .checkIn]
}
