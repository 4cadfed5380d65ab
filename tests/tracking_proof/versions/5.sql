-- Tracked events as version 5 of their database left them: seven, of which the last
-- declares another one wrong. Never changed: it stands for the files of users.
CREATE TABLE events (
  row INTEGER PRIMARY KEY,
  capture INTEGER NOT NULL,
  key BLOB NOT NULL,
  hash BLOB NOT NULL,
  time_ms INTEGER NOT NULL,
  type INTEGER NOT NULL,
  action INTEGER,
  step INTEGER,
  disposition INTEGER,
  place INTEGER,
  location INTEGER,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_time ON events (time_ms);
CREATE INDEX events_by_place ON events (place) WHERE place IS NOT NULL;
CREATE TABLE names (
  row INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  word TEXT NOT NULL
) STRICT;
CREATE INDEX names_by_word ON names (word);
CREATE TABLE named (
  name INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (name, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE captures (
  row INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  who TEXT NOT NULL,
  first_event INTEGER NOT NULL,
  events INTEGER NOT NULL,
  digest BLOB NOT NULL,
  chain BLOB NOT NULL
) STRICT;
CREATE INDEX captures_by_time ON captures (time_ms);
INSERT INTO events VALUES (
  1,
  1,
  X'97f1f409433bb9cd43af997952d9e39a',
  X'877215f114f2df3bf0530459ba9b9c4cc00f819ba8eac0b69b841b668bd9d2c2',
  1772323230000,
  4,
  3,
  2,
  NULL,
  1,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:00:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:0","readPoint":{"id":"https://id.example.org/terminal/0"},"epcList":["https://id.example.org/container/CSQU0000000"]}');
INSERT INTO events VALUES (
  2,
  1,
  X'f496f8a5338878e659e13a3d67697e40',
  X'4ae4b840dc080482afc611ddaa14455c7d68599b15c2ff98296fc03eaa749a5c',
  1772323290000,
  4,
  3,
  7,
  NULL,
  6,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:01:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:1","readPoint":{"id":"https://id.example.org/terminal/1"},"epcList":["https://id.example.org/container/CSQU0000001"]}');
INSERT INTO events VALUES (
  3,
  1,
  X'0412f24800dd35015a0df42517ce9f3c',
  X'1277961c3872ff9935675f9f7cc6dc38a616a4e1dba0e3f05b5aaa73e640813a',
  1772323350000,
  4,
  3,
  2,
  NULL,
  9,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:02:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:2","readPoint":{"id":"https://id.example.org/terminal/2"},"epcList":["https://id.example.org/container/CSQU0000002"]}');
INSERT INTO events VALUES (
  4,
  1,
  X'dd4ec529651838ad6a5e80ba01865864',
  X'5bd93fec511bbc9a35c41e26a8c8afc122cfa86dab0e3125bbd3481941257ddd',
  1772323410000,
  4,
  3,
  7,
  NULL,
  11,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:03:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:3","readPoint":{"id":"https://id.example.org/terminal/3"},"epcList":["https://id.example.org/container/CSQU0000003"]}');
INSERT INTO events VALUES (
  5,
  2,
  X'01700d7fd3886bee25e3909717162970',
  X'a28cbf981b60e63ac82eec15909825e7fa7fc73b4eec35f0f71e0178505e082e',
  1772323470000,
  4,
  3,
  2,
  NULL,
  13,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:04:30Z","action":"OBSERVE","bizStep":"arriving","eventID":"urn:uuid:4","readPoint":{"id":"https://id.example.org/terminal/4"},"epcList":["https://id.example.org/container/CSQU0000004"]}');
INSERT INTO events VALUES (
  6,
  2,
  X'b7080447d3835b7d1904b08a874ac7e0',
  X'882ddf539f84993d5b499d62666b20f442b93ff2da3567fb2e764968ec166865',
  1772323530000,
  4,
  3,
  7,
  NULL,
  15,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:05:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:5","readPoint":{"id":"https://id.example.org/terminal/5"},"epcList":["https://id.example.org/container/CSQU0000005"]}');
INSERT INTO events VALUES (
  7,
  3,
  X'dd4ec529651838ad6a5e80ba01865865',
  X'5bd93fec511bbc9a35c41e26a8c8afc122cfa86dab0e3125bbd3481941257ddd',
  1772323410000,
  4,
  3,
  7,
  NULL,
  11,
  NULL,
  '{"type":"ObjectEvent","eventTimeZoneOffset":"+05:00","eventTime":"2026-03-01T00:03:30Z","action":"OBSERVE","bizStep":"departing","eventID":"urn:uuid:3","readPoint":{"id":"https://id.example.org/terminal/3"},"epcList":["https://id.example.org/container/CSQU0000003"],"errorDeclaration":{"declarationTime":"2026-05-01T00:00:00Z"}}');
INSERT INTO names VALUES (1, 'https://id.example.org/terminal/0', '0');
INSERT INTO names VALUES (2, 'https://ref.gs1.org/cbv/BizStep-arriving', 'BizStep-arriving');
INSERT INTO names VALUES (3, 'OBSERVE', 'OBSERVE');
INSERT INTO names VALUES (4, 'ObjectEvent', 'ObjectEvent');
INSERT INTO names VALUES (5, 'https://id.example.org/container/CSQU0000000', 'CSQU0000000');
INSERT INTO names VALUES (6, 'https://id.example.org/terminal/1', '1');
INSERT INTO names VALUES (7, 'https://ref.gs1.org/cbv/BizStep-departing', 'BizStep-departing');
INSERT INTO names VALUES (8, 'https://id.example.org/container/CSQU0000001', 'CSQU0000001');
INSERT INTO names VALUES (9, 'https://id.example.org/terminal/2', '2');
INSERT INTO names VALUES (10, 'https://id.example.org/container/CSQU0000002', 'CSQU0000002');
INSERT INTO names VALUES (11, 'https://id.example.org/terminal/3', '3');
INSERT INTO names VALUES (12, 'https://id.example.org/container/CSQU0000003', 'CSQU0000003');
INSERT INTO names VALUES (13, 'https://id.example.org/terminal/4', '4');
INSERT INTO names VALUES (14, 'https://id.example.org/container/CSQU0000004', 'CSQU0000004');
INSERT INTO names VALUES (15, 'https://id.example.org/terminal/5', '5');
INSERT INTO names VALUES (16, 'https://id.example.org/container/CSQU0000005', 'CSQU0000005');
INSERT INTO named VALUES (5, 1);
INSERT INTO named VALUES (8, 2);
INSERT INTO named VALUES (10, 3);
INSERT INTO named VALUES (12, 4);
INSERT INTO named VALUES (12, 7);
INSERT INTO named VALUES (14, 5);
INSERT INTO named VALUES (16, 6);
INSERT INTO captures VALUES (
  1,
  1772700000000,
  'a railway',
  1,
  4,
  X'0ff50edcee2b4020315b91f0432a9ef77b01a42941326254cb95e91c98e24fb9',
  X'979b8ebc7aa099b0fd03b51865fa9cf4efe6f860fc01b52d1c394cabf8aaf45c');
INSERT INTO captures VALUES (
  2,
  1772700000000,
  'a dry port',
  5,
  2,
  X'5d9af47235edb99059f5d5e3eeb6a551de6f9897da99076cc155d1bdddc4e2ca',
  X'e4f95392e5e70ae721cafa02e459943da9be3bcc7d7996ff2646bb639ac460c5');
INSERT INTO captures VALUES (
  3,
  1772700000000,
  '',
  7,
  1,
  X'96a95ace0a68465d4d3a59b560acbad4cb05ea409ff97f9b1f0a706db4caf77e',
  X'9addd4b065712b816632ccb5a6ab7b76f3d8e53b4478dc29368fb3c387a82e21');
CREATE TABLE plans (event INTEGER PRIMARY KEY) STRICT;

CREATE TABLE keys (key BLOB PRIMARY KEY, event INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE new_keys (last INTEGER PRIMARY KEY,
  keys BLOB NOT NULL) STRICT;
CREATE TABLE key_sweep (step INTEGER NOT NULL,
  slices INTEGER NOT NULL) STRICT;
INSERT INTO key_sweep VALUES (512, 1024);
INSERT INTO new_keys VALUES (
  6,
  X'97f1f409433bb9cd43af997952d9e39af496f8a5338878e659e13a3d67697e400412f24800dd35015a0df42517ce9f3cdd4ec529651838ad6a5e80ba0186586401700d7fd3886bee25e3909717162970b7080447d3835b7d1904b08a874ac7e0');
INSERT INTO new_keys VALUES (
  7,
  X'dd4ec529651838ad6a5e80ba01865865');
PRAGMA user_version = 5;
