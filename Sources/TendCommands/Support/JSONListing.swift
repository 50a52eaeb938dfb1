/// What every listing prints with `--json`: `{"version":1,"items":[…]}`, one item a line.
///
/// Items are written as they come, so that a listing of any length needs little memory. `Documentation/json.md` holds
/// the keys of each.
enum JSONListing {
  /// The version of the keys: it changes when one of them loses its meaning, not when another is added.
  static let version = 1

  static func print<Items: Sequence>(
    _ items: Items, to printer: Printer, _ object: (Items.Element) throws -> JSONObject
  ) rethrows {
    printer.machine("{\"version\":\(version),\"items\":[")
    var last: String?
    for item in items {
      if let last { printer.machine(last + ",") }
      last = JSONValue.object(try object(item)).json
    }
    if let last { printer.machine(last) }
    printer.machine("]}")
  }
}
