package org.ropewalk.processor.read.wire;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Terminators;

/** Reads what ends lines. */
public final class TerminatorReader {
    private static final int DELETE = 0x7F;
    private static final int LAST_BYTE = 0xFF;
    private static final int LONGEST_END = 8;

    private final Annotations annotations;
    private final Reports reports;

    TerminatorReader(Annotations annotations, Reports reports) {
        this.annotations = annotations;
        this.reports = reports;
    }

    /** What ends lines, whether it can or not. */
    public static Terminators terminators(Annotations annotations, AnnotationMirror line) {
        List<String> commands = ends(annotations, line, "terminator");
        List<String> replies = ends(annotations, line, "replyTerminator");
        if (commands.isEmpty() || commands.contains("") || replies.contains("")) {
            return Terminators.STANDARD;
        }
        return new Terminators(commands, replies.isEmpty() ? commands : replies, false);
    }

    private static List<String> ends(Annotations annotations, AnnotationMirror line, String name) {
        return Terminators.of(
                annotations.list(line, name).stream()
                        .map(value -> value.getValue().toString())
                        .toList());
    }

    /** What ends the lines of {@code protocol}; that of the standard where it cannot. */
    Terminators read(TypeElement protocol, AnnotationMirror line) {
        boolean sound =
                check(protocol, line, "terminator") & check(protocol, line, "replyTerminator");
        return sound ? terminators(annotations, line) : Terminators.STANDARD;
    }

    /** Whether lines can end so. */
    private boolean check(TypeElement protocol, AnnotationMirror line, String member) {
        Place place = annotations.place(protocol, line, member);
        List<String> ends = ends(annotations, line, member);
        boolean sound = true;
        if (ends.isEmpty() && member.equals("terminator")) {
            reports.add(Diagnostic.BAD_TERMINATOR, place, "{}", "is empty");
            return false;
        }
        for (String end : ends) {
            Optional<String> wrong = wrong(end);
            if (wrong.isPresent()) {
                reports.add(Diagnostic.BAD_TERMINATOR, place, Terminators.name(end), wrong.get());
                return false;
            }
            for (String other : ends) {
                if (!other.equals(end) && other.contains(end) && !other.equals("\r\n")) {
                    reports.add(
                            Diagnostic.AMBIGUOUS_TERMINATOR,
                            place,
                            Terminators.name(end),
                            Terminators.name(other));
                    sound = false;
                }
            }
        }
        return sound;
    }

    private static Optional<String> wrong(String end) {
        if (end.isEmpty() || end.length() > LONGEST_END) {
            return Optional.of("has " + end.length() + " characters");
        }
        char first = end.charAt(0);
        if (Character.isLetterOrDigit(first) && first < DELETE || " \t-+.".indexOf(first) >= 0) {
            return Optional.of("begins with a blank, a letter, a digit, or one of -+.");
        }
        return end.chars().anyMatch(c -> c > LAST_BYTE)
                ? Optional.of("has characters above U+00FF")
                : Optional.empty();
    }
}
