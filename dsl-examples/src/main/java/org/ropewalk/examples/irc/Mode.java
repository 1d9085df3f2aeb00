package org.ropewalk.examples.irc;

import java.util.List;
import org.ropewalk.examples.value.Modes;

/**
 * One mode of a channel, set or not.
 *
 * @param arguments one, or none
 */
record Mode(Modes.Change change, List<String> arguments) {
    static Mode of(boolean set, char letter) {
        return new Mode(new Modes.Change(set, letter), List.of());
    }

    static Mode of(boolean set, char letter, String argument) {
        return new Mode(new Modes.Change(set, letter), List.of(argument));
    }

    /** Whether it is the same mode; a key that is taken back is any key. */
    boolean isSame(Mode other) {
        return change.equals(other.change)
                && (arguments.equals(other.arguments) || change.letter() == 'k' && !change.set());
    }

    /** The same as changes. */
    Modes changes() {
        return new Modes(List.of(change));
    }
}
