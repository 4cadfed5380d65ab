-- Tracked events as version 1 of their database left them: seven, of which the last
-- declares another one wrong. Never changed: it stands for the files of users.
CREATE TABLE events (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  is_correction INTEGER NOT NULL,
  hash TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (id, is_correction);
CREATE TABLE named (
  object TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (row),
  word TEXT NOT NULL,
  PRIMARY KEY (object, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_by_word ON named (word, object);
INSERT INTO events VALUES (
  1,
  'urn:uuid:0',
  0,
  'ni:///sha-256;877215f114f2df3bf0530459ba9b9c4cc00f819ba8eac0b69b841b668bd9d2c2?ver=CBV2.0',
  1772323230000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:00:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:0","readPoint":{"id":"https://id.example.org/terminal/0"},"epcList":["https://id.example.org/container/CSQU0000000"]}');
INSERT INTO events VALUES (
  2,
  'urn:uuid:1',
  0,
  'ni:///sha-256;4ae4b840dc080482afc611ddaa14455c7d68599b15c2ff98296fc03eaa749a5c?ver=CBV2.0',
  1772323290000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:01:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:1","readPoint":{"id":"https://id.example.org/terminal/1"},"epcList":["https://id.example.org/container/CSQU0000001"]}');
INSERT INTO events VALUES (
  3,
  'urn:uuid:2',
  0,
  'ni:///sha-256;1277961c3872ff9935675f9f7cc6dc38a616a4e1dba0e3f05b5aaa73e640813a?ver=CBV2.0',
  1772323350000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:02:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:2","readPoint":{"id":"https://id.example.org/terminal/2"},"epcList":["https://id.example.org/container/CSQU0000002"]}');
INSERT INTO events VALUES (
  4,
  'urn:uuid:3',
  0,
  'ni:///sha-256;5bd93fec511bbc9a35c41e26a8c8afc122cfa86dab0e3125bbd3481941257ddd?ver=CBV2.0',
  1772323410000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:03:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:3","readPoint":{"id":"https://id.example.org/terminal/3"},"epcList":["https://id.example.org/container/CSQU0000003"]}');
INSERT INTO events VALUES (
  5,
  'urn:uuid:4',
  0,
  'ni:///sha-256;a28cbf981b60e63ac82eec15909825e7fa7fc73b4eec35f0f71e0178505e082e?ver=CBV2.0',
  1772323470000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:04:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:4","readPoint":{"id":"https://id.example.org/terminal/4"},"epcList":["https://id.example.org/container/CSQU0000004"]}');
INSERT INTO events VALUES (
  6,
  'urn:uuid:5',
  0,
  'ni:///sha-256;882ddf539f84993d5b499d62666b20f442b93ff2da3567fb2e764968ec166865?ver=CBV2.0',
  1772323530000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:05:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:5","readPoint":{"id":"https://id.example.org/terminal/5"},"epcList":["https://id.example.org/container/CSQU0000005"]}');
INSERT INTO events VALUES (
  7,
  'urn:uuid:3',
  1,
  'ni:///sha-256;5bd93fec511bbc9a35c41e26a8c8afc122cfa86dab0e3125bbd3481941257ddd?ver=CBV2.0',
  1772323410000,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:03:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:3","readPoint":{"id":"https://id.example.org/terminal/3"},"epcList":["https://id.example.org/container/CSQU0000003"],"errorDeclaration":{"declarationTime":"2026-05-01T00:00:00Z"}}');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000000', 1, 'CSQU0000000');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000001', 2, 'CSQU0000001');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000002', 3, 'CSQU0000002');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000003', 4, 'CSQU0000003');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000003', 7, 'CSQU0000003');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000004', 5, 'CSQU0000004');
INSERT INTO named VALUES ('https://id.example.org/container/CSQU0000005', 6, 'CSQU0000005');
PRAGMA user_version = 1;
