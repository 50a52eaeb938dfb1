/// Someone on the care team, a carer or an organisation.
public struct Contact: Hashable, Sendable {
  public var id: String
  public var name: String
  public var role: String?
  public var phone: String?
  public var email: String?
  /// A page: of a support group, of a finder of centers or trials.
  public var url: String?
  /// A word for the family.
  public var notes: String?

  public init(
    id: String, name: String, role: String? = nil, phone: String? = nil, email: String? = nil,
    url: String? = nil, notes: String? = nil
  ) {
    self.url = url
    self.notes = notes
    self.id = id
    self.name = name
    self.role = role
    self.phone = phone
    self.email = email
  }
}
