import GRDB

/// The tables of the ledger, by version.
///
/// A version that was released never changes; the next one is added. Whatever an older Tend could misread raises the
/// version, so that it stops politely: a table, but also a kind of event or a word in a payload.
enum Schema {
  /// "Tend" in ASCII, as SQLite's application id.
  static let applicationID: Int32 = 0x5465_6E64

  /// What this Tend writes and reads, kept in `user_version`.
  static var version: Int { migrations.count }

  private static let migrations = [version1, version2, version3, version4]

  /// Brings an older ledger up to `version`, inside the write transaction of the caller.
  static func migrate(_ database: Database, from found: Int) throws {
    for migration in migrations[found...] {
      try database.execute(sql: migration)
    }
    if (1..<4).contains(found) {
      try HouseholdRow.store(try HouseholdRow.replay(LedgerReader(database)), into: database)
    }
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  // New kinds of event and words in payloads, which version 1 would stumble over; the tables are the same.
  private static let version2 = ""

  // No function but GLOB in it: JSON's are refused in a schema that is not trusted, and ours is not, since a file from
  // elsewhere may be opened.
  //
  // Events and plan texts are the truth, and are only ever added to. `occurrence`, `pause` and the count of rows in
  // `meta` are derived from the events and can be rebuilt.
  private static let version1 = """
    PRAGMA application_id = \(applicationID);

    CREATE TABLE planText (
      revision INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL CHECK (hash <> ''),
      acceptedAt INTEGER NOT NULL,
      files TEXT NOT NULL CHECK (files GLOB '[[]*]')
    ) STRICT;

    CREATE TABLE event (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind <> ''),
      occurrence TEXT,
      entry TEXT,
      recordedAt INTEGER NOT NULL,
      sinceBoot INTEGER NOT NULL,
      bootID TEXT NOT NULL,
      actor TEXT NOT NULL,
      channel TEXT NOT NULL,
      planRevision INTEGER REFERENCES planText (revision),
      undoes INTEGER REFERENCES event (number) CHECK ((undoes IS NULL) = (kind <> 'undone')),
      payload TEXT NOT NULL CHECK (payload GLOB '{*}')
    ) STRICT;

    CREATE INDEX eventByOccurrence ON event (occurrence) WHERE occurrence IS NOT NULL;
    CREATE INDEX eventByEntry ON event (entry) WHERE entry IS NOT NULL;
    CREATE INDEX eventByKind ON event (kind);
    CREATE INDEX eventUndone ON event (undoes) WHERE undoes IS NOT NULL;

    CREATE TRIGGER eventNeverChanges BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'an event is never changed; append a correction'); END;
    CREATE TRIGGER eventNeverGoes BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'an event is never deleted; append a correction'); END;
    CREATE TRIGGER eventNeverReplaced BEFORE INSERT ON event
      WHEN EXISTS (SELECT 1 FROM event WHERE number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'an event is never replaced; append a correction'); END;
    CREATE TRIGGER planTextNeverChanges BEFORE UPDATE ON planText
      BEGIN SELECT RAISE(ABORT, 'a plan text is never changed'); END;
    CREATE TRIGGER planTextNeverGoes BEFORE DELETE ON planText
      BEGIN SELECT RAISE(ABORT, 'a plan text is never deleted'); END;

    CREATE TRIGGER planTextNeverReplaced BEFORE INSERT ON planText
      WHEN EXISTS (SELECT 1 FROM planText WHERE revision = NEW.revision)
      BEGIN SELECT RAISE(ABORT, 'a plan text is never replaced'); END;

    CREATE TABLE occurrence (
      id TEXT PRIMARY KEY NOT NULL,
      entry TEXT NOT NULL,
      day TEXT NOT NULL,
      slot TEXT NOT NULL,
      person TEXT,
      instant INTEGER NOT NULL,
      isOpen INTEGER NOT NULL CHECK (isOpen IN (0, 1)),
      awaitsReview INTEGER NOT NULL CHECK (awaitsReview IN (0, 1)),
      facts TEXT NOT NULL CHECK (facts GLOB '{*}'),
      state TEXT NOT NULL CHECK (state GLOB '{*}'),
      UNIQUE (entry, day, slot)
    ) STRICT;

    CREATE INDEX occurrenceByInstant ON occurrence (instant);
    CREATE INDEX occurrenceOpen ON occurrence (instant) WHERE isOpen;
    CREATE INDEX occurrenceAwaitsReview ON occurrence (instant) WHERE awaitsReview;

    CREATE TABLE pause (
      entry TEXT PRIMARY KEY NOT NULL,
      until INTEGER,
      pause TEXT NOT NULL CHECK (pause GLOB '{*}')
    ) STRICT;

    CREATE TABLE entrySince (
      entry TEXT PRIMARY KEY NOT NULL,
      fingerprint TEXT NOT NULL,
      since INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE meta (
      key TEXT PRIMARY KEY NOT NULL,
      value INTEGER NOT NULL
    ) STRICT;
    """

  // When a dose was really taken: what limits go by. Derived, like the rest of its row.
  private static let version3 = """
    ALTER TABLE occurrence ADD COLUMN takenAt INTEGER;

    UPDATE occurrence SET takenAt = json_extract(state, '$.answer.happenedAt')
      WHERE json_extract(state, '$.answer.outcome') IN ('taken', 'taken-not-kept');

    CREATE INDEX occurrenceTaken ON occurrence (entry, takenAt) WHERE takenAt IS NOT NULL;
    """
  // What channels are still to be told, and what the events say of the household as a whole: derived as well.
  private static let version4 = """
    ALTER TABLE occurrence ADD COLUMN owes INTEGER NOT NULL DEFAULT 0 CHECK (owes IN (0, 1));

    CREATE INDEX occurrenceOwes ON occurrence (instant) WHERE owes;

    CREATE TABLE household (
      record TEXT NOT NULL CHECK (record GLOB '{*}')
    ) STRICT;
    """
}
