extension Result {
  /// Why it failed, if it did.
  public var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
