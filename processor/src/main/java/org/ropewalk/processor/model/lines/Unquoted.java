package org.ropewalk.processor.model.lines;

import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** Command lines as they are compared where a word may be in quotes: without the quotes. */
public final class Unquoted {
    private final String marks;

    /** For the lines of a protocol with these quotes; empty if it has none. */
    public Unquoted(Optional<Wire.Quotes> quotes) {
        marks = quotes.map(Wire.Quotes::characters).orElse("");
    }

    /** The line, its literal words without quotes. */
    public CommandLine of(CommandLine line) {
        return marks.isEmpty()
                ? line
                : new CommandLine(
                        line.command(),
                        line.line(),
                        line.verb().map(this::word),
                        line.constant(),
                        line.segments().stream().map(this::segment).toList());
    }

    private Segment segment(Segment segment) {
        return segment instanceof Segment.Token token
                        && token.pieces().size() == 1
                        && token.pieces().get(0) instanceof Node.Literal literal
                        && !word(literal.text()).equals(literal.text())
                ? new Segment.Token(List.of(new Node.Literal(word(literal.text()))))
                : segment;
    }

    private String word(String text) {
        int last = text.length() - 1;
        return last > 0 && marks.indexOf(text.charAt(0)) >= 0 && text.charAt(0) == text.charAt(last)
                ? text.substring(1, last)
                : text;
    }
}
