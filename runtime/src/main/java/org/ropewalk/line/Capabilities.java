package org.ropewalk.line;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server says that it can do, a line for each capability: {@code SIZE 1000}. A handler
 * returns {@link #derived()} for what the declaration advertises in the state that the reply leads
 * to; a client reads what came.
 */
public final class Capabilities implements Iterable<String> {
    private static final Capabilities DERIVED = new Capabilities(true, List.of(), List.of());

    private final boolean derived;
    private final List<String> lines;
    private final List<String> without;

    private Capabilities(boolean derived, List<String> lines, List<String> without) {
        this.derived = derived;
        this.lines = List.copyOf(lines);
        this.without = List.copyOf(without);
    }

    /** What the declaration advertises. */
    public static Capabilities derived() {
        return DERIVED;
    }

    /** These lines. */
    public static Capabilities of(List<String> lines) {
        return new Capabilities(false, lines, List.of());
    }

    /** These, and one more line. */
    public Capabilities and(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new Capabilities(derived, more, without);
    }

    /** These, without the lines whose first word is {@code name}. */
    public Capabilities without(String name) {
        List<String> less = new ArrayList<>(without);
        less.add(name);
        return new Capabilities(derived, lines, less);
    }

    /** These with what {@code advertised} adds where they are derived; called by generated code. */
    public Capabilities with(List<String> advertised) {
        if (!derived) {
            return this;
        }
        List<String> all = new ArrayList<>(advertised);
        all.addAll(lines);
        return new Capabilities(false, all, without);
    }

    /** The lines that are known here. */
    public List<String> lines() {
        return lines.stream().filter(line -> !without.contains(name(line))).toList();
    }

    private static String name(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? line : line.substring(0, blank);
    }

    /** Whether there is a line whose first word is {@code name}, in whichever letter case. */
    public boolean has(String name) {
        return arguments(name).isPresent();
    }

    /** What stands behind {@code name} in its line; empty if there is no such line. */
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
                && derived == that.derived
                && lines.equals(that.lines)
                && without.equals(that.without);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    @Override
    public String toString() {
        return (derived ? "derived " : "") + lines();
    }
}
