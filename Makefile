# Short names for the scripts; nothing here is needed to build or test.
.PHONY: demo test bench evidence redaction
demo:
	examples/demo
test:
	Tests/run
bench:
	Tests/bench
evidence:
	Tests/evidence
redaction:
	Tests/redaction
