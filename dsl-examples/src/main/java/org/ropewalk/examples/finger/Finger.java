package org.ropewalk.examples.finger;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/** Finger (RFC 1288): one line, a text, the end. */
@LineProtocol(terminator = Terminator.CRLF_OR_LF)
@Errors(
        malformed = @Reply(value = "What was asked cannot be read.", close = true),
        tooLong = @Reply(value = "That is too long.", close = true))
@Limits(line = 512, idleSeconds = 30)
public interface Finger {
    /** What is known of a user, by the user's name or a part of the full name. */
    @Command("{name*}")
    @Payload(Framing.UNTIL_CLOSE)
    List<String> user(String name);

    /** More of it. */
    @Command("/W {name*}")
    @Payload(Framing.UNTIL_CLOSE)
    List<String> userAtLength(String name);

    /** Lists the users who are logged in. */
    @Command("/W")
    @Payload(Framing.UNTIL_CLOSE)
    List<String> all();

    /** Another host is to be asked; few servers do that. */
    @Command("{name}@{hosts*}")
    @Reply(value = "Finger forwarding service denied", close = true)
    void forward(String name, String hosts);
}
