/// The first place where a text stops being TOML, or stops being what we are ready to read.
struct TOMLSyntaxError: Error, Hashable {
  /// The byte it stands at; at most the length of the text.
  var offset: Int
  var message: String
  var suggestion: String?

  init(_ offset: Int, _ message: String, suggestion: String? = nil) {
    self.offset = offset
    self.message = message
    self.suggestion = suggestion
  }
}
