public import Care
public import Household

/// Takes what is pressed at a popup: whoever keeps the record.
public protocol Desk: AnyObject {
  /// The words for whoever is there, with the privacy of the channel.
  func wording(of channel: Channel) -> Wording

  /// Records it for each of these, by the rules of the commands, and says which were refused.
  func press(_ press: PressedAnswer, of occurrences: [OccurrenceID]) -> [PressRefusal]
}

/// What was pressed and not recorded.
public struct PressRefusal {
  public var occurrence: OccurrenceID
  /// Why, and what can be done.
  public var words: [String]

  public init(occurrence: OccurrenceID, words: [String]) {
    self.occurrence = occurrence
    self.words = words
  }
}
