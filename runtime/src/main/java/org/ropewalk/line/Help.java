package org.ropewalk.line;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.ropewalk.annotation.ForGeneratedCode;

/**
 * One command that the peer may send. A handler returns {@link #derived()} for all commands of the
 * state, or a list of its own. The line of each is a template with {@code {usage*}} and, if it is
 * wanted, {@code {summary*}}.
 *
 * @param usage how the command is written: {@code SIZE <path>}
 * @param summary the first sentence of the Javadoc of the command; empty if it has none, or if the
 *     line does not contain it
 */
public record Help(String usage, String summary) {
    private static final List<Help> DERIVED = new Derived(Optional.empty());

    /** A command without a summary. */
    public Help(String usage) {
        this(usage, "");
    }

    /**
     * The commands that the peer may send now. Generated code knows them when it writes the reply;
     * until then the list cannot be read.
     */
    public static List<Help> derived() {
        return DERIVED;
    }

    /**
     * Those of {@link #derived()} whose first word is {@code verb}, in whichever letter case. The
     * list is empty if there are none.
     */
    public static List<Help> about(String verb) {
        return new Derived(Optional.of(verb));
    }

    /**
     * The list to write; called by generated code.
     *
     * @param result what the handler returned
     * @param commands the commands that the peer may send now
     */
    @ForGeneratedCode
    public static List<Help> of(List<Help> result, Supplier<List<Help>> commands) {
        return result instanceof Derived derived ? derived.of(commands.get()) : result;
    }

    private boolean isAbout(String verb) {
        int blank = usage.indexOf(' ');
        return verb.equalsIgnoreCase(blank < 0 ? usage : usage.substring(0, blank));
    }

    /** Stands for a list that generated code knows. */
    private static final class Derived extends AbstractList<Help> {
        private final Optional<String> verb;

        Derived(Optional<String> verb) {
            this.verb = Objects.requireNonNull(verb);
        }

        List<Help> of(List<Help> commands) {
            return verb.isEmpty()
                    ? commands
                    : commands.stream().filter(each -> each.isAbout(verb.get())).toList();
        }

        @Override
        public Help get(int index) {
            throw unknown();
        }

        @Override
        public int size() {
            throw unknown();
        }

        private static IllegalStateException unknown() {
            return new IllegalStateException(
                    "the commands are known when the reply is written; return this list as it is");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Derived that && verb.equals(that.verb);
        }

        @Override
        public int hashCode() {
            return verb.hashCode();
        }

        @Override
        public String toString() {
            return "derived help" + verb.map(text -> " about " + text).orElse("");
        }
    }
}
