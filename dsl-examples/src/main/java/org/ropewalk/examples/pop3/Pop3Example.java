package org.ropewalk.examples.pop3;

import java.util.Map;
import org.ropewalk.examples.Example;
import org.ropewalk.line.Bytes;

/** POP3, as an example. */
public final class Pop3Example {
    private static final String WELCOME =
            "From: ropewalk@example.org\r\nTo: ann@example.org\r\nSubject: Welcome\r\n\r\n"
                    + "This line begins the text.\r\n.This one begins with a dot.\r\nThe end.\r\n";

    private Pop3Example() {}

    /** How it is started: one user, one message. */
    public static Example example() {
        return new Example(
                "pop3",
                "POP3 over a drop in memory: the user ann, the password secret, one message",
                "try: curl pop3://ann:secret@HOST:PORT/1",
                () ->
                        factory(
                                Map.of(
                                        "ann",
                                        new Maildrop("secret")
                                                .deliver(
                                                        new Message(
                                                                "welcome", Bytes.of(WELCOME))))));
    }

    /** A factory over the drops of users. */
    public static Pop3Factory factory(Map<String, Maildrop> drops) {
        return new Pop3Factory(peer -> new Login(drops, peer));
    }
}
