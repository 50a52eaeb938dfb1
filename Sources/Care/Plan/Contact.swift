/// Someone on the care team, a carer or an organisation.
public struct Contact: Hashable, Sendable {
  public var id: String
  public var name: String
  public var role: String?
  public var phone: String?
  public var email: String?

  public init(id: String, name: String, role: String? = nil, phone: String? = nil, email: String? = nil) {
    self.id = id
    self.name = name
    self.role = role
    self.phone = phone
    self.email = email
  }
}
