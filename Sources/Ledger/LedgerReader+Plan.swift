import Almanac
import GRDB

extension LedgerReader {
  /// The newest plan that was accepted: the one in force.
  public func latestPlan() throws -> PlanText? {
    try plans("ORDER BY revision DESC LIMIT 1", []).first
  }

  public func plan(revision: Int64) throws -> PlanText? {
    try plans("WHERE revision = ?", [revision]).first
  }

  /// Every accepted plan, oldest first.
  public func plans() throws -> [PlanText] { try plans("ORDER BY revision", []) }

  private func plans(_ condition: String, _ arguments: StatementArguments) throws -> [PlanText] {
    let select = try database.cachedStatement(
      sql: "SELECT revision, hash, acceptedAt, files FROM planText \(condition)")
    return try Row.fetchAll(select, arguments: arguments).map { row in
      PlanText(
        revision: row[0], hash: row[1], acceptedAt: Instant(row[2]),
        files: try readable(row[3], "plan text \(row[0] as Int64)"))
    }
  }
}
