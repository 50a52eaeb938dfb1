import Care

extension Link {
  /// `Documentation/json.md` says what each key means.
  var object: JSONObject { ["name": .text(name), "url": .text(url)] }
}
