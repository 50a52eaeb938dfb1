/// One line for the journal, ready to be sent: what a person reads and what a program reads.
public struct JournalLine: Hashable, Sendable {
  public var event: JournalEvent
  public var message: String
  /// syslog(3): 0 emergency to 7 debug.
  public var priority: Int
  /// The `TEND_*` fields, in a fixed order.
  public var fields: [Field]

  public struct Field: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(event: JournalEvent, message: String, priority: Int, fields: [Field]) {
    self.event = event
    self.message = message
    self.priority = priority
    self.fields = fields
  }
}

extension JournalLine {
  /// What is sent to find out whether it arrives: it says that it is a test, and nothing of the plan.
  public static let test = JournalLine(
    event: .test, message: "TEST of Tend: nothing is due. If you can read this, this channel works",
    priority: 5,
    fields: [Field("TEND_EVENT", JournalEvent.test.rawValue)])

  /// The line of an event that could not be recorded: it says so, and nothing that only the ledger knows.
  public func unrecorded() -> JournalLine {
    var line = self
    line.message = "NOT RECORDED — \(message)"
    line.fields.removeAll { $0.name == "TEND_STATE" || $0.name == "TEND_NUMBER" }
    line.fields.append(Field("TEND_STATE", "unrecorded"))
    return line
  }
}
