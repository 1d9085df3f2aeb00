package org.ropewalk.line;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The capabilities of a server, one line each: {@code SIZE 1000}. A handler returns {@link
 * #derived()} for the capabilities of the state after the reply and of all later states, or {@link
 * #now()} for those of that state only. A client receives the lines.
 */
public final class Capabilities implements Iterable<String> {
    private enum Kind {
        GIVEN,
        DERIVED,
        NOW
    }

    private static final Capabilities DERIVED =
            new Capabilities(Kind.DERIVED, List.of(), List.of());
    private static final Capabilities NOW = new Capabilities(Kind.NOW, List.of(), List.of());

    private final Kind kind;
    private final List<String> lines;
    private final List<String> without;

    private Capabilities(Kind kind, List<String> lines, List<String> without) {
        this.kind = kind;
        this.lines = List.copyOf(lines);
        this.without = List.copyOf(without);
    }

    /** The capabilities in the declaration, of all reachable states. */
    public static Capabilities derived() {
        return DERIVED;
    }

    /**
     * The capabilities in the declaration, only of the state after the reply. Lines with the same
     * first word are joined: {@code LIST ACTIVE} and {@code LIST NEWSGROUPS} are {@code LIST ACTIVE
     * NEWSGROUPS}.
     */
    public static Capabilities now() {
        return NOW;
    }

    /** These lines. */
    public static Capabilities of(List<String> lines) {
        return new Capabilities(Kind.GIVEN, lines, List.of());
    }

    /** These, and one more line. */
    public Capabilities and(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new Capabilities(kind, more, without);
    }

    /** These, without the lines whose first word is {@code name}. */
    public Capabilities without(String name) {
        List<String> less = new ArrayList<>(without);
        less.add(name);
        return new Capabilities(kind, lines, less);
    }

    /**
     * These lines with the derived ones, if those are wanted; called by generated code.
     *
     * @param advertised returns the lines: for true those of the current state, else all
     */
    public Capabilities with(Function<Boolean, List<String>> advertised) {
        if (kind == Kind.GIVEN) {
            return this;
        }
        List<String> all = new ArrayList<>(advertised.apply(kind == Kind.NOW));
        all.addAll(lines);
        return new Capabilities(Kind.GIVEN, kind == Kind.NOW ? joined(all) : all, without);
    }

    private static List<String> joined(List<String> lines) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (String line : lines) {
            String name = name(line);
            joined.merge(name, line, (before, more) -> before + more.substring(name.length()));
        }
        return List.copyOf(joined.values());
    }

    /** The lines that are known here. */
    public List<String> lines() {
        return lines.stream().filter(line -> !without.contains(name(line))).toList();
    }

    private static String name(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? line : line.substring(0, blank);
    }

    /** Whether there is a line with {@code name} as its first word; case is ignored. */
    public boolean has(String name) {
        return arguments(name).isPresent();
    }

    /** The text after {@code name} in its line; empty if there is no such line. */
    public Optional<String> arguments(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return lines().stream()
                .filter(line -> name(line).toUpperCase(Locale.ROOT).equals(wanted))
                .map(line -> line.substring(name(line).length()).strip())
                .findFirst();
    }

    @Override
    public Iterator<String> iterator() {
        return lines().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Capabilities that
                && kind == that.kind
                && lines.equals(that.lines)
                && without.equals(that.without);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    @Override
    public String toString() {
        return (kind == Kind.GIVEN ? "" : kind.name().toLowerCase(Locale.ROOT) + " ") + lines();
    }
}
