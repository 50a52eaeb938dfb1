extension Script {
  /// What a life by this script came to; nil where everything held.
  public func trouble() -> String? {
    do {
      try Life(self).run()
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The same trouble with as few steps and entries as leaving out one after the other finds.
  public func shrunk() -> Script {
    var script = self
    for entry in 0..<8 {
      var smaller = script
      smaller.withoutEntries.insert(entry)
      if smaller.withoutEntries.count < 8, smaller.trouble() != nil { script = smaller }
    }
    var size = steps.count / 2
    while size > 0 {
      var start = 0
      while start < steps.count {
        var smaller = script
        smaller.without.formUnion(start..<min(start + size, steps.count))
        if smaller.without.count > script.without.count, smaller.trouble() != nil { script = smaller }
        start += size
      }
      size /= 2
    }
    return script
  }

  /// The steps that are left, as `simulate` reads them again: `3,7,12`.
  public var kept: String {
    steps.map(\.number).filter { !without.contains($0) }.map { "\($0)" }.joined(separator: ",")
  }

  /// What a life by this script does, line by line, and what did not hold.
  public func traced() -> String {
    var script = self
    script.isTraced = true
    let life = Life(script)
    do {
      try life.run()
      return (life.trace + ["everything held"]).joined(separator: "\n")
    } catch {
      return (life.trace + ["\(error)"]).joined(separator: "\n")
    }
  }
}
