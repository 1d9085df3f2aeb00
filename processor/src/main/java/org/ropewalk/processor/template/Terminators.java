package org.ropewalk.processor.template;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ends lines.
 *
 * @param commands what ends those of the client; the first is written
 * @param replies what ends those of the server; the first is written
 * @param emptyLines whether an empty line is before each line of the server
 */
public record Terminators(List<String> commands, List<String> replies, boolean emptyLines) {
    private static final String CRLF = "\r\n";
    private static final String LF = "\n";

    /** The constant that stands for several, and what it stands for. */
    private static final List<Constant> CONSTANTS =
            List.of(
                    new Constant("CRLF", List.of(CRLF)),
                    new Constant("LF", List.of(LF)),
                    new Constant("CR", List.of("\r")),
                    new Constant("NUL", List.of("\0")),
                    new Constant("CRLF_OR_LF", List.of(CRLF, LF)),
                    new Constant("LF_OR_CRLF", List.of(LF, CRLF)));

    private record Constant(String name, List<String> ends) {
        /** The value of the constant. */
        String text() {
            return String.join("|", ends);
        }
    }

    /** Lines that end in CR LF. */
    public static final Terminators STANDARD = new Terminators(List.of(CRLF), List.of(CRLF), false);

    /** Copies the lists. */
    public Terminators {
        commands = List.copyOf(commands);
        replies = List.copyOf(replies);
    }

    /** This, where an empty line is before each line of the server, or not. */
    public Terminators withEmptyLines(boolean before) {
        return new Terminators(commands, replies, before);
    }

    /** Whether {@code c} is a part of what ends a line. */
    public boolean hold(char c) {
        return Stream.concat(commands.stream(), replies.stream())
                .anyMatch(end -> end.indexOf(c) >= 0);
    }

    /** What the texts of an annotation stand for. */
    public static List<String> of(List<String> texts) {
        return texts.stream()
                .flatMap(
                        text ->
                                CONSTANTS.stream()
                                        .filter(constant -> constant.text().equals(text))
                                        .findFirst()
                                        .map(constant -> constant.ends().stream())
                                        .orElse(Stream.of(text)))
                .distinct()
                .toList();
    }

    /** The name of the constant for {@code end}, or a text of Java. */
    public static String name(String end) {
        return constant(List.of(end))
                .orElseGet(
                        () ->
                                end.chars()
                                        .mapToObj(
                                                c ->
                                                        Character.isISOControl(c)
                                                                ? String.format("\\u%04x", c)
                                                                : String.valueOf((char) c))
                                        .collect(Collectors.joining("", "\"", "\"")));
    }

    /** The name of the constant for {@code ends}, if there is one. */
    public static Optional<String> constant(List<String> ends) {
        return CONSTANTS.stream()
                .filter(constant -> constant.ends().equals(ends))
                .findFirst()
                .map(Constant::name);
    }

    /** Where in {@code text} a line end may begin. */
    public OptionalInt in(String text) {
        for (int i = 0; i < text.length(); i++) {
            String rest = text.substring(i, i + 1);
            if (all().anyMatch(end -> end.startsWith(rest))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private Stream<String> all() {
        return Stream.concat(commands.stream(), replies.stream());
    }

    /** A line end that begins with {@code first}. */
    public String beginningWith(char first) {
        return all().filter(end -> end.charAt(0) == first).findFirst().orElseThrow();
    }

    /** The first that is written but is neither CR LF nor LF, so that no payload has such lines. */
    public Optional<String> withoutLines() {
        return Stream.of(commands.get(0), replies.get(0))
                .filter(end -> !end.equals(CRLF) && !end.equals(LF))
                .findFirst();
    }

    /** Whether an LF behind a line that ended in CR is a part of its end. */
    public boolean dropLf() {
        return dropsLf(commands) || dropsLf(replies);
    }

    private static boolean dropsLf(List<String> ends) {
        return ends.contains("\r") && ends.contains(CRLF);
    }
}
