extension Plan {
  /// How much may go this way: the more careful of contact and channel, and what the settings say where neither does.
  public func privacy(of route: Route, through channel: Channel?, _ settings: Settings) -> Settings.Privacy {
    let said = [contact(route.contact)?.privacy, channel?.privacy].compactMap(\.self)
    return said.contains(.discreet) ? .discreet : said.first ?? settings.privacy
  }
}
