package org.ropewalk.processor.emit.code;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** The names that a line binds. */
final class SegmentNames {
    private SegmentNames() {}

    static Set<String> of(List<Segment> segments) {
        Set<String> names = new LinkedHashSet<>();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Token token) {
                token.pieces()
                        .forEach(
                                piece -> {
                                    if (piece instanceof Node.Placeholder placeholder) {
                                        names.addAll(placeholder.names());
                                    }
                                });
            } else if (segment instanceof Segment.Several several) {
                names.add(several.many().name());
            } else if (segment instanceof Segment.Tail tail) {
                names.addAll(((Node.Placeholder) tail.value()).names());
            } else if (segment instanceof Segment.Fields block) {
                names.addAll(of(block.fields()));
            } else if (segment instanceof Segment.Named named) {
                names.add(named.named().name());
            } else if (segment instanceof Segment.Linear linear) {
                names.addAll(linear.plan().names());
            } else if (segment instanceof Segment.Choice choice) {
                names.addAll(of(choice.segments()));
            }
        }
        return names;
    }

    private static Set<String> of(Node.Fields block) {
        Set<String> names = new LinkedHashSet<>();
        block.fields().forEach(field -> names.addAll(of(FieldCode.segments(field))));
        if (block.collects()) {
            names.add(block.others().orElseThrow().name());
        }
        return names;
    }
}
