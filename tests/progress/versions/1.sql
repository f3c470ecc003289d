PRAGMA application_id = 1165509746;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE attempt (
            key TEXT PRIMARY KEY NOT NULL,
            session TEXT NOT NULL,
            subject INTEGER NOT NULL REFERENCES subject (id),
            at INTEGER NOT NULL,
            chosen INTEGER NOT NULL,
            seconds REAL NOT NULL,
            hints INTEGER NOT NULL,
            mode TEXT NOT NULL,
            typed TEXT,
            grade TEXT NOT NULL,
            undone INTEGER
        );
INSERT INTO "attempt" VALUES('one','monday',1,1795341600123456,3,12.25,0,'quiz',NULL,'right',NULL);
INSERT INTO "attempt" VALUES('two','monday',2,1795341660123456,0,12.25,1,'exam','x @ W
+ ''あ''','wrong',1795345200123456);
INSERT INTO "attempt" VALUES('three','monday',1,1795341720123456,3,12.25,0,'quiz',NULL,'pending',NULL);
CREATE TABLE card (
            subject INTEGER PRIMARY KEY REFERENCES subject (id),
            due INTEGER NOT NULL,
            state TEXT NOT NULL
        );
INSERT INTO "card" VALUES(1,1795600800123456,'{"stability": 2.5}');
INSERT INTO "card" VALUES(2,1795428000123456,'{"stability": 2.5}');
CREATE TABLE fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
INSERT INTO "fact" VALUES('exam','2027-02-19');
CREATE TABLE review (
            attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempt (key),
            subject INTEGER NOT NULL REFERENCES subject (id),
            at INTEGER NOT NULL,
            rating INTEGER NOT NULL
        );
INSERT INTO "review" VALUES('one',1,1795341600123456,3);
INSERT INTO "review" VALUES('two',2,1795341660123456,1);
CREATE TABLE session (
            key TEXT PRIMARY KEY NOT NULL,
            mode TEXT NOT NULL,
            begun INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            ended INTEGER,
            state TEXT NOT NULL
        );
INSERT INTO "session" VALUES('monday','quiz',1795341600123456,1795341600123456,NULL,'{"at": 1}');
CREATE TABLE subject (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL,
            label TEXT NOT NULL,
            digest TEXT NOT NULL,
            UNIQUE (question, label, digest)
        );
INSERT INTO "subject" VALUES(1,'gru-state-update','こ','0123456789abcdef0123456789abcdef');
INSERT INTO "subject" VALUES(2,'lstm-cell','か','fedcba9876543210fedcba9876543210');
CREATE INDEX attempt_subject ON attempt (subject);
CREATE INDEX attempt_at ON attempt (at);
CREATE INDEX attempt_session ON attempt (session);
CREATE INDEX review_subject ON review (subject);
COMMIT;
