"""What Python's libraries need for the work that Tests/bench measures, in the same units.

Prints a name, seconds of CPU time, bytes and calls, a line each. A library that is not there is
left out and named on the standard error stream.

What each side does, call by call:

- json: orjson makes Python objects of all of it; CallPress checks it and indexes it.
- srt, vtt: pysubs2 writes cues that are cut at 84 characters or seven seconds, each with the
  speaker before it. CallPress also chooses where lines and cues read best, keeps cues from
  overlapping, and keeps right-to-left lines and numbers in order.
- txt: facts, outcomes, variables and turns with times, by plain Python. CallPress also names the
  turns in which each value was said.
- xml: lxml writes facts, outcomes, variables, turns, and words with their times. CallPress writes
  these, the evidence, and the whole record once more, from which the JSON can be had back.
- html: Jinja2 writes a page with facts, turns with times, speakers and texts, outcomes and
  variables. CallPress also marks what was said where, tells languages and directions, and
  brings a style sheet and a player along.
- five formats: all of these from the bytes on. CallPress also finds the transcript in records of
  any shape, and looks for every outcome and variable in it.
"""

import io
import sys
import time


def missing(name):
    print(f"{name} is not installed; left out", file=sys.stderr)


def measure(name, lines, work, passes=3):
    work()
    times = []
    for _ in range(passes):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    size = sum(len(line) for line in lines)
    print(f"{name}\t{sorted(times)[len(times) // 2]}\t{size}\t{len(lines)}")
    sys.stdout.flush()


def each(work, items):
    for item in items:
        work(item)


def cues(turns):
    """Cues of at most 84 characters and seven seconds, the words' times kept."""
    result = []
    for turn in turns:
        text, start, end = "", None, None
        for word in turn["words"]:
            if text and (len(text) + len(word["word"]) > 84 or word["end"] - start > 7):
                result.append((start, end, turn["role"], text.strip()))
                text, start = "", None
            if start is None:
                start = word["start"]
            text += word["word"]
            end = word["end"]
        if text:
            result.append((start, end, turn["role"], text.strip()))
    return result


def clock(seconds):
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def text(call):
    out = io.StringIO()
    for name, value in call.items():
        if isinstance(value, (str, int, float)) and name != "transcript":
            out.write(f"{name}: {value}\n")
    for part in ("agent_post_call_outcomes", "agent_dynamic_variables"):
        for name, value in (call[part] or {}).items():
            out.write(f"  {name}: {value}\n")
    for turn in call["transcript_object"]:
        start = turn["words"][0]["start"] if turn["words"] else 0
        out.write(f"[{clock(start)}] {turn['role']}: {turn['content']}\n")
    return out.getvalue().encode()


def captions(pysubs2, call, kind):
    subtitles = pysubs2.SSAFile()
    for start, end, role, words in cues(call["transcript_object"]):
        subtitles.append(
            pysubs2.SSAEvent(
                start=round(start * 1000), end=round(end * 1000), text=f"{role}: {words}"
            )
        )
    return subtitles.to_string(kind).encode()


def xml(etree, call):
    root = etree.Element("call")
    for name, value in call.items():
        if isinstance(value, (str, int, float, bool)):
            etree.SubElement(root, "fact", name=name).text = str(value)
    for part in ("agent_post_call_outcomes", "agent_dynamic_variables"):
        holder = etree.SubElement(root, part)
        for name, value in (call[part] or {}).items():
            etree.SubElement(holder, "value", name=name).text = str(value)
    turns = etree.SubElement(root, "turns")
    for number, turn in enumerate(call["transcript_object"], 1):
        element = etree.SubElement(turns, "turn", id=f"t{number}", speaker=turn["role"])
        for word in turn["words"]:
            etree.SubElement(
                element,
                "w",
                start=f"{word['start']:.3f}",
                end=f"{word['end']:.3f}",
            ).text = word["word"]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


PAGE = """<!doctype html>
<html lang="{{ call.transcript_language }}"><head><meta charset="utf-8">
<title>{{ call.id }}</title></head><body><h1>{{ call.id }}</h1>
<ol>{% for turn in turns %}
<li id="t{{ loop.index }}" class="t {{ turn.role }}"{% if turn.start is not none %} \
data-s="{{ turn.start }}" data-e="{{ turn.end }}"{% endif %}>\
<a class="at" href="#t{{ loop.index }}">{% if turn.start is not none %}\
<time datetime="PT{{ turn.seconds }}S">{{ turn.clock }}</time>{% else %}{{ loop.index }}{% endif %}\
</a><b class="who"><bdi>{{ turn.role }}</bdi></b>\
<div class="say"><p dir="auto">{{ turn.text }}</p></div></li>{% endfor %}
</ol>
<dl>{% for name, value in facts %}<dt>{{ name }}</dt><dd><bdi>{{ value }}</bdi></dd>
{% endfor %}</dl>
{% for part in parts %}<section><h2>{{ part.name }}</h2>
{% for name, value in part.pairs %}<div class="item" id="{{ part.prefix }}{{ loop.index }}">
<h3><bdi>{{ name }}</bdi></h3><p class="value"><bdi>{{ value }}</bdi></p></div>
{% endfor %}</section>{% endfor %}</body></html>
"""


def page(template, call):
    turns = []
    for turn in call["transcript_object"]:
        words = turn["words"]
        start = words[0]["start"] if words else None
        turns.append(
            {
                "role": turn["role"],
                "text": turn["content"],
                "start": round(start * 1000) if words else None,
                "end": round(words[-1]["end"] * 1000) if words else None,
                "seconds": start,
                "clock": clock(start) if words else None,
            }
        )
    facts = [
        (name, value)
        for name, value in call.items()
        if isinstance(value, (str, int, float)) and name != "transcript"
    ]
    parts = [
        {"name": name, "prefix": prefix, "pairs": list((call[name] or {}).items())}
        for name, prefix in (
            ("agent_post_call_outcomes", "o"),
            ("agent_dynamic_variables", "v"),
        )
    ]
    return template.render(call=call, turns=turns, facts=facts, parts=parts).encode()


def main():
    with open(sys.argv[1], "rb") as file:
        lines = file.read().splitlines()
    try:
        import orjson
    except ImportError:
        missing("orjson")
        import json as orjson
    loads = orjson.loads
    name = "json orjson" if orjson.__name__ == "orjson" else "json python"

    def parse():
        for line in lines:
            loads(line)

    measure(name, lines, parse)
    calls = [loads(line)["data"] for line in lines]

    makers = [text]
    try:
        import pysubs2

        for kind in ("srt", "vtt"):
            maker = lambda call, kind=kind: captions(pysubs2, call, kind)
            measure(f"{kind} pysubs2", lines, lambda: each(maker, calls), 1)
            makers.append(maker)
    except ImportError:
        missing("pysubs2")
    try:
        from lxml import etree

        maker_xml = lambda call: xml(etree, call)
        measure("xml lxml", lines, lambda: each(maker_xml, calls), 1)
        makers.append(maker_xml)
    except ImportError:
        missing("lxml")
    try:
        import jinja2

        environment = jinja2.Environment(autoescape=True)
        template = environment.from_string(PAGE)
        maker_html = lambda call: page(template, call)
        measure("html jinja2", lines, lambda: each(maker_html, calls), 1)
        makers.append(maker_html)
    except ImportError:
        missing("jinja2")
    if len(makers) == 5:

        def pipeline():
            for line in lines:
                call = loads(line)["data"]
                for maker in makers:
                    maker(call)

        measure("five formats python", lines, pipeline, 1)


main()
