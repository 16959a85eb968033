extension JSONFormat {
  /// The JSON Schema (draft 2020-12) of the documents that the format writes.
  public static let schemaDocument = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:callpress:schema:call:1",
      "title": "A call as CallPress understands it (callpress.call/1)",
      "description": "Times are whole milliseconds from the call's zero point. Ranges count Unicode scalars of the turn's text. Members may be added within version 1; none is renamed or removed.",
      "type": "object",
      "required": ["schema", "transcript", "outcomes", "variables", "placeholders", "diagnostics"],
      "properties": {
        "schema": { "const": "callpress.call/1" },
        "id": { "type": "string", "description": "The call's identifier; absent where the record has none." },
        "source": { "type": "string", "description": "The file or stream that the call was read from." },
        "duration_ms": { "type": "integer", "minimum": 0 },
        "call": {
          "type": "object",
          "description": "The record's members in their own order, known and unknown, without transcript_object, agent_dynamic_variables and agent_post_call_outcomes. Absent for a bare transcript."
        },
        "transcript": { "$ref": "#/$defs/transcript" },
        "measures": { "$ref": "#/$defs/measures" },
        "outcomes": { "$ref": "#/$defs/values" },
        "variables": { "$ref": "#/$defs/values" },
        "placeholders": { "type": "array", "items": { "$ref": "#/$defs/placeholder" } },
        "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" } }
      },
      "$defs": {
        "measure": { "type": ["integer", "null"], "minimum": 0, "description": "null where the times that it needs are missing; absent where there is nothing to measure." },
        "measures": {
          "type": "object",
          "description": "Counts from the turns' times. talk_ms and silence_ms less overlap_ms are span_ms.",
          "required": ["settings", "turns", "speakers"],
          "properties": {
            "settings": {
              "type": "object",
              "required": ["pause_ms", "dead_air_ms", "overlap_ms"],
              "properties": {
                "pause_ms": { "type": "integer" },
                "dead_air_ms": { "type": "integer" },
                "overlap_ms": { "type": "integer" }
              }
            },
            "turns": { "type": "integer" },
            "span_ms": { "$ref": "#/$defs/measure" },
            "talk_ms": { "$ref": "#/$defs/measure" },
            "silence_ms": { "$ref": "#/$defs/measure" },
            "longest_silence_ms": { "$ref": "#/$defs/measure" },
            "dead_air_count": { "$ref": "#/$defs/measure" },
            "dead_air_ms": { "$ref": "#/$defs/measure" },
            "overlap_ms": { "$ref": "#/$defs/measure" },
            "time_to_first_word_ms": { "$ref": "#/$defs/measure" },
            "responses": { "$ref": "#/$defs/measure" },
            "response_p50_ms": { "$ref": "#/$defs/measure" },
            "response_p95_ms": { "$ref": "#/$defs/measure" },
            "longest_response_ms": { "$ref": "#/$defs/measure" },
            "estimated": { "type": "array", "items": { "type": "string" }, "description": "The members that rest on estimated times." },
            "speakers": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["speaker", "turns", "words", "questions"],
                "properties": {
                  "speaker": { "type": "string" },
                  "turns": { "type": "integer" },
                  "words": { "type": "integer" },
                  "questions": { "type": "integer" },
                  "cut_off": { "type": "integer" },
                  "talk_ms": { "$ref": "#/$defs/measure" },
                  "share_permille": { "$ref": "#/$defs/measure" },
                  "words_per_minute": { "$ref": "#/$defs/measure" },
                  "longest_monologue_ms": { "$ref": "#/$defs/measure" },
                  "interruptions": { "$ref": "#/$defs/measure" },
                  "estimated": { "type": "array", "items": { "type": "string" } }
                }
              }
            }
          }
        },
        "provenance": { "enum": ["measured", "derived", "estimated"], "description": "Absent means measured." },
        "transcript": {
          "type": "object",
          "required": ["state", "speakers", "entries"],
          "properties": {
            "state": { "enum": ["present", "empty", "pending"] },
            "dialect": { "type": "string" },
            "pointer": { "type": "string", "description": "A JSON Pointer (RFC 6901) into the source." },
            "zero_point": {
              "type": "object",
              "required": ["kind"],
              "properties": {
                "kind": { "enum": ["call-start", "started-at", "recording-start", "earliest-entry"] },
                "instant": { "type": "string", "format": "date-time" }
              }
            },
            "turns_are_captions": { "type": "boolean", "description": "The source is captions, and each turn is one of them." },
            "speakers": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["id", "kind", "label", "name"],
                "properties": {
                  "id": { "type": "string" },
                  "kind": { "enum": ["agent", "customer", "third-party", "unknown"] },
                  "label": { "type": "string", "description": "As the source writes it." },
                  "name": { "type": "string", "description": "The name to show." }
                }
              }
            },
            "entries": {
              "type": "array",
              "items": { "oneOf": [{ "$ref": "#/$defs/turn" }, { "$ref": "#/$defs/event" }] }
            }
          }
        },
        "turn": {
          "type": "object",
          "required": ["type", "number", "speaker", "text"],
          "properties": {
            "type": { "const": "turn" },
            "number": { "type": "integer", "minimum": 1 },
            "speaker": { "type": "string" },
            "start_ms": { "type": "integer" },
            "start_provenance": { "$ref": "#/$defs/provenance" },
            "start_method": { "type": "string" },
            "end_ms": { "type": "integer" },
            "end_provenance": { "$ref": "#/$defs/provenance" },
            "end_method": { "type": "string" },
            "text": { "type": "string" },
            "planned_text": { "type": "string", "description": "What was to be said before the speaker was cut off." },
            "interrupted": { "type": "boolean" },
            "language": { "type": "string" },
            "sentiment": { "type": "string" },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 },
            "words": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["text"],
                "properties": {
                  "text": { "type": "string" },
                  "start_ms": { "type": "integer" },
                  "start_provenance": { "$ref": "#/$defs/provenance" },
                  "start_method": { "type": "string" },
                  "end_ms": { "type": "integer" },
                  "end_provenance": { "$ref": "#/$defs/provenance" },
                  "end_method": { "type": "string" },
                  "confidence": { "type": "number", "minimum": 0, "maximum": 1 }
                }
              }
            }
          }
        },
        "event": {
          "type": "object",
          "required": ["type", "kind"],
          "properties": {
            "type": { "const": "event" },
            "kind": {
              "enum": [
                "tool-call", "tool-result", "node-transition", "handoff", "transfer", "dtmf", "sms",
                "injected-context", "system-prompt", "marker"
              ]
            },
            "start_ms": { "type": "integer" },
            "start_provenance": { "$ref": "#/$defs/provenance" },
            "start_method": { "type": "string" },
            "name": { "type": "string" },
            "call_id": { "type": "string" },
            "text": { "type": "string" },
            "is_error": { "type": "boolean" }
          }
        },
        "values": {
          "type": "object",
          "required": ["state", "values"],
          "properties": {
            "state": {
              "enum": ["present", "empty", "pending"],
              "description": "pending: the record says nothing, perhaps not yet."
            },
            "values": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["name"],
                "properties": {
                  "name": { "type": "string" },
                  "value": { "description": "Any JSON value, token for token as the source writes it." },
                  "type": { "type": "string" },
                  "description": { "type": "string" },
                  "rationale": { "type": "string" },
                  "repeated": { "type": "boolean", "description": "Another value has the same name." },
                  "evidence": {
                    "type": "object",
                    "required": ["finding"],
                    "properties": {
                      "finding": { "enum": ["said", "maybe-said", "not-said", "not-searchable"] },
                      "said_by_agent": { "type": "boolean" },
                      "links": { "type": "array", "items": { "$ref": "#/$defs/link" } },
                      "more_links": { "type": "boolean", "description": "There are more links than are listed." }
                    }
                  }
                }
              }
            }
          }
        },
        "link": {
          "type": "object",
          "required": ["turn", "from", "to", "quote", "match"],
          "properties": {
            "turn": { "type": "integer", "minimum": 1 },
            "from": { "type": "integer", "minimum": 0 },
            "to": { "type": "integer", "minimum": 0 },
            "quote": { "type": "string" },
            "match": {
              "enum": [
                "exact", "tolerant", "number-words", "date", "time", "digits", "email", "spelled",
                "question"
              ]
            },
            "strength": { "enum": ["strong", "weak"], "description": "Weak: the words may mean something else." },
            "start_ms": { "type": "integer" },
            "end_ms": { "type": "integer" }
          }
        },
        "placeholder": {
          "type": "object",
          "required": ["name", "turn", "from", "to", "quote"],
          "properties": {
            "name": { "type": "string" },
            "turn": { "type": "integer", "minimum": 1 },
            "from": { "type": "integer", "minimum": 0 },
            "to": { "type": "integer", "minimum": 0 },
            "quote": { "type": "string" }
          }
        },
        "diagnostic": {
          "type": "object",
          "required": ["code", "severity", "message"],
          "properties": {
            "code": { "type": "string" },
            "severity": { "enum": ["info", "warning"] },
            "message": { "type": "string" },
            "pointer": { "type": "string" },
            "byte_offset": { "type": "integer", "minimum": 0 }
          }
        }
      }
    }

    """#
}
