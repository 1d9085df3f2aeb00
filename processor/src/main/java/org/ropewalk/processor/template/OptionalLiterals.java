package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.template.LinePlan.Blanks;
import org.ropewalk.processor.template.LinePlan.Choice;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Gap;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Text;
import org.ropewalk.processor.template.LinePlan.Value;

/** The literals with which optional parts begin: a value near them does not begin so. */
final class OptionalLiterals {
    private OptionalLiterals() {}

    /** A value behind a literal does not make a longer literal of it. */
    static void unlikeLonger(Text text, End missing, List<Part> parts) {
        List<String> left =
                LinePlan.longer(text.text(), missing).stream()
                        .map(each -> each.substring(text.text().length()))
                        .toList();
        if (!left.isEmpty() && parts.get(1) instanceof Value value) {
            End begin = new End(Kind.TEXT, left, false, 0);
            parts.set(1, new Value(value.node(), value.end(), value.glued(), Optional.of(begin)));
        }
    }

    /** Optional values do not begin as the optional literals in front of them. */
    static void unlikeLiterals(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Choice choice
                    && choice.parts().get(0) instanceof Text text) {
                for (int j = i + 1; j < parts.size() && mayBeSkipped(parts.get(j)); j++) {
                    parts.set(j, unlike(parts.get(j), text.text()));
                }
            }
        }
    }

    private static boolean mayBeSkipped(Part part) {
        return part instanceof Blanks
                || part instanceof Choice choice && !(choice.parts().get(0) instanceof Gap);
    }

    private static Part unlike(Part part, String text) {
        if (!(part instanceof Choice choice)
                || !(choice.parts().get(0) instanceof Value value)
                || value.absent().isEmpty()) {
            return part;
        }
        End absent = value.absent().get();
        Set<String> literals = new LinkedHashSet<>(absent.literals());
        literals.add(text);
        List<Part> inner = new ArrayList<>(choice.parts());
        inner.set(
                0,
                new Value(
                        value.node(),
                        value.end(),
                        value.glued(),
                        Optional.of(
                                new End(
                                        absent.kind(),
                                        List.copyOf(literals),
                                        absent.atLineEnd(),
                                        absent.width()))));
        return new Choice(choice.group(), inner, choice.behind(), choice.other(), choice.open());
    }
}
