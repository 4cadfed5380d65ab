# SPDX-License-Identifier: Apache-2.0
"""Events of a box that arrives, and documents of them, as partners send them."""

BOX = "CSQU3054383"
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


def event(number, box=BOX):
    return {"type": "ObjectEvent", "eventID": f"urn:uuid:{number}",
            "action": "OBSERVE", "bizStep": "arriving",
            "eventTime": "2026-03-05T09:00:00Z", "eventTimeZoneOffset": "+00:00",
            "epcList": [f"https://example.org/container/{box}"],
            "readPoint": {"id": "https://example.org/place/DOS"}}


def document(*events):
    return {"@context": [CONTEXT], "type": "EPCISDocument",
            "schemaVersion": "2.0", "creationDate": "2026-03-05T10:00:00Z",
            "epcisBody": {"eventList": list(events)}}
