import Care
import Testing

/// How much may go through a channel to a contact.
struct PrivacyTests {
  @Test(
    arguments: [
      (nil, nil, .full, .full), (nil, nil, .discreet, .discreet), (.full, nil, .discreet, .full),
      (nil, .full, .discreet, .full), (.discreet, .full, .full, .discreet),
      (.full, .discreet, .full, .discreet),
      (.discreet, nil, .full, .discreet), (nil, .discreet, .full, .discreet),
    ] as [(Settings.Privacy?, Settings.Privacy?, Settings.Privacy, Settings.Privacy)])
  func theMoreCarefulOfContactAndChannelDecides(
    contact: Settings.Privacy?, channel: Settings.Privacy?, settings: Settings.Privacy,
    is wanted: Settings.Privacy
  ) {
    var ana = Contact(id: "ana", name: "Ana")
    ana.privacy = contact
    var mail = Channel(name: .desktop, kind: .desktop)
    mail.privacy = channel
    let plan = Plan(contacts: [ana])
    var rules = Settings()
    rules.privacy = settings
    #expect(plan.privacy(of: Route(.desktop, contact: "ana"), through: mail, rules) == wanted)
  }
}
