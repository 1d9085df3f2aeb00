package org.ropewalk.examples.managesieve.value;

import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.managesieve.value.SieveCall.Argument;

/**
 * What a command or a test takes.
 *
 * @param extension what the script has to require for it; empty if nothing
 * @param tags the tags that may come, before the other arguments
 * @param arguments the other arguments, in their order
 * @param tests how many tests follow
 * @param block whether a block follows
 */
record SieveRule(
        String extension, List<Tag> tags, List<Value> arguments, Tests tests, boolean block) {
    /** How many tests follow. */
    enum Tests {
        NONE,
        ONE,
        SOME
    }

    /** A type of arguments. */
    enum Value {
        STRING("a string", Argument.Kind.STRING),
        STRINGS("a string or a list of strings", Argument.Kind.LIST),
        NUMBER("a number", Argument.Kind.NUMBER);

        private final String shown;
        private final Argument.Kind kind;

        Value(String shown, Argument.Kind kind) {
            this.shown = shown;
            this.kind = kind;
        }

        String shown() {
            return shown;
        }

        boolean allows(Argument.Kind given) {
            return given == kind || this == STRINGS && given == Argument.Kind.STRING;
        }
    }

    /**
     * A tag.
     *
     * @param group at most one tag of a group may come
     * @param extension what the script has to require for it; empty if nothing
     */
    record Tag(String name, String group, Optional<Value> value, String extension) {
        Tag(String name, String group) {
            this(name, group, Optional.empty(), "");
        }

        /** A group of its own. */
        Tag(String name, Value value) {
            this(name, name, Optional.of(value), "");
        }
    }

    Optional<Tag> tag(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name)).findFirst();
    }
}
