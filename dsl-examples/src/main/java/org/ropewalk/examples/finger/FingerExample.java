package org.ropewalk.examples.finger;

import java.util.List;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.finger.Users.User;

/** Finger, as an example. */
public final class FingerExample {
    private FingerExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "finger",
                7979,
                "lists users and their plans",
                "try: printf '/W ada\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory());
    }

    /** A factory that knows two users. */
    public static FingerFactory factory() {
        Users users =
                new Users(
                        List.of(
                                new User("ada", "Ada Lovelace", List.of("Plan:", "The next note.")),
                                new User("blaise", "Blaise Pascal", List.of("No plan."))));
        return new FingerFactory(peer -> users);
    }
}
