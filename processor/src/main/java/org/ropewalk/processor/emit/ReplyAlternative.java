package org.ropewalk.processor.emit;

import java.util.Comparator;
import java.util.List;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * One line that may come as a reply.
 *
 * @param method the method that reads it
 * @param line its template
 * @param group what it belongs to: results before exceptions before errors, where nothing else
 *     tells them apart
 */
record ReplyAlternative(String method, Template line, int group) {
    int rank() {
        return rank(line);
    }

    /** When it is tried: results that begin as no error does, exceptions, errors, the rest. */
    int turn() {
        return group > 0 ? group : rank() < 2 ? 0 : 3;
    }

    /** How specific the begin of a line is: a literal before a number, before a word. */
    static int rank(Template line) {
        List<Segment> segments = Segment.of(line);
        if (segments.isEmpty()) {
            return 0;
        }
        if (segments.get(0) instanceof Segment.Token token) {
            boolean literal = token.pieces().get(0) instanceof Node.Literal;
            if (literal && token.pieces().size() > 1 && segments.size() > 1) {
                // Behind a prefix the next word tells.
                return segments.get(1) instanceof Segment.Token next
                                && next.pieces().get(0) instanceof Node.Literal
                        ? 0
                        : 2;
            }
            return literal ? 0 : token.pieces().get(0) instanceof Node.Length ? 1 : 2;
        }
        return segments.get(0) instanceof Segment.Choice ? 2 : 3;
    }

    /** These, in the order in which they are tried. */
    static List<ReplyAlternative> inOrder(List<ReplyAlternative> alternatives) {
        return alternatives.stream()
                .sorted(
                        Comparator.comparingInt(ReplyAlternative::turn)
                                .thenComparingInt(ReplyAlternative::rank))
                .toList();
    }
}
