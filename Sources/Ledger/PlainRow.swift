import Almanac
import Care

/// The facts and the state of an occurrence as most rows have them, read without a decoder.
///
/// The fields come in the order of their names. A field that is not here, old or new, makes the row one for the
/// decoder, which gives the same for every row.
enum PlainRow {
  /// Nil where it is for the decoder.
  static func facts(_ text: String) -> OccurrenceFacts? { read(text, facts) }

  /// Nil where it is for the decoder.
  static func state(_ text: String) -> OccurrenceState? { read(text, state) }

  private typealias Reading<Value> = (UnsafeBufferPointer<UInt8>) throws(PlainObject.NotPlain) -> Value

  private static func read<Value>(_ text: String, _ reading: Reading<Value>) -> Value? {
    var text = text
    return text.withUTF8 { bytes in try? reading(bytes) }
  }

  private static func facts(_ bytes: UnsafeBufferPointer<UInt8>) throws(PlainObject.NotPlain)
    -> OccurrenceFacts
  {
    var object = try PlainObject(bytes)
    let amount = object.has("amount") ? try object.text() : nil
    try object.need("ask")
    let ask = try object.texts()
    let catchUp = object.has("catchUp") ? try object.word(CatchUp.self) : nil
    let channels = object.has("channels") ? try channels(&object) : []
    try object.need("earlyFrom")
    let earlyFrom = try object.instant()
    let food = object.has("food") ? try object.text() : nil
    let ifMissed = object.has("ifMissed") ? try object.text() : nil
    try object.need("importance")
    let importance = try object.word(Importance.self)
    try object.need("instant")
    let instant = try object.instant()
    let key = try key(&object)
    try object.need("kind")
    let kind = try object.word(EntryKind.self)
    try object.need("lateAt")
    let lateAt = try object.instant()
    try object.need("leads")
    let leads = try object.instants()
    try object.need("missedAt")
    let missedAt = try object.instant()
    try object.need("name")
    let name = try object.text()
    try object.need("nominal")
    let nominal = try object.value(CivilDateTime.self)
    let person = object.has("person") ? try object.text() : nil
    let personName = object.has("personName") ? try object.text() : nil
    let place = object.has("place") ? try object.text() : nil
    try object.need("repeatEvery")
    let repeatEvery = try object.value(TimeSpan.self)
    let repeats = object.has("repeats") ? Int(try object.number()) : nil
    let rules = object.has("rules") ? try rules(&object) : nil
    let take = object.has("take") ? try object.text() : nil
    let uses = object.has("uses") ? try object.value(StockCount.self) : nil
    try object.need("utcOffset")
    let utcOffset = Int(try object.number())
    let with = object.has("with") ? try object.text() : nil
    try object.need("zone")
    let zone = try object.text()
    try object.end()
    return OccurrenceFacts(
      key: key, kind: kind, person: person, personName: personName, name: name, amount: amount, take: take,
      food: food, ifMissed: ifMissed, place: place, with: with, ask: ask, importance: importance,
      nominal: nominal, zone: zone, utcOffset: utcOffset, instant: instant, earlyFrom: earlyFrom,
      lateAt: lateAt, missedAt: missedAt, repeatEvery: repeatEvery, leads: leads, channels: channels,
      rules: rules, repeats: repeats, catchUp: catchUp, uses: uses)
  }

  private static func channels(_ object: inout PlainObject) throws(PlainObject.NotPlain) -> [ChannelName] {
    var found: [ChannelName] = []
    for text in try object.texts() {
      guard let name = ChannelName(text) else { throw PlainObject.NotPlain() }
      found.append(name)
    }
    return found
  }

  private static func rules(_ object: inout PlainObject) throws(PlainObject.NotPlain) -> DoseRules {
    var rules = DoseRules()
    try object.open()
    if object.has("closesAt") { rules.closesAt = try object.instant() }
    if object.has("ifNotKept") { rules.ifNotKept = try object.text() }
    if object.has("notWithin") { rules.notWithin = try object.number() }
    try object.close()
    return rules
  }

  private static func key(_ object: inout PlainObject) throws(PlainObject.NotPlain) -> OccurrenceKey {
    try object.open("key")
    try object.need("day")
    let day = try object.value(CivilDate.self)
    try object.need("entry")
    let entry = try object.value(EntryID.self)
    try object.need("slot")
    let slot = try object.text()
    try object.close()
    return OccurrenceKey(entry: entry, day: day, slot: slot)
  }

  private static func state(_ bytes: UnsafeBufferPointer<UInt8>) throws(PlainObject.NotPlain)
    -> OccurrenceState
  {
    var object = try PlainObject(bytes)
    var state = OccurrenceState(nextReminder: nil)
    try object.need("attempts")
    state.attempts = Int(try object.number())
    try object.need("defiesPause")
    state.defiesPause = try object.truth()
    try object.need("isMissed")
    state.isMissed = try object.truth()
    try object.need("isReviewed")
    state.isReviewed = try object.truth()
    if object.has("lastTold") { state.lastTold = try object.instant() }
    if object.has("nextReminder") { state.nextReminder = try object.instant() }
    if object.has("snoozedUntil") { state.snoozedUntil = try object.instant() }
    try object.end()
    return state
  }
}
